# Check-Host.ps1 as people run it: a process of its own, on fake hosts.
BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'HostKit.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'AnswerTables.ps1'))
    $script:A = New-TestCertificate 'Test Root A'
    $script:B = New-TestCertificate 'Test Root B'
    # "exit code-of-fault condition:code ..." out of the JSON that is all there is on stdout.
    function Get-Answer {
        param([object] $Kit, [string[]] $Argument = @())
        $ran = Invoke-TestScript $Kit (@('-Json') + $Argument)
        $ran.Error | Should -BeNullOrEmpty
        Get-AnswerFault $ran.Out | Should -BeNullOrEmpty
        $said = ConvertFrom-Json $ran.Out
        $said.exit | Should -Be $ran.Exit
        $said.format | Should -BeExactly 'airgap-run/2'
        [string]::Join(' ', @(@($ran.Exit, $said.code) + @($said.verdicts | ForEach-Object { $_.Condition.Replace(' ', '-') + ':' + $_.Code }) | Where-Object { "$_".Length -gt 0 }))
    }
    function Set-Host { param([hashtable] $More = @{ }, [hashtable] $Other = @{ }, [hashtable] $Fake = @{ })
        $all = Get-HostSetting $More $Other
        foreach ($name in $Fake.Keys) { $all[$name] = $Fake[$name] }
        Set-TestFake $K $all
    }
    function Set-Text { param([string] $Path, [string] $Text) [System.IO.File]::WriteAllText([System.IO.Path]::Combine($K.Root, $Path), $Text) }
}

