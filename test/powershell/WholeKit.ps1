# Whole kits for the tests: TestKit's, with updates, profile, entry scripts and a manifest, in the folder of its digest.

function Get-TestProfile {
    $sure = @{ certainty = 'confirmed'; sources = @() }
    $floor = @{ ubr = 2210; kb = 'KB5005625'; released = '2021-09-21' } + $sure
    @{
        format = 'airgap-profile/1'; id = 'test'; certificates = @()
        trains = @(
            @{ id = 'win10-1809'; builds = @(17763); os = 'any'; architectures = @('x64', 'x86'); verdict = 'ubr'; floor = $floor
                prerequisites = @(@{ kb = 'KB5005112'; what = 'ssu'; when = 'floor'; order = 1 } + $sure)
                accepted = @((@{ kb = 'KB5005625'; revision = 2210; released = '2021-09-21'; kind = 'preview' } + $sure), (@{ kb = 'KB5129238'; revision = 9247; released = '2026-09-14'; kind = 'oob' } + $sure)) } + $sure
            @{ id = 'ws2025'; builds = @(26100); os = 'server'; architectures = @('x64'); verdict = 'ubr'; floor = @{ ubr = 7462; kb = 'KB5072033'; released = '2025-12-09' } + $sure; prerequisites = @(); accepted = @() } + $sure
            @{ id = 'none-win10'; builds = @(10586); os = 'any'; architectures = @(); verdict = 'none'; prerequisites = @(); accepted = @() } + $sure
            @{ id = 'win11-22H2'; builds = @(22621); os = 'any'; architectures = @(); verdict = 'native'; prerequisites = @(); accepted = @() } + $sure)
    }
}

# Row: Kb, Kind, Order, Path (empty: referenced only), Train, Architecture.
function Get-TestRow {
    param([string] $Kb, [string] $Kind, [int] $Order, [string] $Path = '', [string] $Train = 'win10-1809', [string] $Architecture = 'x64')
    @{ architecture = $Architecture; kb = $Kb; kind = $Kind; order = $Order; path = $Path; train = $Train }
}

# The usual rows: servicing stack as .msu, floor only named, rollup as .cab.
function Get-TestUpdate {
    @(
        (Get-TestRow 'KB5005112' 'prerequisite' 1 'updates/win10-1809/windows10.0-kb5005112-x64.msu'),
        (Get-TestRow 'KB5005625' 'floor' 2),
        (Get-TestRow 'KB5129238' 'rollup' 3 'updates/win10-1809/windows10.0-kb5129238-x64.cab'))
}

# What the usual tools do with them: both done, the second with a restart.
function Get-TestTool {
    @{
        KB5005112 = @{ Exit = 0; Package = 'Package_for_KB5005112~31bf3856ad364e35~amd64~~10.0.1.1'; State = 112 }
        KB5129238 = @{ Exit = 3010; Package = 'Package_for_RollupFix~31bf3856ad364e35~amd64~~17763.9247.1.5'; State = 96; Restart = $true }
    }
}

# Get-FileHash is not in 3.0.
function Get-TestDigest {
    param([string] $Path)
    $hash = [System.Security.Cryptography.SHA256]::Create().ComputeHash([System.IO.File]::ReadAllBytes($Path))
    [System.BitConverter]::ToString($hash).Replace('-', '').ToLowerInvariant()
}

function Set-TestText {
    param([string] $Root, [string] $Path, [string] $Text)
    $file = [System.IO.Path]::Combine($Root, $Path)
    [void] [System.IO.Directory]::CreateDirectory([System.IO.Path]::GetDirectoryName($file))
    [System.IO.File]::WriteAllText($file, $Text)
}

