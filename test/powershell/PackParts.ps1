# The parts of Start-Here.ps1 over a Windows made of tables, for dot-sourcing: everything but what runs at once.
. ([System.IO.Path]::Combine($PSScriptRoot, 'Products.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'FakePackPlatform.ps1'))
foreach ($part in Get-ProductPart 'Start-Here.ps1') {
    if ($part -cnotin @('pack/Start-Here.ps1', 'common/Frame.ps1', 'common/PlatformAccess.ps1', 'pack/PackPlatform.ps1', 'pack/PackProcess.ps1', 'pack/StartMain.ps1')) { . (Get-SourcePath $part) }
}

# Start-Here.ps1 put together with a fake host, which may make its tables; told that it lies in Place, if one is given.
function Set-PackStart {
    param([string] $Folder, [string] $Fake, [string] $Place = '')
    $stand = [System.IO.Path]::Combine($Folder, 'fake.ps1')
    $none = [System.IO.Path]::Combine($Folder, 'none.ps1')
    [System.IO.File]::WriteAllText($stand, $Fake)
    [System.IO.File]::WriteAllText($none, '')
    $text = Get-ProductText 'Start-Here.ps1' @{ 'common/PlatformAccess.ps1' = $none; 'pack/PackProcess.ps1' = $none; 'pack/PackPlatform.ps1' = $stand }
    if ($Place.Length -gt 0) { $text = $text.Replace('$PSScriptRoot', "'$Place'") }
    [System.IO.File]::WriteAllText([System.IO.Path]::Combine($Folder, 'Start-Here.ps1'), $text)
}