Describe 'Check-Host.ps1 as a process' {
    BeforeEach {
        $script:H = New-TestHost
        $script:K = New-TestKit $H @($A, $B)
        Add-TestData $K
        Set-Host
    }
    AfterEach { Remove-Item $H.Root -Recurse -Force }

    It 'all met: 0, and nothing was changed' {
        Set-TestStore $H 'Machine' 'Root' $A
        Set-TestStore $H 'Policy' 'Root' $B
        $before = Get-TestState $H
        Get-Answer $K | Should -BeExactly '0 update:UPDATE_FLOOR_REACHED root:ROOT_PRESENT extra-root:ROOT_PRESENT'
        Get-TestState $H | Should -BeExactly $before
    }
    It 'both missing: 1, two verdicts and two remedies, read-only all the same' {
        $before = Get-TestState $H
        Set-Host @{ $VersionKey = @{ UBR = 1577 } }
        Get-Answer $K | Should -BeExactly '1 update:UPDATE_BELOW_FLOOR root:ROOT_MISSING extra-root:ROOT_MISSING'
        $said = ConvertFrom-Json (Invoke-TestScript $K @('-Json')).Out
        $said.verdicts[0].remedies[0].kb | Should -BeExactly 'KB5005625'
        $said.verdicts[1].remedies[0].path | Should -BeExactly 'certs/Root/c0.cer'
        Get-TestState $H | Should -BeExactly $before
    }
    It 'the third-party store is off: 1, the root there does not count, and its file is named' {
        Set-TestStore $H 'Machine' 'AuthRoot' $A
        Set-TestStore $H 'Machine' 'Root' $B
        Set-Host @{ $FlagKey = @{ Flags = 40 } }
        Get-Answer $K | Should -BeExactly '1 update:UPDATE_FLOOR_REACHED root:ROOT_THIRD_PARTY_OFF extra-root:ROOT_PRESENT'
        (ConvertFrom-Json (Invoke-TestScript $K @('-Json')).Out).verdicts[1].remedies[0].path | Should -BeExactly 'certs/Root/c0.cer'
        Set-Host @{ $FlagKey = @{ Flags = 'x' } }
        Get-Answer $K | Should -BeExactly '3 update:UPDATE_FLOOR_REACHED root:ROOT_THIRD_PARTY_UNREAD extra-root:ROOT_PRESENT'
    }
    It 'a clock of 1980 does not lift the limit of a root: 1' {
        $time = [System.BitConverter]::GetBytes([System.DateTime]::Parse('2026-10-01T00:00:00Z').ToUniversalTime().ToFileTimeUtc())
        Set-TestStore $H 'Machine' 'Root' $A (Get-TestBlob $A @{ 104 = $time })
        Set-TestStore $H 'Machine' 'Root' $B
        foreach ($year in @(1980, 2026)) {
            Set-Host -Fake @{ ClockYear = $year }
            Get-Answer $K | Should -BeExactly '1 update:UPDATE_FLOOR_REACHED root:ROOT_RESTRICTED extra-root:ROOT_PRESENT'
        }
    }
    It 'a no and a could-not-tell: 1' {
        Set-TestStore $H 'Machine' 'Root' $A
        Set-Host @{ $VersionKey = @{ UBR = 1577 }; $UpdateKey = @{ x = 1 } } @{ Deny = @($UpdateKey) }
        Get-Answer $K | Should -BeExactly '1 update:UPDATE_BELOW_FLOOR root:ROOT_DISALLOWED_UNREAD extra-root:ROOT_MISSING'
    }
    It 'only could-not-tell: 3' {
        Set-Host @{ $VersionKey = @{ CurrentBuildNumber = '20999' } } @{ Deny = @('Machine\SOFTWARE\Microsoft\SystemCertificates\Root\Certificates') }
        Get-Answer $K | Should -BeExactly '3 update:UPDATE_BUILD_UNKNOWN root:ROOT_STORE_UNREAD extra-root:ROOT_STORE_UNREAD'
    }
    It 'no remedy: 1' {
        $profile = New-HostProfile @('c0')
        $profile.trains = @(@{ id = 'none'; builds = @(17763); os = 'any'; architectures = @(); verdict = 'none'; certainty = 'confirmed' })
        Add-TestData $K -Profile $profile
        Set-TestStore $H 'Machine' 'Root' $A
        Set-TestStore $H 'Machine' 'AuthRoot' $B
        Get-Answer $K | Should -BeExactly '1 update:UPDATE_NO_REMEDY root:ROOT_PRESENT extra-root:ROOT_PRESENT_THIRD_PARTY'
    }
    It 'a profile without trains has no update condition' {
        $profile = New-HostProfile @('c0', 'c9')
        $profile.Remove('trains')
        Add-TestData $K -Profile $profile
        Set-TestStore $H 'Machine' 'Root' $A
        Set-TestStore $H 'Machine' 'Root' $B
        Get-Answer $K | Should -BeExactly '3 root:ROOT_NOT_IN_KIT root:ROOT_PRESENT extra-root:ROOT_PRESENT'
    }
    It 'without administrator rights: what can be read is judged, and it says so' {
        Set-TestStore $H 'Machine' 'Root' $A
        Set-TestStore $H 'Machine' 'Root' $B
        Set-Host -Fake @{ Administrator = $false }
        Get-Answer $K | Should -BeExactly '0 update:UPDATE_FLOOR_REACHED root:ROOT_PRESENT extra-root:ROOT_PRESENT'
        @((ConvertFrom-Json (Invoke-TestScript $K @('-Json')).Out).notes | ForEach-Object Code) | Should -Be @('NOT_ELEVATED')
    }
    It 'a forged root and one in Disallowed' {
        $forged = New-TestCertificate 'Test Root A'
        Set-TestStore $H 'Machine' 'AuthRoot' $forged
        Set-TestStore $H 'Machine' 'Root' $B
        Set-TestStore $H 'Enterprise' 'Disallowed' $B
        Get-Answer $K | Should -BeExactly '1 update:UPDATE_FLOOR_REACHED root:ROOT_ALTERED extra-root:ROOT_DISALLOWED'
    }
    It 'the list of disallowed certificates names the root by its signed part' {
        Set-TestStore $H 'Machine' 'Root' $A
        Set-TestStore $H 'Machine' 'Root' $B
        Import-TestModule $K
        $name = @(& (Get-Module AirgapKit) { Get-ListedName $args[0] } $B.Bytes)[4]
        Set-Host @{ $UpdateKey = @{ DisallowedCertEncodedCtl = ('hex:0400' + $name + '00') } }
        Get-Answer $K | Should -BeExactly '1 update:UPDATE_FLOOR_REACHED root:ROOT_PRESENT extra-root:ROOT_DISALLOWED_BY_LIST'
    }
    It 'after the import the roots are met' {
        Install-TestKit $K | ForEach-Object Outcome | Should -Be @('Added', 'Added')
        Get-Answer $K | Should -BeExactly '0 update:UPDATE_FLOOR_REACHED root:ROOT_PRESENT extra-root:ROOT_PRESENT'
    }
    It 'wrong use: 2 (<_>)' -ForEach @('-Foo', '-WhatIf', '') {
        Get-Answer $K $_ | Should -BeExactly '2 ARGUMENT_NOT_KNOWN'
    }
    It 'kit data: <Name>' -ForEach @(
        @{ Name = 'no manifest'; Path = 'META/manifest.json'; Text = $null; Want = 'KIT_DATA_MISSING/3' },
        @{ Name = 'no profile'; Path = 'data/profile.json'; Text = $null; Want = 'KIT_DATA_MISSING/3' },
        @{ Name = 'manifest is no JSON'; Path = 'META/manifest.json'; Text = '{"format":"airgap-kit/1"'; Want = 'KIT_DATA_MALFORMED/1' },
        @{ Name = 'manifest of another format'; Path = 'META/manifest.json'; Text = '{"format":"airgap-kit/2"}'; Want = 'KIT_DATA_MALFORMED/1' },
        @{ Name = 'manifest is code'; Path = 'META/manifest.json'; Text = '$(exit 9)'; Want = 'KIT_DATA_MALFORMED/1' },
        @{ Name = 'manifest is empty'; Path = 'META/manifest.json'; Text = ''; Want = 'KIT_DATA_MALFORMED/1' },
        @{ Name = 'profile is another one'; Path = 'data/profile.json'; Text = '{"format":"airgap-profile/1","trains":[]}'; Want = 'KIT_DATA_MALFORMED/1' },
        @{ Name = 'certificate changed'; Path = 'certs/Root/c1.cer'; Text = 'x'; Want = 'CERTIFICATE_PIN_MISMATCH/1' },
        @{ Name = 'certificate missing'; Path = 'certs/Root/c0.cer'; Text = $null; Want = 'CERTIFICATE_FILE_MISSING/1' }) {
        if ($null -eq $Text) { [System.IO.File]::Delete((Join-Path $K.Root $Path)) } else { Set-Text $Path $Text }
        Import-TestModule $K
        Get-TestFault { Get-AirgapVerdict -KitRoot $K.Root } | Should -BeExactly $Want
    }
    It 'a bug of ours: 70' {
        Add-TestModuleText $K 'function Get-UpdateVerdict { [int] "x" }'
        Get-Answer $K | Should -BeExactly '70 BUG'
    }
    It 'the module missing: 70' {
        [System.IO.File]::Delete((Join-Path $K.Module 'AirgapKit.psm1'))
        (Invoke-TestScript $K).Exit | Should -Be 70
    }
}

