BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestKit.ps1'))
    $script:A = New-TestCertificate 'Test Root A'
    $script:B = New-TestCertificate 'Test Root B'
    function Get-Said { param([object[]] $Results) [string]::Join(' ', @($Results | ForEach-Object { $_.Outcome + ':' + $_.Code })) }
    function Get-Stored { param([object] $HostFolder) @(Get-ChildItem (Join-Path $HostFolder.Root 'stores/Machine/Root') -ErrorAction Ignore | ForEach-Object Name) }
}

Describe 'undo' {
    BeforeEach {
        $script:H = New-TestHost
        Set-TestStore $H 'Machine' 'CA' (New-TestCertificate 'somebody else')
        $script:Before = Get-TestState $H -StoresOnly
        $script:K = New-TestKit $H @($A, $B)
    }
    AfterEach { Remove-Item $H.Root -Recurse -Force }

    It 'leaves the stores as before the import, and a second undo finds nothing to do' {
        [void] (Install-TestKit $K)
        Get-Said (Undo-TestKit $K) | Should -BeExactly 'Removed:CERTIFICATE_REMOVED Removed:CERTIFICATE_REMOVED'
        Get-TestState $H -StoresOnly | Should -BeExactly $Before
        $all = Get-TestState $H
        Get-Said (Undo-TestKit $K) | Should -BeExactly 'NothingToUndo:CERTIFICATE_NOT_IN_JOURNAL NothingToUndo:CERTIFICATE_NOT_IN_JOURNAL'
        Get-TestState $H | Should -BeExactly $all
    }
    It 'can be followed by another import' {
        [void] (Install-TestKit $K)
        [void] (Undo-TestKit $K)
        Get-Said (Install-TestKit $K) | Should -BeExactly 'Added:CERTIFICATE_ADDED Added:CERTIFICATE_ADDED'
        [void] (Undo-TestKit $K)
        Get-TestState $H -StoresOnly | Should -BeExactly $Before
    }
    It 'takes back the last addition first' {
        [void] (Install-TestKit $K)
        @(Undo-TestKit $K | ForEach-Object Sha256) | Should -BeExactly @($B.Sha256, $A.Sha256)
    }
    It 'changes nothing with -WhatIf' {
        [void] (Install-TestKit $K)
        $all = Get-TestState $H
        Get-Said (Undo-TestKit $K -WhatIf) | Should -BeExactly 'WouldRemove:CERTIFICATE_WOULD_BE_REMOVED WouldRemove:CERTIFICATE_WOULD_BE_REMOVED'
        Get-TestState $H | Should -BeExactly $all
    }
    It 'without an import finds nothing to do and removes nothing' {
        Set-TestStore $H 'Machine' 'Root' $A
        $stores = Get-TestState $H -StoresOnly
        Get-Said (Undo-TestKit $K) | Should -BeExactly 'NothingToUndo:CERTIFICATE_NOT_IN_JOURNAL NothingToUndo:CERTIFICATE_NOT_IN_JOURNAL'
        Get-TestState $H -StoresOnly | Should -BeExactly $stores
    }
    It 'leaves what was there before the kit' {
        Set-TestStore $H 'Machine' 'Root' $A
        $stores = Get-TestState $H -StoresOnly
        Get-Said (Install-TestKit $K) | Should -BeExactly 'AlreadyThere:CERTIFICATE_ALREADY_THERE Added:CERTIFICATE_ADDED'
        Get-Said (Undo-TestKit $K) | Should -BeExactly 'Removed:CERTIFICATE_REMOVED LeftThere:CERTIFICATE_WAS_THERE_BEFORE'
        Get-TestState $H -StoresOnly | Should -BeExactly $stores
    }
    It 'leaves a key whose bytes are no longer ours' {
        [void] (Install-TestKit $K)
        Set-TestStore $H 'Machine' 'Root' $A ([byte[]] @(32, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 48, 0))
        Get-Said (Undo-TestKit $K) | Should -BeExactly 'Removed:CERTIFICATE_REMOVED Refused:CERTIFICATE_CHANGED_SINCE'
        Get-Stored $H | Should -BeExactly $A.Thumbprint
    }
    It 'removes ours although Windows added properties around it' {
        [void] (Install-TestKit $K)
        $blob = [System.IO.File]::ReadAllBytes((Join-Path $H.Root "stores/Machine/Root/$($A.Thumbprint)"))
        Set-TestStore $H 'Machine' 'Root' $A ([byte[]] (@(25, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 65, 0) + $blob))
        Get-Said (Undo-TestKit $K) | Should -BeExactly 'Removed:CERTIFICATE_REMOVED Removed:CERTIFICATE_REMOVED'
    }
    It 'says so when somebody else removed ours already' {
        [void] (Install-TestKit $K)
        [System.IO.File]::Delete((Join-Path $H.Root "stores/Machine/Root/$($A.Thumbprint)"))
        Get-Said (Undo-TestKit $K) | Should -BeExactly 'Removed:CERTIFICATE_REMOVED AlreadyGone:CERTIFICATE_ALREADY_GONE'
        Get-TestState $H -StoresOnly | Should -BeExactly $Before
    }
    It 'works although the kit''s certificate files are gone' {
        [void] (Install-TestKit $K)
        Remove-Item (Join-Path $K.Root 'certs') -Recurse
        Get-Said (Undo-TestKit $K) | Should -BeExactly 'Removed:CERTIFICATE_REMOVED Removed:CERTIFICATE_REMOVED'
    }
    It 'stops when the store refuses, and removes the rest when it no longer does' {
        [void] (Install-TestKit $K)
        Set-TestFake $K @{ DenyWrite = 'Root' }
        Get-Said (Undo-TestKit $K) | Should -BeExactly 'Failed:STORE_NOT_ACCESSIBLE Failed:STORE_NOT_ACCESSIBLE'
        Set-TestFake $K @{ }
        Get-Said (Undo-TestKit $K) | Should -BeExactly 'Removed:CERTIFICATE_REMOVED Removed:CERTIFICATE_REMOVED'
    }
    It 'does not believe a removal that the store does not show' {
        [void] (Install-TestKit $K)
        Set-TestFake $K @{ KeepOnClear = $true }
        Get-Said (Undo-TestKit $K) | Should -BeExactly 'Failed:STORE_NOT_CHANGED Failed:STORE_NOT_CHANGED'
        Set-TestFake $K @{ }
        Get-Said (Undo-TestKit $K) | Should -BeExactly 'Removed:CERTIFICATE_REMOVED Removed:CERTIFICATE_REMOVED'
    }
    It 'only acts on the list of this kit, whatever the journal says' {
        [void] (Install-TestKit $K)
        $K.List = @($K.List[0])
        Get-Said (Undo-TestKit $K) | Should -BeExactly 'Removed:CERTIFICATE_REMOVED'
        Get-Stored $H | Should -BeExactly $B.Thumbprint
    }
}

