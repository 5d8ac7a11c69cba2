BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestKit.ps1'))
    $script:A = New-TestCertificate 'Test Root A'
    $script:B = New-TestCertificate 'Test Root B'
    function Get-Said { param([object[]] $Results) [string]::Join(' ', @($Results | ForEach-Object { $_.Outcome + ':' + $_.Code })) }
    function Get-Stored { param([object] $HostFolder, [string] $Store) @(Get-ChildItem (Join-Path $HostFolder.Root "stores/Machine/$Store") -ErrorAction Ignore | ForEach-Object Name) }
    function Get-Step { param([object] $HostFolder) [string]::Join(' ', @(Get-Content $HostFolder.Journal | ForEach-Object { (ConvertFrom-Json $_).step })) }
}

Describe 'import' {
    BeforeEach {
        $script:H = New-TestHost
        $script:K = New-TestKit $H @($A, $B)
    }
    AfterEach { Remove-Item $H.Root -Recurse -Force }

    It 'adds what is missing, with the journal before and after' {
        Get-Said (Install-TestKit $K) | Should -BeExactly 'Added:CERTIFICATE_ADDED Added:CERTIFICATE_ADDED'
        Get-Stored $H 'Root' | Should -HaveCount 2
        Get-Step $H | Should -BeExactly 'will-add added will-add added'
    }
    It 'names subject, digest and store of each certificate' {
        $result = @(Install-TestKit $K)[0]
        $result.Subject, $result.Sha256, $result.Store | Should -BeExactly @('CN=Test Root A', $A.Sha256, 'Root')
    }
    It 'changes nothing the second time' {
        [void] (Install-TestKit $K)
        $before = Get-TestState $H
        Get-Said (Install-TestKit $K) | Should -BeExactly 'AlreadyThere:CERTIFICATE_ALREADY_THERE AlreadyThere:CERTIFICATE_ALREADY_THERE'
        Get-TestState $H | Should -BeExactly $before
    }
    It 'serves the store CA as well' {
        $K = New-TestKit $H @($A) -Store 'CA'
        Get-Said (Install-TestKit $K) | Should -BeExactly 'Added:CERTIFICATE_ADDED'
        Get-Stored $H 'CA' | Should -BeExactly $A.Thumbprint
        Get-Stored $H 'Root' | Should -HaveCount 0
    }
    It 'changes nothing with -WhatIf, not even the journal' {
        $before = Get-TestState $H
        Get-Said (Install-TestKit $K -WhatIf) | Should -BeExactly 'WouldAdd:CERTIFICATE_WOULD_BE_ADDED WouldAdd:CERTIFICATE_WOULD_BE_ADDED'
        Get-TestState $H | Should -BeExactly $before
    }
    It 'changes nothing with -WhatIf after a torn journal and half a step' {
        [void] (Install-TestKit $K)
        $lines = [System.IO.File]::ReadAllText($H.Journal).Split("`n")
        [System.IO.File]::WriteAllText($H.Journal, $lines[0] + "`n" + $lines[1].Substring(0, 99))
        $before = Get-TestState $H
        Get-Said (Install-TestKit $K -WhatIf) | Should -BeExactly (
            'Noted:JOURNAL_LINE_TORN Noted:RUN_CONTINUED AlreadyThere:CERTIFICATE_ALREADY_THERE AlreadyThere:CERTIFICATE_ALREADY_THERE')
        Get-TestState $H | Should -BeExactly $before
    }
    It 'adds to the own store what only a third-party store has' {
        Set-TestStore $H 'Machine' 'AuthRoot' $A
        Set-TestStore $H 'Policy' 'Root' $B
        Get-Said (Install-TestKit $K) | Should -BeExactly 'Added:CERTIFICATE_ADDED Added:CERTIFICATE_ADDED'
    }
    It 'writes the same journal under <_>' -ForEach @('tr-TR', 'th-TH', 'ar-SA') {
        $was = [System.Globalization.CultureInfo]::CurrentCulture
        [System.Globalization.CultureInfo]::CurrentCulture = [System.Globalization.CultureInfo]::GetCultureInfo($_)
        try {
            Get-Said (Install-TestKit $K) | Should -BeExactly 'Added:CERTIFICATE_ADDED Added:CERTIFICATE_ADDED'
            Get-Said (Undo-TestKit $K) | Should -BeExactly 'Removed:CERTIFICATE_REMOVED Removed:CERTIFICATE_REMOVED'
        }
        finally { [System.Globalization.CultureInfo]::CurrentCulture = $was }
        [System.IO.File]::ReadAllText($H.Journal) | Should -Match '\A(\{"at":"2026-11-25T12:00:00Z",[ -~]+\}\n){8}\z'
    }
}

