# Get-AirgapHostState over a fake Windows: each fact as it is read, and named when it cannot be.
BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'HostKit.ps1'))
    $script:A = New-TestCertificate 'Test Root A'
    $script:B = New-TestCertificate $HostileName
    function Get-State {
        param([hashtable] $More = @{ }, [hashtable] $Other = @{ }, [hashtable] $Fake = @{ })
        $all = Get-HostSetting $More $Other
        foreach ($name in $Fake.Keys) { $all[$name] = $Fake[$name] }
        Set-TestFake $K $all
        Import-TestModule $K
        Get-AirgapHostState
    }
    function Get-UnreadName { param([object] $State) [string]::Join(' ', @($State.Unread | ForEach-Object Fact)) }
}

Describe 'Get-AirgapHostState' {
    BeforeEach {
        $script:H = New-TestHost
        $script:K = New-TestKit $H @($A)
    }
    AfterEach { Remove-Item $H.Root -Recurse -Force }

    It 'reads a host' {
        $state = Get-State -Other @{ HotFixes = @('KB5005112'); Free = 12345 }
        $state.Name | Should -BeExactly 'SRV07'
        $state.Product | Should -BeExactly 'Microsoft Windows Server 2019 Standard'
        $state.ProductType | Should -Be 3
        $state.ServerCore | Should -BeTrue
        $state.Edition | Should -BeExactly 'ServerStandard'
        $state.Architecture | Should -BeExactly 'x64'
        $state.Build | Should -Be 17763
        $state.Ubr | Should -Be 9247
        $state.KernelVersion | Should -BeExactly '10.0.17763.1577'
        $state.HotFixes | Should -BeExactly @('KB5005112')
        @($state.Packages)[0].State | Should -Be 112
        $state.RestartPending | Should -BeFalse
        $state.DisableRootAutoUpdate | Should -Be 1
        $state.RootDirUrl | Should -BeExactly ''
        $state.ProtectedRootFlags | Should -Be 0
        $state.RootList.Present | Should -BeFalse
        $state.DotNet | Should -Be 461814
        $state.Fips | Should -BeFalse
        $state.Elevated | Should -BeTrue
        $state.Clock | Should -BeExactly '2026-11-25T12:00:00Z'
        $state.FreeBytes | Should -Be 12345
        $state.Certificates | Should -BeNullOrEmpty
        Get-UnreadName $state | Should -BeExactly ''
    }
    It 'takes the registry where Windows'' own answer fails' {
        $state = Get-State -Other @{ System = $null; Deny = @('System') }
        $state.Product | Should -BeExactly 'Windows Server 2019 Standard'
        $state.ProductType | Should -Be 3
    }
    It 'knows the product type <Text> as <Type>' -ForEach @(@{ Text = 'WinNT'; Type = 1 }, @{ Text = 'LanmanNT'; Type = 2 }, @{ Text = 'other'; Type = $null }) {
        (Get-State @{ 'Machine\SYSTEM\CurrentControlSet\Control\ProductOptions' = @{ ProductType = $Text } } -Other @{ Deny = @('System') }).ProductType | Should -Be $Type
    }
    It 'knows the architecture <Text> as <Want>' -ForEach @(@{ Text = 'x86'; Want = 'x86' }, @{ Text = 'ARM64'; Want = 'arm64' }, @{ Text = 'IA64'; Want = $null }) {
        (Get-State @{ 'Machine\SYSTEM\CurrentControlSet\Control\Session Manager\Environment' = @{ PROCESSOR_ARCHITECTURE = $Text } }).Architecture | Should -BeExactly $Want
    }
    It 'knows Server Core by its levels where no type is named' {
        $levels = 'Machine\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Server\ServerLevels'
        (Get-State @{ $VersionKey = @{ InstallationType = '' }; $levels = @{ ServerCore = 1 } }).ServerCore | Should -BeTrue
        (Get-State @{ $VersionKey = @{ InstallationType = '' }; $levels = @{ ServerCore = 1; 'Server-Gui-Shell' = 1 } }).ServerCore | Should -BeFalse
        (Get-State @{ $VersionKey = @{ InstallationType = '' } }).ServerCore | Should -BeNullOrEmpty
    }
    It 'sees a pending restart by <_>' -ForEach @('Component Based Servicing\RebootPending', 'Component Based Servicing\RebootInProgress', 'Component Based Servicing\PackagesPending', 'WindowsUpdate\Auto Update\RebootRequired') {
        $state = Get-State @{ ('Machine\SOFTWARE\Microsoft\Windows\CurrentVersion\' + $_) = @{ } }
        $state.RestartPending | Should -BeTrue
        $state.RestartReasons | Should -BeExactly @($_.Substring($_.LastIndexOf('\') + 1))
    }
    It 'does not take file renames for a pending update' {
        $state = Get-State @{ 'Machine\SYSTEM\CurrentControlSet\Control\Session Manager' = @{ PendingFileRenameOperations = @('\??\C:\x', '') } }
        $state.RestartPending | Should -BeFalse
        $state.RestartHints | Should -BeExactly @('PendingFileRenameOperations')
    }
    It 'names what is denied: <Deny>' -ForEach @(
        @{ Deny = 'Machine\SOFTWARE\Microsoft\Windows NT\CurrentVersion'; Fact = 'Build' },
        @{ Deny = 'Machine\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\Packages'; Fact = 'Packages' },
        @{ Deny = 'Machine\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\RebootPending'; Fact = 'RestartPending' },
        @{ Deny = 'Machine\SYSTEM\CurrentControlSet\Control\Session Manager'; Fact = 'RestartHints' },
        @{ Deny = 'Machine\SOFTWARE\Policies\Microsoft\SystemCertificates\AuthRoot'; Fact = 'DisableRootAutoUpdate' },
        @{ Deny = 'Machine\SOFTWARE\Policies\Microsoft\SystemCertificates\Root\ProtectedRoots'; Fact = 'ProtectedRootFlags' },
        @{ Deny = 'Machine\SOFTWARE\Microsoft\SystemCertificates\AuthRoot\AutoUpdate'; Fact = 'DisallowedList' },
        @{ Deny = 'Machine\SYSTEM\CurrentControlSet\Control\Lsa\FipsAlgorithmPolicy'; Fact = 'Fips' },
        @{ Deny = 'HotFixes'; Fact = 'HotFixes' }, @{ Deny = 'Kernel'; Fact = 'KernelVersion' }, @{ Deny = 'Free'; Fact = 'FreeBytes' },
        @{ Deny = 'Account'; Fact = 'Account' }, @{ Deny = 'Engine'; Fact = 'PowerShell' }) {
        $state = Get-State -Other @{ Deny = @($Deny) }
        @($state.Unread | ForEach-Object Fact) | Should -Contain $Fact
        $state.$Fact | Should -BeNullOrEmpty
        foreach ($unread in $state.Unread) { $unread.Reason | Should -Not -BeNullOrEmpty }
    }
    It 'reads the flags of the root store: <Name>' -ForEach @(
        @{ Name = 'one'; Value = 8; Want = 8 }, @{ Name = 'none'; Value = 0; Want = 0 }, @{ Name = 'all'; Value = -1; Want = 4294967295 },
        @{ Name = 'another name'; Value = $null; Want = 0 }) {
        $names = @{ flags2 = 8; Certificates = 'hex:08000000' }
        if ($null -ne $Value) { $names['Flags'] = $Value }
        $state = Get-State @{ $FlagKey = $names }
        $state.ProtectedRootFlags | Should -Be $Want
        Get-UnreadName $state | Should -BeExactly ''
    }
    It 'takes no setting of another type for "off": <Fact>, <Value>' -ForEach @(foreach ($value in @('8', '', 'hex:08000000', 'hex:0800000000000000', @('8', '0'))) {
            foreach ($fact in @('ProtectedRootFlags', 'DisableRootAutoUpdate', 'EnableDisallowedUpdate')) { @{ Fact = $fact; Value = $value } }
        }) {
        $place = @{ ProtectedRootFlags = @($FlagKey, 'Flags'); DisableRootAutoUpdate = @($PolicyKey, 'DisableRootAutoUpdate'); EnableDisallowedUpdate = @($PolicyKey, 'EnableDisallowedCertAutoUpdate') }[$Fact]
        $state = Get-State @{ $place[0] = @{ $place[1] = $Value } }
        $null -eq $state.$Fact | Should -BeTrue
        Get-UnreadName $state | Should -BeExactly $Fact
    }
    It 'does not take an empty list of packages for a list' {
        $state = Get-State @{ $PackageKey = $null }
        Get-UnreadName $state | Should -BeExactly 'Packages'
        $state.Packages | Should -BeNullOrEmpty
    }
    It 'takes no text for a number: <_>' -ForEach @('17763; exit 9', '$(throw 1)', "17763`n", ' 17763', '-1', '99999999999', '0x4563', "`u{0661}`u{0667}") {
        $state = Get-State @{ $VersionKey = @{ CurrentBuildNumber = $_; UBR = $_ } }
        $state.Build | Should -BeNullOrEmpty
        $state.Ubr | Should -BeNullOrEmpty
        Get-UnreadName $state | Should -BeExactly 'Build Ubr'
    }
    It 'reads every physical store: <Location>/<Store>' -ForEach @(
        @{ Location = 'Machine'; Store = 'Root'; Place = 'Machine/Root' }, @{ Location = 'Machine'; Store = 'AuthRoot'; Place = 'Machine/AuthRoot' },
        @{ Location = 'Policy'; Store = 'Root'; Place = 'Machine/Policy/Root' }, @{ Location = 'Enterprise'; Store = 'Root'; Place = 'Machine/Enterprise/Root' },
        @{ Location = 'Machine'; Store = 'CA'; Place = 'Machine/CA' }, @{ Location = 'Policy'; Store = 'Disallowed'; Place = 'Machine/Policy/Disallowed' },
        @{ Location = 'Enterprise'; Store = 'Disallowed'; Place = 'Machine/Enterprise/Disallowed' }, @{ Location = 'Machine'; Store = 'Disallowed'; Place = 'Machine/Disallowed' },
        @{ Location = 'User'; Store = 'Root'; Place = 'User/Root' }, @{ Location = 'UserPolicy'; Store = 'CA'; Place = 'User/Policy/CA' }) {
        Set-TestStore $H $Location $Store $A
        $state = Get-State
        @($state.Certificates).Count | Should -Be 1
        $state.Certificates[0].Place | Should -BeExactly $Place
        $state.Certificates[0].Sha1 | Should -BeExactly $A.Thumbprint
        $state.Certificates[0].Sha256 | Should -BeExactly $A.Sha256
        $state.Certificates[0].Uses | Should -Be $null
    }
    It 'names a store that is denied' {
        Set-TestStore $H 'Machine' 'CA' $A
        $state = Get-State -Other @{ Deny = @('Machine\SOFTWARE\Microsoft\SystemCertificates\Root\Certificates') }
        @($state.UnreadPlaces).Count | Should -Be 1
        $state.UnreadPlaces[0].Place | Should -BeExactly 'Machine/Root'
        @($state.Certificates).Count | Should -Be 1
    }
    It 'reads the limits of an entry' {
        $uses = [byte[]] @(0x30, 0x14, 6, 8, 0x2B, 6, 1, 5, 5, 7, 3, 3, 6, 8, 0x2B, 6, 1, 5, 5, 7, 3, 8)
        $time = [System.BitConverter]::GetBytes([System.DateTime]::Parse('2026-10-01T00:00:00Z').ToUniversalTime().ToFileTimeUtc())
        Set-TestStore $H 'Machine' 'Root' $A (Get-TestBlob $A @{ 9 = $uses; 104 = $time; 122 = [byte[]] @(0x30, 0); 126 = $time; 127 = $uses })
        $entry = (Get-State).Certificates[0]
        $entry.Uses | Should -BeExactly '1.3.6.1.5.5.7.3.3 1.3.6.1.5.5.7.3.8'
        $entry.DeniedUses | Should -BeExactly ''
        $entry.DeniedFrom | Should -BeExactly '2026-10-01T00:00:00Z'
        $entry.IssuedBefore | Should -BeExactly '2026-10-01T00:00:00Z'
        $entry.IssuedBeforeUses | Should -BeExactly '1.3.6.1.5.5.7.3.3 1.3.6.1.5.5.7.3.8'
    }
    It 'calls a limit that is none unreadable' {
        Set-TestStore $H 'Machine' 'Root' $A (Get-TestBlob $A @{ 9 = [byte[]] @(0x30, 0x7F, 1); 104 = [byte[]] @(); 126 = [byte[]] @(255, 255, 255, 255, 255, 255, 255, 255) })
        $entry = (Get-State).Certificates[0]
        $entry.Uses | Should -BeExactly 'unreadable'
        $entry.DeniedFrom | Should -BeExactly 'unreadable'
        $entry.IssuedBefore | Should -BeExactly 'unreadable'
    }
    It 'keeps the key of an entry that holds no certificate: <Name>' -ForEach @(
        @{ Name = 'nothing'; Blob = [byte[]] @() }, @{ Name = 'cut'; Blob = [byte[]] @(32, 0, 0, 0, 1, 0, 0, 0, 255, 0, 0, 0, 1) },
        @{ Name = 'rubbish'; Blob = [byte[]] @(32, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 5, 5) }, @{ Name = 'negative length'; Blob = [byte[]] @(32, 0, 0, 0, 1, 0, 0, 0, 255, 255, 255, 255) }) {
        $path = [System.IO.Path]::Combine($H.Root, 'stores', 'Machine', 'Root')
        [void] [System.IO.Directory]::CreateDirectory($path)
        [System.IO.File]::WriteAllBytes([System.IO.Path]::Combine($path, $A.Thumbprint), $Blob)
        $entry = (Get-State).Certificates[0]
        $entry.Key | Should -BeExactly $A.Thumbprint
        $entry.Sha256 | Should -BeExactly ''
    }
    It 'takes a key that policy left without its value for nothing in <Location>/<Store>: <Gone>' -ForEach @(
        @{ Location = 'Policy'; Store = 'Root'; Gone = $true }, @{ Location = 'Policy'; Store = 'CA'; Gone = $true },
        @{ Location = 'Policy'; Store = 'Disallowed'; Gone = $false }, @{ Location = 'Machine'; Store = 'Root'; Gone = $false }) {
        $path = [System.IO.Path]::Combine($H.Root, 'stores', $Location, $Store)
        [void] [System.IO.Directory]::CreateDirectory($path)
        [System.IO.File]::WriteAllBytes([System.IO.Path]::Combine($path, $A.Thumbprint + '.novalue'), [byte[]] @())
        @((Get-State).Certificates).Length | Should -Be ([int] -not $Gone)
    }
    It 'lets nothing but printable ASCII through, and runs nothing' {
        Set-TestStore $H 'Machine' 'Root' $B
        $bad = "Windows ' `" `$(throw 1) ``n `u{2019} `r`n #> `u{202E}"
        $state = Get-State @{ $VersionKey = @{ EditionID = $bad }; $PackageKey = @{ ('Package_' + $bad) = 112 } } -Other @{ HotFixes = @($bad); System = @{ Caption = $bad; ProductType = 3 }; Account = @{ Name = $bad; System = $false } }
        ConvertTo-Json -Depth 6 -Compress -InputObject $state | Should -MatchExactly '\A[ -~]+\z'
        $state.Product | Should -BeExactly 'Windows '' " $(throw 1) `n \u2019 \u000d\u000a #> \u202e'
    }
    It 'finds a certificate in the lists by <Name>' -ForEach @(@{ Name = 'SHA-1' ; Index = 0 }, @{ Name = 'SHA-256'; Index = 1 }, @{ Name = 'SHA-1 of the signed part'; Index = 3 }, @{ Name = 'SHA-256 of the signed part'; Index = 4 }) {
        Set-TestFake $K (Get-HostSetting)
        Import-TestModule $K
        $names = @(& (Get-Module AirgapKit) { Get-ListedName $args[0] } $A.Bytes)
        $names.Count | Should -Be 6
        $names[0] | Should -BeExactly $A.Thumbprint.ToLowerInvariant()
        $names[1] | Should -BeExactly $A.Sha256
        $signed = & (Get-Module AirgapKit) { , (Get-SignedPart $args[0]) } $A.Bytes
        $signed.Length | Should -BeLessThan $A.Bytes.Length
        $sync = [System.BitConverter]::GetBytes([System.DateTime]::Parse('2026-11-01T00:00:00Z').ToUniversalTime().ToFileTimeUtc())
        $list = [byte[]] (@(1, 2, 3) + @([System.Convert]::FromHexString($names[$Index])) + @(4))
        Set-TestFake $K (Get-HostSetting @{ $UpdateKey = @{ DisallowedCertEncodedCtl = (Get-HexText $list); DisallowedCertLastSyncTime = (Get-HexText $sync) } })
        $asked = [pscustomobject] @{ Sha256 = $A.Sha256; ListedNames = $names }
        $state = Get-AirgapHostState -Certificate @($asked)
        $state.DisallowedList.Present | Should -BeTrue
        $state.DisallowedList.Listed | Should -BeExactly @($A.Sha256)
        $state.DisallowedList.Synced | Should -BeExactly '2026-11-01T00:00:00Z'
        $state.RootList.Present | Should -BeFalse
    }
    It 'computes the signed part as the platform does' {
        Import-TestModule $K
        $certificate = New-Object System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList (, $A.Bytes)
        $signed = & (Get-Module AirgapKit) { , (Get-SignedPart $args[0]) } $A.Bytes
        # The key verifies the signature over exactly these bytes.
        $key = [System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions]::GetECDsaPublicKey($certificate)
        $reader = [System.Formats.Asn1.AsnReader]::new($A.Bytes, 'DER').ReadSequence()
        [void] $reader.ReadEncodedValue(); [void] $reader.ReadEncodedValue()
        $signature = $reader.ReadBitString([ref] 0)
        $key.VerifyData($signed, $signature, [System.Security.Cryptography.HashAlgorithmName]::SHA256, [System.Security.Cryptography.DSASignatureFormat]::Rfc3279DerSequence) | Should -BeTrue
    }
}
