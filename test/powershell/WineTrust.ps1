# Imports one root, or takes it back, as a kit does, on a Windows by Wine; says the codes. Each call is a process of its own.
param([string] $Pem, [string] $Do)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. ([System.IO.Path]::Combine($PSScriptRoot, 'WineKit.ps1')) -Pem $Pem -Fresh:($Do -ceq 'import')
if ($Do -ceq 'import') { Install-AirgapRoot @kept | ForEach-Object { $_.Code } }
else { Undo-AirgapChange @kept | ForEach-Object { $_.Code } }
