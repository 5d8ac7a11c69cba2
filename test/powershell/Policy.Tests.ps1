# Local policy on a host made of folders: applied, taken back, refused. What gpupdate does to the registry is FakePolicy.ps1's.
BeforeDiscovery {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestKit.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestPolicy.ps1'))
    $script:HasSample = [System.IO.Directory]::Exists($SampleFolder)
}
BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestKit.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'WholeKit.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestPolicy.ps1'))
    $script:A = New-TestCertificate 'Policy Root A'
    $script:B = New-TestCertificate $HostileName
    $script:H = New-TestHost
    $script:K = New-TestPolicyKit $H @($A, $B)
    $script:Ours = New-TestRootPolicy @($A, $B)
    $script:Mine = @((New-TestNumber 'Software\Policies\Plant\X' 'Keep' 7), (New-TestEntry 'Software\Odd' 'o' 3 ([byte[]] @(1, 2, 3))), (New-TestEntry ($StorePath + 'ROOT\crls')), (New-TestNumber 'A' '**del.z' 1))
    $script:Foreign = New-TestPolicy $Mine
    $script:ForeignIni = "[General]`r`ngPCMachineExtensionNames=[{35378EAC-683F-11D2-A89A-00C04FBBCFA2}{D02B1F72-3407-48AE-BA88-E8213C6761F1}]`r`nVersion=65541`r`n"
    $script:Names = '[{35378EAC-683F-11D2-A89A-00C04FBBCFA2}{53D6AB1D-2488-11D1-A28C-00C04FB94F17}][{B1BE8D72-6EAC-11D2-A4EA-00C04F79F83A}{53D6AB1D-2488-11D1-A28C-00C04FB94F17}]'
    function Get-Text { param([byte[]] $Bytes) [System.Convert]::ToBase64String($Bytes) }
    function Get-Applied { param([object] $Kit = $K) Get-TestPolicyCode @(Install-TestPolicy $Kit) }
    function Get-Undone { param([object] $Kit = $K) Get-TestPolicyCode @(Undo-TestWholeKit $Kit) }
    # Nothing of the host but the receipts, journal and copies may differ.
    function Get-Outside { [string]::Join("`n", @((Get-TestState $H).Split("`n") | Where-Object { -not $_.StartsWith('data') -and -not $_.StartsWith('windows.json') })) }
    function Add-Foreign { param([object[]] $Entry) $path = Get-TestPolicyPath $H; [System.IO.File]::WriteAllBytes($path, (Join-TestByte (@(, [System.IO.File]::ReadAllBytes($path)) + $Entry))) }
}
AfterAll { Remove-Item $H.Root -Recurse -Force }

