BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestKit.ps1'))
    $script:A = New-TestCertificate 'Test Root A'
    $script:B = New-TestCertificate 'Test Root B'
    function Get-Said { param([object[]] $Results) [string]::Join(' ', @($Results | ForEach-Object { $_.Outcome + ':' + $_.Code })) }
    function Get-Line { param([object] $HostFolder) , @([System.IO.File]::ReadAllText($HostFolder.Journal).TrimEnd("`n").Split("`n")) }
    function Set-Line { param([object] $HostFolder, [string[]] $Lines) [System.IO.File]::WriteAllText($HostFolder.Journal, [string]::Join("`n", $Lines) + "`n") }
    # What a forger with the right to write can do: the chain has no key.
    function Get-Chained {
        param([string[]] $Lines)
        $last = '0' * 64
        $number = 0
        foreach ($line in $Lines) {
            $number++
            $line = $line -creplace '"previous":"[0-9a-f]{64}","sequence":[0-9]+', "`"previous`":`"$last`",`"sequence`":$number"
            $hash = [System.Security.Cryptography.SHA256]::Create().ComputeHash([System.Text.Encoding]::ASCII.GetBytes($line + "`n"))
            $last = [System.BitConverter]::ToString($hash).Replace('-', '').ToLowerInvariant()
            $line
        }
    }
}

Describe 'a torn last line' {
    BeforeEach {
        $script:H = New-TestHost
        $script:K = New-TestKit $H @($A, $B)
        [void] (Install-TestKit $K)
        $script:Text = [System.IO.File]::ReadAllText($H.Journal)
        $script:Lines = Get-Line $H
    }
    AfterEach { Remove-Item $H.Root -Recurse -Force }

    It 'is cut and reported, the store decides (<Name>)' -ForEach @(
        @{ Name = 'half a line'; Tail = '{"at":"2026-' }, @{ Name = 'zeros'; Tail = "`0" * 4096 }, @{ Name = 'half and zeros'; Tail = '{"at":' + "`0" * 9 }
    ) {
        [System.IO.File]::WriteAllText($H.Journal, $Text + $Tail)
        Get-Said (Install-TestKit $K) | Should -BeExactly 'Noted:JOURNAL_LINE_TORN AlreadyThere:CERTIFICATE_ALREADY_THERE AlreadyThere:CERTIFICATE_ALREADY_THERE'
        [System.IO.File]::ReadAllText($H.Journal) | Should -BeExactly $Text
    }
    It 'is cut when only the line feed is missing' {
        [System.IO.File]::WriteAllText($H.Journal, $Text.TrimEnd("`n"))
        Get-Said (Install-TestKit $K) | Should -BeExactly (
            'Noted:JOURNAL_LINE_TORN Noted:RUN_CONTINUED AlreadyThere:CERTIFICATE_ALREADY_THERE AlreadyThere:CERTIFICATE_ALREADY_THERE')
        [System.IO.File]::ReadAllText($H.Journal) | Should -BeExactly $Text
    }
    It 'is cut by undo as well, which then removes what was added' {
        [System.IO.File]::WriteAllText($H.Journal, $Lines[0] + "`n" + $Lines[1] + "`n" + $Lines[2] + "`n" + $Lines[3].Substring(0, 50))
        Get-Said (Undo-TestKit $K) | Should -BeExactly (
            'Noted:JOURNAL_LINE_TORN Noted:RUN_CONTINUED Removed:CERTIFICATE_REMOVED Removed:CERTIFICATE_REMOVED')
        Get-TestState $H -StoresOnly | Should -BeNullOrEmpty
    }
    It 'alone in the file leaves an empty journal' {
        [System.IO.File]::WriteAllText($H.Journal, '{"at')
        Get-Said (Undo-TestKit $K) | Should -BeLike 'Noted:JOURNAL_LINE_TORN NothingToUndo:*'
        (Get-Item $H.Journal).Length | Should -Be 0
    }
}

