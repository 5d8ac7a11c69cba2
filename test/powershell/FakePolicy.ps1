# Local Group Policy of the fake host, in the place of src/airgapkit/PlatformPolicy.ps1: the folder GroupPolicy below the
# host's own, and a registry of one file (policy-registry.json: key and name to kind and bytes) that gpupdate fills.
#
# Settings: Refresh ("deny", "slow", "nothing", or an exit code), Override ({ "key|name": hex }: what another policy says),
# PolicyDenied, Domain ("yes", "unread"), Meddle (hex that somebody else writes into the file while we write ours).

function Get-PlatformPolicyFolder {
    [System.IO.Path]::Combine((Get-Fake 'Root' ''), 'GroupPolicy')
}

function Assert-FakePolicyRight {
    if (Get-Fake 'PolicyDenied' $false) {
        throw (New-Object System.UnauthorizedAccessException -ArgumentList 'access denied')
    }
}

function Add-PlatformPolicyFolder {
    param([string] $Path)
    Assert-FakePolicyRight
    Invoke-FakeStep { [void] [System.IO.Directory]::CreateDirectory($Path) }
}

function Switch-PlatformFile {
    param([string] $From, [string] $To)
    Assert-FakePolicyRight
    Invoke-FakeStep {
        if ([System.IO.File]::Exists($To)) { [System.IO.File]::Replace($From, $To, [System.Management.Automation.Language.NullString]::Value) }
        else { [System.IO.File]::Move($From, $To) }
    }
}

# Once: who waits and runs again finds him gone.
function Invoke-FakeMeddler {
    param([string] $Path)
    $hex = Get-Fake 'Meddle' ''
    $once = $Path + '.meddled'
    if ($hex.Length -gt 0 -and -not [System.IO.File]::Exists($once)) {
        [System.IO.File]::WriteAllBytes($once, [byte[]] @(1))
        [System.IO.File]::WriteAllBytes($Path.Replace('.airgap-new', ''), [System.Convert]::FromHexString($hex))
    }
}

function Read-FakeRegistry {
    $file = [System.IO.Path]::Combine((Get-Fake 'Root' ''), 'policy-registry.json')
    $table = New-Object 'System.Collections.Generic.Dictionary[string,object]' -ArgumentList ([System.StringComparer]::OrdinalIgnoreCase)
    if ([System.IO.File]::Exists($file)) {
        foreach ($member in (ConvertFrom-Json ([System.IO.File]::ReadAllText($file))).psobject.Properties) { $table[$member.Name] = $member.Value }
    }
    , $table
}

function Get-PlatformRegistryValue {
    param([string] $Path, [string] $Name)
    $table = Read-FakeRegistry
    $pair = $Path + '|' + $Name
    if (-not $table.ContainsKey($pair)) { return $null }
    $kind, $text = ([string] $table[$pair]).Split(' ')
    [byte[]] $bytes = [System.Convert]::FromBase64String($text)
    $value = $bytes
    switch ([int] $kind) {
        1 { $value = [System.Text.Encoding]::Unicode.GetString($bytes).TrimEnd([char] 0) }
        4 { $value = [System.BitConverter]::ToInt32($bytes, 0) }
        7 { $value = [string[]] [System.Text.Encoding]::Unicode.GetString($bytes).TrimEnd([char] 0).Split([char] 0) }
        11 { $value = [System.BitConverter]::ToInt64($bytes, 0) }
    }
    [pscustomobject] @{ Kind = [int] $kind; Value = $value }
}

function Test-PlatformDomainMember {
    $word = Get-Fake 'Domain' 'no'
    if ($word -eq 'unread') { throw (New-Object System.InvalidOperationException -ArgumentList 'the service does not answer') }
    $word -eq 'yes'
}

# What a client does: values below Software\Policies go, then the entries are performed one by one. Not the module's reader.
function Invoke-FakeRefresh {
    param([object] $Run)
    $quirk = [string] (Get-Fake 'Refresh' '0')
    if ($quirk -eq 'deny') { throw (New-Object System.ComponentModel.Win32Exception -ArgumentList 2) }
    $Run.Ended = $quirk -ne 'slow'
    if ($quirk -match '^[0-9]+$') { $Run.Exit = [int] $quirk }
    if ($quirk -eq '0') { Invoke-FakeStep { Write-FakeRegistry } }
    $Run
}

function Write-FakeRegistry {
    $old = Read-FakeRegistry
    $table = New-Object 'System.Collections.Generic.SortedDictionary[string,object]' -ArgumentList ([System.StringComparer]::OrdinalIgnoreCase)
    foreach ($pair in $old.Keys) {
        if (-not $pair.StartsWith('Software\Policies\', [System.StringComparison]::OrdinalIgnoreCase)) { $table[$pair] = $old[$pair] }
    }
    $folder = Get-PlatformPolicyFolder
    $file = [System.IO.Path]::Combine($folder, 'Machine', 'registry.pol')
    # Without the extension's name in gpt.ini nothing is applied.
    $ini = [System.IO.Path]::Combine($folder, 'gpt.ini')
    if ([System.IO.File]::Exists($file) -and [System.IO.File]::Exists($ini) -and [System.IO.File]::ReadAllText($ini).Contains('{35378EAC-683F-11D2-A89A-00C04FBBCFA2}')) {
        foreach ($entry in Read-FakeEntry ([System.IO.File]::ReadAllBytes($file))) {
            if ($entry.Name) { $table[$entry.Key + '|' + $entry.Name] = "$($entry.Type) " + [System.Convert]::ToBase64String($entry.Data) }
        }
    }
    foreach ($other in (Get-Fake 'Override' ([pscustomobject] @{ })).psobject.Properties) { $table[$other.Name] = '3 ' + [System.Convert]::ToBase64String([System.Convert]::FromHexString($other.Value)) }
    [System.IO.File]::WriteAllText([System.IO.Path]::Combine((Get-Fake 'Root' ''), 'policy-registry.json'), (ConvertTo-Json ([pscustomobject] $table)))
}

function Read-FakeEntry {
    param([byte[]] $Bytes)
    $at = 8
    while ($at -lt $Bytes.Length) {
        $words = @('', '')
        $at += 2
        foreach ($i in 0, 1) {
            $from = $at
            while ($Bytes[$at] -ne 0 -or $Bytes[$at + 1] -ne 0) { $at += 2 }
            $words[$i] = [System.Text.Encoding]::Unicode.GetString($Bytes, $from, $at - $from)
            $at += 4
        }
        $type = [System.BitConverter]::ToInt32($Bytes, $at)
        $size = [System.BitConverter]::ToInt32($Bytes, $at + 6)
        $data = New-Object 'System.Byte[]' -ArgumentList $size
        [System.Array]::Copy($Bytes, $at + 12, $data, 0, $size)
        [pscustomobject] @{ Key = $words[0]; Name = $words[1]; Type = $type; Data = $data }
        $at += 12 + $size + 2
    }
}
