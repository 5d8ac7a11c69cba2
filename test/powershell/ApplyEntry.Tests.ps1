# Apply-Kit.ps1 and Undo-Kit.ps1 as people and installer engines run them: a process of its own each.
BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestKit.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'WholeKit.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'AnswerTables.ps1'))
    $script:A = New-TestCertificate $HostileName
    $script:H = New-TestHost
    $script:K = New-TestWholeKit $H @($A) -Title $HostileName
    # On Linux an exit code has 8 bits: 3010 is seen as 194, and stands in the JSON as it is.
    function Get-Answer {
        param([string] $Script, [string[]] $Argument = @())
        $K.Script = Join-Path $K.Root "scripts/$Script"
        $ran = Invoke-TestScript $K (@('-Json') + $Argument)
        Get-AnswerFault $ran.Out | Should -BeNullOrEmpty
        $said = ConvertFrom-Json $ran.Out
        ($said.exit % 256) | Should -Be $ran.Exit
        $said.format | Should -BeExactly 'airgap-run/2'
        [string]::Join(' ', @($said.exit) + @(@($said.code) + @($said.results | ForEach-Object Code) | Where-Object { $_ -and $_ -cne 'UPDATE_BEGUN' }))
    }
    function Invoke-Plain {
        param([string] $Script, [string[]] $Argument = @())
        $K.Script = Join-Path $K.Root "scripts/$Script"
        Invoke-TestScript $K $Argument
    }
}
AfterAll { Remove-Item $H.Root -Recurse -Force }

