# Stages the kit's scripts as the builder does (CRLF), for the analyzer.
param([string] $Out)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. ([System.IO.Path]::Combine($PSScriptRoot, 'Products.ps1'))
foreach ($path in @('AirgapKit/AirgapKit.psd1', 'AirgapKit/AirgapKit.psm1', 'Apply-Kit.ps1', 'Check-Host.ps1', 'Undo-Kit.ps1')) {
    $file = [System.IO.Path]::Combine($Out, 'scripts', $path)
    [void] [System.IO.Directory]::CreateDirectory([System.IO.Path]::GetDirectoryName($file))
    [System.IO.File]::WriteAllText($file, (Get-ProductText ([System.IO.Path]::GetFileName($file))).Replace("`n", "`r`n"))
}
