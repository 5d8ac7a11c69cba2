BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestKit.ps1'))
    $script:A = New-TestCertificate 'Test Root A'
    $script:B = New-TestCertificate 'Test Root B'
    # The exit code and the codes of the results, out of the JSON that is all there is on stdout.
    function Get-Answer {
        param([object] $Kit, [string[]] $Argument = @())
        $ran = Invoke-TestScript $Kit (@('-Json') + $Argument)
        $said = ConvertFrom-Json $ran.Out
        $said.exit | Should -Be $ran.Exit
        $said.kit | Should -BeExactly $Kit.Id
        [string]::Join(' ', @($ran.Exit) + @(@($said.code) + @($said.results | ForEach-Object Code) | Where-Object { $_ }))
    }
    function Set-Script {
        param([object] $Kit, [string] $Old, [string] $New)
        $text = [System.IO.File]::ReadAllText($Kit.Script)
        $text.Contains($Old) | Should -BeTrue
        [System.IO.File]::WriteAllText($Kit.Script, $text.Replace($Old, $New))
    }
}

Describe 'Import-Roots.ps1 as a process' {
    BeforeEach {
        $script:H = New-TestHost
        $script:K = New-TestKit $H @($A, $B)
        $script:All = Get-TestState $H
    }
    AfterEach { Remove-Item $H.Root -Recurse -Force }

    It 'what-if, import, again, what-if of undo, undo: 0 each, and all as before' {
        Get-Answer $K '-WhatIf' | Should -BeExactly '0 CERTIFICATE_WOULD_BE_ADDED CERTIFICATE_WOULD_BE_ADDED'
        Get-TestState $H | Should -BeExactly $All
        Get-Answer $K | Should -BeExactly '0 CERTIFICATE_ADDED CERTIFICATE_ADDED'
        $added = Get-TestState $H
        Get-Answer $K | Should -BeExactly '0 CERTIFICATE_ALREADY_THERE CERTIFICATE_ALREADY_THERE'
        Get-Answer $K '-Undo', '-WhatIf' | Should -BeExactly '0 CERTIFICATE_WOULD_BE_REMOVED CERTIFICATE_WOULD_BE_REMOVED'
        Get-TestState $H | Should -BeExactly $added
        Get-Answer $K '-Undo' | Should -BeExactly '0 CERTIFICATE_REMOVED CERTIFICATE_REMOVED'
        Get-TestState $H -StoresOnly | Should -BeNullOrEmpty
    }
    It 'wrong pin: 1, and nothing is imported' {
        Set-Script $K $B.Sha256 ('0' * 64)
        Get-Answer $K | Should -BeExactly '1 RUN_STOPPED CERTIFICATE_PIN_MISMATCH'
        Get-TestState $H | Should -BeExactly $All
    }
    It 'in Disallowed: 1, the other is imported' {
        Set-TestStore $H 'Machine' 'Disallowed' $A
        Get-Answer $K | Should -BeExactly '1 CERTIFICATE_DISALLOWED CERTIFICATE_ADDED'
    }
    It 'store that refuses: 3, what was found out is told' {
        Set-TestFake $K @{ DenyWrite = 'Root' }
        Get-Answer $K | Should -BeExactly '3 STORE_NOT_ACCESSIBLE RUN_STOPPED'
    }
    It 'lock held: 3' {
        $lock = [System.IO.File]::Open((Join-Path $H.Root 'data/AirgapKit/run.lock'), 'OpenOrCreate', 'ReadWrite', 'None')
        Get-Answer $K | Should -BeExactly '3 RUN_ALREADY_ACTIVE'
        $lock.Dispose()
    }
    It 'no rights: 3' {
        Set-TestFake $K @{ Administrator = $false }
        Get-Answer $K | Should -BeExactly '3 NOT_ADMINISTRATOR'
    }
    It 'broken journal: 1' {
        [System.IO.File]::WriteAllText($H.Journal, "{}`n")
        Get-Answer $K '-Undo' | Should -BeExactly '1 JOURNAL_BROKEN'
    }
    It 'wrong use: 2, nothing done (<_>)' -ForEach @('-Foo', 'word', '-WhatIff', '--help', '') {
        Get-Answer $K $_ | Should -BeExactly '2 ARGUMENT_NOT_KNOWN'
        Get-TestState $H | Should -BeExactly $All
    }
    It 'a kit outside the protected folder: 1' {
        $away = Join-Path $H.Root 'media'
        [System.IO.Directory]::Move($K.Root, $away)
        $K.Script = Join-Path $away 'scripts/Import-Roots.ps1'
        Get-Answer $K | Should -BeExactly '1 KIT_NOT_IN_PROTECTED_FOLDER'
    }
    It 'a bug of ours: 70' {
        [System.IO.File]::WriteAllText((Join-Path $K.Module 'Run.ps1'), 'function Assert-RunAllowed { [int] "x" }')
        Get-Answer $K | Should -BeExactly '70 BUG'
    }
    It 'a part of the module missing: 70' {
        [System.IO.File]::Delete((Join-Path $K.Module 'Entry.ps1'))
        (Invoke-TestScript $K).Exit | Should -Be 70
    }
    It 'a fault in words goes to the error stream, nothing to the other' {
        Set-TestFake $K @{ Administrator = $false }
        $ran = Invoke-TestScript $K
        $ran.Exit | Should -Be 3
        $ran.Out | Should -BeNullOrEmpty
        $ran.Error | Should -BeLike 'NOT_ADMINISTRATOR: *'
    }
}

