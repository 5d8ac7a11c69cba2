# All Pester files in one engine process; the results as JUnit XML.
param([string] $Pester, [string] $Out, [string] $Only = '*')
$ErrorActionPreference = 'Stop'
Import-Module -Name $Pester
$configuration = New-PesterConfiguration
$configuration.Run.Path = @(Get-ChildItem -Path ([System.IO.Path]::Combine($PSScriptRoot, "$Only.Tests.ps1")) | ForEach-Object { $_.FullName })
$configuration.Run.PassThru = $true
$configuration.TestResult.Enabled = $true
$configuration.TestResult.OutputFormat = 'JUnitXml'
$configuration.TestResult.OutputPath = $Out
$configuration.Output.Verbosity = 'Normal'
$configuration.Output.RenderMode = 'Plaintext'
$result = Invoke-Pester -Configuration $configuration
# A file that could not even be loaded has no case in the XML that would fail.
exit ([int] ($result.Result -ne 'Passed'))