Describe 'Apply-Kit.ps1 and Undo-Kit.ps1' {
    BeforeEach {
        Reset-TestHost $H
        Set-TestFake $K @{ Tools = (Get-TestTool) }
    }

    It 'what-if, apply, restart, again, undo: 0 each' {
        $before = Get-TestState $H
        Get-Answer 'Apply-Kit.ps1' '-WhatIf' | Should -BeExactly '0 CERTIFICATE_WOULD_BE_ADDED UPDATE_WOULD_BE_INSTALLED UPDATE_WOULD_BE_INSTALLED'
        Get-TestState $H | Should -BeExactly $before
        Get-Answer 'Apply-Kit.ps1' | Should -BeExactly '0 CERTIFICATE_ADDED UPDATE_INSTALLED UPDATE_RESTART_NEEDED RECEIPT_WRITTEN'
        Restart-TestHost $H
        Get-Answer 'Apply-Kit.ps1' | Should -BeExactly '0 CERTIFICATE_ALREADY_THERE UPDATE_FLOOR_REACHED RECEIPT_WRITTEN'
        Get-Answer 'Undo-Kit.ps1' '-WhatIf' | Should -BeExactly '0 CERTIFICATE_WOULD_BE_REMOVED EVENT_SOURCE_LEFT UPDATE_NOT_UNDONE UPDATE_NOT_UNDONE'
        Get-Answer 'Undo-Kit.ps1' | Should -BeExactly '0 CERTIFICATE_REMOVED EVENT_SOURCE_LEFT UPDATE_NOT_UNDONE UPDATE_NOT_UNDONE RECEIPT_WRITTEN'
        Get-TestState $H -StoresOnly | Should -BeNullOrEmpty
        Get-TestChainFault $H | Should -BeNullOrEmpty
    }
    It 'the receipt names the script, its digest and the trigger' {
        [void] (Get-Answer 'Apply-Kit.ps1' @('-Trigger', 'gpo-startup'))
        $receipt = Get-TestReceipt $H
        $receipt.run.trigger | Should -BeExactly 'gpo-startup'
        $receipt.engine.script | Should -BeExactly 'Apply-Kit.ps1'
        $receipt.engine.script_sha256 | Should -BeExactly (Get-FileHash (Join-Path $K.Root 'scripts/Apply-Kit.ps1')).Hash.ToLowerInvariant()
    }
    It '-InstallerExitCodes: 3010 where a restart is needed, also where it is needed first; 0 behind it' {
        Get-Answer 'Apply-Kit.ps1' '-InstallerExitCodes' | Should -BeLike '3010 *'
        Restart-TestHost $H
        Get-Answer 'Apply-Kit.ps1' '-InstallerExitCodes' | Should -BeLike '0 *'
        Reset-TestHost $H
        Set-TestWindows $H @{ RestartPending = $true }
        Get-Answer 'Apply-Kit.ps1' | Should -BeLike '3 *UPDATE_RESTART_FIRST*'
        Get-Answer 'Apply-Kit.ps1' '-InstallerExitCodes' | Should -BeLike '3010 *'
    }
    It '-InstallerExitCodes hides no failure' {
        Set-TestStore $H 'Machine' 'Disallowed' $A
        Get-Answer 'Apply-Kit.ps1' '-InstallerExitCodes' | Should -BeLike '1 CERTIFICATE_DISALLOWED *'
        Reset-TestHost $H
        Set-TestWindows $H @{ RestartPending = $true }
        Set-TestFake $K @{ DenyWrite = 'Root' }
        Get-Answer 'Apply-Kit.ps1' '-InstallerExitCodes' | Should -BeLike '3 STORE_NOT_ACCESSIBLE UPDATE_RESTART_FIRST *'
        Set-TestFake $K @{ Administrator = $false }
        Get-Answer 'Apply-Kit.ps1' '-InstallerExitCodes' | Should -BeExactly '3 NOT_ADMINISTRATOR'
    }
    It 'wrong use: 2, nothing done (<Words>)' -ForEach @(
        @{ Words = @('-Foo') }, @{ Words = @('word') }, @{ Words = @('-Trigger', 'A B') }, @{ Words = @('-Trigger', '$(exit 9)') }
        @{ Words = @('-TimeoutMinutes', '0') }, @{ Words = @('-TimeoutMinutes', 'x') }, @{ Words = @('--help') }
    ) {
        $before = Get-TestState $H
        Get-Answer 'Apply-Kit.ps1' $Words | Should -BeExactly '2 ARGUMENT_NOT_KNOWN'
        Get-TestState $H | Should -BeExactly $before
    }
    It 'Undo-Kit.ps1 knows no -InstallerExitCodes' {
        Get-Answer 'Undo-Kit.ps1' '-InstallerExitCodes' | Should -BeExactly '2 ARGUMENT_NOT_KNOWN'
    }
    It 'no rights: 3 on the error stream, and nothing on the other' {
        Set-TestFake $K @{ Administrator = $false }
        $ran = Invoke-Plain 'Apply-Kit.ps1'
        $ran.Exit | Should -Be 3
        $ran.Out | Should -BeNullOrEmpty
        $ran.Error | Should -BeLike 'NOT_ADMINISTRATOR: *'
    }
    It 'on a medium: 1' {
        $away = Join-Path $H.Root 'media'
        Copy-Item $K.Root $away -Recurse
        Copy-Item $K.Fake ($away + '.fake.json')
        $there = [pscustomobject] @{ Script = Join-Path $away 'scripts/Apply-Kit.ps1' }
        $ran = Invoke-TestScript $there
        $ran.Exit | Should -Be 1
        $ran.Error | Should -BeLike 'KIT_NOT_IN_PROTECTED_FOLDER: *'
        Remove-Item $away, ($away + '.fake.json') -Recurse
    }
    It 'killed as a process in the middle of an update: the next process goes on' {
        Set-TestFake $K @{ Tools = (Get-TestTool); KillAt = 11; KillHow = 'half'; KillReal = $true }
        (Invoke-Plain 'Apply-Kit.ps1').Exit | Should -Not -BeIn @(0, 1, 2, 3, 70)
        Set-TestFake $K @{ Tools = (Get-TestTool) }
        Get-Answer 'Apply-Kit.ps1' | Should -BeLike '* *RECEIPT_WRITTEN'
        Restart-TestHost $H
        Get-Answer 'Apply-Kit.ps1' | Should -BeLike '0 *'
        Restart-TestHost $H
        Get-Answer 'Apply-Kit.ps1' | Should -BeLike '0 *UPDATE_FLOOR_REACHED*'
        Get-TestChainFault $H | Should -BeNullOrEmpty
    }
    It 'says it in 80 columns of ASCII, code first, verdicts last, without a prompt' {
        $ran = Invoke-Plain 'Apply-Kit.ps1'
        $ran.Error | Should -BeNullOrEmpty
        $lines = $ran.Out.TrimEnd().Split("`n")
        foreach ($line in $lines) { $line | Should -MatchExactly '\A[ -~]{0,80}\z' }
        $lines[0] | Should -BeExactly 'CERTIFICATE_ADDED  -> LocalMachine\Root'
        $ran.Out | Should -MatchExactly '(?m)^update      NOT MET +UPDATE_RESTART_PENDING'
        $ran.Out | Should -MatchExactly '(?m)^RESTART     '
        $ran.Out | Should -MatchExactly '(?m)^DONE        all of it$'
    }
    It 'shows help with examples (<_>)' -ForEach @('Apply-Kit.ps1', 'Undo-Kit.ps1') {
        $help = Get-Help (Join-Path $K.Root "scripts/$_") -Full
        $help.Synopsis | Should -Not -BeNullOrEmpty
        @($help.examples.example).Count | Should -BeGreaterThan 1
    }
    It 'the module missing: 70' {
        $file = Join-Path $K.Module 'AirgapKit.psm1'
        [System.IO.File]::Move($file, "$file.away")
        (Invoke-Plain 'Apply-Kit.ps1').Exit | Should -Be 70
        [System.IO.File]::Move("$file.away", $file)
    }
}

