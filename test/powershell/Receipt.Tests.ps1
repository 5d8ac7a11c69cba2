BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestKit.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'WholeKit.ps1'))
    $script:A = New-TestCertificate 'Test Root A'
    $script:H = New-TestHost
    $script:K = New-TestWholeKit $H @($A) @()
    $script:OpenSsl = $null -ne (Get-Command openssl -CommandType Application -ErrorAction Ignore)
    # A machine certificate as a CA would issue it: issuer and subject differ.
    function New-MachineKey {
        param([string] $Path, [switch] $Self, [switch] $Ec, [int] $From = 2026, [int] $Years = 20, [string] $Ca)
        $start = [System.DateTimeOffset]::Parse("$From-01-01T00:00:00Z", [System.Globalization.CultureInfo]::InvariantCulture)
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
        # What such certificates are for; OpenSSL wants mail unless it is told otherwise.
        $uses = New-Object System.Security.Cryptography.OidCollection
        foreach ($use in '1.3.6.1.5.5.7.3.2', '1.3.6.1.5.5.7.3.1') { [void] $uses.Add((New-Object System.Security.Cryptography.Oid -ArgumentList $use)) }
        $request.CertificateExtensions.Add((New-Object System.Security.Cryptography.X509Certificates.X509EnhancedKeyUsageExtension -ArgumentList $uses, $false))
        $names = New-Object System.Security.Cryptography.X509Certificates.SubjectAlternativeNameBuilder
        $names.AddDnsName('fake01.plant.example')
        $request.CertificateExtensions.Add($names.Build())
        if ($Self) { $certificate = $request.CreateSelfSigned($start, $start.AddYears(2)) }
        else {
            $signerKey = [System.Security.Cryptography.RSA]::Create(2048)
            $authority = New-Object System.Security.Cryptography.X509Certificates.CertificateRequest -ArgumentList 'CN=Plant CA', $signerKey, $sha256, ([System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
            $authority.CertificateExtensions.Add((New-Object System.Security.Cryptography.X509Certificates.X509BasicConstraintsExtension -ArgumentList $true, $false, 0, $true))
            $issuer = $authority.CreateSelfSigned($start, $start.AddYears(21))
            if ($Ca) { [System.IO.File]::WriteAllText($Ca, $issuer.ExportCertificatePem() + "`n") }
            $generator = [System.Security.Cryptography.X509Certificates.X509SignatureGenerator]::CreateForRSA($signerKey, [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
            $certificate = $request.Create($issuer.SubjectName, $generator, $start, $start.AddYears($Years), [byte[]] @(0x81, 2, 3, 4))
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
        $receipt.host.name | Should -BeExactly ("x`"y\z'`$(throw 1)" + '\u202e\u000d\u000a../')
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

    Context 'checked as receipt-format.md says' -Skip:($null -eq (Get-Command openssl -CommandType Application -ErrorAction Ignore)) {
        BeforeAll {
            $page = [System.IO.File]::ReadAllText([System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'src', 'docs', 'receipt-format.md'))
            $begin = $page.IndexOf("``````sh`n", $page.IndexOf("`n## Checking a signature`n")) + 6
            $script:Recipe = $page.Substring($begin, $page.IndexOf("`n``````", $begin) - $begin)
            # What the commands print, or $null if one of them failed, which ends them.
            function Invoke-Recipe {
                param([object] $Receipt, [string] $Ca, [hashtable] $Variable = @{ })
                $folder = Join-Path $H.Root ('recipe-' + [System.Guid]::NewGuid().ToString('N'))
                [void] [System.IO.Directory]::CreateDirectory($folder)
                $name = [System.IO.Path]::GetFileNameWithoutExtension($Receipt.File)
                [System.IO.File]::Copy($Receipt.File, (Join-Path $folder ($name + '.json')))
                [System.IO.File]::Copy((Get-Signature $Receipt), (Join-Path $folder ($name + '.p7s')))
                [System.IO.File]::Copy($Ca, (Join-Path $folder 'site-ca.pem'))
                [System.IO.File]::WriteAllText((Join-Path $folder 'recipe.sh'), "set -eu`ncd '$folder'`n" + $Recipe.Replace('<receipt>', $name))
                foreach ($one in $Variable.Keys) { [System.Environment]::SetEnvironmentVariable($one, $Variable[$one]) }
                try { $said = @(& sh (Join-Path $folder 'recipe.sh') 2> (Join-Path $folder 'err')) }
                finally { foreach ($one in $Variable.Keys) { [System.Environment]::SetEnvironmentVariable($one, $null) } }
                if ($LASTEXITCODE -ne 0) { return $null }
                $said -join "`n"
            }
            # The same bytes, signed by somebody who made a certificate for it.
            function Set-ForgedSignature {
                param([object] $Receipt)
                $pem = Join-Path $H.Root 'forger.pem'
                & openssl req -x509 -newkey rsa:2048 -noenc -keyout (Join-Path $H.Root 'forger.key') -out $pem -subj '/CN=fake01.plant.example' -days 30 -addext 'subjectAltName=DNS:fake01.plant.example' 2> (Join-Path $H.Root 'err')
                & openssl cms -sign -binary -noattr -md sha256 -outform DER -signer $pem -inkey (Join-Path $H.Root 'forger.key') -in $Receipt.File -out (Get-Signature $Receipt)
                $LASTEXITCODE | Should -Be 0
                $pem
            }
        }
        BeforeEach {
            $script:Ca = Join-Path $H.Root 'ca.pem'
            New-MachineKey $Key -Ca $Ca
            Set-TestFake $K @{ MachineKey = $Key }
            $said = @(Install-TestWholeKit $K | Where-Object { $_.psobject.Properties['Signed'] })
            $said[0].Signed | Should -BeTrue
            $script:Receipt = Get-TestReceipt $H
            $Receipt.signature.kind | Should -BeExactly 'cms-detached'
        }

        It 'holds for a machine certificate of the site''s CA, and says whose it is' {
            $said = Invoke-Recipe $Receipt $Ca
            $said | Should -BeLike 'subject=CN=fake01.plant.example*DNS:fake01.plant.example*'
            $said | Should -BeLike ('*' + $Receipt.signature.certificate_sha256 + '  -')
        }
        It 'fails for a changed receipt' {
            [System.IO.File]::AppendAllText($Receipt.File, ' ')
            Invoke-Recipe $Receipt $Ca | Should -BeNullOrEmpty
        }
        It 'fails for another CA of the same name' {
            $other = Join-Path $H.Root 'other.pem'
            New-MachineKey (Join-Path $H.Root 'other.pfx') -Ca $other
            Invoke-Recipe $Receipt $other | Should -BeNullOrEmpty
        }
        It 'fails for whoever made a certificate of their own' {
            [void] (Set-ForgedSignature $Receipt)
            Invoke-Recipe $Receipt $Ca | Should -BeNullOrEmpty
        }
        It 'fails for a CA that only the auditor''s computer trusts (<_>)' -ForEach @('SSL_CERT_DIR', 'SSL_CERT_FILE') {
            $pem = Set-ForgedSignature $Receipt
            $trusted = Join-Path $H.Root 'trusted'
            [void] [System.IO.Directory]::CreateDirectory($trusted)
            $hash = & openssl x509 -in $pem -noout -subject_hash
            [System.IO.File]::Copy($pem, (Join-Path $trusted ($hash + '.0')), $true)
            $place = if ($_ -eq 'SSL_CERT_DIR') { $trusted } else { $pem }
            # Else the refusal would say nothing.
            [System.Environment]::SetEnvironmentVariable($_, $place)
            try { & openssl cms -verify -binary -inform DER -in (Get-Signature $Receipt) -content $Receipt.File -purpose any -out (Join-Path $H.Root 'out') 2> (Join-Path $H.Root 'err') }
            finally { [System.Environment]::SetEnvironmentVariable($_, $null) }
            $LASTEXITCODE | Should -Be 0
            Invoke-Recipe $Receipt $Ca @{ $_ = $place } | Should -BeNullOrEmpty
        }
    }
    It 'is made with a certificate that is valid by the later of clock and kit (<Name>)' -ForEach @(
        @{ Name = 'clock of 1980, valid when the kit was made'; Year = 1980; From = 2026; Want = 'cms-detached' }
        @{ Name = 'clock of 1980, begins after the kit was made'; Year = 1980; From = 2027; Want = 'none' }
        @{ Name = 'clock behind, ended before the kit was made'; Year = 2021; From = 2020; Want = 'none' }
        @{ Name = 'clock right'; Year = 2026; From = 2026; Want = 'cms-detached' }
        @{ Name = 'clock ahead, still valid'; Year = 2027; From = 2026; Want = 'cms-detached' }
        @{ Name = 'clock ahead, ended since the kit was made'; Year = 2028; From = 2026; Want = 'none' }
        @{ Name = 'clock ahead, begun since the kit was made'; Year = 2028; From = 2027; Want = 'cms-detached' }
    ) {
        New-MachineKey $Key -From $From -Years 2
        Set-TestFake $K @{ MachineKey = $Key; ClockYear = $Year }
        [void] (Install-TestWholeKit $K)
        (Get-TestReceipt $H).signature.kind | Should -BeExactly $Want
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