Describe 'two kits with one root' {
    BeforeEach {
        $script:H = New-TestHost
        $script:First = New-TestKit $H @($A)
        $script:Second = New-TestKit $H @($A, $B)
    }
    AfterEach { Remove-Item $H.Root -Recurse -Force }

    It 'undone in the order of import: the second removes it' {
        [void] (Install-TestKit $First)
        Get-Said (Install-TestKit $Second) | Should -BeExactly 'AlreadyThere:CERTIFICATE_ALREADY_THERE Added:CERTIFICATE_ADDED'
        Get-Said (Undo-TestKit $First) | Should -BeExactly 'LeftThere:CERTIFICATE_NEEDED_BY_ANOTHER_KIT'
        Get-Stored $H | Should -HaveCount 2
        Get-Said (Undo-TestKit $Second) | Should -BeExactly 'Removed:CERTIFICATE_REMOVED Removed:CERTIFICATE_REMOVED'
        Get-Stored $H | Should -HaveCount 0
    }
    It 'undone the other way round: the first removes it' {
        [void] (Install-TestKit $First)
        [void] (Install-TestKit $Second)
        Get-Said (Undo-TestKit $Second) | Should -BeExactly 'Removed:CERTIFICATE_REMOVED LeftThere:CERTIFICATE_NEEDED_BY_ANOTHER_KIT'
        Get-Said (Undo-TestKit $First) | Should -BeExactly 'Removed:CERTIFICATE_REMOVED'
        Get-Stored $H | Should -HaveCount 0
    }
    It 'there before both: both leave it' {
        Set-TestStore $H 'Machine' 'Root' $A
        [void] (Install-TestKit $First)
        [void] (Install-TestKit $Second)
        [void] (Undo-TestKit $First)
        [void] (Undo-TestKit $Second)
        Get-Stored $H | Should -BeExactly $A.Thumbprint
    }
    It 'there before one, removed by hand, added by the other: needed by the one' {
        Set-TestStore $H 'Machine' 'Root' $A
        [void] (Install-TestKit $First)
        [System.IO.File]::Delete((Join-Path $H.Root "stores/Machine/Root/$($A.Thumbprint)"))
        [void] (Install-TestKit $Second)
        Get-Said (Undo-TestKit $Second) | Should -BeExactly 'Removed:CERTIFICATE_REMOVED LeftThere:CERTIFICATE_NEEDED_BY_ANOTHER_KIT'
        Get-Stored $H | Should -BeExactly $A.Thumbprint
    }
    It 'one kit does not undo what the other added alone' {
        [void] (Install-TestKit $Second)
        Get-Said (Undo-TestKit $First) | Should -BeExactly 'NothingToUndo:CERTIFICATE_NOT_IN_JOURNAL'
        Get-Stored $H | Should -HaveCount 2
    }
    It 'with -WhatIf the second kit leaves no word that it needs it' {
        [void] (Install-TestKit $First)
        [void] (Install-TestKit $Second -WhatIf)
        Get-Said (Undo-TestKit $First) | Should -BeExactly 'Removed:CERTIFICATE_REMOVED'
    }
}
