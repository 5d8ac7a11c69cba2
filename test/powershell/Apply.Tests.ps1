BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestKit.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'WholeKit.ps1'))
    $script:A = New-TestCertificate 'Test Root A'
    $script:B = New-TestCertificate $HostileName
    function Get-Said { param([object[]] $Results) [string]::Join(' ', @($Results | Where-Object { $_.psobject.Properties['Code'] -and $_.Code -cnotin @('RECEIPT_WRITTEN', 'UPDATE_BEGUN') } | ForEach-Object { $_.Outcome + ':' + $_.Code })) }
    function Get-Stored { @(Get-ChildItem (Join-Path $H.Root 'stores/Machine/Root') -ErrorAction Ignore | ForEach-Object Name) }
}

Describe 'the way into the store' {
    BeforeAll {
        $script:H = New-TestHost
        $script:K = New-TestWholeKit $H @($A) @()
    }
    AfterAll { Remove-Item $H.Root -Recurse -Force }
    BeforeEach {
        Reset-TestHost $H
        Set-TestFake $K @{ }
    }

    It 'is its own value, with the records that machine-stores.reg has' {
        Set-TestFake $K @{ Gains = @() }
        $result = @(Install-TestWholeKit $K)[0]
        $result.Outcome, $result.Method | Should -BeExactly @('Added', 'registry')
        $blob = [System.IO.File]::ReadAllBytes((Join-Path $H.Root "stores/Machine/Root/$($A.Thumbprint)"))
        $wanted = '03000000' + '01000000' + '14000000' + $A.Thumbprint + '20000000' + '01000000' + [System.BitConverter]::ToString([System.BitConverter]::GetBytes([uint32] $A.Bytes.Length)).Replace('-', '') +
        [System.BitConverter]::ToString($A.Bytes).Replace('-', '')
        [System.BitConverter]::ToString($blob).Replace('-', '') | Should -BeExactly $wanted
        @(Undo-TestWholeKit $K)[0].Outcome | Should -BeExactly 'Removed'
        Get-TestState $H -StoresOnly | Should -BeNullOrEmpty
    }
    It 'that ends in another store is no success, and the other store is named' {
        Set-TestFake $K @{ AddGoesTo = 'AuthRoot' }
        $result = @(Install-TestWholeKit $K)
        Get-Said $result | Should -BeExactly 'Failed:STORE_NOT_CHANGED'
        $result[0].Message | Should -BeLike '*It is found in Machine/AuthRoot instead*'
        $result[-1].Exit | Should -Be 3
    }
    It 'brings an own copy where the root lies in <_> already' -ForEach @('Machine AuthRoot', 'Policy Root', 'Enterprise Root') {
        $location, $store = $_.Split(' ')
        Set-TestStore $H $location $store $A
        $before = Get-TestState $H -StoresOnly
        Get-Said (Install-TestWholeKit $K) | Should -BeExactly 'Added:CERTIFICATE_ADDED'
        Get-Stored | Should -BeExactly @($A.Thumbprint)
        @(Undo-TestWholeKit $K)[0].Outcome | Should -BeExactly 'Removed'
        Get-TestState $H -StoresOnly | Should -BeExactly $before
    }
    It 'leaves one that is damaged in Root as it is' {
        Set-TestStore $H 'Machine' 'Root' $A ([byte[]] @(1, 2, 3))
        $before = Get-TestState $H -StoresOnly
        Get-Said (Install-TestWholeKit $K) | Should -BeExactly 'Refused:STORE_ENTRY_DIFFERS'
        Get-TestState $H -StoresOnly | Should -BeExactly $before
    }
    It 'is taken back whatever Windows computed, and not where somebody set <Name>' -ForEach @(
        @{ Name = 'nothing'; Gains = @(4, 15, 20, 25); Want = 'Removed' }
        @{ Name = 'a limit of its use'; Gains = @(4, 9); Want = 'Refused' }
        @{ Name = 'a name'; Gains = @(11); Want = 'Refused' }
        @{ Name = 'a date from which it is denied'; Gains = @(104); Want = 'Refused' }
        @{ Name = 'a property nobody knows'; Gains = @(65000); Want = 'Refused' }
    ) {
        Set-TestFake $K @{ Gains = $Gains }
        Get-Said (Install-TestWholeKit $K) | Should -BeExactly 'Added:CERTIFICATE_ADDED'
        $undone = @(Undo-TestWholeKit $K)[0]
        $undone.Outcome | Should -BeExactly $Want
        if ($Want -ceq 'Refused') {
            $undone.Code | Should -BeExactly 'CERTIFICATE_CHANGED_SINCE'
            Get-Stored | Should -BeExactly @($A.Thumbprint)
        }
    }
}

