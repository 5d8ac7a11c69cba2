# A change of the local policy dies at each of its steps, before it and in the middle of it, or the disk is full from there
# on; then it is done again, or taken back. The policy's own steps alone, without comparison of the kit and receipt
# (ApplyKill.Tests.ps1 has those), counted by a run that is let through: a new step cannot be forgotten here.
BeforeDiscovery {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestKit.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'WholeKit.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestPolicy.ps1'))
    function Get-StepList {
        param([int] $Count)
        foreach ($step in 1..$Count) { foreach ($how in @('before', 'half')) { @{ How = $how; Step = $step } } }
        @{ How = 'after'; Step = $Count }
    }
    $hostFolder = New-TestHost
    $kit = New-TestPolicyKit $hostFolder @(New-TestCertificate 'a')
    Set-TestLocalPolicy $hostFolder (New-TestPolicy @(, (New-TestNumber 'A' 'v' 1))) "[General]`r`nVersion=1`r`n"
    [void] (Invoke-TestPolicyStep $kit)
    $script:Apply = @(Get-StepList (& (Get-Module AirgapKit) { $script:FakeSteps }))
    [void] (Invoke-TestPolicyStep $kit -Undo)
    $script:Undo = @(Get-StepList (& (Get-Module AirgapKit) { $script:FakeSteps }))
    [System.IO.Directory]::Delete($hostFolder.Root, $true)
}
BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestKit.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'WholeKit.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestPolicy.ps1'))
    $script:A = New-TestCertificate 'Policy Root A'
    $script:H = New-TestHost
    $script:K = New-TestPolicyKit $H @($A)
    # One value of ours stands there already in other words, so that something has to come back.
    $script:Foreign = New-TestPolicy @((New-TestNumber 'Software\Policies\Plant\X' 'Keep' 7), (New-TestBlobEntry $A 'Root' 'theirs'), (New-TestEntry 'B' 'o' 3 ([byte[]] @(1))))
    $script:Start = [System.Convert]::ToBase64String($Foreign)
    function Invoke-Killed {
        param([int] $Step, [string] $How, [switch] $Undo)
        Set-TestFake $K @{ KillAt = $Step; KillHow = $How }
        try { [void] (Invoke-TestPolicyStep $K -Undo:$Undo) } catch { [void] $_ }
        & (Get-Module AirgapKit) { $script:FakeDead } | Should -BeTrue
        Set-TestFake $K @{ }
    }
    function Get-Codes { param([object[]] $Results) [string]::Join(' ', @($Results | Where-Object { $_.psobject.Properties['Policy'] } | ForEach-Object Code)) }
    # Windows would apply it: the value is ours, the version rose, the extension is named; nothing lies beside the files.
    $script:Applied = [System.Convert]::ToBase64String((New-TestPolicy @((New-TestNumber 'Software\Policies\Plant\X' 'Keep' 7), (New-TestBlobEntry $A),
                (New-TestEntry 'B' 'o' 3 ([byte[]] @(1))), (New-TestEntry ($StorePath + 'Root\CRLs')), (New-TestEntry ($StorePath + 'Root\CTLs')))))
    function Assert-Applied {
        Get-TestPolicy $H | Should -BeExactly $Applied
        Get-TestIni $H | Should -Match '35378EAC.*Version=([2-9]|[1-9][0-9])\|$'
        Assert-Clean
    }
    function Assert-Clean {
        @(Get-ChildItem (Join-Path $H.Root 'GroupPolicy') -Recurse -Filter '*.airgap-new').Count | Should -Be 0
    }
    function Assert-Back {
        Get-TestPolicy $H | Should -BeExactly $Start
        Get-TestIni $H | Should -Not -Match 'B1BE8D72'
        Assert-Clean
    }
}
AfterAll { Remove-Item $H.Root -Recurse -Force }

