# The state of a host: one plain object of facts, read once. A fact that could not be read is $null and named in Unread.

<#
.SYNOPSIS
Reads what matters for the verdicts about this host. Changes nothing.

.DESCRIPTION
One object: Windows (product, edition, type, Server Core, architecture, build, revision), installed packages and
hotfixes, pending restart, certificates of every physical store with their limits, automatic root update and the
lists it has loaded, PowerShell, .NET, policies, clock, free space. Works without administrator rights as far as
Windows lets it. A fact that could not be read is $null, and the member Unread says which and why; a certificate
store that could not be read stands in UnreadPlaces.

.PARAMETER Certificate
Certificates to be looked up in the lists that Windows has loaded: objects with Sha256 and ListedNames, as
Get-AirgapVerdict makes them from a kit.

.EXAMPLE
Get-AirgapHostState

.EXAMPLE
Get-AirgapHostState | ConvertTo-Json -Depth 4

The same for a file or another tool.
#>
function Get-AirgapHostState {
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param([System.Object[]] $Certificate = @())
    $state = [pscustomobject] @{
        Name = $null; Product = $null; Edition = $null; ProductType = $null
        InstallationType = $null; ServerCore = $null; Architecture = $null; Build = $null; Ubr = $null
        DisplayVersion = $null; Culture = $null; KernelVersion = $null; Packages = $null; HotFixes = $null
        RestartPending = $null; RestartReasons = @(); RestartHints = @(); Certificates = @(); UnreadPlaces = @()
        DisableRootAutoUpdate = $null; EnableDisallowedUpdate = $null; RootDirUrl = $null; ProtectedRootFlags = $null
        RootList = $null; DisallowedList = $null; PowerShell = $null; DotNet = $null; LanguageMode = $null; ExecutionPolicy = $null
        Fips = $null; Clock = $null; FreeBytes = $null; Account = $null; System = $null; Elevated = $null
        Process32 = $null; Unread = New-Object 'System.Collections.Generic.List[object]'
    }
    Read-HostEngine $state
    Read-HostWindows $state
    Read-HostPackage $state
    Read-HostRestart $state
    Read-HostStore $state
    Read-HostList $state $Certificate
    $state.Unread = $state.Unread.ToArray()
    $state
}

# Runs what reads one fact. Nothing found is a fact of its own kind: named, never taken for zero.
function Read-HostFact {
    param([System.Object] $State, [string] $Name, [scriptblock] $Read)
    $reason = 'there is no such value'
    try {
        $value = & $Read
        if ($null -ne $value) {
            $State.$Name = $value
            return
        }
    }
    catch {
        $reason = ConvertTo-PlainText (Get-Cause $_.Exception)
    }
    $State.Unread.Add([pscustomobject] @{ Fact = $Name; Reason = $reason })
}

function Get-HostText {
    param([string] $Path, [string] $Name)
    $value = Get-PlatformValue -Hive 'Machine' -Path $Path -Name $Name
    if ($value -is [string] -and $value.Length -gt 0) {
        ConvertTo-PlainText $value
    }
}

function Get-HostNumber {
    param([string] $Path, [string] $Name)
    $value = Get-PlatformValue -Hive 'Machine' -Path $Path -Name $Name
    if ($value -is [int] -or $value -is [long]) {
        # REG_DWORD comes signed.
        [long] $value -band 0xFFFFFFFFL
    }
}

function Read-HostEngine {
    param([System.Object] $State)
    try {
        $engine = Get-PlatformEngine
        $State.Name = ConvertTo-PlainText $engine.Name
        $State.PowerShell = $engine.Version
        $State.LanguageMode = $engine.LanguageMode
        $State.ExecutionPolicy = $engine.ExecutionPolicy
        $State.Culture = ConvertTo-PlainText $engine.Culture
        $State.Process32 = $engine.Process32
    }
    catch {
        $State.Unread.Add([pscustomobject] @{ Fact = 'PowerShell'; Reason = ConvertTo-PlainText (Get-Cause $_.Exception) })
    }
    try {
        $account = Get-PlatformAccount
        $State.Account = ConvertTo-PlainText $account.Name
        $State.System = $account.System
    }
    catch {
        $State.Unread.Add([pscustomobject] @{ Fact = 'Account'; Reason = ConvertTo-PlainText (Get-Cause $_.Exception) })
    }
    Read-HostFact -State $State -Name 'Elevated' -Read { Test-PlatformAdministrator }
    Read-HostFact -State $State -Name 'Clock' -Read { ConvertTo-TimeText (Get-PlatformClock) }
    Read-HostFact -State $State -Name 'FreeBytes' -Read { Get-PlatformFreeSpace }
    Read-HostFact -State $State -Name 'DotNet' -Read { Get-HostNumber 'SOFTWARE\Microsoft\NET Framework Setup\NDP\v4\Full' 'Release' }
    Read-HostFact -State $State -Name 'Fips' -Read {
        $enabled = Get-HostNumber 'SYSTEM\CurrentControlSet\Control\Lsa\FipsAlgorithmPolicy' 'Enabled'
        $null -ne $enabled -and $enabled -ne 0
    }
}

