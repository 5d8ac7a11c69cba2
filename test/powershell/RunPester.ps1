# Pester files one after the other, large ones first; the results of each as JUnit XML in the folder Out. Several of these may
# run at once with one folder: each file is claimed by one of them.
param([string] $Pester, [string] $Out, [string] $Only = '*')
$ErrorActionPreference = 'Stop'
Import-Module -Name $Pester
$failed = 0
foreach ($file in @(Get-ChildItem -Path ([System.IO.Path]::Combine($PSScriptRoot, "$Only.Tests.ps1")) | Sort-Object -Property Length, Name -Descending)) {
    try {
        [System.IO.File]::Open([System.IO.Path]::Combine($Out, $file.Name + '.claim'), 'CreateNew').Dispose()
    }
    catch [System.IO.IOException] {
        continue
    }
    $configuration = New-PesterConfiguration
    $configuration.Run.Path = @($file.FullName)
    $configuration.Run.PassThru = $true
    $configuration.TestResult.Enabled = $true
    $configuration.TestResult.OutputFormat = 'JUnitXml'
    $configuration.TestResult.OutputPath = [System.IO.Path]::Combine($Out, $file.Name + '.xml')
    $configuration.Output.Verbosity = 'Normal'
    $configuration.Output.RenderMode = 'Plaintext'
    $result = Invoke-Pester -Configuration $configuration
    # A file that could not even be loaded has no case in the XML that would fail.
    if ($result.Result -ne 'Passed') { $failed++ }
}
exit ([int] ($failed -gt 0))