Describe 'killed' {
    BeforeEach {
        Reset-TestHost $H
        Set-TestFake $K @{ }
        Set-TestLocalPolicy $H $Foreign "[General]`r`ngPCMachineExtensionNames=[{35378EAC-683F-11D2-A89A-00C04FBBCFA2}{D02B1F72-3407-48AE-BA88-E8213C6761F1}]`r`nVersion=1`r`n"
    }

    It 'there are steps of every kind' {
        $Apply.Count | Should -BeGreaterThan 30
        [void] (Invoke-TestPolicyStep $K)
        [void] (Invoke-TestPolicyStep $K -Undo)
        $steps = [System.IO.File]::ReadAllText($H.Journal)
        foreach ($step in @('will-merge', 'merged', 'will-unmerge', 'unmerged')) { $steps | Should -Match ('"step":"' + $step + '"') }
    }
    It '<How> step <Step> of applying: run again it is done, and undo leaves all as before' -ForEach $Apply {
        Invoke-Killed $Step $How
        [void] (Invoke-TestPolicyStep $K)
        Assert-Applied
        Get-Codes (Invoke-TestPolicyStep $K) | Should -BeExactly 'POLICY_VALUE_ALREADY_THERE'
        Get-Codes (Invoke-TestPolicyStep $K -Undo) | Should -BeExactly 'POLICY_VALUE_RESTORED'
        Assert-Back
    }
    It '<How> step <Step> of applying: undo at once leaves all as before' -ForEach $Apply {
        Invoke-Killed $Step $How
        Get-Codes (Invoke-TestPolicyStep $K -Undo) | Should -BeIn @('POLICY_VALUE_RESTORED', 'POLICY_NOT_IN_JOURNAL')
        Get-TestPolicy $H | Should -BeExactly $Start
        Get-TestIni $H | Should -Not -Match 'B1BE8D72'
    }
    It '<How> step <Step> of undo: undo again is done' -ForEach $Undo {
        [void] (Invoke-TestPolicyStep $K)
        Invoke-Killed $Step $How -Undo
        [void] (Invoke-TestPolicyStep $K -Undo)
        Assert-Back
        Get-Codes (Invoke-TestPolicyStep $K -Undo) | Should -BeExactly 'POLICY_NOT_IN_JOURNAL'
    }
    It '<How> step <Step> of undo: applied at once it is all there, and still ours' -ForEach $Undo {
        [void] (Invoke-TestPolicyStep $K)
        Invoke-Killed $Step $How -Undo
        [void] (Invoke-TestPolicyStep $K)
        Assert-Applied
        [void] (Invoke-TestPolicyStep $K -Undo)
        Assert-Back
    }
    It 'the disk is full from step <Step> on: no half file, 3; with room it is done' -ForEach @($Apply | Where-Object { $_.How -eq 'before' }) {
        Set-TestFake $K @{ FullFrom = $Step }
        try { [void] (Invoke-TestPolicyStep $K) } catch { $_.Exception.Data['AirgapExit'] | Should -Be 3 }
        Get-TestPolicy $H | Should -BeIn @($Start, $Applied)
        Set-TestFake $K @{ }
        [void] (Invoke-TestPolicyStep $K)
        Assert-Applied
        [void] (Invoke-TestPolicyStep $K -Undo)
        Assert-Back
    }
    It 'what it left beside the files is held by somebody: the next run goes on all the same' {
        Invoke-Killed ($Apply[-1].Step - 3) 'before'
        [System.IO.File]::WriteAllText((Get-TestPolicyPath $H 'gpt.ini.airgap-new'), 'half')
        Set-TestFake $K @{ Held = '.airgap-new' }
        @(Invoke-TestPolicyStep $K | ForEach-Object Code) | Should -Contain 'RUN_CONTINUED'
        Get-TestPolicy $H | Should -BeExactly $Applied
        Set-TestFake $K @{ }
        [void] (Invoke-TestPolicyStep $K -Undo)
        Assert-Back
    }
    It 'in a step of one kit: another kit''s run settles it, and each takes back its own' {
        $other = New-TestPolicyKit $H @(New-TestCertificate 'Policy Root B')
        Invoke-Killed ($Apply[-1].Step - 3) 'before'
        [void] (Invoke-TestPolicyStep $other)
        [void] (Invoke-TestPolicyStep $K -Undo)
        [void] (Invoke-TestPolicyStep $other -Undo)
        Assert-Back
    }
}