Describe 'a broken journal' {
    BeforeEach {
        $script:H = New-TestHost
        $script:K = New-TestKit $H @($A, $B)
        [void] (Install-TestKit $K)
        $script:Lines = Get-Line $H
    }
    AfterEach { Remove-Item $H.Root -Recurse -Force }

    It 'is refused and nothing is changed: <Name>' -ForEach @(
        @{ Name = 'a digit of a digest'; Edit = { param($l) $l[1] = $l[1] -creplace '("sha256":")(.)', '${1}0'; $l[1] = $l[1] -creplace '("sha256":"0)(.)', '${1}1'; $l } }
        @{ Name = 'a time'; Edit = { param($l) $l[0] = $l[0].Replace('12:00:00', '12:00:01'); $l } }
        @{ Name = 'another kit'; Edit = { param($l) $l[0] = $l[0].Replace('test-1', 'test-2'); $l } }
        @{ Name = 'a line left out'; Edit = { param($l) $l[0, 1, 3] } }
        @{ Name = 'the first line left out'; Edit = { param($l) $l[1..3] } }
        @{ Name = 'two lines swapped'; Edit = { param($l) $l[0, 2, 1, 3] } }
        @{ Name = 'a line twice'; Edit = { param($l) $l[0, 1, 1, 2, 3] } }
        @{ Name = 'an empty line'; Edit = { param($l) @($l) + '' } }
        @{ Name = 'CRLF'; Edit = { param($l) $l | ForEach-Object { $_ + "`r" } } }
        @{ Name = 'a blank'; Edit = { param($l) $l[3] = $l[3] + ' '; $l } }
        @{ Name = 'a byte order mark'; Edit = { param($l) $l[0] = [char] 0xFEFF + $l[0]; $l } }
        @{ Name = 'zeros within'; Edit = { param($l) $l[1] = "`0" + $l[1].Substring(1); $l } }
        @{ Name = 'Arabic digits'; Edit = { param($l) $l[3] = $l[3].Replace('"sequence":4', '"sequence":' + [char] 0x664); $l } }
        @{ Name = 'something else'; Edit = { 'hello' } }
        @{ Name = 'chained anew: added without an intent'; Edit = { param($l) Get-Chained $l[1] } }
        @{ Name = 'chained anew: removed while pending to add'; Edit = { param($l) Get-Chained @($l[0], $l[1].Replace('"added"', '"removed"')) } }
        @{ Name = 'chained anew: an intent while one is pending'; Edit = { param($l) Get-Chained @($l[0], $l[0]) } }
        @{ Name = 'chained anew: finished by another kit'; Edit = { param($l) Get-Chained @($l[0], $l[1].Replace('test-1', 'test-2')) } }
        @{ Name = 'chained anew: two thumbprints'; Edit = { param($l) Get-Chained @($l[0], ($l[1] -creplace '"sha1":"[0-9A-F]{40}"', ('"sha1":"' + 'A' * 40 + '"'))) } }
        @{ Name = 'chained anew: added before an absent that was present'; Edit = { param($l) Get-Chained $l[0].Replace('"absent"', '"present"') } }
        @{ Name = 'chained anew: a store that is not ours'; Edit = { param($l) Get-Chained $l[0].Replace('"Root"', '"AuthRoot"') } }
        @{ Name = 'chained anew: a thumbprint that is a path'; Edit = { param($l) Get-Chained ($l[0] -creplace '"sha1":"[0-9A-F]{40}"', '"sha1":"..\\x"') } }
    ) {
        Set-Line $H ([string[]] @(& $Edit ([string[]] $Lines.Clone())))
        $all = Get-TestState $H
        Get-TestFault { Install-TestKit $K } | Should -BeExactly 'JOURNAL_BROKEN/1'
        Get-TestFault { Undo-TestKit $K } | Should -BeExactly 'JOURNAL_BROKEN/1'
        Get-TestFault { Undo-TestKit $K -WhatIf } | Should -BeExactly 'JOURNAL_BROKEN/1'
        Get-TestState $H | Should -BeExactly $all
    }
    It 'of a newer format is not guessed at' {
        Set-Line $H @($Lines[0], $Lines[1].Replace('airgap-journal/1', 'airgap-journal/2'))
        Get-TestFault { Undo-TestKit $K } | Should -BeExactly 'JOURNAL_NOT_KNOWN/3'
    }
}

Describe 'a forged journal' {
    BeforeEach {
        $script:H = New-TestHost
        $script:K = New-TestKit $H @($A)
        $script:Other = New-TestKit $H @($B)
    }
    AfterEach { Remove-Item $H.Root -Recurse -Force }

    It 'that names a certificate outside the kit removes nothing' {
        [void] (Install-TestKit $Other)
        Set-Line $H ([string[]] @(Get-Chained @((Get-Line $H) | ForEach-Object { $_.Replace($Other.Id, $K.Id) })))
        Get-Said (Undo-TestKit $K) | Should -BeExactly 'NothingToUndo:CERTIFICATE_NOT_IN_JOURNAL'
        Get-TestState $H -StoresOnly | Should -Not -BeNullOrEmpty
    }
    It 'that pairs our digest with another certificate''s key removes nothing' {
        [void] (Install-TestKit $K)
        Set-TestStore $H 'Machine' 'Root' $B
        Set-Line $H ([string[]] @(Get-Chained @((Get-Line $H) | ForEach-Object { $_.Replace($A.Thumbprint, $B.Thumbprint) })))
        $stores = Get-TestState $H -StoresOnly
        Get-Said (Undo-TestKit $K) | Should -BeExactly 'Refused:CERTIFICATE_CHANGED_SINCE'
        Get-TestState $H -StoresOnly | Should -BeExactly $stores
    }
    It 'that is another kit''s lets this kit undo nothing' {
        [void] (Install-TestKit $Other)
        $all = Get-TestState $H
        Get-Said (Undo-TestKit $K) | Should -BeExactly 'NothingToUndo:CERTIFICATE_NOT_IN_JOURNAL'
        Get-TestState $H | Should -BeExactly $all
    }
    It 'that was written by somebody else is refused (<Name>)' -ForEach @(
        @{ Name = 'owner'; Quirk = @{ Owner = 'S-1-5-21-1-2-3-1001' } },
        @{ Name = 'right for Users'; Quirk = @{ Extra = @{ Sid = 'S-1-5-32-545'; Allow = $true } } },
        @{ Name = 'a folder in its place'; Quirk = @{ Kind = 'Folder' } }
    ) {
        [void] (Install-TestKit $K)
        Set-TestFake $K @{ Access = @{ 'journal.jsonl' = $Quirk } }
        $all = Get-TestState $H
        Get-TestFault { Undo-TestKit $K } | Should -BeExactly 'PROTECTED_FOLDER_NOT_TRUSTED/1'
        Get-TestState $H | Should -BeExactly $all
    }
}
