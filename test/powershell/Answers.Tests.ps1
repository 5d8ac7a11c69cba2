# src/docs/answers.md is what the scripts of a kit answer: airgap-run/2. (airgap-pack-run/2: PackAlone.Tests.ps1.)
BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'HostKit.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'WholeKit.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'AnswerTables.ps1'))
    $script:A = New-TestCertificate $HostileName
    $script:H = New-TestHost
    $script:K = New-TestWholeKit $H @($A) -Title $HostileName
    function Get-Fault {
        param([string] $Script, [string[]] $Argument = @(), [object] $Kit = $K)
        $Kit.Script = Join-Path $Kit.Root "scripts/$Script"
        $ran = Invoke-TestScript $Kit (@('-Json') + $Argument)
        $script:Said = ConvertFrom-Json $ran.Out
        Get-AnswerFault $ran.Out
    }
}
AfterAll { Remove-Item $H.Root -Recurse -Force }

Describe 'airgap-run/2' {
    It 'is what apply, undo, check, what-if and their faults answer, and all of it' {
        Set-TestFake $K @{ Tools = (Get-TestTool) }
        Get-Fault 'Check-Host.ps1' | Should -BeNullOrEmpty
        Get-Fault 'Apply-Kit.ps1' '-WhatIf' | Should -BeNullOrEmpty
        Get-Fault 'Apply-Kit.ps1' | Should -BeNullOrEmpty
        Get-Fault 'Undo-Kit.ps1' '-WhatIf' | Should -BeNullOrEmpty
        Get-Fault 'Undo-Kit.ps1' | Should -BeNullOrEmpty
        foreach ($name in @('Apply-Kit.ps1', 'Undo-Kit.ps1', 'Check-Host.ps1')) {
            Get-Fault $name '-Foo' | Should -BeNullOrEmpty
            $Said.code | Should -BeExactly 'ARGUMENT_NOT_KNOWN'
            $Said.host | Should -BeNullOrEmpty
        }
        # A host that lets nothing of itself be read.
        $bare = New-TestKit $H @($A)
        Add-TestData $bare
        $all = Get-HostSetting
        $all.Host.Registry = @{ }
        $all.Host.System = $null
        $all.Host.Deny = @('Machine\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\RebootPending')
        Set-TestFake $bare $all
        Get-Fault 'Check-Host.ps1' @() $bare | Should -BeNullOrEmpty
        Get-AnswerGap 'airgap-run/2' | Should -BeNullOrEmpty
    }
    It 'has no member too many, too few or of another type' {
        [void] (Get-Fault 'Check-Host.ps1')
        $text = ConvertTo-Json -Compress -Depth 6 $Said
        Get-AnswerFault $text | Should -BeNullOrEmpty
        Get-AnswerFault $text.Replace('"kit":', '"kit_id":') | Should -BeExactly @('airgap-run/2 kit_id: not in the table', 'airgap-run/2 kit: absent')
        Get-AnswerFault $text.Replace('"restart":', '"Restart":') | Should -BeExactly @('airgap-run/2 Restart: not in the table', 'airgap-run/2 restart: absent')
        Get-AnswerFault $text.Replace('"dry_run":true', '"dry_run":"true"') | Should -BeExactly 'airgap-run/2 dry_run: text'
        Get-AnswerFault $text.Replace('"kb":', '"more":[1,"a"],"kb":') | Should -Contain 'airgap-run/2: verdicts.remedies more: not in the table'
        Get-AnswerFault $text.Replace('"server_core":', '"more":1,"server_core":') | Should -BeExactly 'airgap-run/2: host more: not in the table'
        Get-AnswerFault ($text + "`n1") | Should -BeExactly 'not one line of printable ASCII'
    }
}