Describe 'what Check-Host.ps1 says' {
    BeforeEach {
        $script:H = New-TestHost
        $script:K = New-TestKit $H @($A, (New-TestCertificate ($HostileName + 'x' * 30)))
    }
    AfterEach { Remove-Item $H.Root -Recurse -Force }

    It 'is ASCII in 80 columns, codes first, the verdicts last, hostile data or not' {
        $bad = "S ' `" `$(exit 9) ``n `u{2019}`u{201C} `r`n#> `u{202E}" + ('y' * 100)
        Add-TestData $K -Title $bad
        Set-Host @{ $VersionKey = @{ UBR = 1; EditionID = $bad }; $PackageKey = @{ ('Package_for_KB5005625' + $bad) = 112 } } @{
            HotFixes = @($bad); System = @{ Caption = $bad; ProductType = 3 }; Account = @{ Name = $bad; System = $true }
            Engine = @{ Name = $bad; Version = '5.1'; LanguageMode = 'FullLanguage'; ExecutionPolicy = 'AllSigned'; Culture = $bad; Process32 = $true }
        }
        $ran = Invoke-TestScript $K
        $ran.Exit | Should -Be 1
        $ran.Error | Should -BeNullOrEmpty
        $lines = $ran.Out.TrimEnd().Split("`n")
        foreach ($line in $lines) { $line | Should -MatchExactly '\A[ -~]{0,80}\z' }
        @($lines -clike 'UPDATE_BELOW_FLOOR  update').Count | Should -Be 1
        @($lines -clike 'ROOT_MISSING  root').Count | Should -Be 1
        @($lines -clike '*remedy  KB5005625 (named by this kit, *').Count | Should -Be 1
        @($lines -clike '*remedy  in this kit: certs/Root/c0.cer').Count | Should -Be 1
        $end = [string]::Join("`n", $lines[($lines.Length - 14)..($lines.Length - 1)])
        $end | Should -BeLike '*update       NOT MET *root         NOT MET *extra root   NOT MET *nothing was changed. Next: *Apply-Kit.ps1*'
    }
    It 'a fault in words goes to the error stream, nothing to the other' {
        Add-TestData $K
        [System.IO.File]::Delete((Join-Path $K.Root 'META/manifest.json'))
        $ran = Invoke-TestScript $K
        $ran.Exit | Should -Be 3
        $ran.Out | Should -BeNullOrEmpty
        $ran.Error | Should -BeLike 'KIT_DATA_MISSING:*META*'
    }
    It 'shows help with examples' {
        Add-TestData $K
        $help = Get-Help $K.Script -Full
        $help.Synopsis | Should -BeLike 'Says for each condition*'
        @($help.examples.example).Count | Should -Be 2
    }
    It 'does nothing in a limited language mode' {
        Add-TestData $K
        $text = [System.IO.File]::ReadAllText($K.Script)
        $shell = [powershell]::Create()
        $shell.Runspace.SessionStateProxy.LanguageMode = 'ConstrainedLanguage'
        $said = @($shell.AddScript($text).Invoke())
        $said[0] | Should -BeLike 'LANGUAGE_MODE_LIMITED: *'
        $shell.Dispose()
    }
}