function New-TestWholeKit {
    param([object] $HostFolder, [object[]] $Certificate, [object[]] $Update = (Get-TestUpdate), [string] $Title = 'Test profile')
    # A Windows that updates change, in the place of the one that is only read.
    $kit = New-TestKit $HostFolder $Certificate -Other @{ 'module/host/PlatformHost.ps1' = 'FakeWindows.ps1' }
    [System.IO.File]::Delete($kit.Fake)
    Set-TestText $kit.Root 'data/profile.json' (ConvertTo-Json -Depth 9 (Get-TestProfile))
    foreach ($row in $Update) {
        if ($row.path) { Set-TestText $kit.Root $row.path ('this is ' + $row.kb) }
    }
    Update-TestManifest $kit $Update $Title
    $kit
}

function Get-TestRole {
    param([string] $Path)
    switch -Wildcard ($Path) {
        'certs/*' { return 'certificate' }
        'scripts/*' { return 'script' }
        'updates/*' { return 'update' }
        'META/*' { return 'sums' }
        'gpo/*' { return 'policy' }
    }
    'data'
}

# Writes the manifest anew over what lies there and gives the folder the name that fits.
function Update-TestManifest {
    param([object] $Kit, [object[]] $Update = (Get-TestUpdate), [string] $Title = 'Test profile')
    Set-TestText $Kit.Root 'META/SHA256SUMS' 'not read here'
    $entries = @(foreach ($file in [System.IO.Directory]::GetFiles($Kit.Root, '*', [System.IO.SearchOption]::AllDirectories)) {
            $path = $file.Substring($Kit.Root.Length + 1)
            if ($path -cnotlike 'META/manifest.json' -and $path -cnotlike 'META/signatures/*') {
                @{ crc32 = '00000000'; path = $path; role = (Get-TestRole $path); sha256 = (Get-TestDigest $file); size = (Get-Item $file).Length }
            }
        })
    $certificates = @(foreach ($item in $Kit.List) { @{ name = $item.Name; path = $item.Path; sha1 = '0' * 40; sha256 = $item.Sha256; store = $item.Store; not_before = ''; not_after = '' } })
    $manifest = [ordered] @{
        certificates = $certificates; created = '2026-11-25T12:00:00Z'; entries = $entries; expires = '2027-11-25T12:00:00Z'; format = 'airgap-kit/1'; grade = 'production'
        id = $Kit.Id; profile = @{ id = 'test'; revision = 1; title = $Title }; sequence = 1795608000; updates = $Update
        signers = @(@{ certificate_sha256 = 'c' * 64; key_sha256 = 'd' * 64 })
    }
    Set-TestText $Kit.Root ('META/signatures/' + 'd' * 16 + '.p7s') 'not read here'
    Set-TestText $Kit.Root 'META/manifest.json' (ConvertTo-Json -Compress -Depth 6 $manifest)
    $digest = Get-TestDigest ([System.IO.Path]::Combine($Kit.Root, 'META/manifest.json'))
    $root = [System.IO.Path]::Combine([System.IO.Path]::GetDirectoryName($Kit.Root), $digest.Substring(0, 16))
    [System.IO.Directory]::Move($Kit.Root, $root)
    $Kit.Root = $root
    $Kit.Module = [System.IO.Path]::Combine($root, 'scripts', 'AirgapKit')
    $Kit.Script = [System.IO.Path]::Combine($root, 'scripts', 'Apply-Kit.ps1')
    $Kit.Fake = $root + '.fake.json'
    Set-TestFake $Kit @{ Tools = (Get-TestTool) }
}

function Install-TestWholeKit {
    param([object] $Kit, [switch] $WhatIf)
    Import-TestModule $Kit
    Install-AirgapKit -KitRoot $Kit.Root -WhatIf:$WhatIf
}

function Undo-TestWholeKit {
    param([object] $Kit, [switch] $WhatIf)
    Import-TestModule $Kit
    Undo-AirgapKit -KitRoot $Kit.Root -WhatIf:$WhatIf
}

