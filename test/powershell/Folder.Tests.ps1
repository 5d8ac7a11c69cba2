BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestKit.ps1'))
    $script:A = New-TestCertificate 'Test Root A'
}

Describe 'the protected folder' {
    BeforeEach {
        $script:H = New-TestHost
        $script:K = New-TestKit $H @($A)
        $script:All = Get-TestState $H
    }
    AfterEach { Remove-Item $H.Root -Recurse -Force }

    It 'is refused and not repaired: <Name>' -ForEach @(
        @{ Name = 'owned by a person'; Quirk = @{ Owner = 'S-1-5-21-1-2-3-500' } }
        @{ Name = 'owned by SYSTEM'; Quirk = @{ Owner = 'S-1-5-18' } }
        @{ Name = 'inherits'; Quirk = @{ Protected = $false } }
        @{ Name = 'a right for Users'; Quirk = @{ Extra = @{ Sid = 'S-1-5-32-545'; Allow = $true; Rights = 131209; Inheritance = 3; Propagation = 0; Inherited = $false } } }
        @{ Name = 'a denial'; Quirk = @{ Extra = @{ Sid = 'S-1-5-18'; Allow = $false; Rights = 2032127; Inheritance = 3; Propagation = 0; Inherited = $false } } }
        @{ Name = 'an entry twice'; Quirk = @{ Extra = @{ Sid = 'S-1-5-18'; Allow = $true; Rights = 2032127; Inheritance = 3; Propagation = 0; Inherited = $false } } }
        @{ Name = 'no entries'; Quirk = @{ Entries = @() } }
        @{ Name = 'an entry missing'; Quirk = @{ Entries = @(@{ Sid = 'S-1-5-18'; Allow = $true; Rights = 2032127; Inheritance = 3; Propagation = 0; Inherited = $false }) } }
        @{ Name = 'rights that do not reach the files'; Quirk = @{ Entries = @(@{ Sid = 'S-1-5-18'; Allow = $true; Rights = 2032127; Inheritance = 1; Propagation = 0; Inherited = $false }) } }
        @{ Name = 'a file'; Quirk = @{ Kind = 'File' } }
    ) {
        Set-TestFake $K @{ Access = @{ 'AirgapKit' = $Quirk } }
        foreach ($run in @({ Install-TestKit $K }, { Install-TestKit $K -WhatIf }, { Undo-TestKit $K })) {
            Get-TestFault $run | Should -BeExactly 'PROTECTED_FOLDER_NOT_TRUSTED/1'
        }
        Get-TestState $H | Should -BeExactly $All
    }
    It 'is refused when reached through a link (<_>)' -ForEach @('AirgapKit', '0000000000000001') {
        Set-TestFake $K @{ Link = $_ }
        Get-TestFault { Install-TestKit $K } | Should -BeExactly 'PROTECTED_FOLDER_NOT_TRUSTED/1'
        Get-TestState $H | Should -BeExactly $All
    }
    It 'is not guessed at when Windows and the registry name different ones' {
        Set-TestFake $K @{ Profile = 'D:\Data' }
        Get-TestFault { Install-TestKit $K } | Should -BeExactly 'DATA_FOLDER_NOT_CERTAIN/3'
    }
    It 'is made when absent, by a run that changes something only' {
        Import-TestModule $K
        $module = Get-Module AirgapKit
        $fresh = Join-Path $H.Root 'fresh'
        & $module { Test-ProtectedFolder $args[0] $false } $fresh | Should -BeFalse
        [System.IO.Directory]::Exists($fresh) | Should -BeFalse
        & $module { Test-ProtectedFolder $args[0] $true } $fresh | Should -BeTrue
        [System.IO.Directory]::Exists($fresh) | Should -BeTrue
    }
    It 'that was made by somebody else in between is read back and refused' {
        Set-TestFake $K @{ Access = @{ 'fresh' = @{ Owner = 'S-1-5-21-1-2-3-1001' } } }
        Import-TestModule $K
        $module = Get-Module AirgapKit
        [void] [System.IO.Directory]::CreateDirectory((Join-Path $H.Root 'fresh'))
        Get-TestFault { & $module { Test-ProtectedFolder $args[0] $true } (Join-Path $H.Root 'fresh') } | Should -BeExactly 'PROTECTED_FOLDER_NOT_TRUSTED/1'
    }
    It 'holds the kit, or the kit is not used (<_>)' -ForEach @('elsewhere', 'data/AirgapKit', 'data/AirgapKit-2/kit', 'data/AirgapKit/../kit') {
        $K.Root = Join-Path $H.Root $_
        foreach ($run in @({ Install-TestKit $K }, { Install-TestKit $K -WhatIf }, { Undo-TestKit $K })) {
            Get-TestFault $run | Should -BeExactly 'KIT_NOT_IN_PROTECTED_FOLDER/1'
        }
    }
}

Describe 'two runs at once' {
    It 'the second says so and changes nothing' {
        $H = New-TestHost
        $K = New-TestKit $H @($A)
        $lock = [System.IO.File]::Open((Join-Path $H.Root 'data/AirgapKit/run.lock'), 'OpenOrCreate', 'ReadWrite', 'None')
        foreach ($run in @({ Install-TestKit $K }, { Install-TestKit $K -WhatIf }, { Undo-TestKit $K })) {
            Get-TestFault $run | Should -BeExactly 'RUN_ALREADY_ACTIVE/3'
        }
        [System.IO.File]::Exists($H.Journal) | Should -BeFalse
        Get-TestState $H -StoresOnly | Should -BeNullOrEmpty
        $lock.Dispose()
        @(Install-TestKit $K)[0].Code | Should -BeExactly 'CERTIFICATE_ADDED'
        Remove-Item $H.Root -Recurse -Force
    }
    It 'the lock is free again after a run that ended by a fault' {
        $H = New-TestHost
        $K = New-TestKit $H @($A)
        Set-TestFake $K @{ DiskFull = $true }
        Get-TestFault { Install-TestKit $K } | Should -BeExactly 'JOURNAL_NOT_ACCESSIBLE/3'
        Set-TestFake $K @{ }
        @(Install-TestKit $K)[0].Code | Should -BeExactly 'CERTIFICATE_ADDED'
        Remove-Item $H.Root -Recurse -Force
    }
}
