# Local policy where something is wrong: with the kit, with the host's files, with the host. Nothing half done, and said so.
BeforeDiscovery {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestKit.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestPolicy.ps1'))
    $script:Damaged = @(
        @{ Code = 'POLICY_HEADER_BAD'; Bytes = [byte[]] @(0x50, 0x52, 0x65, 0x67, 2, 0, 0, 0) }, @{ Code = 'POLICY_ENTRY_BAD'; Bytes = New-TestPolicy @(, (Get-TestWide '{')) }
        @{ Code = 'POLICY_ENTRY_TRUNCATED'; Bytes = New-TestPolicy @(, (Get-TestWide '[Soft')) }, @{ Code = 'POLICY_KEY_BAD'; Bytes = New-TestPolicy @(, (New-TestEntry '\A' 'v' 1)) }
        @{ Code = 'POLICY_NAME_BAD'; Bytes = New-TestPolicy @(, (New-TestEntry 'A' ('n' * 16384) 1)) }, @{ Code = 'POLICY_TOO_LARGE'; Bytes = New-Object 'System.Byte[]' -ArgumentList 16777217 })
    $script:A0 = New-TestCertificate 'One'
    $sha1 = [System.Security.Cryptography.SHA1]::HashData([byte[]] $A0.Bytes)
    function Get-Record { param([uint32] $Id, [byte[]] $Bytes, [uint32] $One = 1) , (Join-TestByte @([System.BitConverter]::GetBytes($Id), [System.BitConverter]::GetBytes($One), [System.BitConverter]::GetBytes([uint32] $Bytes.Length), $Bytes)) }
    $der = Get-Record 32 $A0.Bytes
    $script:Blobs = @(
        @{ Why = 'half a head'; Code = 'BLOB_TRUNCATED'; Blob = Join-TestByte @($der, [byte[]] @(1, 2)) }, @{ Why = 'cut'; Code = 'BLOB_TRUNCATED'; Blob = [byte[]] $der[0..($der.Length - 2)] }
        @{ Why = 'second number 2'; Code = 'BLOB_RECORD_BAD'; Blob = Join-TestByte @((Get-Record 3 $sha1 2), $der) }, @{ Why = 'an id twice'; Code = 'BLOB_RECORD_BAD'; Blob = Join-TestByte @((Get-Record 3 $sha1), (Get-Record 3 $sha1), $der) }
        @{ Why = 'id 0'; Code = 'BLOB_RECORD_BAD'; Blob = Join-TestByte @((Get-Record 0 $sha1), $der) }, @{ Why = 'no certificate'; Code = 'BLOB_CERTIFICATE_MISSING'; Blob = Get-Record 3 $sha1 }
        @{ Why = 'not last'; Code = 'BLOB_CERTIFICATE_MISSING'; Blob = Join-TestByte @($der, (Get-Record 3 $sha1)) }, @{ Why = 'a byte behind'; Code = 'BLOB_CERTIFICATE_BAD'; Blob = Get-Record 32 (Join-TestByte @($A0.Bytes, [byte[]] @(0))) }
        @{ Why = 'no certificate in the sequence'; Code = 'BLOB_CERTIFICATE_BAD'; Blob = Get-Record 32 ([byte[]] @(0x30, 3, 2, 1, 1)) }, @{ Why = 'empty'; Code = 'BLOB_CERTIFICATE_MISSING'; Blob = [byte[]] @() }
        @{ Why = 'record 3 of another'; Code = 'BLOB_DIGEST_WRONG'; Blob = Join-TestByte @((Get-Record 3 ([byte[]] (1..20))), $der) })
    $key = $StorePath + 'Root\Certificates\' + $A0.Thumbprint
    $blob = New-TestBlob $A0
    $script:Entries = @(
        @{ Why = 'another name'; Code = 'BLOB_DIGEST_WRONG'; Entry = New-TestEntry ($StorePath + 'Root\Certificates\' + 'A' * 40) 'Blob' 3 $blob }, @{ Why = 'Disallowed'; Code = 'POLICY_ENTRY_NOT_ALLOWED'; Entry = New-TestEntry $key.Replace('\Root\', '\Disallowed\') 'Blob' 3 $blob }
        @{ Why = 'the machine''s own store'; Code = 'POLICY_ENTRY_NOT_ALLOWED'; Entry = New-TestEntry $key.Replace('\Policies', '') 'Blob' 3 $blob }, @{ Why = 'the enterprise store'; Code = 'POLICY_ENTRY_NOT_ALLOWED'; Entry = New-TestEntry $key.Replace('Policies\Microsoft\System', 'Microsoft\Enterprise') 'Blob' 3 $blob }
        @{ Why = 'not Blob'; Code = 'POLICY_ENTRY_NOT_ALLOWED'; Entry = New-TestEntry $key 'Blop' 3 $blob }, @{ Why = 'a string'; Code = 'POLICY_ENTRY_NOT_ALLOWED'; Entry = New-TestEntry $key 'Blob' 1 $blob }
        @{ Why = 'deletes'; Code = 'POLICY_ENTRY_NOT_ALLOWED'; Entry = New-TestEntry 'Software\A' '**Del.v' 1 (Get-TestWide " `0") }, @{ Why = 'an intermediate that nobody lists'; Code = 'POLICY_CERTIFICATE_NOT_LISTED'; Entry = New-TestBlobEntry $A0 'CA' })
}
BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestKit.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'WholeKit.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestPolicy.ps1'))
    $script:A = New-TestCertificate 'Policy Root A'
    $script:H = New-TestHost
    $script:K = New-TestPolicyKit $H @($A)
    $script:Foreign = New-TestPolicy @((New-TestNumber 'Software\Policies\Plant\X' 'Keep' 7), (New-TestEntry 'B' 'o' 3 ([byte[]] @(1))))
    $script:Ini = "[General]`r`nVersion=65541`r`n"
    function Get-Applied { param([object] $Kit = $K) Get-TestPolicyCode @(Install-TestPolicy $Kit) }
    function Get-Undone { param([object] $Kit = $K) Get-TestPolicyCode @(Undo-TestWholeKit $Kit) }
    function Get-Files { (Get-TestPolicy $H) + ' ' + (Get-TestIni $H) + ' ' + [string]::Join(' ', @(Get-ChildItem (Join-Path $H.Root 'GroupPolicy') -Recurse -ErrorAction Ignore | ForEach-Object Name | Sort-Object)) }
    # The part of reading a kit's policy that looks at what is in it.
    function Get-ItemFault {
        param([byte[]] $Bytes)
        Import-TestModule $K
        Get-TestFault { & (Get-Module AirgapKit) { Get-KitPolicyItem (Read-Policy $args[0] 'kit') ([pscustomobject] @{ Certificates = @() }) } $Bytes }
    }
    function Reset-Kit { $script:K2 = New-TestPolicyKit $H @($A) }
}
AfterAll { Remove-Item $H.Root -Recurse -Force }