function Get-TestWindows {
    param([object] $HostFolder)
    ConvertFrom-Json ([System.IO.File]::ReadAllText([System.IO.Path]::Combine($HostFolder.Root, 'windows.json')))
}

function Set-TestWindows {
    param([object] $HostFolder, [hashtable] $Change)
    $windows = Get-TestWindows $HostFolder
    foreach ($name in $Change.Keys) { $windows.$name = $Change[$name] }
    [System.IO.File]::WriteAllText([System.IO.Path]::Combine($HostFolder.Root, 'windows.json'), (ConvertTo-Json -Depth 5 $windows))
}

# The host as it was made, with the same kit: much faster than a new one.
function Reset-TestHost {
    param([object] $HostFolder)
    foreach ($name in @('data/AirgapKit/journal.jsonl', 'data/AirgapKit/run.lock')) { [System.IO.File]::Delete([System.IO.Path]::Combine($HostFolder.Root, $name)) }
    foreach ($name in @('data/AirgapKit/receipts', 'data/AirgapKit/work', 'data/AirgapKit/logs', 'stores')) {
        $folder = [System.IO.Path]::Combine($HostFolder.Root, $name)
        if ([System.IO.Directory]::Exists($folder)) { [System.IO.Directory]::Delete($folder, $true) }
    }
    Set-TestWindows $HostFolder (Get-TestWindowsStart)
}

# What a restart of Windows does: packages that wait are installed, and the revision follows the rollup.
function Restart-TestHost {
    param([object] $HostFolder)
    $windows = Get-TestWindows $HostFolder
    foreach ($package in $windows.Packages.psobject.Properties) {
        $package.Value = 112
        $found = [regex]::Match($package.Name, 'RollupFix~.*\.([0-9]+)\.1\.[0-9]+$')
        if ($found.Success -and [int] $found.Groups[1].Value -gt $windows.Ubr) { $windows.Ubr = [int] $found.Groups[1].Value }
    }
    $windows.RestartPending = $false
    [System.IO.File]::WriteAllText([System.IO.Path]::Combine($HostFolder.Root, 'windows.json'), (ConvertTo-Json -Depth 5 $windows))
}

# The receipts of a host, oldest first, read as a reader outside would.
function Get-TestReceipt {
    param([object] $HostFolder)
    $folder = [System.IO.Path]::Combine($HostFolder.Root, 'data', 'AirgapKit', 'receipts')
    if ([System.IO.Directory]::Exists($folder)) {
        foreach ($file in @([System.IO.Directory]::GetFiles($folder, '*.json') | Sort-Object)) {
            $value = ConvertFrom-Json ([System.IO.File]::ReadAllText($file))
            $value | Add-Member -NotePropertyMembers @{ File = $file; Digest = (Get-TestDigest $file) }
            $value
        }
    }
}

# Empty if every receipt follows the one before it, else what is wrong.
function Get-TestChainFault {
    param([object] $HostFolder)
    $last = '0' * 64
    $number = 0
    foreach ($receipt in @(Get-TestReceipt $HostFolder)) {
        $number++
        if ($receipt.chain.sequence -ne $number -or $receipt.chain.previous_sha256 -cne $last) { return "receipt $($receipt.File) does not follow" }
        $last = $receipt.Digest
    }
    ''
}

# The kit and host of ApplyKill.Tests.ps1: one certificate, one .msu with a restart, the service disabled.
function New-KillKit {
    param([object] $HostFolder)
    New-TestWholeKit $HostFolder @(New-TestCertificate 'Test Root') @(Get-TestRow 'KB5129238' 'rollup' 1 'updates/kb5129238.msu')
}

function Get-KillTool {
    @{ KB5129238 = (Get-TestTool).KB5129238 }
}

function Reset-KillHost {
    param([object] $HostFolder)
    Reset-TestHost $HostFolder
    Set-TestWindows $HostFolder @{ Services = @{ wuauserv = 'disabled' } }
}