Describe 'what the script says' {
    It 'is ASCII in 80 columns, code first, digests in groups, the verdict last' {
        $H = New-TestHost
        $K = New-TestKit $H @($A, (New-TestCertificate ($HostileName + 'x' * 30))) -Title 'Title'
        $ran = Invoke-TestScript $K
        $lines = $ran.Out.TrimEnd().Split("`n")
        foreach ($line in $lines) { $line | Should -MatchExactly '\A[ -~]{0,80}\z' }
        $lines[2] | Should -BeLike 'CERTIFICATE_ADDED *'
        $ran.Out | Should -BeLike ('*sha256 ' + $A.Sha256.Substring(0, 8) + ' ' + $A.Sha256.Substring(8, 8) + ' *')
        $lines[-1] | Should -BeLike 'DONE *'
        Remove-Item $H.Root -Recurse -Force
    }
}

Describe 'hostile names in the script' {
    BeforeDiscovery {
        $script:Names = @(
            "'; [System.IO.File]::WriteAllText('MARK', ''); '", '$([System.IO.File]::WriteAllText("MARK", ""))', "`u{2018}; exit 9; `u{2018}",
            "`u{2019}; exit 9; `u{2019}", "`u{201A}; exit 9 #", "`u{201B}; exit 9 #", "'@`r`nexit 9`r`n@'", '#> exit 9 <#', '`', "a`nexit 9`nb",
            '$(exit 9)', '"; exit 9; "', '${kit.id}', '&{exit 9}', "\E2\80\99'"
        )
    }
    It 'stay one constant: <_>' -ForEach $Names {
        $name = $_
        $text = ConvertFrom-Template 'acs-20261125T120000Z' $_ @(@{ Name = $_; Path = 'p'; Sha256 = 's'; Store = 'Root' })
        $faults = $null
        $tree = [System.Management.Automation.Language.Parser]::ParseInput($text, [ref] $null, [ref] $faults)
        $faults | Should -BeNullOrEmpty
        $constants = @($tree.FindAll({ $args[0] -is [System.Management.Automation.Language.StringConstantExpressionAst] }, $true) | ForEach-Object Value)
        @($constants | Where-Object { $_ -ceq ($Name -replace '[\r\n]', '?') }).Count | Should -Be 2
    }
    It 'are data when the script runs' -ForEach @(, $Names) {
        $Names = $_
        $H = New-TestHost
        $items = foreach ($name in $Names) {
            $item = New-TestCertificate 'plain'
            $item.Name = $name.Replace('MARK', (Join-Path $H.Root 'mark'))
            $item
        }
        $K = New-TestKit $H $items -Title $items[0].Name
        Get-Answer $K | Should -BeExactly ('0' + ' CERTIFICATE_ADDED' * $items.Count)
        (Invoke-TestScript $K @('-Undo')).Exit | Should -Be 0
        [System.IO.File]::Exists((Join-Path $H.Root 'mark')) | Should -BeFalse
        Remove-Item $H.Root -Recurse -Force
    }
}
