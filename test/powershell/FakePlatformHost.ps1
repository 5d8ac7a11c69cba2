# What Windows says about a fake host, in the place of src/windows/module/host/PlatformHost.ps1; FakePlatform.ps1 lies beside it.
#
# Member Host of fake-host.json: Registry { "Machine\\path": { name: value } }, bytes as "hex:0102"; Deny [ paths or names
# of functions that throw ]; System, HotFixes, Kernel, Free, Account, Engine. Stores are the folders that Set-TestStore
# fills: stores/<Machine|Policy|Enterprise|User|UserPolicy>/<store>/<key>.

function Get-FakeHost {
    param([string] $Name, [object] $Default)
    $all = Get-Fake 'Host' ([pscustomobject] @{ })
    $deny = $all.psobject.Properties['Deny']
    if ($null -ne $deny -and @($deny.Value) -ccontains $Name) {
        throw (New-Object System.UnauthorizedAccessException -ArgumentList "access denied: $Name")
    }
    $setting = $all.psobject.Properties[$Name]
    if ($null -eq $setting) {
        return $Default
    }
    $setting.Value
}

function Get-FakeKey {
    param([string] $Hive, [string] $Path)
    $full = $Hive + '\' + $Path
    $deny = Get-FakeHost 'Deny' @()
    if (@($deny) -ccontains $full) {
        throw (New-Object System.Security.SecurityException -ArgumentList 'requested registry access is not allowed')
    }
    $key = (Get-FakeHost 'Registry' ([pscustomobject] @{ })).psobject.Properties[$full]
    if ($null -ne $key) {
        $key.Value
    }
}

function ConvertTo-FakeValue {
    param([object] $Value)
    if ($Value -is [string] -and $Value.StartsWith('hex:')) {
        return , [System.Convert]::FromHexString($Value.Substring(4))
    }
    if ($Value -is [long]) {
        return [int] $Value
    }
    $Value
}

function Test-PlatformKey {
    param([string] $Hive, [string] $Path)
    $null -ne (Get-FakeKey $Hive $Path)
}

function Get-PlatformValue {
    param([string] $Hive, [string] $Path, [string] $Name)
    $key = Get-FakeKey $Hive $Path
    if ($null -ne $key -and $null -ne $key.psobject.Properties[$Name]) {
        , (ConvertTo-FakeValue $key.$Name)
    }
}

# A certificate store is a folder; every other key with keys below is one member: { below: value }.
function Get-PlatformKeyValue {
    param([string] $Hive, [string] $Path, [string] $Name)
    $key = Get-FakeKey $Hive $Path
    if ($null -ne $key) {
        foreach ($below in $key.psobject.Properties) {
            [pscustomobject] @{ Key = $below.Name; Value = (ConvertTo-FakeValue $below.Value) }
        }
    }
    $parts = $Path.Split('\')
    if ($parts[$parts.Length - 1] -cne 'Certificates') {
        return
    }
    $location = $Hive
    if ($Path.StartsWith('SOFTWARE\Policies')) { $location = $Hive.Replace('Machine', '') + 'Policy' }
    if ($Path.Contains('EnterpriseCertificates')) { $location = 'Enterprise' }
    $folder = [System.IO.Path]::GetDirectoryName((Get-FakePath $location $parts[$parts.Length - 2] 'x'))
    if ([System.IO.Directory]::Exists($folder)) {
        foreach ($file in [System.IO.Directory]::GetFiles($folder)) {
            if ($file.EndsWith('.novalue')) {
                [pscustomobject] @{ Key = [System.IO.Path]::GetFileNameWithoutExtension($file); Value = $null }
                continue
            }
            [pscustomobject] @{ Key = [System.IO.Path]::GetFileName($file); Value = [System.IO.File]::ReadAllBytes($file) }
        }
    }
}

function Get-PlatformSystem {
    $system = Get-FakeHost 'System' $null
    if ($null -eq $system) { throw (New-Object System.InvalidOperationException -ArgumentList 'the service does not answer') }
    $system
}

function Get-PlatformHotFix {
    Get-FakeHost 'HotFixes' @()
}

function Get-PlatformKernelVersion {
    Get-FakeHost 'Kernel' '10.0.17763.1577'
}

function Get-PlatformFreeSpace {
    [long] (Get-FakeHost 'Free' 60000000000)
}

function Get-PlatformAccount {
    Get-FakeHost 'Account' ([pscustomobject] @{ Name = 'SRV07\admin'; System = $false })
}

function Get-PlatformEngine {
    Get-FakeHost 'Engine' ([pscustomobject] @{
            Name = 'SRV07'; Version = '5.1.17763.1'; LanguageMode = 'FullLanguage'; ExecutionPolicy = 'RemoteSigned'; Culture = 'en-US'; Process32 = $false
        })
}