Describe 'applied' {
    BeforeEach {
        Reset-TestHost $H
        Set-TestFake $K @{ NoteTools = $true }
        Remove-Item (Join-Path $H.Root 'tools.txt') -ErrorAction Ignore
    }

    It 'to a host without policy: our file, gpt.ini as Windows makes it, gpupdate by full path, in force; undo leaves no file' {
        Get-Applied | Should -BeExactly '0 POLICY_VALUE_WRITTEN POLICY_VALUE_WRITTEN'
        Get-TestPolicy $H | Should -BeExactly (Get-Text $Ours)
        Get-TestIni $H | Should -BeExactly "[General]|gPCFunctionalityVersion=2|gPCMachineExtensionNames=$Names|Version=1|"
        [System.IO.File]::ReadAllText((Join-Path $H.Root 'tools.txt')) | Should -BeExactly "C:\Windows\System32\gpupdate.exe /target:computer /force`n"
        Get-Undone | Should -BeExactly '0 POLICY_VALUE_REMOVED POLICY_VALUE_REMOVED'
        Get-TestPolicy $H | Should -BeExactly 'absent'
        Get-TestIni $H | Should -BeExactly '[General]|gPCFunctionalityVersion=2|Version=2|'
        Get-Undone | Should -BeExactly '0 POLICY_NOT_IN_JOURNAL'
    }
    It 'what-if changes nothing and says what would be' {
        Set-TestLocalPolicy $H $Foreign $ForeignIni
        $before = Get-TestState $H
        Get-TestPolicyCode @(Install-TestPolicy $K -WhatIf) | Should -BeExactly '0 POLICY_VALUE_WOULD_BE_WRITTEN POLICY_VALUE_WOULD_BE_WRITTEN'
        Get-TestState $H | Should -BeExactly $before
        [void] (Install-TestPolicy $K)
        $before = Get-TestState $H
        Get-TestPolicyCode @(Install-TestPolicy $K -WhatIf) | Should -BeExactly '0 POLICY_VALUE_ALREADY_THERE POLICY_VALUE_ALREADY_THERE'
        Get-TestPolicyCode @(Undo-TestWholeKit $K -WhatIf) | Should -BeExactly '0 POLICY_VALUE_WOULD_BE_REMOVED POLICY_VALUE_WOULD_BE_REMOVED'
        Get-TestState $H | Should -BeExactly $before
    }
    It 'to a foreign file: others keep their bytes, and undo gives the same bytes' {
        Set-TestLocalPolicy $H $Foreign $ForeignIni
        Get-Applied | Should -BeExactly '0 POLICY_VALUE_WRITTEN POLICY_VALUE_WRITTEN'
        $after = [System.IO.File]::ReadAllBytes((Get-TestPolicyPath $H))
        Get-Text ([byte[]] $after[0..($Foreign.Length - 1)]) | Should -BeExactly (Get-Text $Foreign)
        Get-TestIni $H | Should -Match 'Version=65542\|$'
        Get-Undone | Should -BeExactly '0 POLICY_VALUE_REMOVED POLICY_VALUE_REMOVED'
        Get-TestPolicy $H | Should -BeExactly (Get-Text $Foreign)
        Get-TestIni $H | Should -BeExactly ($ForeignIni.Replace("`r`n", '|').Replace('65541', '65543'))
    }
    It 'a value that stood there otherwise is replaced in its place and comes back' {
        $file = New-TestPolicy @($Mine[0], (New-TestBlobEntry $A 'Root' 'theirs'), $Mine[1], (New-TestBlobEntry $B))
        Set-TestLocalPolicy $H $file $ForeignIni
        Get-Applied | Should -BeExactly '0 POLICY_VALUE_REPLACED POLICY_VALUE_ALREADY_THERE'
        Get-Undone | Should -BeExactly '0 POLICY_VALUE_RESTORED POLICY_VALUE_WAS_THERE_BEFORE'
        Get-TestPolicy $H | Should -BeExactly (Get-Text $file)
    }
    It 'another build under the same id is refused, and the first one can still be taken back' {
        [void] (Get-Applied)
        $before = Get-TestPolicy $H
        $twin = New-TestPolicyKit $H @($A, $B)
        $twin.Id = $K.Id
        Set-TestKitPolicy $twin (New-TestRootPolicy @($A, $B) -More @(, (New-TestNumber 'Software\Policies\Plant' 'Other' 1)))
        Get-Applied $twin | Should -BeExactly '1 POLICY_OF_ANOTHER_BUILD'
        Get-TestPolicy $H | Should -BeExactly $before
        Get-Undone | Should -BeExactly '0 POLICY_VALUE_REMOVED POLICY_VALUE_REMOVED'
        Get-TestPolicy $H | Should -BeExactly 'absent'
    }
    It 'again: nothing is written, nothing is run, undo still takes it back' {
        Set-TestLocalPolicy $H $Foreign $ForeignIni
        [void] (Install-TestPolicy $K)
        $before = Get-Outside
        Get-Applied | Should -BeExactly '0 POLICY_VALUE_ALREADY_THERE POLICY_VALUE_ALREADY_THERE'
        Get-Outside | Should -BeExactly $before
        [void] (Undo-TestWholeKit $K)
        Get-TestPolicy $H | Should -BeExactly (Get-Text $Foreign)
    }
    It 'a gpt.ini whose version is <_>, nothing set for the machine: raised, though all else is there' -ForEach @(0, 65536) {
        Set-TestLocalPolicy $H $Ours "[General]`r`ngPCMachineExtensionNames=$Names`r`nVersion=$_`r`n"
        Get-Applied | Should -BeExactly '0 POLICY_VALUE_ALREADY_THERE POLICY_VALUE_ALREADY_THERE'
        Get-TestIni $H | Should -BeExactly "[General]|gPCMachineExtensionNames=$Names|Version=$($_ + 1)|"
    }
    It 'again after somebody took a value out and changed another: written again, undo leaves neither' {
        Set-TestLocalPolicy $H $Foreign $ForeignIni
        [void] (Install-TestPolicy $K)
        [System.IO.File]::WriteAllBytes((Get-TestPolicyPath $H), (New-TestPolicy ($Mine + @(, (New-TestBlobEntry $A 'Root' 'theirs')))))
        Get-Applied | Should -BeExactly '0 POLICY_VALUE_REPLACED POLICY_VALUE_WRITTEN'
        Get-Undone | Should -BeExactly '0 POLICY_VALUE_RESTORED POLICY_VALUE_REMOVED'
        Get-TestPolicy $H | Should -BeExactly (Get-Text (New-TestPolicy ($Mine + @(, (New-TestBlobEntry $A 'Root' 'theirs')))))
    }
    It 'again after an undo: applied anew' {
        [void] (Install-TestPolicy $K)
        [void] (Undo-TestWholeKit $K)
        Get-Applied | Should -BeExactly '0 POLICY_VALUE_WRITTEN POLICY_VALUE_WRITTEN'
        Get-Undone | Should -BeExactly '0 POLICY_VALUE_REMOVED POLICY_VALUE_REMOVED'
        Get-TestPolicy $H | Should -BeExactly 'absent'
    }
    It 'undo where others wrote since: only ours go, only where they are still ours' {
        Set-TestLocalPolicy $H $Foreign $ForeignIni
        [void] (Install-TestPolicy $K)
        $more = New-TestNumber 'Software\Later' 'n' 4
        $theirs = New-TestBlobEntry $A 'Root' 'theirs'
        Add-Foreign @($more, $theirs)
        Get-Undone | Should -BeExactly '0 POLICY_VALUE_CHANGED_SINCE POLICY_VALUE_REMOVED'
        $left = [System.IO.File]::ReadAllBytes((Get-TestPolicyPath $H))
        Get-Text $left | Should -BeExactly (Get-Text (New-TestPolicy ($Mine + @((New-TestBlobEntry $A), $more, $theirs))))
        Get-TestIni $H | Should -Match ([regex]::Escape('{53D6AB1D'))
    }
    It 'undo where somebody took the files away: nothing is made anew' {
        [void] (Install-TestPolicy $K)
        Remove-Item (Get-TestPolicyPath $H)
        Get-Undone | Should -BeExactly '0 POLICY_VALUE_ALREADY_GONE POLICY_VALUE_ALREADY_GONE'
        Get-TestPolicy $H | Should -BeExactly 'absent'
        [void] (Install-TestPolicy $K)
        Remove-Item (Join-Path $H.Root 'GroupPolicy') -Recurse
        Get-Undone | Should -BeExactly '0 POLICY_VALUE_ALREADY_GONE POLICY_VALUE_ALREADY_GONE'
        Join-Path $H.Root 'GroupPolicy' | Should -Not -Exist
    }
    It 'the real file of 65 entries, our vector into it: undo gives the same bytes' -Skip:(-not $HasSample) {
        $real = [System.IO.File]::ReadAllBytes(@(Get-ChildItem (Join-Path $SampleFolder 'nsacyber-certificates') -Recurse -Filter registry.pol)[0])
        $kit = New-TestPolicyKit $H @($A) ([System.IO.File]::ReadAllBytes((Join-Path $VectorFolder 'sha1.registry.pol')))
        Set-TestLocalPolicy $H $real $ForeignIni
        Get-Applied $kit | Should -BeExactly '0 POLICY_VALUE_WRITTEN POLICY_VALUE_WRITTEN'
        @(Install-TestPolicy $kit | Where-Object { $_.psobject.Properties['Policy'] })[0].Message | Should -BeLike '*in the policy alone*'
        Get-Undone $kit | Should -BeExactly '0 POLICY_VALUE_REMOVED POLICY_VALUE_REMOVED'
        Get-TestPolicy $H | Should -BeExactly (Get-Text $real)
    }
    It 'the receipt lists each value under other, and the certificates'' own rows say none' {
        [void] (Install-TestPolicy $K)
        $receipt = @(Get-TestReceipt $H)[-1]
        @($receipt.other | Where-Object { $_ -like 'POLICY_VALUE_WRITTEN*' }).Count | Should -Be 2
        @($receipt.certificates | ForEach-Object action | Sort-Object -Unique) | Should -BeExactly 'none'
        $receipt.run.outcome | Should -BeExactly 'changed'
    }
    It 'values outside the stores: named for the templates; outside of Software\Policies they stay after undo, and it says so' {
        $kit = New-TestPolicyKit $H @($A) (New-TestRootPolicy @($A) '' @((New-TestNumber 'Software\Microsoft\SystemCertificates\AuthRoot\AutoUpdate' 'n' 1), (New-TestNumber ($StorePath + 'AuthRoot') 'DisableRootAutoUpdate' 1)))
        Get-Applied $kit | Should -BeExactly '0 POLICY_VALUE_WRITTEN POLICY_VALUE_WRITTEN POLICY_VALUE_WRITTEN'
        Get-TestIni $H | Should -Match '\{53D6AB1D-2488-11D1-A28C-00C04FB94F17\}\{D02B1F72-3407-48AE-BA88-E8213C6761F1\}\]'
        Get-Undone $kit | Should -BeExactly '0 POLICY_VALUE_REMOVED POLICY_VALUE_STAYS POLICY_VALUE_REMOVED'
    }
    It 'undo of the certificates alone leaves the policy and says so' {
        [void] (Install-TestPolicy $K)
        @(Undo-TestKit $K | ForEach-Object Code) | Should -BeExactly @('CERTIFICATE_NOT_IN_JOURNAL', 'CERTIFICATE_NOT_IN_JOURNAL', 'EVENT_SOURCE_LEFT', 'POLICY_LEFT')
    }
}