Describe 'the codes' {
    It 'stand in the document with the verdict and the words of the module' {
        $document = [System.IO.File]::ReadAllText([System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'src', 'docs', 'host-codes.md'))
        $written = @([regex]::Matches($document, '(?m)^\| `([A-Z0-9_]+)` \| ([^|]+) \| ([^|]+) \|$') | ForEach-Object { $_.Groups[1].Value + ' / ' + $_.Groups[2].Value + ' / ' + $_.Groups[3].Value })
        . (Get-SourcePath 'module/host/HostCode.ps1')
        $coded = @($HostCodes.Values | ForEach-Object { $_.Code + ' / ' + $_.Verdict + ' / ' + $_.Why })
        $written | Should -BeExactly $coded
    }
    It 'that are a clear no are each one that the fleet scripts remedy, or one that this kit cannot or must not' {
        . (Get-SourcePath 'module/host/HostCode.ps1')
        $fleet = Get-SourceText 'fleet/Fleet.ps1'
        $remedied = @([regex]::Matches([regex]::Match($fleet, '\$codes = \[string\[\]\] @\(([^)]+)\)').Groups[1].Value, "'([A-Z_]+)'") | ForEach-Object { $_.Groups[1].Value })
        $others = @('UPDATE_ARCHITECTURE_NOT_LISTED', 'UPDATE_RESTART_PENDING', 'ROOT_ALTERED', 'ROOT_DISALLOWED', 'ROOT_DISALLOWED_BY_LIST', 'ROOT_RESTRICTED', 'INTERMEDIATE_DISALLOWED')
        @($HostCodes.Values | Where-Object { $_.Verdict -ceq 'NOT MET' } | ForEach-Object Code | Sort-Object) | Should -BeExactly @($remedied + $others | Sort-Object)
    }
    It 'are each given by the module, each wanted by a case or a test' {
        . (Get-SourcePath 'module/host/HostCode.ps1')
        $source = [string]::Join("`n", @(Get-ChildItem $WindowsFolder -Filter 'Host*.ps1' -Exclude 'HostCode.ps1' -Recurse | ForEach-Object { [System.IO.File]::ReadAllText($_.FullName) }) + @(Get-SourceText 'module/host/Check.ps1'))
        $tests = [string]::Join("`n", @(Get-ChildItem (Join-Path $PSScriptRoot 'cases') | ForEach-Object { [System.IO.File]::ReadAllText($_.FullName) }) + @([System.IO.File]::ReadAllText((Join-Path $PSScriptRoot 'CheckHost.Tests.ps1'))))
        foreach ($code in $HostCodes.Keys) {
            $source.Contains("'$code'") -or $code -cin @('ROOT_DISALLOWED', 'INTERMEDIATE_DISALLOWED') | Should -BeTrue -Because $code
            $tests.Contains($code) | Should -BeTrue -Because $code
        }
    }
}