Describe 'a pin that does not hold' {
    BeforeEach {
        $script:H = New-TestHost
        $script:K = New-TestKit $H @($A, $B)
        $script:File = Join-Path $K.Root $K.List[1].Path
        $script:Before = Get-TestState $H
        function Set-Content2 { param([byte[]] $Bytes, [switch] $Pin)
            [System.IO.File]::WriteAllBytes($File, $Bytes)
            if ($Pin) { $K.List[1].Sha256 = (Get-FileHash $File).Hash.ToLowerInvariant() }
        }
    }
    AfterEach {
        Get-TestState $H | Should -BeExactly $Before
        Remove-Item $H.Root -Recurse -Force
    }

    It 'wrong pin on the last: nothing is imported' {
        $K.List[1].Sha256 = $A.Sha256
        Get-Said (Install-TestKit $K) | Should -BeExactly 'Skipped:RUN_STOPPED Refused:CERTIFICATE_PIN_MISMATCH'
    }
    It 'wrong pin on the first: nothing is imported' {
        $K.List[0].Sha256 = '0' * 64
        Get-Said (Install-TestKit $K) | Should -BeExactly 'Refused:CERTIFICATE_PIN_MISMATCH Skipped:RUN_STOPPED'
    }
    It 'wrong pin with -WhatIf is refused too' {
        $K.List[1].Sha256 = $A.Sha256
        Get-Said (Install-TestKit $K -WhatIf) | Should -BeExactly 'Skipped:RUN_STOPPED Refused:CERTIFICATE_PIN_MISMATCH'
    }
    It 'one bit of the file flipped' {
        $bytes = [byte[]] $B.Bytes.Clone()
        $bytes[200] = $bytes[200] -bxor 1
        Set-Content2 $bytes
        Get-Said (Install-TestKit $K) | Should -BeExactly 'Skipped:RUN_STOPPED Refused:CERTIFICATE_PIN_MISMATCH'
    }
    It 'pinned, but PEM' {
        $pem = "-----BEGIN CERTIFICATE-----`n" + [System.Convert]::ToBase64String($B.Bytes) + "`n-----END CERTIFICATE-----`n"
        Set-Content2 ([System.Text.Encoding]::ASCII.GetBytes($pem)) -Pin
        Get-Said (Install-TestKit $K) | Should -BeExactly 'Skipped:RUN_STOPPED Refused:CERTIFICATE_NOT_DER'
    }
    It 'pinned, but PKCS#12' {
        $certificate = New-Object System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList (, $B.Bytes)
        Set-Content2 ($certificate.Export([System.Security.Cryptography.X509Certificates.X509ContentType]::Pfx)) -Pin
        Get-Said (Install-TestKit $K) | Should -BeExactly 'Skipped:RUN_STOPPED Refused:CERTIFICATE_NOT_DER'
    }
    It 'pinned, but a byte behind the DER' {
        Set-Content2 ([byte[]] ($B.Bytes + [byte] 0)) -Pin
        Get-Said (Install-TestKit $K) | Should -BeExactly 'Skipped:RUN_STOPPED Refused:CERTIFICATE_NOT_DER'
    }
    It 'pinned, but no certificate at all' {
        Set-Content2 ([byte[]] (1..100)) -Pin
        Get-Said (Install-TestKit $K) | Should -BeExactly 'Skipped:RUN_STOPPED Refused:CERTIFICATE_NOT_DER'
    }
    It 'file missing' {
        [System.IO.File]::Delete($File)
        Get-Said (Install-TestKit $K) | Should -BeExactly 'Skipped:RUN_STOPPED Refused:CERTIFICATE_FILE_MISSING'
    }
    It 'file empty or far too long: <_>' -ForEach @(0, 65537) {
        Set-Content2 (New-Object 'System.Byte[]' -ArgumentList $_) -Pin
        Get-Said (Install-TestKit $K) | Should -BeExactly 'Skipped:RUN_STOPPED Refused:CERTIFICATE_FILE_SIZE'
    }
    It 'path that leads out of the kit: <_>' -ForEach @('../x.cer', '/etc/x.cer', 'certs//x.cer', 'C:/x.cer', 'certs\x.cer', '', "certs/x.cer`n") {
        $K.List[1].Path = $_
        Get-Said (Install-TestKit $K) | Should -BeExactly 'Skipped:RUN_STOPPED Refused:CERTIFICATE_PATH_NOT_ALLOWED'
    }
    It 'store that is not ours to change: <_>' -ForEach @('TrustedPublisher', 'AuthRoot', 'root', 'Disallowed', '', 'Root\x') {
        $K.List[1].Store = $_
        Get-Said (Install-TestKit $K) | Should -BeExactly 'Skipped:RUN_STOPPED Refused:CERTIFICATE_STORE_NOT_ALLOWED'
    }
    It 'pin that is none: <_>' -ForEach @('', 'ABCD', ('A' * 64), (('a' * 64) + "`n")) {
        $K.List[1].Sha256 = $_
        Get-TestFault { Install-TestKit $K } | Should -BeExactly 'PIN_MALFORMED/2'
    }
    It 'kit id that is none: <_>' -ForEach @('acs', 'acs-20261125T120000Z"', 'ACS-20261125T120000Z', "acs-20261125T120000Z`n") {
        $K.Id = $_
        Get-TestFault { Install-TestKit $K } | Should -BeExactly 'KIT_ID_MALFORMED/2'
    }
}