Describe 'two kits' {
    BeforeEach { Reset-TestHost $H }
    BeforeAll {
        $script:C = New-TestCertificate 'Policy Root C'
        $script:K1 = New-TestPolicyKit $H @($A, $B)
        $script:K2 = New-TestPolicyKit $H @($B, $C)
        $script:K3 = New-TestPolicyKit $H @($A) (New-TestRootPolicy @($A) 'other words')
    }

    It 'undone in order <Order>: each value stays as long as a kit needs it; at last the file is as before' -ForEach @(
        @{ Order = '2 1'; Start = 'foreign' }, @{ Order = '1 2'; Start = 'foreign' }, @{ Order = '2 1'; Start = 'none' }, @{ Order = '1 2'; Start = 'none' }
    ) {
        if ($Start -eq 'foreign') { Set-TestLocalPolicy $H $Foreign $ForeignIni }
        $kits = @{ '1' = $K1; '2' = $K2 }
        $before = Get-TestPolicy $H
        [void] (Install-TestPolicy $K1)
        $between = Get-TestPolicy $H
        Get-Applied $K2 | Should -BeExactly '0 POLICY_VALUE_ALREADY_THERE POLICY_VALUE_WRITTEN'
        $first, $second = $Order.Split(' ')
        Get-Undone $kits[$first] | Should -BeLike '0 *POLICY_VALUE_NEEDED_BY_ANOTHER_KIT*'
        if ($Order -eq '2 1') { Get-TestPolicy $H | Should -BeExactly $between }
        Get-TestIni $H | Should -Match ([regex]::Escape('{53D6AB1D'))
        Get-Undone $kits[$second] | Should -BeExactly '0 POLICY_VALUE_REMOVED POLICY_VALUE_REMOVED'
        Get-TestPolicy $H | Should -BeExactly $before
        Get-TestIni $H | Should -Not -Match ([regex]::Escape('{53D6AB1D'))
    }
    It 'the same certificate with other words: what was there before the first comes back, whichever goes first (<_>)' -ForEach @('1 3', '3 1') {
        $theirs = New-TestPolicy @(, (New-TestBlobEntry $A 'Root' 'theirs'))
        Set-TestLocalPolicy $H $theirs $ForeignIni
        $kits = @{ '1' = $K1; '3' = $K3 }
        [void] (Install-TestPolicy $K1)
        Get-Applied $K3 | Should -BeExactly '0 POLICY_VALUE_REPLACED'
        $first, $second = $_.Split(' ')
        [void] (Undo-TestWholeKit $kits[$first])
        [void] (Undo-TestWholeKit $kits[$second])
        Get-TestPolicy $H | Should -BeExactly (Get-Text $theirs)
    }
    It 'a value that an administrator set after our undo is his' {
        [void] (Install-TestPolicy $K1)
        [void] (Undo-TestWholeKit $K1)
        $theirs = New-TestPolicy @(, (New-TestBlobEntry $B))
        Set-TestLocalPolicy $H $theirs
        [void] (Install-TestPolicy $K2)
        Get-Undone $K2 | Should -BeExactly '0 POLICY_VALUE_WAS_THERE_BEFORE POLICY_VALUE_REMOVED'
        Get-TestPolicy $H | Should -BeExactly (Get-Text $theirs)
    }
    It 'a copy that another kit''s undo needs is gone: nothing is taken back, 3; there again, it is' {
        Set-TestLocalPolicy $H $Foreign $ForeignIni
        [void] (Install-TestPolicy $K1)
        [void] (Install-TestPolicy $K2)
        $copies = @(Get-ChildItem (Join-Path $H.Root 'data/AirgapKit/policy'))
        $before = Get-Outside
        foreach ($copy in $copies) { [System.IO.File]::Move($copy.FullName, $copy.FullName + '.away') }
        Get-Undone $K1 | Should -BeExactly '3 POLICY_COPY_MISSING'
        Get-Outside | Should -BeExactly $before
        foreach ($copy in $copies) { [System.IO.File]::WriteAllText($copy.FullName, 'forged') }
        Get-Undone $K1 | Should -BeExactly '3 POLICY_COPY_MISSING'
        foreach ($copy in $copies) { [System.IO.File]::Move($copy.FullName + '.away', $copy.FullName, $true) }
        Get-Undone $K1 | Should -BeLike '0 POLICY_VALUE_REMOVED*'
    }
}

