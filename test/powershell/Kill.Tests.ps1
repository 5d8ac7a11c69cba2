# The run dies at each single step, before it, in the middle of it and after it; then it is run again, or taken back.
BeforeDiscovery {
    # Counted by a run that is let through: a new step cannot be forgotten here.
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestKit.ps1'))
    $hostFolder = New-TestHost
    $kit = New-TestKit $hostFolder @((New-TestCertificate 'a'), (New-TestCertificate 'b'))
    [void] (Install-TestKit $kit)
    $script:Last = & (Get-Module AirgapKit) { $script:FakeSteps }
    $script:Install = foreach ($how in @('before', 'half', 'after')) { foreach ($step in 1..$Last) { @{ How = $how; Step = $step } } }
    [void] (Undo-TestKit $kit)
    $steps = & (Get-Module AirgapKit) { $script:FakeSteps }
    $script:Undo = foreach ($how in @('before', 'half', 'after')) { foreach ($step in 1..$steps) { @{ How = $how; Step = $step } } }
    [System.IO.Directory]::Delete($hostFolder.Root, $true)
}
BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestKit.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'WholeKit.ps1'))
    $script:A = New-TestCertificate 'Test Root A'
    $script:B = New-TestCertificate 'Test Root B'
    function Get-Stored { param([object] $HostFolder) @(Get-ChildItem (Join-Path $HostFolder.Root 'stores/Machine/Root') -ErrorAction Ignore | ForEach-Object Name) }
    function Get-FakeStep { & (Get-Module AirgapKit) { $script:FakeSteps } }
    function Get-Outcome { param([object[]] $Results) @($Results | Where-Object { $_.Outcome -cne 'Noted' } | ForEach-Object Outcome | Sort-Object -Unique) }
    # Kills the run, then lets the host live again.
    function Invoke-Killed {
        param([object] $Kit, [int] $Step, [string] $How, [scriptblock] $Run)
        Set-TestFake $Kit @{ KillAt = $Step; KillHow = $How }
        { & $Run } | Should -Throw
        Set-TestFake $Kit @{ }
    }
}

Describe 'killed' {
    BeforeEach {
        $script:H = New-TestHost
        $script:K = New-TestKit $H @($A, $B)
    }
    AfterEach { Remove-Item $H.Root -Recurse -Force }

    It 'there are as many steps as the cases below think (<Last>)' -ForEach @(@{ Last = $Last }) {
        [void] (Install-TestKit $K)
        Get-FakeStep | Should -Be $Last
        $Last | Should -BeGreaterThan 6
    }
    It '<How> step <Step> of an import: the next import continues, undo leaves all as before' -ForEach $Install {
        Invoke-Killed $K $Step $How { Install-TestKit $K }
        (Get-Outcome (Install-TestKit $K)) | Should -BeIn @('Added', 'AlreadyThere')
        Get-Stored $H | Should -HaveCount 2
        Get-Outcome (Undo-TestKit $K) | Should -BeExactly 'Removed'
        Get-Stored $H | Should -HaveCount 0
    }
    It '<How> step <Step> of an import: undo at once leaves all as before' -ForEach $Install {
        Invoke-Killed $K $Step $How { Install-TestKit $K }
        (Get-Outcome (Undo-TestKit $K)) | Should -BeIn @('Removed', 'NothingToUndo')
        Get-Stored $H | Should -HaveCount 0
    }
    It '<How> step <Step> of an undo: the next undo continues' -ForEach $Undo {
        [void] (Install-TestKit $K)
        Invoke-Killed $K $Step $How { Undo-TestKit $K }
        (Get-Outcome (Undo-TestKit $K)) | Should -BeIn @('Removed', 'NothingToUndo')
        Get-Stored $H | Should -HaveCount 0
        Get-Outcome (Undo-TestKit $K) | Should -BeExactly 'NothingToUndo'
    }
    It '<How> step <Step> of an undo: an import at once has it all there again, and it is still ours' -ForEach $Undo {
        [void] (Install-TestKit $K)
        Invoke-Killed $K $Step $How { Undo-TestKit $K }
        (Get-Outcome (Install-TestKit $K)) | Should -BeIn @('Added', 'AlreadyThere')
        Get-Stored $H | Should -HaveCount 2
        Get-Outcome (Undo-TestKit $K) | Should -BeExactly 'Removed'
    }
    It 'and killed again at step <_> while it continues' -ForEach @(1, 2, 3) {
        Invoke-Killed $K 4 'half' { Install-TestKit $K }
        Invoke-Killed $K $_ 'half' { Install-TestKit $K }
        (Get-Outcome (Install-TestKit $K)) | Should -BeIn @('Added', 'AlreadyThere')
        Get-Outcome (Undo-TestKit $K) | Should -BeExactly 'Removed'
        Get-Stored $H | Should -HaveCount 0
    }
    It 'in a step of one kit: another kit''s run settles it and takes nothing over' {
        $other = New-TestKit $H @($B)
        Invoke-Killed $K 5 'after' { Install-TestKit $K }
        Get-Stored $H | Should -BeExactly $A.Thumbprint
        [void] (Install-TestKit $other)
        Get-Outcome (Undo-TestKit $other) | Should -BeExactly 'Removed'
        Get-Stored $H | Should -BeExactly $A.Thumbprint
        [void] (Undo-TestKit $K)
        Get-Stored $H | Should -HaveCount 0
    }
    It 'as a process, <How> step <Step>: the next process continues' -ForEach @(@{ How = 'after'; Step = 5 }, @{ How = 'half'; Step = 7 }) {
        $whole = New-TestWholeKit $H @($A, $B)
        Set-TestFake $whole @{ KillAt = $Step; KillHow = $How; KillReal = $true }
        (Invoke-TestScript $whole @('-CertificatesOnly')).Exit | Should -Not -BeIn @(0, 1, 2, 3, 70)
        Set-TestFake $whole @{ }
        (Invoke-TestScript $whole @('-CertificatesOnly')).Exit | Should -Be 0
        Get-Stored $H | Should -HaveCount 2
        $whole.Script = $whole.Script.Replace('Apply-Kit', 'Undo-Kit')
        (Invoke-TestScript $whole).Exit | Should -Be 0
        Get-Stored $H | Should -HaveCount 0
    }
}
