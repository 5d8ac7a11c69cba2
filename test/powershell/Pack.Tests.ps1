# The verifier pack's second stage and its checks, against a Windows made of tables.
BeforeDiscovery {
    $script:Source = [System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'src', 'windows', 'pack')
    $script:Files = @(Get-ChildItem $Source | ForEach-Object { @{ Name = $_.Name; Path = $_.FullName } })
    $script:Scripts = @($Files | Where-Object { $_.Name.EndsWith('.ps1') })
}
BeforeAll {
    $script:Pack = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'src', 'windows', 'pack'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'PackParts.ps1'))
    $script:Place = 'C:\Program Files\AirgapKit'
    function Get-PackFaultOf {
        param([scriptblock] $Run)
        try { & $Run | Out-Null; 'none' }
        catch {
            if (-not $_.Exception.Data.Contains('AirgapCode')) { throw }
            "$($_.Exception.Data['AirgapCode'])/$($_.Exception.Data['AirgapExit'])"
        }
    }
    function Get-PackFunction {
        param([string] $Path)
        $faults = $null
        $tree = [System.Management.Automation.Language.Parser]::ParseFile($Path, [ref] $null, [ref] $faults)
        $faults | Should -BeNullOrEmpty
        $tree.FindAll({ $args[0] -is [System.Management.Automation.Language.FunctionDefinitionAst] }, $true)
    }
}
Describe 'the place' {
    BeforeEach { New-PackHost }
    It 'accepts an installed pack on a host as Windows makes it' {
        Get-PackFaultOf { Assert-PackPlace $Place } | Should -BeExactly 'none'
    }
    It 'refuses a pack on a drive of kind <_>' -ForEach 'Removable', 'CDRom', 'Network', 'Ram', 'NoRootDirectory', 'Unknown' {
        $PackHost.Drive = $_
        Get-PackFaultOf { Assert-PackPlace $Place } | Should -BeExactly 'PACK_ON_MEDIUM/1'
    }
    It 'refuses a pack on a share' {
        Get-PackFaultOf { Assert-PackPlace '\\server\share\pack' } | Should -BeExactly 'PACK_ON_MEDIUM/1'
    }
    It 'refuses <_>' -ForEach 'C:\Users\a\pack', 'C:\Program Files\AirgapKit2', 'C:\Program Files', 'C:\Program Files\AirgapKit\sub' {
        $folder = $_
        Get-PackFaultOf { Assert-PackPlace $folder } | Should -BeExactly 'PACK_NOT_INSTALLED/1'
    }
    It 'refuses where Windows or its programs lie elsewhere' {
        $PackHost.System = 'D:\Windows\system32'
        Get-PackFaultOf { Assert-PackPlace $Place } | Should -BeExactly 'WINDOWS_ELSEWHERE/3'
        New-PackHost
        $PackHost.Programs = 'D:\Programs'
        Get-PackFaultOf { Assert-PackPlace $Place } | Should -BeExactly 'WINDOWS_ELSEWHERE/3'
    }
    It 'refuses <Path> that <Sid> may write with <Rights>' -ForEach @(
        @{ Path = 'C:\Program Files\AirgapKit'; Sid = 'S-1-5-32-545'; Rights = 2 }
        @{ Path = 'C:\Program Files\AirgapKit'; Sid = 'S-1-1-0'; Rights = 4 }
        @{ Path = 'C:\Program Files\AirgapKit'; Sid = 'S-1-5-21-1-2-3-1001'; Rights = 2032127 }
        @{ Path = 'C:\Program Files\AirgapKit'; Sid = 'S-1-5-11'; Rights = 0x10000000 }
        @{ Path = 'C:\Program Files'; Sid = 'S-1-5-11'; Rights = 0x40 }
        @{ Path = 'C:\Program Files'; Sid = 'S-1-5-11'; Rights = 0x40000 }
        @{ Path = 'C:\'; Sid = 'S-1-5-11'; Rights = 0x40 }
        @{ Path = 'C:\'; Sid = 'S-1-5-11'; Rights = 0x80000 }
        @{ Path = 'C:\Program Files\AirgapKit\Verify-Kit.ps1'; Sid = 'S-1-5-32-545'; Rights = 0x100 }
        @{ Path = 'C:\Program Files\AirgapKit\SHA256SUMS'; Sid = 'S-1-5-32-545'; Rights = 0x10000 }
    ) {
        $PackHost.Access[$Path] = New-PackAccess -Extra @(New-PackEntry $Sid $Rights)
        Get-PackFaultOf { Assert-PackPlace $Place } | Should -BeExactly 'PACK_FOLDER_NOT_TRUSTED/1'
    }
    It 'lets reading, denying and inherit-only entries be' {
        $PackHost.Access[$Place] = New-PackAccess -Extra @((New-PackEntry 'S-1-5-32-545' 1179817), (New-PackEntry 'S-1-1-0' 2 0 $false), (New-PackEntry 'S-1-3-0' 2032127 2))
        Get-PackFaultOf { Assert-PackPlace $Place } | Should -BeExactly 'none'
    }
    It 'refuses an owner who may change the rights of <_>' -ForEach 'C:\Program Files\AirgapKit', 'C:\Program Files', 'C:\', 'C:\Program Files\AirgapKit\anchor.cer' {
        $PackHost.Access[$_] = New-PackAccess -Owner 'S-1-5-21-1-2-3-1001'
        Get-PackFaultOf { Assert-PackPlace $Place } | Should -BeExactly 'PACK_FOLDER_NOT_TRUSTED/1'
    }
    It 'refuses the link <_>' -ForEach 'C:\Program Files\AirgapKit', 'C:\Program Files', 'C:\Program Files\AirgapKit\Verify-Kit.ps1' {
        $PackHost.Links = @($_)
        Get-PackFaultOf { Assert-PackPlace $Place } | Should -BeExactly 'PACK_PLACE_LINKED/1'
    }
}

Describe 'the files' {
    BeforeEach { New-PackHost }
    It 'gives the digest of SHA256SUMS when all are as listed' {
        Get-PackDigest $Place | Should -BeExactly (Get-FakeDigest "$Place\SHA256SUMS")
    }
    It 'refuses a changed, a missing and an unexpected file' {
        Add-PackHostFile 'Verify-Kit.ps1' 'another verifier'
        Get-PackFaultOf { Get-PackDigest $Place } | Should -BeExactly 'PACK_FILE_DIFFERS/1'
        New-PackHost
        $PackHost.Files.Remove("$Place\anchor.cer")
        Get-PackFaultOf { Get-PackDigest $Place } | Should -BeExactly 'PACK_FILE_MISSING/1'
        New-PackHost
        Add-PackHostFile 'version.dll' 'x'
        Get-PackFaultOf { Get-PackDigest $Place } | Should -BeExactly 'PACK_FILE_UNEXPECTED/1'
        New-PackHost
        Add-PackHostFile "$Place\sub\x.ps1" 'x'
        Get-PackFaultOf { Get-PackDigest $Place } | Should -BeExactly 'PACK_FILE_UNEXPECTED/1'
    }
    It 'refuses sums of another form' {
        $good = [System.Text.Encoding]::ASCII.GetString($PackHost.Files["$Place\SHA256SUMS"])
        foreach ($text in @('', 'x', ($good + "`n"), $good.Replace('  ', ' '), $good.Replace("`n", "`r`n"), $good.ToUpperInvariant(), ($good + $good), $good.Replace('Verify-Kit.ps1', '..\x.ps1'))) {
            Add-PackHostFile 'SHA256SUMS' $text
            Get-PackFaultOf { Get-PackDigest $Place } | Should -BeExactly 'PACK_SUMS_MALFORMED/1' -Because $text
        }
    }
}

Describe 'the anchor' {
    BeforeEach { New-PackHost }
    It 'takes it as people type it' {
        $hex = Get-FakeDigest "$Place\anchor.cer"
        foreach ($typed in @($hex, $hex.ToUpperInvariant(), "sha256:$hex", " SHA256: $hex ", ($hex -replace '(..)', '$1:').TrimEnd(':'), ($hex -replace '(.{8})', '$1 '))) {
            Assert-PackAnchor $Place $typed | Should -BeExactly $hex
        }
    }
    It 'refuses what is no digest, and the digest of another certificate' {
        $hex = Get-FakeDigest "$Place\anchor.cer"
        foreach ($typed in @('', 'y', $hex.Substring(1), ($hex + '0'), ('g' + $hex.Substring(1)), ([string] [char] 0x0661 + $hex.Substring(1)))) {
            Get-PackFaultOf { Assert-PackAnchor $Place $typed } | Should -BeExactly 'ANCHOR_MALFORMED/2'
        }
        $other = $hex.Substring(0, 63) + $(if ($hex[63] -eq '0') { '1' } else { '0' })
        Get-PackFaultOf { Assert-PackAnchor $Place $other } | Should -BeExactly 'ANCHOR_DIFFERS/1'
        try { Assert-PackAnchor $Place $other } catch { $_.Exception.Message | Should -BeLike '*differ first at digit 64 of 64*' }
    }
}

Describe 'pack script <Name>' -ForEach $Files {
    It 'is ASCII with line feeds, at most 400 lines' {
        $text = [System.IO.File]::ReadAllText($Path)
        $text | Should -MatchExactly '\A[\n -~]+\n\z'
        $text.Split("`n").Length | Should -BeLessThan 401
    }
    It 'runs no data and weakens no check' {
        [System.IO.File]::ReadAllText($Path) | Should -Not -MatchExactly 'Invoke-Expression|ScriptBlock\]::Create|Bypass|\$env:(?!PSModulePath)|::new\(|%SystemRoot%|%ProgramFiles%|%windir%'
    }
}
Describe 'pack script <Name>, functions' -ForEach $Scripts {
    It 'has none over 40 lines' {
        foreach ($function in @(Get-PackFunction $Path)) {
            ($function.Extent.EndLineNumber - $function.Extent.StartLineNumber + 1) | Should -BeLessOrEqual 40 -Because $function.Name
        }
    }
}
Describe 'the fake' {
    It 'is asked the same questions as Windows' {
        $real = @((Get-SourcePath 'common/PlatformAccess.ps1'), (Get-SourcePath 'pack/PackPlatform.ps1'), (Get-SourcePath 'pack/PackProcess.ps1'))
        $signatures = foreach ($files in @($real, @([System.IO.Path]::Combine($PSScriptRoot, 'FakePackPlatform.ps1')))) {
            $lines = foreach ($function in @($files | ForEach-Object { Get-PackFunction $_ })) {
                if ($function.Name -clike '*-Fake*' -or $function.Name -clike 'New-*' -or $function.Name -ceq 'Add-PackHostFile') { continue }
                $parameters = @()
                if ($null -ne $function.Body.ParamBlock) { $parameters = @($function.Body.ParamBlock.Parameters | ForEach-Object { $_.StaticType.Name + ' ' + $_.Name.VariablePath.UserPath }) }
                $function.Name + '(' + [string]::Join(', ', $parameters) + ')'
            }
            [string]::Join("`n", @($lines | Sort-Object))
        }
        $signatures[1] | Should -BeExactly $signatures[0]
    }
}
