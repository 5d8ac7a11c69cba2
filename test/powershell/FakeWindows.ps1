# A Windows made of one JSON file (windows.json in the host's folder), in the place of src/windows/module/host/PlatformHost.ps1.
# Members: Build, Ubr, ProductType, Architecture, Packages (name to state), HotFixes, RestartPending, Free, Services,
# EventSource, Events. FakeProcess.ps1 changes it; every change is a step of the run.

$script:FakeWindowsText = ''
$script:FakeWindows = $null

function Read-FakeWindows {
    $text = [System.IO.File]::ReadAllText([System.IO.Path]::Combine((Get-Fake 'Root' ''), 'windows.json'))
    if ($text -cne $script:FakeWindowsText) {
        $script:FakeWindowsText = $text
        $script:FakeWindows = ConvertFrom-Json $text
    }
    $script:FakeWindows
}

function Write-FakeWindows {
    param([object] $Windows)
    $script:FakeWindowsText = ''
    $path = [System.IO.Path]::Combine((Get-Fake 'Root' ''), 'windows.json')
    [System.IO.File]::WriteAllText($path, (ConvertTo-Json -Depth 5 $Windows))
}

function Test-PlatformKey {
    param([string] $Hive, [string] $Path)
    $Path.EndsWith('\RebootPending') -and (Read-FakeWindows).RestartPending
}

function Get-PlatformValue {
    param([string] $Hive, [string] $Path, [string] $Name)
    $windows = Read-FakeWindows
    switch -CaseSensitive ($Name) {
        'CurrentBuildNumber' { return [string] $windows.Build }
        'UBR' { return [int] $windows.Ubr }
        'EditionID' { return 'ServerStandard' }
        'InstallationType' { return 'Server' }
        'PROCESSOR_ARCHITECTURE' { return $windows.Architecture }
    }
    $null
}

function Get-PlatformKeyValue {
    param([string] $Hive, [string] $Path, [string] $Name)
    if ($Path.EndsWith('\Packages')) {
        foreach ($package in (Read-FakeWindows).Packages.psobject.Properties) {
            [pscustomobject] @{ Key = $package.Name; Value = [int] $package.Value }
        }
        return
    }
    # The stores of the machine are folders; those of a user and what is not there have nothing.
    $location = 'Machine'
    if ($Path.Contains('\Policies\')) { $location = 'Policy' }
    if ($Path.Contains('EnterpriseCertificates')) { $location = 'Enterprise' }
    $folder = [System.IO.Path]::Combine((Get-Fake 'Root' ''), 'stores', $location, $Path.Split('\')[-2])
    if ($Hive -eq 'User' -or -not [System.IO.Directory]::Exists($folder)) {
        return
    }
    foreach ($file in [System.IO.Directory]::GetFiles($folder)) {
        [pscustomobject] @{ Key = [System.IO.Path]::GetFileName($file); Value = [System.IO.File]::ReadAllBytes($file) }
    }
}

function Get-PlatformSystem {
    [pscustomobject] @{ Caption = 'Fake Windows Server'; ProductType = [int] (Read-FakeWindows).ProductType }
}

function Get-PlatformHotFix {
    foreach ($id in @((Read-FakeWindows).HotFixes)) { [string] $id }
}

function Get-PlatformKernelVersion {
    '10.0.' + (Read-FakeWindows).Build + '.1'
}

function Get-PlatformFreeSpace {
    [long] (Read-FakeWindows).Free
}

function Get-PlatformAccount {
    [pscustomobject] @{ Name = 'FAKE\operator'; System = $false }
}

function Get-PlatformEngine {
    [pscustomobject] @{
        Name = (Get-Fake 'MachineName' 'FAKE01'); Version = '5.1'; LanguageMode = 'FullLanguage'; ExecutionPolicy = 'RemoteSigned'; Culture = 'en-US'; Process32 = $false
    }
}