Describe 'several certificates' {
    BeforeAll {
        $script:H = New-TestHost
        $script:C = New-TestCertificate 'Test Root C'
        $script:K = New-TestWholeKit $H @($A, $B, $C) @()
    }
    AfterAll { Remove-Item $H.Root -Recurse -Force }
    BeforeEach { Reset-TestHost $H }

    It 'do not wait for one that cannot be written (<_>)' -ForEach 0, 1, 2 {
        $denied = @($A, $B, $C)[$_]
        Set-TestFake $K @{ DenyKey = @($denied.Thumbprint) }
        $said = @('Added:CERTIFICATE_ADDED') * 3
        $said[$_] = 'Failed:STORE_NOT_ACCESSIBLE'
        Get-Said (Install-TestWholeKit $K) | Should -BeExactly ([string]::Join(' ', $said))
        Get-Stored | Should -Not -Contain $denied.Thumbprint
        Get-Stored | Should -HaveCount 2
    }
    It 'begin with the profile''s own root' {
        $profile = Get-TestProfile
        $profile.certificates = @(@{ id = 'c2'; store = 'Root'; include = 'default' })
        Set-TestText $K.Root 'data/profile.json' (ConvertTo-Json -Depth 9 $profile)
        Update-TestManifest $K @()
        @(Install-TestWholeKit $K | Where-Object { $_.Kind -ceq 'certificate' } | ForEach-Object Sha256) | Should -BeExactly @($C.Sha256, $A.Sha256, $B.Sha256)
    }
}

Describe 'a whole kit' {
    BeforeAll {
        $script:H = New-TestHost
        $script:K = New-TestWholeKit $H @($A, $B)
    }
    AfterAll { Remove-Item $H.Root -Recurse -Force }
    BeforeEach {
        Reset-TestHost $H
        Set-TestFake $K @{ Tools = (Get-TestTool) }
    }

    It 'is applied, restarted, applied again, undone' {
        $first = @(Install-TestWholeKit $K)
        Get-Said $first | Should -BeExactly 'Added:CERTIFICATE_ADDED Added:CERTIFICATE_ADDED Installed:UPDATE_INSTALLED RestartNeeded:UPDATE_RESTART_NEEDED'
        $first[-1].Exit, $first[-1].Restart | Should -BeExactly @(0, $true)
        Restart-TestHost $H
        $again = @(Install-TestWholeKit $K)
        Get-Said $again | Should -BeExactly 'AlreadyThere:CERTIFICATE_ALREADY_THERE AlreadyThere:CERTIFICATE_ALREADY_THERE AlreadyThere:UPDATE_FLOOR_REACHED'
        @($again[-1].Verdicts | ForEach-Object Verdict) | Should -BeExactly @('MET', 'MET', 'MET')
        Get-Said (Undo-TestWholeKit $K) | Should -BeExactly 'Removed:CERTIFICATE_REMOVED Removed:CERTIFICATE_REMOVED LeftThere:EVENT_SOURCE_LEFT LeftThere:UPDATE_NOT_UNDONE LeftThere:UPDATE_NOT_UNDONE'
        Get-TestState $H -StoresOnly | Should -BeNullOrEmpty
    }
    It 'installs the update although a certificate was refused, and ends with 1' {
        Set-TestStore $H 'Machine' 'Disallowed' $A
        $results = @(Install-TestWholeKit $K)
        Get-Said $results | Should -BeExactly 'Refused:CERTIFICATE_DISALLOWED Added:CERTIFICATE_ADDED Installed:UPDATE_INSTALLED RestartNeeded:UPDATE_RESTART_NEEDED'
        $results[-1].Exit | Should -Be 1
    }
    It 'changes nothing on a full disk, and goes on when there is room' {
        Set-TestFake $K @{ DiskFull = $true; Tools = (Get-TestTool) }
        Get-TestFault { Install-TestWholeKit $K } | Should -BeExactly 'JOURNAL_NOT_ACCESSIBLE/3'
        Get-Stored | Should -HaveCount 0
        Set-TestFake $K @{ Tools = (Get-TestTool) }
        @(Install-TestWholeKit $K)[-1].Exit | Should -Be 0
    }
    It 'is refused while another run holds the lock' {
        $lock = [System.IO.File]::Open((Join-Path $H.Root 'data/AirgapKit/run.lock'), 'OpenOrCreate', 'ReadWrite', 'None')
        Get-TestFault { Install-TestWholeKit $K } | Should -BeExactly 'RUN_ALREADY_ACTIVE/3'
        Get-TestFault { Undo-TestWholeKit $K } | Should -BeExactly 'RUN_ALREADY_ACTIVE/3'
        $lock.Dispose()
    }
    It 'shares a root with another kit: undone one after the other, the last one takes it away' {
        $other = New-TestWholeKit $H @($A) @()
        Reset-TestHost $H
        Set-TestFake $K @{ Tools = (Get-TestTool) }
        [void] (Install-TestWholeKit $K)
        Get-Said (Install-TestWholeKit $other) | Should -BeExactly 'AlreadyThere:CERTIFICATE_ALREADY_THERE'
        Get-Said (Undo-TestWholeKit $K) | Should -BeLike '*LeftThere:CERTIFICATE_NEEDED_BY_ANOTHER_KIT*'
        Get-Stored | Should -BeExactly $A.Thumbprint
        Get-Said (Undo-TestWholeKit $other) | Should -BeLike 'Removed:CERTIFICATE_REMOVED*'
        Get-Stored | Should -HaveCount 0
        Get-TestChainFault $H | Should -BeNullOrEmpty
    }
    It 'is not undone by a journal of another kit or a forged one' {
        [void] (Install-TestWholeKit $K)
        $lines = [System.IO.File]::ReadAllText($H.Journal)
        [System.IO.File]::WriteAllText($H.Journal, $lines.Replace('"thing":"update:KB5005112"', '"thing":"update:KB5005113"'))
        Get-TestFault { Undo-TestWholeKit $K } | Should -BeExactly 'JOURNAL_BROKEN/1'
        Get-Stored | Should -HaveCount 2
    }
}

