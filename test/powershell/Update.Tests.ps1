BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestKit.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'WholeKit.ps1'))
    $script:H = New-TestHost
    $script:K = New-TestWholeKit $H @()
    # Results of the updates only, as Outcome:Code.
    function Get-Said {
        param([object] $Kit = $K, [switch] $WhatIf)
        Import-TestModule $Kit
        [string]::Join(' ', @(Install-AirgapUpdate -KitRoot $Kit.Root -WhatIf:$WhatIf | Where-Object { $_.Code -cne 'UPDATE_BEGUN' } | ForEach-Object { $_.Outcome + ':' + $_.Code }))
    }
    function Get-Step { [string]::Join(' ', @([System.IO.File]::ReadAllLines($H.Journal) | ForEach-Object { (ConvertFrom-Json $_).step })) }
    function Set-Tool { param([hashtable] $Tools, [hashtable] $More = @{ }) Set-TestFake $K (@{ Tools = $Tools } + $More) }
    $script:Rollup = 'Package_for_RollupFix~31bf3856ad364e35~amd64~~17763.9247.1.5'
    $script:Stack = 'Package_for_KB5005112~31bf3856ad364e35~amd64~~10.0.1.1'
}
AfterAll { Remove-Item $H.Root -Recurse -Force }

Describe 'updates' {
    BeforeEach {
        Reset-TestHost $H
        Set-Tool (Get-TestTool) @{ NoteTools = $true }
        [System.IO.File]::Delete((Join-Path $H.Root 'tools.txt'))
    }

    It 'are installed in order, with the journal before and after, by full path, and restart is said' {
        Get-Said | Should -BeExactly 'Installed:UPDATE_INSTALLED RestartNeeded:UPDATE_RESTART_NEEDED'
        Get-Step | Should -BeExactly 'will-install installed will-install restart-needed'
        $lines = [System.IO.File]::ReadAllLines((Join-Path $H.Root 'tools.txt'))
        $lines[0] | Should -BeLike 'C:\Windows\System32\wusa.exe */windows10.0-kb5005112-x64.msu /quiet /norestart /log:*.evtx'
        $lines[1] | Should -BeLike 'C:\Windows\System32\dism.exe /Online /Add-Package /PackagePath:*kb5129238-x64.cab /Quiet /NoRestart /English /LogPath:*.log /LogLevel:2 /ScratchDir:*'
    }
    It 'are not tried again before the restart, and not needed after it' {
        [void] (Get-Said)
        Get-Said | Should -BeExactly 'RestartNeeded:UPDATE_RESTART_PENDING'
        Restart-TestHost $H
        Get-Said | Should -BeExactly 'AlreadyThere:UPDATE_FLOOR_REACHED'
    }
    It 'change nothing with -WhatIf' {
        $before = Get-TestState $H
        Get-Said -WhatIf | Should -BeExactly 'WouldInstall:UPDATE_WOULD_BE_INSTALLED WouldInstall:UPDATE_WOULD_BE_INSTALLED'
        Get-TestState $H | Should -BeExactly $before
    }
    It 'skip a prerequisite that is there' {
        Set-TestWindows $H @{ HotFixes = @('KB5005112') }
        Get-Said | Should -BeExactly 'RestartNeeded:UPDATE_RESTART_NEEDED'
    }
    It 'that are not finished while no restart is pending are installed, and no restart alone is promised' {
        $waiting = @{ $Stack = 96; 'Package_for_RollupFix~31bf3856ad364e35~amd64~~17763.9247.1.5' = 96 }
        Set-TestWindows $H @{ Packages = $waiting }
        Get-Said -WhatIf | Should -BeExactly 'WouldInstall:UPDATE_WOULD_BE_INSTALLED WouldInstall:UPDATE_WOULD_BE_INSTALLED'
        Set-TestWindows $H @{ Packages = $waiting; RestartPending = $true }
        Get-Said -WhatIf | Should -BeExactly 'RestartNeeded:UPDATE_RESTART_PENDING'
    }
    It 'wait for a restart that is pending' {
        Set-TestWindows $H @{ RestartPending = $true }
        Get-Said | Should -BeExactly 'Failed:UPDATE_RESTART_FIRST Skipped:RUN_STOPPED'
        [System.IO.File]::Exists((Join-Path $H.Root 'tools.txt')) | Should -BeFalse
    }
    It 'need twice their size' {
        Set-TestWindows $H @{ Free = 3 }
        Get-Said | Should -BeExactly 'Failed:UPDATE_NO_SPACE Skipped:RUN_STOPPED'
    }
    It 'do not go through wusa from a remote session' {
        Set-Tool (Get-TestTool) @{ Remote = $true }
        Get-Said | Should -BeExactly 'Failed:UPDATE_REMOTE_SESSION Skipped:RUN_STOPPED'
    }
    It 'go through dism from a remote session' {
        Set-TestWindows $H @{ HotFixes = @('KB5005112') }
        Set-Tool (Get-TestTool) @{ Remote = $true }
        Get-Said | Should -BeExactly 'RestartNeeded:UPDATE_RESTART_NEEDED'
    }
    It 'set a disabled service to manual and back' {
        Set-TestWindows $H @{ Services = @{ wuauserv = 'disabled' } }
        Get-Said | Should -BeExactly 'Installed:UPDATE_INSTALLED RestartNeeded:UPDATE_RESTART_NEEDED'
        (Get-TestWindows $H).Services.wuauserv | Should -BeExactly 'disabled'
        Get-Step | Should -BeLike 'will-set set will-install installed will-restore restored will-install *'
    }
    It 'say so when the service cannot be started' {
        Set-TestWindows $H @{ Services = @{ wuauserv = 'disabled' } }
        Set-Tool (Get-TestTool) @{ ServiceDenied = $true }
        Get-Said | Should -BeLike 'Failed:UPDATE_REFUSED Skipped:RUN_STOPPED'
        Get-Step | Should -BeLike 'will-set not-set will-install not-installed'
    }
    It 'name another Windows: <Name>' -ForEach @(
        @{ Name = 'no train'; Windows = @{ Build = 16299 }; Want = 'Failed:UPDATE_BUILD_UNKNOWN' }
        @{ Name = 'no remedy'; Windows = @{ Build = 10586 }; Want = 'Refused:UPDATE_NO_REMEDY' }
        @{ Name = 'native'; Windows = @{ Build = 22621 }; Want = 'AlreadyThere:UPDATE_NATIVE' }
        @{ Name = 'architecture the profile has not'; Windows = @{ Architecture = 'ARM64' }; Want = 'Refused:UPDATE_ARCHITECTURE_NOT_LISTED' }
        @{ Name = 'architecture the kit has not'; Windows = @{ Architecture = 'x86' }; Want = 'Refused:UPDATE_NOT_IN_KIT' }
        @{ Name = 'architecture that nobody knows'; Windows = @{ Architecture = 'MIPS' }; Want = 'Failed:UPDATE_ARCHITECTURE_UNREAD' }
    ) {
        Set-TestWindows $H $Windows
        Get-Said | Should -BeExactly $Want
    }
    It '<Code> is <Want>, whatever is believed (<Name>)' -ForEach @(
        @{ Code = '0x800F081E'; Exit = -2146498530; Want = 'Failed:UPDATE_NOT_APPLICABLE'; Name = 'not applicable' }
        @{ Code = '0x80240017'; Exit = -2145124329; Want = 'Failed:UPDATE_NOT_APPLICABLE'; Name = 'not applicable' }
        @{ Code = '0x00240006'; Exit = 2359302; Want = 'Failed:UPDATE_SAID_TO_BE_THERE'; Name = 'already there, but not seen' }
        @{ Code = '0x80070005'; Exit = -2147024891; Want = 'Failed:UPDATE_REFUSED'; Name = 'access denied' }
        @{ Code = '0x80070422'; Exit = -2147023838; Want = 'Failed:UPDATE_REFUSED'; Name = 'service disabled' }
        @{ Code = '0x80070070'; Exit = -2147024784; Want = 'Failed:UPDATE_FAILED'; Name = 'disk full' }
        @{ Code = '0x800F0823'; Exit = -2146498525; Want = 'Failed:UPDATE_FAILED'; Name = 'servicing stack first' }
        @{ Code = '0x00000000'; Exit = 0; Want = 'Failed:UPDATE_NOT_SEEN'; Name = 'success that is none' }
        @{ Code = '0x00000BC2'; Exit = 3010; Want = 'RestartNeeded:UPDATE_RESTART_NEEDED'; Name = 'restart needed, nothing seen yet' }
        @{ Code = '0x0000002A'; Exit = 42; Want = 'Failed:UPDATE_FAILED'; Name = 'a code of no table' }
    ) {
        Set-TestWindows $H @{ HotFixes = @('KB5005112') }
        Set-Tool @{ KB5129238 = @{ Exit = $Exit } }
        Get-Said | Should -BeExactly $Want
        Import-TestModule $K
        Reset-TestHost $H
        Set-TestWindows $H @{ HotFixes = @('KB5005112') }
        $result = @(Install-AirgapUpdate -KitRoot $K.Root)[1]
        $result.ExitText | Should -Match $Code
        $result.ExitCode | Should -Be $Exit
    }
    It 'count as installed when the host shows them, whatever the tool said (552)' {
        Set-TestWindows $H @{ HotFixes = @('KB5005112') }
        Set-Tool @{ KB5129238 = @{ Exit = 552; Package = $Rollup; State = 96; Restart = $true } }
        Get-Said | Should -BeExactly 'RestartNeeded:UPDATE_RESTART_NEEDED'
    }
    It 'are no promise for a restart that nothing waits for (552, <Kb>)' -ForEach @(@{ Kb = 'KB5005112' }, @{ Kb = 'KB5129238' }) {
        if ($Kb -ceq 'KB5129238') { Set-TestWindows $H @{ HotFixes = @('KB5005112') } }
        Set-Tool @{ $Kb = @{ Exit = 552; Package = @{ KB5005112 = $Stack; KB5129238 = $Rollup }[$Kb]; State = 96 } }
        Get-Said | Should -BeLike 'Failed:UPDATE_FAILED*'
    }
    It 'a prerequisite that is said to be there, or not to fit, lets the update be tried' -ForEach @(
        @{ Exit = 2359302; Want = 'AlreadyThere:UPDATE_SAID_TO_BE_THERE' }, @{ Exit = -2145124329; Want = 'AlreadyThere:UPDATE_SAID_NOT_TO_FIT' }
        @{ Exit = 0; Want = 'Noted:UPDATE_NOT_SEEN' }
    ) {
        $tools = Get-TestTool
        $tools.KB5005112 = @{ Exit = $Exit }
        Set-Tool $tools
        Get-Said | Should -BeExactly ($Want + ' RestartNeeded:UPDATE_RESTART_NEEDED')
    }
    It 'a prerequisite that wants a restart stops the rest' {
        $tools = Get-TestTool
        $tools.KB5005112 = @{ Exit = 3010; Package = $Stack; State = 96; Restart = $true }
        Set-Tool $tools
        Get-Said | Should -BeExactly 'RestartNeeded:UPDATE_RESTART_NEEDED Skipped:RUN_STOPPED'
        Restart-TestHost $H
        Get-Said | Should -BeExactly 'RestartNeeded:UPDATE_RESTART_NEEDED'
    }
    It 'a tool that does not end is left alone and said so' {
        Set-TestWindows $H @{ HotFixes = @('KB5005112') }
        Set-Tool @{ KB5129238 = @{ Exit = 0; Slow = $true } }
        Get-Said | Should -BeExactly 'Failed:UPDATE_STILL_RUNNING'
    }
    It 'a file that changed since the check is not installed' {
        Set-TestWindows $H @{ HotFixes = @('KB5005112') }
        $file = Join-Path $K.Root 'updates/win10-1809/windows10.0-kb5129238-x64.cab'
        $was = [System.IO.File]::ReadAllText($file)
        [System.IO.File]::WriteAllText($file, 'this is KB5129239')
        Get-TestFault { Get-Said } | Should -BeExactly 'KIT_CONTENT_DIFFERS/1'
        [System.IO.File]::WriteAllText($file, $was)
        [System.IO.File]::Exists((Join-Path $H.Root 'tools.txt')) | Should -BeFalse
    }
}

