BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestKit.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'WholeKit.ps1'))
    $script:A = New-TestCertificate 'Test Root A'
    $script:H = New-TestHost
    $script:K = New-TestWholeKit $H @($A) @()
    $script:OpenSsl = $null -ne (Get-Command openssl -CommandType Application -ErrorAction Ignore)
    # A machine certificate as a CA would issue it: issuer and subject differ.
    function New-MachineKey {
        param([string] $Path, [switch] $Self, [switch] $Ec)
        $start = [System.DateTimeOffset]::Parse('2026-01-01T00:00:00Z', [System.Globalization.CultureInfo]::InvariantCulture)
        $sha256 = [System.Security.Cryptography.HashAlgorithmName]::SHA256
        $name = 'CN=fake01.plant.example'
        if ($Ec) {
            $key = [System.Security.Cryptography.ECDsa]::Create([System.Security.Cryptography.ECCurve+NamedCurves]::nistP256)
            $request = New-Object System.Security.Cryptography.X509Certificates.CertificateRequest -ArgumentList $name, $key, $sha256
        }
        else {
            $key = [System.Security.Cryptography.RSA]::Create(2048)
            $request = New-Object System.Security.Cryptography.X509Certificates.CertificateRequest -ArgumentList $name, $key, $sha256, ([System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
        }
        if ($Self) { $certificate = $request.CreateSelfSigned($start, $start.AddYears(2)) }
        else {
            $signerKey = [System.Security.Cryptography.RSA]::Create(2048)
            $issuer = (New-Object System.Security.Cryptography.X509Certificates.CertificateRequest -ArgumentList 'CN=Plant CA', $signerKey, $sha256, ([System.Security.Cryptography.RSASignaturePadding]::Pkcs1)).CreateSelfSigned($start, $start.AddYears(3))
            $generator = [System.Security.Cryptography.X509Certificates.X509SignatureGenerator]::CreateForRSA($signerKey, [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
            $certificate = $request.Create($issuer.SubjectName, $generator, $start, $start.AddYears(2), [byte[]] @(0x81, 2, 3, 4))
            if ($Ec) { $certificate = [System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions]::CopyWithPrivateKey($certificate, $key) }
            else { $certificate = [System.Security.Cryptography.X509Certificates.RSACertificateExtensions]::CopyWithPrivateKey($certificate, $key) }
        }
        [System.IO.File]::WriteAllBytes($Path, $certificate.Export([System.Security.Cryptography.X509Certificates.X509ContentType]::Pfx, 'fake'))
    }
    function Get-Signature { param([object] $Receipt) [System.IO.Path]::ChangeExtension($Receipt.File, '.p7s') }
}
AfterAll { Remove-Item $H.Root -Recurse -Force }

Describe 'a receipt' {
    BeforeEach {
        Reset-TestHost $H
        Set-TestFake $K @{ }
    }

    It 'holds kit, host, run and what came of each certificate' {
        [void] (Install-TestWholeKit $K)
        $receipt = Get-TestReceipt $H
        $receipt.format | Should -BeExactly 'airgap-receipt/1'
        $receipt.kit.id | Should -BeExactly $K.Id
        $receipt.kit.digest.Substring(0, 16) | Should -BeExactly ([System.IO.Path]::GetFileName($K.Root))
        $receipt.run.mode, $receipt.run.outcome, $receipt.run.exit_code, $receipt.run.utc_offset | Should -BeExactly @('apply', 'changed', 0, '-09:30')
        $receipt.os.build, $receipt.os.ubr, $receipt.os.architecture | Should -BeExactly @('17763', '1577', 'x64')
        $receipt.host.name | Should -BeExactly 'FAKE01'
        $one = $receipt.certificates[0]
        $one.sha256, $one.action, $one.method | Should -BeExactly @($A.Sha256, 'Added', 'registry')
        $one.before | Should -HaveCount 0
        $one.after | Should -BeExactly @('Machine/Root')
        $receipt.signature.kind, $receipt.signature.reason | Should -BeExactly @('none', 'no certificate of this machine')
    }
    It 'is one line of ASCII with members in byte order' {
        [void] (Install-TestWholeKit $K)
        $text = [System.IO.File]::ReadAllText((Get-TestReceipt $H).File)
        $text | Should -MatchExactly '\A[ -~]+\z'
        function Get-Name { param([object] $Value) if ($Value -is [System.Management.Automation.PSCustomObject]) { , @($Value.psobject.Properties.Name); foreach ($p in $Value.psobject.Properties) { Get-Name $p.Value } } }
        foreach ($names in @(Get-Name (ConvertFrom-Json $text))) {
            $sorted = [string[]] $names.Clone()
            [System.Array]::Sort($sorted, [System.StringComparer]::Ordinal)
            $names | Should -BeExactly $sorted
        }
    }
    It 'is chained to the one before, over apply, apply, undo' {
        [void] (Install-TestWholeKit $K)
        [void] (Install-TestWholeKit $K)
        [void] (Undo-TestWholeKit $K)
        @(Get-TestReceipt $H | ForEach-Object { $_.run.mode + ' ' + $_.run.outcome }) | Should -BeExactly @('apply changed', 'apply unchanged', 'undo changed')
        Get-TestChainFault $H | Should -BeNullOrEmpty
        @(Get-TestReceipt $H)[2].certificates[0].after | Should -HaveCount 0
    }
    It 'follows on the journal''s digest although somebody altered or removed the last one' -ForEach @('altered', 'removed') {
        [void] (Install-TestWholeKit $K)
        $first = Get-TestReceipt $H
        if ($_ -eq 'removed') { [System.IO.File]::Delete($first.File) } else { [System.IO.File]::AppendAllText($first.File, ' ') }
        [void] (Install-TestWholeKit $K)
        @(Get-TestReceipt $H)[-1].chain.previous_sha256 | Should -BeExactly $first.Digest
        @(Get-TestReceipt $H)[-1].chain.sequence | Should -Be 2
    }
    It 'is not written by a dry run' {
        [void] (Install-TestWholeKit $K -WhatIf)
        @(Get-TestReceipt $H) | Should -HaveCount 0
    }
    It 'is written although the run failed, with what failed' {
        Set-TestFake $K @{ DenyWrite = 'Root' }
        @(Install-TestWholeKit $K)[-1].Exit | Should -Be 3
        $receipt = Get-TestReceipt $H
        $receipt.run.outcome, $receipt.run.exit_code | Should -BeExactly @('failed', 3)
        $receipt.certificates[0].code | Should -BeExactly 'STORE_NOT_ACCESSIBLE'
    }
    It 'that does not fit on the disk ends the run with 3, and the next one has its number' {
        Set-TestFake $K @{ ReceiptFull = $true }
        Get-TestFault { Install-TestWholeKit $K } | Should -BeExactly 'RECEIPT_NOT_WRITTEN/3'
        Set-TestFake $K @{ }
        [void] (Install-TestWholeKit $K)
        @(Get-TestReceipt $H) | Should -HaveCount 1
        Get-TestChainFault $H | Should -BeNullOrEmpty
    }
    It 'takes hostile names for text' {
        $name = "x`"y\z'`$(throw 1)" + [char] 0x202E + "`r`n../"
        Set-TestFake $K @{ MachineName = $name }
        [void] (Install-TestWholeKit $K)
        $receipt = Get-TestReceipt $H
        [System.IO.Path]::GetFileName($receipt.File) | Should -MatchExactly '\A[A-Za-z0-9_-]+-000001\.json\z'
        $receipt.host.name | Should -BeExactly ("x`"y\z'`$(throw 1)" + '\u202E\u000D\u000A../')
    }
    It 'comes with an event that holds its digest; the source is made once' {
        [void] (Install-TestWholeKit $K)
        [void] (Undo-TestWholeKit $K)
        $windows = Get-TestWindows $H
        $windows.Events | Should -HaveCount 2
        $windows.Events[0] | Should -BeLike ('1 Information *"receipt_sha256":"' + @(Get-TestReceipt $H)[0].Digest + '"*')
        $windows.Events[1] | Should -BeLike '2 Information *'
        @([System.IO.File]::ReadAllLines($H.Journal) | Where-Object { $_.Contains('event-source') }) | Should -HaveCount 2
    }
    It 'stands although no event can be written' {
        Set-TestFake $K @{ EventDenied = $true }
        @(Install-TestWholeKit $K)[-1].Exit | Should -Be 0
        @(Get-TestReceipt $H) | Should -HaveCount 1
    }
    It 'can be asked for: New-AirgapReceipt -Mode check' {
        Import-TestModule $K
        (New-AirgapReceipt -KitRoot $K.Root -Mode check -Trigger task).Sequence | Should -Be 1
        (Get-TestReceipt $H).run.mode | Should -BeExactly 'check'
        @((Get-TestReceipt $H).conditions | ForEach-Object condition) | Should -BeExactly @('update', 'extra root')
        New-AirgapReceipt -KitRoot $K.Root -Mode check -WhatIf | Should -BeNullOrEmpty
        Get-TestFault { New-AirgapReceipt -KitRoot $K.Root -Mode 'x"y' } | Should -BeExactly 'RECEIPT_WORD_MALFORMED/2'
    }
}

Describe 'a receipt''s signature' {
    BeforeEach {
        Reset-TestHost $H
        $script:Key = Join-Path $H.Root 'machine.pfx'
    }

    It 'is one that openssl verifies, over the receipt''s bytes' -Skip:($null -eq (Get-Command openssl -CommandType Application -ErrorAction Ignore)) {
        New-MachineKey $Key
        Set-TestFake $K @{ MachineKey = $Key }
        $said = @(Install-TestWholeKit $K | Where-Object { $_.psobject.Properties['Signed'] })
        $said[0].Signed | Should -BeTrue
        $receipt = Get-TestReceipt $H
        $receipt.signature.kind | Should -BeExactly 'cms-detached'
        & openssl cms -verify -binary -inform DER -noverify -in (Get-Signature $receipt) -content $receipt.File -out (Join-Path $H.Root 'out') 2> (Join-Path $H.Root 'err')
        $LASTEXITCODE | Should -Be 0
        [System.IO.File]::AppendAllText($receipt.File, ' ')
        & openssl cms -verify -binary -inform DER -noverify -in (Get-Signature $receipt) -content $receipt.File -out (Join-Path $H.Root 'out') 2> (Join-Path $H.Root 'err')
        $LASTEXITCODE | Should -Not -Be 0
    }
    It 'is missing and the receipt says why (<Name>)' -ForEach @(
        @{ Name = 'key denied'; Make = @{ }; Setting = @{ KeyDenied = $true }; Want = 'key not usable here (CryptographicException: keyset does not exist)' }
        @{ Name = 'key of another certificate'; Make = @{ }; Setting = @{ KeyWrong = $true }; Want = 'what the key gave is not its signature' }
        @{ Name = 'self-signed'; Make = @{ Self = $true }; Setting = @{ }; Want = 'no certificate of this machine' }
        @{ Name = 'elliptic curve'; Make = @{ Ec = $true }; Setting = @{ }; Want = 'no certificate of this machine' }
    ) {
        New-MachineKey $Key @Make
        Set-TestFake $K (@{ MachineKey = $Key } + $Setting)
        [void] (Install-TestWholeKit $K)
        $receipt = Get-TestReceipt $H
        $receipt.signature.kind, $receipt.signature.reason, $receipt.signature.certificate_sha256 | Should -BeExactly @('none', $Want, '')
        [System.IO.File]::Exists((Get-Signature $receipt)) | Should -BeFalse
    }
}