Describe 'a host that says no' {
    BeforeEach {
        $script:H = New-TestHost
        $script:K = New-TestKit $H @($A, $B)
    }
    AfterEach { Remove-Item $H.Root -Recurse -Force }

    It 'refuses a certificate in Disallowed (<_>) and imports the other' -ForEach @('Machine', 'Policy', 'Enterprise') {
        Set-TestStore $H $_ 'Disallowed' $A
        Set-TestFake $K @{ ViewDisallowed = $false }
        Get-Said (Install-TestKit $K) | Should -BeExactly 'Refused:CERTIFICATE_DISALLOWED Added:CERTIFICATE_ADDED'
        Get-Stored $H 'Root' | Should -BeExactly $B.Thumbprint
    }
    It 'refuses a certificate that only Windows'' view of Disallowed shows' {
        Set-TestFake $K @{ ViewDisallowed = $true }
        Get-Said (Install-TestKit $K) | Should -BeExactly 'Refused:CERTIFICATE_DISALLOWED Refused:CERTIFICATE_DISALLOWED'
        Get-Stored $H 'Root' | Should -HaveCount 0
    }
    It 'leaves a key that holds the certificate twice, or with a rest behind it' {
        $head = [byte[]] @(32, 0, 0, 0, 1, 0, 0, 0) + [System.BitConverter]::GetBytes([uint32] $A.Bytes.Length) + $A.Bytes
        foreach ($blob in @(($head + $head), ($head + [byte[]] @(1, 2)), ([byte[]] @(32, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0) + $head))) {
            Set-TestStore $H 'Machine' 'Root' $A ([byte[]] $blob)
            @(Install-TestKit $K)[0].Code | Should -BeExactly 'STORE_ENTRY_DIFFERS'
        }
    }
    It 'refuses a disallowed certificate also when it is there already' {
        Set-TestStore $H 'Machine' 'Root' $A
        Set-TestStore $H 'Machine' 'Disallowed' $A ([byte[]] @(1))
        Get-Said (Install-TestKit $K) | Should -BeExactly 'Refused:CERTIFICATE_DISALLOWED Added:CERTIFICATE_ADDED'
    }
    It 'leaves a key that holds other bytes (<Name>)' -ForEach @(
        @{ Name = 'no record'; Blob = @(1, 2, 3) }, @{ Name = 'empty'; Blob = @() },
        @{ Name = 'length beyond the end'; Blob = @(32, 0, 0, 0, 1, 0, 0, 0, 255, 255, 255, 255, 1) },
        @{ Name = 'another certificate'; Blob = @(32, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 48, 0) }
    ) {
        Set-TestStore $H 'Machine' 'Root' $A ([byte[]] $Blob)
        $before = Get-TestState $H -StoresOnly
        Get-Said (Install-TestKit $K) | Should -BeExactly 'Refused:STORE_ENTRY_DIFFERS Added:CERTIFICATE_ADDED'
        Get-TestState $H -StoresOnly | Should -BeLike "*$($A.Thumbprint) $([System.Convert]::ToBase64String([byte[]] $Blob))*"
        $before | Should -Not -BeNullOrEmpty
    }
    It 'tells when the store refuses the change, and goes on when it no longer does' {
        Set-TestFake $K @{ DenyWrite = 'Root' }
        Get-Said (Install-TestKit $K) | Should -BeExactly 'Failed:STORE_NOT_ACCESSIBLE Failed:STORE_NOT_ACCESSIBLE'
        Get-Step $H | Should -BeExactly 'will-add not-added will-add not-added'
        Get-Said (Undo-TestKit $K) | Should -BeExactly 'NothingToUndo:CERTIFICATE_NOT_IN_JOURNAL NothingToUndo:CERTIFICATE_NOT_IN_JOURNAL'
        Set-TestFake $K @{ }
        Get-Said (Install-TestKit $K) | Should -BeExactly 'Added:CERTIFICATE_ADDED Added:CERTIFICATE_ADDED'
    }
    It 'gives no verdict when <_> cannot be read' -ForEach @('Root', 'Disallowed') {
        Set-TestFake $K @{ DenyRead = $_ }
        Get-TestFault { Install-TestKit $K } | Should -BeExactly 'STORE_NOT_ACCESSIBLE/3'
        Get-TestState $H -StoresOnly | Should -BeNullOrEmpty
    }
    It 'does not believe a success that the store does not show (<_>)' -ForEach @('AuthRoot', 'Nowhere', 'CA') {
        Set-TestFake $K @{ AddGoesTo = $_ }
        Get-Said (Install-TestKit $K) | Should -BeExactly 'Failed:STORE_NOT_CHANGED Failed:STORE_NOT_CHANGED'
        Get-Step $H | Should -BeExactly 'will-add not-added will-add not-added'
    }
    It 'adds nothing when the journal cannot be written' {
        Set-TestFake $K @{ DiskFull = $true }
        Get-TestFault { Install-TestKit $K } | Should -BeExactly 'JOURNAL_NOT_ACCESSIBLE/3'
        Get-TestState $H -StoresOnly | Should -BeNullOrEmpty
    }
    It 'wants administrator rights' {
        Set-TestFake $K @{ Administrator = $false }
        Get-TestFault { Install-TestKit $K } | Should -BeExactly 'NOT_ADMINISTRATOR/3'
        Get-TestFault { Install-TestKit $K -WhatIf } | Should -BeExactly 'NOT_ADMINISTRATOR/3'
        Get-TestFault { Undo-TestKit $K } | Should -BeExactly 'NOT_ADMINISTRATOR/3'
    }
}

Describe 'hostile subject names' {
    It 'come out as printable ASCII on one line, and the certificate is imported and taken back' {
        $H = New-TestHost
        $K = New-TestKit $H @((New-TestCertificate $HostileName))
        foreach ($result in @(Install-TestKit $K) + @(Undo-TestKit $K)) {
            $result.Subject + $result.Message | Should -MatchExactly '\A[ -~]+\z'
        }
        Get-TestState $H -StoresOnly | Should -BeNullOrEmpty
        Remove-Item $H.Root -Recurse -Force
    }
    It 'are escaped in refusals and faults as well' {
        $H = New-TestHost
        $K = New-TestKit $H @($A)
        $K.List[0].Name = $HostileName
        $K.List[0].Path = "x`r`n" + [char] 0x202E
        @(Install-TestKit $K)[0].Message | Should -MatchExactly '\A[ -~]+\z'
        $K.List[0].Sha256 = "`e[2J"
        try { Install-TestKit $K } catch { $text = $_.Exception.Message }
        $text | Should -MatchExactly '\A[ -~]+\z'
        Remove-Item $H.Root -Recurse -Force
    }
}