Describe 'what a kit carries' {
    BeforeAll {
        $script:Other = New-TestHost
        function Get-KitSaid { param([object[]] $Update) Get-Said (New-TestWholeKit $Other @() $Update) }
    }
    AfterAll { Remove-Item $Other.Root -Recurse -Force }

    It 'only names: says what to fetch, and is no success' {
        $kit = New-TestWholeKit $Other @() @((Get-TestRow 'KB5005112' 'prerequisite' 1), (Get-TestRow 'KB5005625' 'floor' 2), (Get-TestRow 'KB5129238' 'rollup' 3))
        Get-Said $kit | Should -BeExactly 'Noted:UPDATE_ONLY_REFERENCED Refused:UPDATE_ONLY_REFERENCED'
        @(Install-AirgapUpdate -KitRoot $kit.Root)[1].Message | Should -BeLike '*KB5129238 for x64*Microsoft Update Catalog*'
    }
    It 'only the floor''s file: that one' {
        Get-KitSaid @((Get-TestRow 'KB5005112' 'prerequisite' 1), (Get-TestRow 'KB5005625' 'floor' 2 'updates/kb5005625.cab'), (Get-TestRow 'KB5129238' 'rollup' 3)) |
            Should -BeExactly 'Noted:UPDATE_ONLY_REFERENCED Failed:UPDATE_NOT_APPLICABLE'
    }
    It 'an update of this train that no table knows: the host shows nothing of it, so it is no success' {
        $kit = New-TestWholeKit $Other @() @(Get-TestRow 'KB9999999' 'rollup' 1 'updates/kb9999999.cab')
        foreach ($case in @(@{ Exit = 0; Want = 'Failed:UPDATE_NOT_SEEN' }, @{ Exit = -2146498530; Want = 'Failed:UPDATE_NOT_APPLICABLE' })) {
            Set-TestFake $kit @{ Tools = @{ KB9999999 = @{ Exit = $case.Exit; HotFix = $true } } }
            Set-TestWindows $Other @{ HotFixes = @('KB5005112') }
            Get-Said $kit | Should -BeExactly $case.Want
        }
        Reset-TestHost $Other
    }
    It 'nothing: nothing is said' {
        Get-KitSaid @() | Should -BeExactly ''
    }
    It 'two .msu files in one folder: each is copied into a folder of its own, and taken away' {
        $kit = New-TestWholeKit $Other @() @((Get-TestRow 'KB5005112' 'prerequisite' 1 'updates/kb5005112.msu'), (Get-TestRow 'KB5129238' 'rollup' 2 'updates/kb5129238.msu'))
        Set-TestFake $kit @{ Tools = (Get-TestTool); NoteTools = $true }
        Get-Said $kit | Should -BeExactly 'Installed:UPDATE_INSTALLED RestartNeeded:UPDATE_RESTART_NEEDED'
        [System.IO.File]::ReadAllText((Join-Path $Other.Root 'tools.txt')) | Should -BeLike '*/work-KB5005112/kb5005112.msu*/work-KB5129238/kb5129238.msu*'
        @(Get-ChildItem (Join-Path $Other.Root 'data/AirgapKit') -Recurse -Filter '*.msu' | Where-Object FullName -NotLike '*/kits/*').Count | Should -Be 0
    }
}
