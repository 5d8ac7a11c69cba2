# Stages the shipped scripts as the builder does (CRLF), a rendered Import-Roots.ps1 among them, for the analyzer.
param([string] $Out)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. ([System.IO.Path]::Combine($PSScriptRoot, 'TestKit.ps1'))
$module = [System.IO.Path]::Combine($Out, 'scripts', 'AirgapKit')
[void] [System.IO.Directory]::CreateDirectory($module)
foreach ($file in [System.IO.Directory]::GetFiles($script:SourceFolder)) {
    $text = [System.IO.File]::ReadAllText($file).Replace("`n", "`r`n")
    [System.IO.File]::WriteAllText([System.IO.Path]::Combine($module, [System.IO.Path]::GetFileName($file)), $text)
}
foreach ($file in [System.IO.Directory]::GetFiles([System.IO.Path]::Combine($script:SourceFolder, 'scripts'))) {
    $text = [System.IO.File]::ReadAllText($file).Replace("`n", "`r`n")
    [System.IO.File]::WriteAllText([System.IO.Path]::Combine($Out, 'scripts', [System.IO.Path]::GetFileName($file)), $text)
}
$list = @(
    @{ Name = 'CN=O''Neill Root'; Path = 'certs/Root/a.cer'; Sha256 = 'a' * 64; Store = 'Root' },
    @{ Name = 'CN=\E2\80\99; $(exit 9)'; Path = 'certs/CA/b.cer'; Sha256 = 'b' * 64; Store = 'CA' }
)
$script = ConvertFrom-Template 'acs-20261125T120000Z' 'Azure Code Signing' $list
[System.IO.File]::WriteAllText([System.IO.Path]::Combine($Out, 'scripts', 'Import-Roots.ps1'), $script)
