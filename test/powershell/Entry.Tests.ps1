BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestKit.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'WholeKit.ps1'))
    $script:A = New-TestCertificate 'Test Root A'
    $script:B = New-TestCertificate 'Test Root B'
    # The exit code and the codes of the results, out of the JSON that is all there is on stdout.
    function Get-Answer {
        param([object] $Kit, [string[]] $Argument = @(), [string] $Script = 'Apply-Kit.ps1')
        $Kit.Script = Join-Path $Kit.Root "scripts/$Script"
        $own = @('-Json')
        if ($Script -ceq 'Apply-Kit.ps1') { $own += '-CertificatesOnly' }
        $ran = Invoke-TestScript $Kit ($own + $Argument)
        $said = ConvertFrom-Json $ran.Out
        $said.exit | Should -Be $ran.Exit
        [string]::Join(' ', @($ran.Exit) + @(@($said.code) + @($said.results | ForEach-Object Code) | Where-Object { $_ -and $_ -cnotin @('RECEIPT_WRITTEN', 'EVENT_SOURCE_LEFT') }))
    }
}

Describe 'Apply-Kit.ps1 -CertificatesOnly, and back, as processes' {
    BeforeEach {
        $script:H = New-TestHost
        $script:K = New-TestWholeKit $H @($A, $B)
        $script:All = Get-TestState $H
    }
    AfterEach { Remove-Item $H.Root -Recurse -Force }

    It 'what-if, import, again, what-if of undo, undo: 0 each, and all as before' {
        Get-Answer $K '-WhatIf' | Should -BeExactly '0 CERTIFICATE_WOULD_BE_ADDED CERTIFICATE_WOULD_BE_ADDED'
        Get-TestState $H | Should -BeExactly $All
        Get-Answer $K | Should -BeExactly '0 CERTIFICATE_ADDED CERTIFICATE_ADDED'
        Get-Answer $K | Should -BeExactly '0 CERTIFICATE_ALREADY_THERE CERTIFICATE_ALREADY_THERE'
        $added = Get-TestState $H
        Get-Answer $K '-WhatIf' 'Undo-Kit.ps1' | Should -BeExactly '0 CERTIFICATE_WOULD_BE_REMOVED CERTIFICATE_WOULD_BE_REMOVED'
        Get-TestState $H | Should -BeExactly $added
        Get-Answer $K @() 'Undo-Kit.ps1' | Should -BeExactly '0 CERTIFICATE_REMOVED CERTIFICATE_REMOVED'
        Get-TestState $H -StoresOnly | Should -BeNullOrEmpty
    }
    It 'in Disallowed: 1, the other is imported' {
        Set-TestStore $H 'Machine' 'Disallowed' $A
        Get-Answer $K | Should -BeExactly '1 CERTIFICATE_DISALLOWED CERTIFICATE_ADDED'
    }
    It 'store that refuses: 3, what was found out is told' {
        Set-TestFake $K @{ DenyWrite = 'Root' }
        Get-Answer $K | Should -BeExactly '3 STORE_NOT_ACCESSIBLE STORE_NOT_ACCESSIBLE'
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
        Get-Answer $K @() 'Undo-Kit.ps1' | Should -BeExactly '1 JOURNAL_BROKEN'
    }
    It 'wrong use: 2, nothing done (<_>)' -ForEach @('-Foo', 'word', '-WhatIff', '--help', '') {
        Get-Answer $K $_ | Should -BeExactly '2 ARGUMENT_NOT_KNOWN'
        Get-TestState $H | Should -BeExactly $All
    }
    It 'a kit outside the protected folder: 1' {
        $away = Join-Path $H.Root 'media'
        [System.IO.Directory]::Move($K.Root, $away)
        [System.IO.File]::Move($K.Fake, "$away.fake.json")
        $K.Root = $away
        Get-Answer $K | Should -BeExactly '1 KIT_NOT_IN_PROTECTED_FOLDER'
    }
    It 'a bug of ours: 70' {
        Add-TestModuleText $K 'function Assert-RunAllowed { [int] "x" }'
        Update-TestManifest $K
        Get-Answer $K | Should -BeExactly '70 BUG'
    }
    It 'the module missing: 70' {
        [System.IO.File]::Delete((Join-Path $K.Module 'AirgapKit.psm1'))
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
        $K = New-TestWholeKit $H @($A, (New-TestCertificate ($HostileName + 'x' * 30))) -Title $HostileName
        $ran = Invoke-TestScript $K
        $lines = $ran.Out.TrimEnd().Split("`n")
        foreach ($line in $lines) { $line | Should -MatchExactly '\A[ -~]{0,80}\z' }
        $lines[0] | Should -BeLike 'CERTIFICATE_ADDED *'
        $ran.Out | Should -BeLike ('*sha256 ' + $A.Sha256.Substring(0, 8) + ' ' + $A.Sha256.Substring(8, 8) + ' *')
        $lines[-1] | Should -BeLike 'DONE *'
        Remove-Item $H.Root -Recurse -Force
    }
}