Describe 'a needs file' {
    BeforeEach {
        Reset-TestHost $H
        Set-TestFake $K @{ }
        $script:Target = Join-Path $H.Root 'needs.json'
        [System.IO.File]::Delete($Target)
        Import-TestModule $K
    }

    It 'says what this Windows is and what a kit has to hold' {
        $said = Export-AirgapNeeds -Path $Target -KitRoot $K.Root
        $said.Sha256 | Should -BeExactly (Get-FileHash $Target).Hash.ToLowerInvariant()
        $needs = ConvertFrom-Json ([System.IO.File]::ReadAllText($Target))
        $needs.format, $needs.host, $needs.train, $needs.os.build, $needs.os.ubr | Should -BeExactly @('airgap-needs/1', 'FAKE01', 'win10-1809', '17763', '1577')
        @($needs.updates | ForEach-Object { "$($_.kb) $($_.in_kit)" }) | Should -BeExactly @('KB5005112 True', 'KB5129238 True')
        @($needs.conditions | ForEach-Object verdict) | Should -BeExactly @('NOT MET', 'NOT MET')
        [System.IO.File]::ReadAllText($Target) | Should -MatchExactly '\A[ -~]+\z'
    }
    It 'needs no kit, and can leave the name out' {
        [void] (Export-AirgapNeeds -Path $Target -WithoutName)
        $needs = ConvertFrom-Json ([System.IO.File]::ReadAllText($Target))
        $needs.host, $needs.kit.id, $needs.os.build | Should -BeExactly @('', '', '17763')
        $needs.updates | Should -HaveCount 0
    }
    It 'wants nothing where the condition is met' {
        Set-TestWindows $H @{ Ubr = 9247; Packages = @{ 'Package_for_RollupFix~31bf3856ad364e35~amd64~~17763.9247.1.5' = 112 } }
        [void] (Export-AirgapNeeds -Path $Target -KitRoot $K.Root)
        (ConvertFrom-Json ([System.IO.File]::ReadAllText($Target))).updates | Should -HaveCount 0
    }
    It 'never replaces a file' {
        [System.IO.File]::WriteAllText($Target, 'mine')
        Get-TestFault { Export-AirgapNeeds -Path $Target -KitRoot $K.Root } | Should -BeExactly 'NEEDS_NOT_WRITTEN/3'
        [System.IO.File]::ReadAllText($Target) | Should -BeExactly 'mine'
    }
}
