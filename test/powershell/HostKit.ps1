# Kits with manifest and profile on fake hosts, for the tests of Get-AirgapHostState and Check-Host.ps1.
. ([System.IO.Path]::Combine($PSScriptRoot, 'TestKit.ps1'))

$script:VersionKey = 'Machine\SOFTWARE\Microsoft\Windows NT\CurrentVersion'
$script:PackageKey = 'Machine\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\Packages'
$script:PolicyKey = 'Machine\SOFTWARE\Policies\Microsoft\SystemCertificates\AuthRoot'
$script:UpdateKey = 'Machine\SOFTWARE\Microsoft\SystemCertificates\AuthRoot\AutoUpdate'
$script:FlagKey = 'Machine\SOFTWARE\Policies\Microsoft\SystemCertificates\Root\ProtectedRoots'
$script:OtherPackage = 'Package_for_DotNetRollup~31bf3856ad364e35~amd64~~10.0.4010.1'

# A patched Server 2019; -More puts keys over it ("path" = @{ name = value }), $null takes a key away.
function Get-HostSetting {
    param([hashtable] $More = @{ }, [hashtable] $Other = @{ })
    $registry = @{
        $VersionKey                                                                = @{ CurrentBuildNumber = '17763'; UBR = 9247; EditionID = 'ServerStandard'; InstallationType = 'Server Core'; ProductName = 'Windows Server 2019 Standard' }
        $PackageKey                                                                = @{ $OtherPackage = 112 }
        $PolicyKey                                                                 = @{ DisableRootAutoUpdate = 1 }
        'Machine\SYSTEM\CurrentControlSet\Control\Session Manager\Environment'     = @{ PROCESSOR_ARCHITECTURE = 'AMD64' }
        'Machine\SYSTEM\CurrentControlSet\Control\ProductOptions'                  = @{ ProductType = 'ServerNT' }
        'Machine\SOFTWARE\Microsoft\NET Framework Setup\NDP\v4\Full'               = @{ Release = 461814 }
    }
    foreach ($path in $More.Keys) {
        if ($null -eq $More[$path]) { $registry.Remove($path); continue }
        if (-not $registry.ContainsKey($path)) { $registry[$path] = @{ } }
        foreach ($name in $More[$path].Keys) { $registry[$path][$name] = $More[$path][$name] }
    }
    $hostSetting = @{ Registry = $registry; System = @{ Caption = 'Microsoft Windows Server 2019 Standard '; ProductType = 3 } }
    foreach ($name in $Other.Keys) { $hostSetting[$name] = $Other[$name] }
    @{ Host = $hostSetting }
}

function Get-HexText {
    param([byte[]] $Bytes)
    'hex:' + [System.Convert]::ToHexString($Bytes)
}

# A blob as Windows writes it, with properties: @{ 9 = bytes }.
function Get-TestBlob {
    param([object] $Certificate, [hashtable] $Property = @{ })
    $stream = New-Object System.IO.MemoryStream
    $writer = New-Object System.IO.BinaryWriter -ArgumentList $stream
    $records = @(foreach ($id in $Property.Keys) { , @($id, $Property[$id]) }) + , @(32, $Certificate.Bytes)
    foreach ($record in $records) {
        foreach ($word in @($record[0], 1, $record[1].Length)) { $writer.Write([uint32] $word) }
        $writer.Write([byte[]] $record[1])
    }
    $writer.Flush()
    , $stream.ToArray()
}

function New-HostProfile {
    param([string[]] $Root)
    [ordered] @{
        format = 'airgap-profile/1'; id = 'test'; revision = 1; title = 'Test'
        certificates = @(foreach ($id in $Root) { @{ id = $id; store = 'Root'; include = 'default'; why = 'x' } })
        trains = @(
            @{ id = 'win10-1809'; builds = @(17763); os = 'any'; architectures = @('x64'); verdict = 'ubr'; certainty = 'confirmed'
                floor = @{ ubr = 2210; kb = 'KB5005625'; released = '2021-09-21'; certainty = 'confirmed' }; prerequisites = @()
                accepted = @(@{ kb = 'KB5005625'; revision = 2210; released = '2021-09-21'; certainty = 'confirmed' })
            }
        )
    }
}

# Writes META/manifest.json, data/profile.json and the script beside the module. The first certificate is the main root.
function Add-TestData {
    param([object] $Kit, [string] $Title = 'Test profile', [object] $Profile = $null)
    $files = @{ }
    foreach ($name in @('META', 'data')) { [void] [System.IO.Directory]::CreateDirectory([System.IO.Path]::Combine($Kit.Root, $name)) }
    if ($null -eq $Profile) { $Profile = New-HostProfile @('c0') }
    $text = ConvertTo-Json -Depth 9 -Compress -InputObject $Profile
    $bytes = [System.Text.Encoding]::UTF8.GetBytes($text)
    [System.IO.File]::WriteAllBytes([System.IO.Path]::Combine($Kit.Root, 'data', 'profile.json'), $bytes)
    $hash = [System.Security.Cryptography.SHA256]::Create().ComputeHash($bytes)
    $manifest = [ordered] @{
        format = 'airgap-kit/1'; id = $Kit.Id; created = '2026-11-25T11:00:00Z'; expires = '2027-11-25T11:00:00Z'; profile = @{ title = $Title }
        certificates = @(foreach ($item in $Kit.List) { @{ name = $item.Name; path = $item.Path; sha256 = $item.Sha256; store = $item.Store } })
        entries = @(@{ path = 'data/profile.json'; sha256 = [System.BitConverter]::ToString($hash).Replace('-', '').ToLowerInvariant() })
        updates = @(@{ architecture = 'x64'; kb = 'KB5005625'; kind = 'floor'; order = 1; path = ''; train = 'win10-1809' })
    }
    [System.IO.File]::WriteAllText([System.IO.Path]::Combine($Kit.Root, 'META', 'manifest.json'), (ConvertTo-Json -Depth 9 -Compress -InputObject $manifest))
    $Kit.Script = [System.IO.Path]::Combine($Kit.Root, 'scripts', 'Check-Host.ps1')
}