Describe 'refused' {
    BeforeEach {
        Reset-TestHost $H
        Set-TestFake $K @{ }
    }

    It 'a damaged file of the host (<Code>): nothing changed, 1' -ForEach $Damaged {
        Set-TestLocalPolicy $H $Bytes $Ini
        $before = Get-Files
        Get-Applied | Should -BeExactly "1 $Code"
        Get-Files | Should -BeExactly $before
        [System.IO.File]::ReadAllText($H.Journal) | Should -Not -Match 'policy:'
    }
    It 'a gpt.ini that is not understood: nothing changed, 1' {
        Set-TestLocalPolicy $H $Foreign '[General'
        $before = Get-Files
        Get-Applied | Should -BeExactly '1 POLICY_INI_BAD'
        Get-Files | Should -BeExactly $before
    }
    It 'a damaged file at the time of undo: nothing changed, the certificates'' part goes on' {
        [void] (Install-TestPolicy $K)
        [void] (Install-TestWholeKit $K)
        Set-TestLocalPolicy $H ([byte[]] @(1, 2, 3))
        $before = Get-Files
        @(Undo-TestWholeKit $K | Where-Object { $_.psobject.Properties['Code'] } | ForEach-Object Code) | Should -Be @('POLICY_HEADER_BAD', 'CERTIFICATE_REMOVED', 'EVENT_SOURCE_LEFT', 'RECEIPT_WRITTEN')
        Get-Files | Should -BeExactly $before
    }
    It '<Name> is a link: 1, its target untouched' -ForEach @(@{ Name = 'GroupPolicy' }, @{ Name = 'GroupPolicy/Machine' }, @{ Name = 'GroupPolicy/Machine/registry.pol' }, @{ Name = 'GroupPolicy/gpt.ini' }, @{ Name = 'GroupPolicy/Machine/registry.pol.airgap-new' }) {
        $away = Join-Path $H.Root 'away'
        [void] [System.IO.Directory]::CreateDirectory((Join-Path $away 'Machine'))
        [System.IO.File]::WriteAllBytes((Join-Path $away 'Machine/registry.pol'), $Foreign)
        $link = Join-Path $H.Root $Name
        [void] [System.IO.Directory]::CreateDirectory([System.IO.Path]::GetDirectoryName($link))
        $target = if ($Name -match '\.') { Join-Path $away 'Machine/registry.pol' } else { $away }
        [void] (New-Item -ItemType SymbolicLink -Path $link -Target $target)
        Get-Applied | Should -BeExactly '1 POLICY_PLACE_NOT_TRUSTED'
        [System.IO.File]::ReadAllBytes((Join-Path $away 'Machine/registry.pol')) | Should -Be $Foreign
        @(Get-ChildItem $away -Recurse -File).Count | Should -Be 1
        Remove-Item $link
        Remove-Item $away -Recurse
    }
    It 'a folder in the file''s place: 1' {
        [void] [System.IO.Directory]::CreateDirectory((Get-TestPolicyPath $H))
        Get-Applied | Should -BeExactly '1 POLICY_PLACE_NOT_TRUSTED'
    }
    It 'a certificate in <_>\Disallowed: all of it, 1' -ForEach @('Machine', 'Policy', 'Enterprise') {
        Set-TestStore $H $_ 'Disallowed' $A
        Get-Applied | Should -BeExactly '1 CERTIFICATE_DISALLOWED'
        Get-Files | Should -BeExactly 'absent absent '
    }
    It 'a certificate that the host''s policy file distrusts: all of it, 1' {
        Set-TestLocalPolicy $H (New-TestPolicy @(, (New-TestBlobEntry $A 'Disallowed'))) $Ini
        Get-Applied | Should -BeExactly '1 CERTIFICATE_DISALLOWED'
    }
    It 'no rights at all: 3, nothing done' {
        Set-TestFake $K @{ Administrator = $false }
        Get-TestFault { Install-TestPolicy $K } | Should -BeExactly 'NOT_ADMINISTRATOR/3'
    }
    It 'the file may not be replaced: 3, as before, the journal says so; allowed again, it is done' {
        Set-TestLocalPolicy $H $Foreign $Ini
        $before = Get-Files
        Set-TestFake $K @{ PolicyDenied = $true }
        Get-Applied | Should -BeExactly '3 POLICY_NOT_WRITTEN'
        Get-Files | Should -BeExactly $before
        [System.IO.File]::ReadAllText($H.Journal) | Should -Match '"step":"not-merged"'
        Set-TestFake $K @{ }
        Get-Applied | Should -BeExactly '0 POLICY_VALUE_WRITTEN'
        $before = Get-Files
        Set-TestFake $K @{ PolicyDenied = $true }
        Get-Undone | Should -BeExactly '3 POLICY_NOT_WRITTEN'
        Get-Files | Should -BeExactly $before
    }
    It 'a file that may not be read (<_>): 3, nothing done' -ForEach @('Machine/registry.pol', 'gpt.ini') {
        Set-TestLocalPolicy $H $Foreign $Ini
        Set-TestFake $K @{ DenyFile = "GroupPolicy/$_" }
        Get-Applied | Should -BeExactly '3 POLICY_UNREADABLE'
    }
    It 'no room for the copies: 3, nothing touched; no journal line of policy' {
        Set-TestLocalPolicy $H $Foreign $Ini
        $before = Get-Files
        Set-TestFake $K @{ DiskFull = $true }
        Get-TestFault { Invoke-TestPolicyStep $K } | Should -BeExactly 'POLICY_COPY_NOT_WRITTEN/3'
        Get-Files | Should -BeExactly $before
    }
    It 'somebody says no: as before' {
        Set-TestLocalPolicy $H $Foreign $Ini
        $before = Get-Files
        @(Invoke-TestPolicyStep $K -Decline)[0].Code | Should -BeExactly 'POLICY_DECLINED'
        Get-Files | Should -BeExactly $before
        [void] (Invoke-TestPolicyStep $K)
        $before = Get-Files
        @(Invoke-TestPolicyStep $K -Undo -Decline)[0].Code | Should -BeExactly 'POLICY_DECLINED'
        Get-Files | Should -BeExactly $before
    }
    It 'somebody else writes meanwhile: his file stays, 3; run again, both are there' {
        Set-TestLocalPolicy $H $Foreign $Ini
        $theirs = New-TestPolicy @(, (New-TestNumber 'C' 'c' 3))
        Set-TestFake $K @{ Meddle = [System.Convert]::ToHexString($theirs) }
        Get-Applied | Should -BeExactly '3 POLICY_CHANGED_MEANWHILE'
        Get-TestPolicy $H | Should -BeExactly ([System.Convert]::ToBase64String($theirs))
        Get-Applied | Should -BeExactly '0 POLICY_VALUE_WRITTEN'
        Get-Undone | Should -BeExactly '0 POLICY_VALUE_REMOVED'
        Get-TestPolicy $H | Should -BeExactly ([System.Convert]::ToBase64String($theirs))
    }
    It 'another run is on: 3' {
        $lock = [System.IO.File]::Open((Join-Path $H.Root 'data/AirgapKit/run.lock'), 'OpenOrCreate', 'ReadWrite', 'None')
        Get-TestFault { Install-TestPolicy $K } | Should -BeExactly 'RUN_ALREADY_ACTIVE/3'
        $lock.Dispose()
    }
    It 'hostile names in a foreign file are neither run nor shown raw' {
        Set-TestLocalPolicy $H (New-TestPolicy @((New-TestEntry "A`$(throw 1);'`"$([char] 27)[2J" ($HostileName + '`n') 1 (Get-TestWide '$(exit 9)')), (Get-TestWide '[x'))) $Ini
        $said = @(Install-TestPolicy $K | Where-Object { $_.psobject.Properties['Policy'] })
        $said[0].Code | Should -BeExactly 'POLICY_ENTRY_TRUNCATED'
        $said[0].Message | Should -MatchExactly '\A[ -~]+\z'
        Set-TestLocalPolicy $H (New-TestPolicy @(, (New-TestEntry "A`$(throw 1);'`"$([char] 27)[2J" ($HostileName + '`n') 1 (Get-TestWide '$(exit 9)')))) $Ini
        $before = Get-TestPolicy $H
        Get-Applied | Should -BeExactly '0 POLICY_VALUE_WRITTEN'
        Get-Undone | Should -BeExactly '0 POLICY_VALUE_REMOVED'
        Get-TestPolicy $H | Should -BeExactly $before
    }
}

Describe 'a kit whose policy is wrong' {
    BeforeEach { Reset-TestHost $H }

    It 'none in it: POLICY_NOT_IN_KIT, 1; its undo says nothing of policy' {
        $plain = New-TestWholeKit $H @($A)
        Get-TestFault { Install-TestPolicy $plain } | Should -BeExactly 'POLICY_NOT_IN_KIT/1'
        Get-Undone $plain | Should -BeExactly '0'
    }
    It 'a file changed since it was listed: KIT_CONTENT_DIFFERS, 1' {
        Reset-Kit
        $file = @(Get-ChildItem (Join-Path $K2.Root 'gpo') -Recurse -File)[0].FullName
        $bytes = [System.IO.File]::ReadAllBytes($file)
        $bytes[40] = $bytes[40] -bxor 1
        [System.IO.File]::WriteAllBytes($file, $bytes)
        Get-TestFault { Install-TestPolicy $K2 } | Should -BeExactly 'KIT_CONTENT_DIFFERS/1'
    }
    It 'damaged (<Code>): 1, nothing touched' -ForEach @($Damaged[1]) {
        Get-TestFault { Install-TestPolicy (New-TestPolicyKit $H @($A) $Bytes) } | Should -BeExactly "$Code/1"
        Get-Files | Should -BeExactly 'absent absent '
        Get-TestFault { Install-TestPolicy (New-TestPolicyKit $H @($A) (New-TestPolicy @(, $Entries[1].Entry))) } | Should -BeExactly 'POLICY_ENTRY_NOT_ALLOWED/1'
        Get-Files | Should -BeExactly 'absent absent '
    }
    It 'a certificate blob with <Why>: <Code>' -ForEach $Blobs {
        Get-ItemFault (New-TestPolicy @(, (New-TestEntry ($StorePath + 'Root\Certificates\' + $A0.Thumbprint) 'Blob' 3 $Blob))) | Should -BeExactly "$Code/1"
    }
    It 'an entry that is <Why>: <Code>' -ForEach $Entries {
        Get-ItemFault (New-TestPolicy @(, $Entry)) | Should -BeExactly "$Code/1"
    }
    It 'a value twice: POLICY_ENTRY_NOT_ALLOWED' {
        Get-ItemFault (New-TestPolicy @((New-TestNumber 'Software\A' 'v' 1), (New-TestNumber 'software\a' 'V' 2))) | Should -BeExactly 'POLICY_ENTRY_NOT_ALLOWED/1'
    }
    It 'the signer''s own trust in TrustedPublisher and Root is accepted and named' {
        $kit = New-TestPolicyKit $H @($A) (New-TestPolicy @((New-TestBlobEntry $A), (New-TestBlobEntry $A0 'TrustedPublisher')))
        $said = @(Install-TestPolicy $kit | Where-Object { $_.psobject.Properties['Policy'] })
        @($said | ForEach-Object { "$($_.Code) $($_.Store)" }) | Should -BeExactly @('POLICY_VALUE_WRITTEN Policy/Root', 'POLICY_VALUE_WRITTEN Policy/TrustedPublisher')
        $said[0].Message | Should -Not -BeLike '*in the policy alone*'
        $said[1].Message | Should -BeLike '*in the policy alone*'
    }
    It 'its policy file gone at the time of undo: the copy of its digest serves' {
        Reset-Kit
        [void] (Install-TestPolicy $K2)
        Remove-Item (Join-Path $K2.Root 'gpo') -Recurse
        Get-Undone $K2 | Should -BeExactly '0 POLICY_VALUE_REMOVED'
        Get-TestPolicy $H | Should -BeExactly 'absent'
    }
    It 'the journal names another policy than the manifest: nothing is taken back, 1' {
        Reset-Kit
        [void] (Install-TestPolicy $K2)
        Set-TestKitPolicy $K2 (New-TestPolicy @(, (New-TestNumber 'Software\A' 'v' 1)))
        $before = Get-Files
        Get-Undone $K2 | Should -BeExactly '1 POLICY_NOT_OF_THIS_KIT'
        Get-Files | Should -BeExactly $before
    }
}

Describe 'what Windows makes of it' {
    BeforeEach { Reset-TestHost $H }

    It 'gpupdate <Refresh>: written, not applied, 0; run again, in force' -ForEach @(@{ Refresh = 'deny' }, @{ Refresh = '5' }, @{ Refresh = 'slow' }) {
        Set-TestFake $K @{ Refresh = $Refresh }
        $said = @(Install-TestPolicy $K)
        Get-TestPolicyCode $said | Should -BeExactly '0 POLICY_VALUE_WRITTEN POLICY_WRITTEN_NOT_APPLIED'
        @($said | Where-Object { $_.psobject.Properties['Policy'] })[0].Message | Should -BeLike '*Not in force yet*'
        Set-TestFake $K @{ }
        $said = @(Install-TestPolicy $K)
        Get-TestPolicyCode $said | Should -BeExactly '0 POLICY_VALUE_ALREADY_THERE'
        @($said | Where-Object { $_.psobject.Properties['Policy'] })[0].Message | Should -BeLike '*In force*'
        Set-TestFake $K @{ Refresh = $Refresh }
        Get-Undone | Should -BeExactly '0 POLICY_VALUE_STAYS POLICY_WRITTEN_NOT_APPLIED'
    }
    It 'gpupdate says 0 and does nothing: 3 and the value is named' {
        Set-TestFake $K @{ Refresh = 'nothing' }
        Get-Applied | Should -BeExactly '3 POLICY_VALUE_NOT_IN_FORCE'
    }
    It 'another policy overrides a value: 3 and the value is named' {
        Set-TestFake $K @{ Override = @{ ($StorePath + 'Root\Certificates\' + $A.Thumbprint + '|Blob') = '00' } }
        Get-Applied | Should -BeExactly '3 POLICY_VALUE_NOT_IN_FORCE'
    }
    It 'a member of a domain is told so; where that is unknown, that too' {
        Set-TestFake $K @{ Domain = 'yes' }
        Get-Applied | Should -BeExactly '0 POLICY_VALUE_WRITTEN POLICY_DOMAIN_HOST'
        Set-TestFake $K @{ Domain = 'unread' }
        Get-Applied | Should -BeExactly '0 POLICY_VALUE_ALREADY_THERE POLICY_DOMAIN_UNREAD'
    }
    It 'numbers and strings of the registry are compared as the file has them' {
        $more = @((New-TestNumber 'Software\Policies\N' 'dword' -2), (New-TestEntry 'Software\Policies\N' 'sz' 1 (Get-TestWide "a b`0")), (New-TestEntry 'Software\Policies\N' 'multi' 7 (Get-TestWide "a`0b`0`0")), (New-TestEntry 'Software\Policies\N' 'qword' 11 ([System.BitConverter]::GetBytes([long] 7))))
        $kit = New-TestPolicyKit $H @($A) (New-TestPolicy $more)
        Get-Applied $kit | Should -BeExactly ('0' + ' POLICY_VALUE_WRITTEN' * 4)
    }
}