Describe 'a kit that is not what was extracted' {
    BeforeAll {
        $script:H = New-TestHost
        $script:K = New-TestWholeKit $H @($A) @(Get-TestRow 'KB5129238' 'rollup' 1 'updates/kb5129238.cab')
        $script:Before = Get-TestState $H
        function Edit-File {
            param([string] $Path, [scriptblock] $Run)
            $file = Join-Path $K.Root $Path
            $was = $null
            if ([System.IO.File]::Exists($file)) { $was = [System.IO.File]::ReadAllBytes($file) }
            & $Run $file
            foreach ($run in @({ Install-TestWholeKit $K }, { Undo-TestWholeKit $K }, { Install-TestWholeKit $K -WhatIf })) { Get-TestFault $run }
            [System.IO.File]::Delete($file)
            if ($null -ne $was) { [System.IO.File]::WriteAllBytes($file, $was) }
        }
    }
    AfterEach { Get-TestState $H | Should -BeExactly $Before }
    AfterAll { Remove-Item $H.Root -Recurse -Force }

    It 'is refused: <Name>' -ForEach @(
        @{ Name = 'a module file altered'; Path = 'scripts/AirgapKit/Root.ps1'; Edit = { param($f) [System.IO.File]::AppendAllText($f, '# ') }; Want = 'KIT_CONTENT_DIFFERS/1' }
        @{ Name = 'a module file of the same size'; Path = 'scripts/Check-Host.ps1'; Edit = { param($f) [System.IO.File]::WriteAllText($f, 'x' * (Get-Item $f).Length) }; Want = 'KIT_CONTENT_DIFFERS/1' }
        @{ Name = 'a file too much'; Path = 'scripts/AirgapKit/Extra.ps1'; Edit = { param($f) [System.IO.File]::WriteAllText($f, 'x') }; Want = 'KIT_CONTENT_DIFFERS/1' }
        @{ Name = 'the profile gone'; Path = 'data/profile.json'; Edit = { param($f) [System.IO.File]::Delete($f) }; Want = 'KIT_CONTENT_DIFFERS/1' }
        @{ Name = 'the manifest gone'; Path = 'META/manifest.json'; Edit = { param($f) [System.IO.File]::Delete($f) }; Want = 'KIT_DATA_MISSING/3' }
        @{ Name = 'the manifest altered'; Path = 'META/manifest.json'; Edit = { param($f) [System.IO.File]::WriteAllText($f, [System.IO.File]::ReadAllText($f).Replace('Root A', 'Root B')) }; Want = 'KIT_CONTENT_DIFFERS/1' }
        @{ Name = 'the manifest no JSON'; Path = 'META/manifest.json'; Edit = { param($f) [System.IO.File]::WriteAllText($f, '$(throw 1)') }; Want = 'KIT_DATA_MALFORMED/1' }
        @{ Name = 'the manifest of another kind'; Path = 'META/manifest.json'; Edit = { param($f) [System.IO.File]::WriteAllText($f, '{"format":"airgap-kit/2"}') }; Want = 'KIT_DATA_MALFORMED/1' }
        @{ Name = 'a path that leads out'; Path = 'META/manifest.json'; Edit = { param($f) [System.IO.File]::WriteAllText($f, [System.IO.File]::ReadAllText($f).Replace('data/profile.json', '../profile.json')) }; Want = 'KIT_*/1' }
        @{ Name = 'an id that is code'; Path = 'META/manifest.json'; Edit = { param($f) [System.IO.File]::WriteAllText($f, [System.IO.File]::ReadAllText($f).Replace('"id":"test-1', '"id":"$(exit 9)')) }; Want = 'KIT_ID_MALFORMED/2' }
        @{ Name = 'an update that is code'; Path = 'META/manifest.json'; Edit = { param($f) [System.IO.File]::WriteAllText($f, [System.IO.File]::ReadAllText($f).Replace('"kb":"KB5129238"', '"kb":"KB5129238 & calc"')) }; Want = 'KIT_DATA_NOT_USABLE/1' }
        @{ Name = 'a symbolic link'; Path = 'scripts/Check-Host.ps1'; Edit = { param($f) [System.IO.File]::Move($f, "$f.real"); [void] (New-Item -ItemType SymbolicLink -Path $f -Target "$f.real"); [System.IO.File]::Move("$f.real", (Join-Path $H.Root 'data/AirgapKit/kits/real')) ; [System.IO.File]::Delete($f); [void] (New-Item -ItemType SymbolicLink -Path $f -Target (Join-Path $H.Root 'data/AirgapKit/kits/real')) }; Want = 'PROTECTED_FOLDER_NOT_TRUSTED/1' }
    ) {
        foreach ($fault in @(Edit-File $Path $Edit)) { $fault | Should -BeLike $Want }
    }
    It 'is refused: a folder of it is a link' {
        $folder = Join-Path $K.Root 'scripts/AirgapKit'
        $real = Join-Path $H.Root 'data/AirgapKit/kits/real-folder'
        Import-TestModule $K
        [System.IO.Directory]::Move($folder, $real)
        [void] (New-Item -ItemType SymbolicLink -Path $folder -Target $real)
        foreach ($run in @({ Install-AirgapKit -KitRoot $K.Root }, { Undo-AirgapKit -KitRoot $K.Root })) { Get-TestFault $run | Should -BeExactly 'PROTECTED_FOLDER_NOT_TRUSTED/1' }
        [System.IO.File]::Delete($folder)
        [System.IO.Directory]::Move($real, $folder)
    }
    It 'is refused: a file that others may write, as one with a hard link of theirs' {
        Set-TestFake $K @{ Access = @{ 'AirgapKit.psm1' = @{ Extra = @{ Sid = 'S-1-5-32-545'; Allow = $true } } } }
        Get-TestFault { Install-TestWholeKit $K } | Should -BeExactly 'PROTECTED_FOLDER_NOT_TRUSTED/1'
        Set-TestFake $K @{ Access = @{ 'manifest.json' = @{ Owner = 'S-1-5-21-1-2-3-1001' } } }
        Get-TestFault { Undo-TestWholeKit $K } | Should -BeExactly 'PROTECTED_FOLDER_NOT_TRUSTED/1'
        Set-TestFake $K @{ }
    }
    It 'is refused: a protected folder that an ordinary user made, or a folder for receipts' {
        Set-TestFake $K @{ Access = @{ AirgapKit = @{ Owner = 'S-1-5-21-1-2-3-1001' } } }
        Get-TestFault { Install-TestWholeKit $K } | Should -BeExactly 'PROTECTED_FOLDER_NOT_TRUSTED/1'
        Set-TestFake $K @{ }
    }
    It 'without rights: exit 3, and what to do' {
        Set-TestFake $K @{ Administrator = $false }
        Get-TestFault { Install-TestWholeKit $K } | Should -BeExactly 'NOT_ADMINISTRATOR/3'
        Get-TestFault { Undo-TestWholeKit $K } | Should -BeExactly 'NOT_ADMINISTRATOR/3'
        Set-TestFake $K @{ }
    }
    It 'undo works without certificate and update files' {
        [void] (Install-TestWholeKit $K)
        Remove-Item (Join-Path $K.Root 'certs'), (Join-Path $K.Root 'updates') -Recurse
        Get-Said (Undo-TestWholeKit $K) | Should -BeLike 'Removed:CERTIFICATE_REMOVED*'
        @(Get-TestReceipt $H)[-1].certificates[0].action | Should -BeExactly 'Removed'
        $script:Before = Get-TestState $H
    }
}