function Read-HostWindows {
    param([System.Object] $State)
    $version = 'SOFTWARE\Microsoft\Windows NT\CurrentVersion'
    Read-HostFact -State $State -Name 'Build' -Read { Get-HostBuild (Get-HostText $version 'CurrentBuildNumber') }
    Read-HostFact -State $State -Name 'Ubr' -Read { Get-HostNumber $version 'UBR' }
    Read-HostFact -State $State -Name 'Edition' -Read { Get-HostText $version 'EditionID' }
    Read-HostFact -State $State -Name 'InstallationType' -Read { Get-HostText $version 'InstallationType' }
    # Older systems have only the first of the two, and some neither; nothing is decided by it.
    $State.DisplayVersion = try { Get-HostText $version 'DisplayVersion' } catch { $null }
    Read-HostFact -State $State -Name 'ServerCore' -Read { Test-HostCore $State.InstallationType }
    Read-HostFact -State $State -Name 'Architecture' -Read {
        Get-HostArchitecture (Get-HostText 'SYSTEM\CurrentControlSet\Control\Session Manager\Environment' 'PROCESSOR_ARCHITECTURE')
    }
    Read-HostFact -State $State -Name 'KernelVersion' -Read { ConvertTo-PlainText (Get-PlatformKernelVersion) }
    # The registry says Windows 10 on Windows 11, so Windows' own answer goes first; without it the registry has to do.
    try {
        $system = Get-PlatformSystem
        $State.Product = ConvertTo-PlainText $system.Caption.Trim()
        $State.ProductType = $system.ProductType
    }
    catch {
        Read-HostFact -State $State -Name 'Product' -Read { Get-HostText $version 'ProductName' }
        Read-HostFact -State $State -Name 'ProductType' -Read { Get-HostProductType (Get-HostText 'SYSTEM\CurrentControlSet\Control\ProductOptions' 'ProductType') }
    }
}

function Get-HostBuild {
    param([string] $Text)
    if (Test-Shape $Text '[0-9]{3,7}') {
        [int]::Parse($Text, [System.Globalization.NumberStyles]::None, [System.Globalization.CultureInfo]::InvariantCulture)
    }
}

function Get-HostProductType {
    param([string] $Text)
    if (Test-Same $Text 'WinNT') { 1 }
    elseif (Test-Same $Text 'LanmanNT') { 2 }
    elseif (Test-Same $Text 'ServerNT') { 3 }
}

function Get-HostArchitecture {
    param([string] $Text)
    if ([string]::Equals($Text, 'AMD64', [System.StringComparison]::OrdinalIgnoreCase)) { 'x64' }
    elseif ([string]::Equals($Text, 'x86', [System.StringComparison]::OrdinalIgnoreCase)) { 'x86' }
    elseif ([string]::Equals($Text, 'ARM64', [System.StringComparison]::OrdinalIgnoreCase)) { 'arm64' }
}

# The name is the same in every language; where there is none, the levels of the server tell.
function Test-HostCore {
    param([string] $InstallationType)
    if ($InstallationType.Length -gt 0) {
        return (Test-Same $InstallationType 'Server Core')
    }
    $levels = 'SOFTWARE\Microsoft\Windows NT\CurrentVersion\Server\ServerLevels'
    $core = Get-HostNumber $levels 'ServerCore'
    if ($null -ne $core) {
        $shell = @((Get-HostNumber $levels 'ServerGuiShell'), (Get-HostNumber $levels 'Server-Gui-Shell'))
        return ($core -eq 1 -and $shell[0] -ne 1 -and $shell[1] -ne 1)
    }
}

# Of thousands of packages only those that can be updates. State: 112 installed, 96 waits for the restart, -1 unknown.
function Read-HostPackage {
    param([System.Object] $State)
    $path = 'SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\Packages'
    try {
        $State.Packages = @(foreach ($package in @(Get-PlatformKeyValue -Hive 'Machine' -Path $path -Name 'CurrentState')) {
                if ($package.Key.StartsWith('Package_', [System.StringComparison]::OrdinalIgnoreCase)) {
                    $number = -1
                    if ($package.Value -is [int]) { $number = $package.Value }
                    [pscustomobject] @{ Name = ConvertTo-PlainText $package.Key; State = $number }
                }
            })
        if ($State.Packages.Length -eq 0) {
            # Every Windows has some: an empty list is a list that was not read.
            $State.Packages = $null
            $State.Unread.Add([pscustomobject] @{ Fact = 'Packages'; Reason = 'the list is empty' })
        }
    }
    catch {
        $State.Unread.Add([pscustomobject] @{ Fact = 'Packages'; Reason = ConvertTo-PlainText (Get-Cause $_.Exception) })
    }
    try {
        $State.HotFixes = @(foreach ($id in @(Get-PlatformHotFix)) { ConvertTo-PlainText $id })
    }
    catch {
        $State.Unread.Add([pscustomobject] @{ Fact = 'HotFixes'; Reason = ConvertTo-PlainText (Get-Cause $_.Exception) })
    }
}

