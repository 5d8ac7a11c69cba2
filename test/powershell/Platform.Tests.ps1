# The parts of the real Platform.ps1 that any system can run. The rest needs Windows: src/docs/windows-acceptance.md.
BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'Products.ps1'))
    . (Get-SourcePath 'common/PlatformAccess.ps1')
    . (Get-SourcePath 'common/PlatformStore.ps1')
    . (Get-SourcePath 'module/Platform.ps1')
    $script:Folder = Join-Path ([System.IO.Path]::GetTempPath()) ('airgap-' + [System.Guid]::NewGuid().ToString('N'))
    [void] [System.IO.Directory]::CreateDirectory($Folder)
}
AfterAll { Remove-Item $Folder -Recurse -Force }

Describe 'the real Platform.ps1' {
    It 'appends, reads, cuts' {
        $file = Join-Path $Folder 'file'
        Add-PlatformByte -Path $file -Bytes ([byte[]] @(1, 2, 3))
        Add-PlatformByte -Path $file -Bytes ([byte[]] @(4, 10))
        [byte[]] $bytes = Read-PlatformFile -Path $file
        $bytes | Should -Be @(1, 2, 3, 4, 10)
        Resize-PlatformFile -Path $file -Length 2
        [byte[]] $bytes = Read-PlatformFile -Path $file
        $bytes | Should -Be @(1, 2)
    }
    It 'gives a single byte and an empty file as bytes' {
        $file = Join-Path $Folder 'small'
        [System.IO.File]::WriteAllBytes($file, [byte[]] @(7))
        , (Read-PlatformFile -Path $file) | Should -BeOfType ([byte[]])
        Resize-PlatformFile -Path $file -Length 0
        , (Read-PlatformFile -Path $file) | Should -BeOfType ([byte[]])
    }
    It 'opens the lock, and a fault that is no sharing violation is no answer' {
        $lock = Open-PlatformLock -Path (Join-Path $Folder 'run.lock')
        $lock | Should -Not -BeNullOrEmpty
        Close-PlatformLock -Lock $lock
        { Open-PlatformLock -Path (Join-Path $Folder 'no/such/folder/run.lock') } | Should -Throw
    }
    It 'finds the first link on the way' {
        $real = Join-Path $Folder 'real'
        [void] [System.IO.Directory]::CreateDirectory((Join-Path $real 'sub'))
        $link = Join-Path $Folder 'link'
        [void] (New-Item -ItemType SymbolicLink -Path $link -Target $real)
        Get-PlatformLink -Path (Join-Path $link 'sub/absent') | Should -BeExactly $link
        Get-PlatformLink -Path (Join-Path $real 'sub') | Should -BeExactly ''
        Get-PlatformLink -Path (Join-Path $real 'absent') | Should -BeExactly ''
    }
    It 'knows the registry key of each physical store' {
        Get-PlatformStorePath -Location 'Machine' -Store 'Root' | Should -BeExactly 'SOFTWARE\Microsoft\SystemCertificates\Root\Certificates'
        Get-PlatformStorePath -Location 'Policy' -Store 'CA' | Should -BeExactly 'SOFTWARE\Policies\Microsoft\SystemCertificates\CA\Certificates'
        Get-PlatformStorePath -Location 'Enterprise' -Store 'Disallowed' | Should -BeExactly 'SOFTWARE\Microsoft\EnterpriseCertificates\Disallowed\Certificates'
    }
    It 'reads the clock as UTC' { (Get-PlatformClock).Kind | Should -Be 'Utc' }
}
