# A whole run (service set and set back, certificate, update, receipt, event) dies at every single step: before it, in the
# middle of it, behind the last one. Then it is run again until all is done, and taken back. The steps are counted by a
# run that is let through, so that a new step cannot be forgotten here.
BeforeDiscovery {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestKit.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'WholeKit.ps1'))
    function Get-StepList {
        param([int] $Count)
        foreach ($step in 1..$Count) { foreach ($how in @('before', 'half')) { @{ How = $how; Step = $step } } }
        @{ How = 'after'; Step = $Count }
    }
    $hostFolder = New-TestHost
    $kit = New-KillKit $hostFolder
    Reset-KillHost $hostFolder
    [void] (Install-TestWholeKit $kit)
    $script:Apply = @(Get-StepList (& (Get-Module AirgapKit) { $script:FakeSteps }))
    [void] (Undo-TestWholeKit $kit)
    $script:Undo = @(Get-StepList (& (Get-Module AirgapKit) { $script:FakeSteps }))
    [System.IO.Directory]::Delete($hostFolder.Root, $true)
}
BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestKit.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'WholeKit.ps1'))
    $script:H = New-TestHost
    $script:K = New-KillKit $H
    function Get-Stored { @(Get-ChildItem (Join-Path $H.Root 'stores/Machine/Root') -ErrorAction Ignore | ForEach-Object Name) }
    # Killed, then alive again. That it died is looked up: a run need not throw when its last step dies.
    function Invoke-Killed {
        param([int] $Step, [string] $How, [scriptblock] $Run)
        Set-TestFake $K @{ Tools = (Get-KillTool); KillAt = $Step; KillHow = $How }
        try { [void] (& $Run) } catch { [void] $_ }
        & (Get-Module AirgapKit) { $script:FakeDead } | Should -BeTrue
        Set-TestFake $K @{ Tools = (Get-KillTool) }
    }
    # As an operator would: run, restart when told so, run again.
    function Complete-Run {
        foreach ($turn in 1..3) {
            $end = @(Install-TestWholeKit $K)[-1]
            if (-not $end.Restart) { break }
            Restart-TestHost $H
        }
        $end
    }
    function Assert-Whole {
        Get-TestChainFault $H | Should -BeNullOrEmpty
        @(Get-ChildItem (Join-Path $H.Root 'data/AirgapKit/receipts') -Filter '*.part').Count | Should -Be 0
        (Get-TestWindows $H).Services.wuauserv | Should -BeExactly 'disabled'
        @(Install-TestWholeKit $K -WhatIf | Where-Object { $_.psobject.Properties['Code'] -and $_.Code -like '*TORN' }).Count | Should -Be 0
    }
}
AfterAll { Remove-Item $H.Root -Recurse -Force }

Describe 'killed' {
    BeforeEach { Reset-KillHost $H }

    It 'there are steps of every kind' {
        [void] (Install-TestWholeKit $K)
        $steps = [System.IO.File]::ReadAllText($H.Journal)
        foreach ($step in @('will-set', 'set', 'will-restore', 'restored', 'will-add', 'added', 'will-install', 'restart-needed', 'will-write', 'written')) {
            $steps | Should -Match ('"step":"' + $step + '"')
        }
    }
    It '<How> step <Step> of applying: run again it is done, undo leaves the stores as before' -ForEach $Apply {
        Invoke-Killed $Step $How { Install-TestWholeKit $K }
        $end = Complete-Run
        $end.Exit | Should -Be 0
        Get-Stored | Should -HaveCount 1
        (Get-TestWindows $H).Ubr | Should -Be 9247
        Assert-Whole
        @(Undo-TestWholeKit $K)[-1].Exit | Should -Be 0
        Get-Stored | Should -HaveCount 0
        Get-TestChainFault $H | Should -BeNullOrEmpty
    }
    It 'the disk is full from step <Step> on: nothing is lost, with room it is done' -ForEach @($Apply | Where-Object { $_.How -eq 'before' }) {
        Set-TestFake $K @{ Tools = (Get-KillTool); FullFrom = $Step }
        try { $exit = @(Install-TestWholeKit $K)[-1].Exit } catch { $exit = $_.Exception.Data['AirgapExit'] }
        $exit | Should -BeIn @(0, 3)
        Set-TestFake $K @{ Tools = (Get-KillTool) }
        (Complete-Run).Exit | Should -Be 0
        Get-Stored | Should -HaveCount 1
        Assert-Whole
    }
    It '<How> step <Step> of undo: run again it is undone' -ForEach $Undo {
        [void] (Complete-Run)
        Invoke-Killed $Step $How { Undo-TestWholeKit $K }
        @(Undo-TestWholeKit $K)[-1].Exit | Should -Be 0
        Get-Stored | Should -HaveCount 0
        Assert-Whole
    }
}