function Read-HostRestart {
    param([System.Object] $State)
    $servicing = 'SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\'
    Read-HostFact -State $State -Name 'RestartPending' -Read {
        $State.RestartReasons = @(foreach ($key in @(($servicing + 'RebootPending'), ($servicing + 'RebootInProgress'), ($servicing + 'PackagesPending'),
                    'SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired')) {
                if (Test-PlatformKey -Hive 'Machine' -Path $key) { $key.Substring($key.LastIndexOf('\') + 1) }
            })
        $State.RestartReasons.Length -gt 0
    }
    try {
        $renames = Get-PlatformValue -Hive 'Machine' -Path 'SYSTEM\CurrentControlSet\Control\Session Manager' -Name 'PendingFileRenameOperations'
        if ($null -ne $renames) {
            $State.RestartHints = @('PendingFileRenameOperations')
        }
    }
    catch {
        $State.Unread.Add([pscustomobject] @{ Fact = 'RestartHints'; Reason = ConvertTo-PlainText (Get-Cause $_.Exception) })
    }
}

# Present, Synced (when Windows got it; empty: never, as far as is known), Listed (Sha256 of those asked for that it names).
function Read-HostList {
    param([System.Object] $State, [System.Object[]] $Certificate)
    $policy = 'SOFTWARE\Policies\Microsoft\SystemCertificates\AuthRoot'
    $update = 'SOFTWARE\Microsoft\SystemCertificates\AuthRoot\AutoUpdate'
    $asked = $Certificate
    # What is not set is known to be off.
    Read-HostFact -State $State -Name 'DisableRootAutoUpdate' -Read { Get-SetNumber $policy 'DisableRootAutoUpdate' }
    Read-HostFact -State $State -Name 'EnableDisallowedUpdate' -Read { Get-SetNumber $policy 'EnableDisallowedCertAutoUpdate' }
    Read-HostFact -State $State -Name 'RootDirUrl' -Read { Get-SetText $update 'RootDirUrl' }
    Read-HostFact -State $State -Name 'ProtectedRootFlags' -Read { Get-SetNumber 'SOFTWARE\Policies\Microsoft\SystemCertificates\Root\ProtectedRoots' 'Flags' }
    Read-HostFact -State $State -Name 'RootList' -Read { Get-HostList -Path $update -Name 'EncodedCtl' -SyncName 'LastSyncTime' -Certificate $asked }
    Read-HostFact -State $State -Name 'DisallowedList' -Read { Get-HostList -Path $update -Name 'DisallowedCertEncodedCtl' -SyncName 'DisallowedCertLastSyncTime' -Certificate $asked }
}

# A setting of another type is not "off": what Windows makes of it is not known.
function Get-SetNumber {
    param([string] $Path, [string] $Name)
    $value = Get-PlatformValue -Hive 'Machine' -Path $Path -Name $Name
    if ($null -eq $value) {
        return 0
    }
    if ($value -isnot [int]) {
        throw (New-Object System.InvalidOperationException -ArgumentList "$Name is there and is not a number of 32 bits")
    }
    [long] $value -band 0xFFFFFFFFL
}

function Get-SetText {
    param([string] $Path, [string] $Name)
    $text = Get-HostText $Path $Name
    if ($null -eq $text) { '' } else { $text }
}

function Get-HostList {
    param([string] $Path, [string] $Name, [string] $SyncName, [System.Object[]] $Certificate)
    $list = [pscustomobject] @{ Present = $false; Synced = ''; Listed = @() }
    $bytes = Get-PlatformValue -Hive 'Machine' -Path $Path -Name $Name
    $sync = Get-PlatformValue -Hive 'Machine' -Path $Path -Name $SyncName
    if ($sync -is [byte[]]) {
        $list.Synced = ConvertTo-FileTimeText $sync
    }
    if ($bytes -is [byte[]] -and $bytes.Length -gt 0) {
        $list.Present = $true
        # One character a byte, so that the engine's own search can be used: byte by byte would take minutes.
        $narrow = [System.Text.Encoding]::GetEncoding(28591)
        $text = $narrow.GetString($bytes)
        $list.Listed = @(foreach ($one in $Certificate) {
                $named = @(foreach ($hex in $one.ListedNames) {
                        if ($text.IndexOf($narrow.GetString((ConvertFrom-Hex $hex)), [System.StringComparison]::Ordinal) -ge 0) { $true }
                    })
                if ($named.Length -gt 0) { $one.Sha256 }
            })
    }
    $list
}

function ConvertFrom-Hex {
    param([string] $Hex)
    $bytes = New-Object 'System.Byte[]' -ArgumentList ([int] ($Hex.Length / 2))
    for ($i = 0; $i -lt $bytes.Length; $i++) { $bytes[$i] = [System.Convert]::ToByte($Hex.Substring(2 * $i, 2), 16) }
    , $bytes
}