Describe 'Apply-Policy.ps1 as people run it' {
    BeforeAll {
        $script:K.Script = Join-Path $K.Root 'scripts/Apply-Policy.ps1'
        function Get-Answer {
            param([string[]] $Argument = @())
            $ran = Invoke-TestScript $K (@('-Json') + $Argument)
            $said = ConvertFrom-Json $ran.Out
            $said.exit | Should -Be $ran.Exit
            $said.format, $said.mode | Should -BeExactly @('airgap-run/1', 'policy')
            [string]::Join(' ', @($said.exit) + @(@($said.code) + @($said.results | ForEach-Object Code) | Where-Object { $_ }))
        }
    }
    BeforeEach {
        Reset-TestHost $H
        Set-TestFake $K @{ }
    }

    It 'what-if and apply: 0; the receipt names the script and the trigger' {
        Get-Answer '-WhatIf' | Should -BeExactly '0 POLICY_VALUE_WOULD_BE_WRITTEN POLICY_VALUE_WOULD_BE_WRITTEN'
        Get-Answer @('-Trigger', 'gpo-startup') | Should -BeExactly '0 POLICY_VALUE_WRITTEN POLICY_VALUE_WRITTEN RECEIPT_WRITTEN'
        $receipt = Get-TestReceipt $H
        $receipt.engine.script, $receipt.run.trigger, $receipt.run.mode | Should -BeExactly @('Apply-Policy.ps1', 'gpo-startup', 'apply')
    }
    It 'refused: 1; the host does not let us: 3' {
        Set-TestLocalPolicy $H ([byte[]] @(1))
        Get-Answer | Should -BeExactly '1 POLICY_HEADER_BAD RECEIPT_WRITTEN'
        Reset-TestHost $H
        Set-TestFake $K @{ Administrator = $false }
        Get-Answer | Should -BeExactly '3 NOT_ADMINISTRATOR'
        Set-TestFake $K @{ PolicyDenied = $true }
        Get-Answer | Should -BeExactly '3 POLICY_NOT_WRITTEN RECEIPT_WRITTEN'
    }
    It 'wrong use: 2, nothing done (<_>)' -ForEach @('-Foo', 'word', '-InstallerExitCodes', '--help') {
        $before = Get-TestState $H
        Get-Answer $_ | Should -BeExactly '2 ARGUMENT_NOT_KNOWN'
        Get-TestState $H | Should -BeExactly $before
    }
    It 'says it in 80 columns of ASCII, code first' {
        Set-TestFake $K @{ Domain = 'yes'; Refresh = '5' }
        $ran = Invoke-TestScript $K
        $ran.Error | Should -BeNullOrEmpty
        $lines = $ran.Out.TrimEnd().Split("`n")
        foreach ($line in $lines) { $line | Should -MatchExactly '\A[ -~]{0,80}\z' }
        $lines[0] | Should -BeExactly 'POLICY_VALUE_WRITTEN  -> LocalMachine\Root, by Group Policy'
        $ran.Out | Should -MatchExactly '(?m)^to undo     Undo-Kit.ps1'
        $ran.Out | Should -MatchExactly '(?m)^DONE        all of it$'
    }
    It 'shows help with examples' {
        $help = Get-Help $K.Script -Full
        $help.Synopsis | Should -Not -BeNullOrEmpty
        @($help.examples.example).Count | Should -BeGreaterThan 1
    }
    It 'killed as a process while it writes: the next process goes on' {
        Set-TestFake $K @{ KillAt = 13; KillHow = 'half'; KillReal = $true }
        (Invoke-TestScript $K).Exit | Should -Not -BeIn @(0, 1, 2, 3, 70)
        Set-TestFake $K @{ }
        Get-Answer | Should -BeLike '0 *POLICY_VALUE_*RECEIPT_WRITTEN'
        Get-TestPolicy $H | Should -BeExactly (Get-Text $Ours)
    }
}
