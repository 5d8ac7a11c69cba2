# The project's own rules for the shipped scripts, and that the fake host is asked the same questions as Windows.
BeforeDiscovery {
    $source = [System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'src', 'windows')
    $script:Files = @(Get-ChildItem $source -File -Recurse -Include '*.ps1', '*.psd1' | ForEach-Object { @{ Name = $_.Name; Path = $_.FullName } })
    $script:Tests = @(Get-ChildItem $PSScriptRoot -Filter '*.ps1' | ForEach-Object { @{ Name = $_.Name; Path = $_.FullName } })
}
BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestKit.ps1'))
    function Get-Function {
        param([string] $Path)
        $faults = $null
        $tree = [System.Management.Automation.Language.Parser]::ParseFile($Path, [ref] $null, [ref] $faults)
        $faults | Should -BeNullOrEmpty
        $tree.FindAll({ $args[0] -is [System.Management.Automation.Language.FunctionDefinitionAst] }, $true)
    }
    function Get-Signature {
        param([string] $Path)
        Get-Function $Path | Where-Object { $_.Name -clike '*-Platform*' -and $_.Name -cnotin @('Open-PlatformRegistry', 'Open-PlatformHive') } | ForEach-Object {
            $parameters = @()
            if ($null -ne $_.Body.ParamBlock) { $parameters = @($_.Body.ParamBlock.Parameters | ForEach-Object { $_.StaticType.Name + ' ' + $_.Name.VariablePath.UserPath }) }
            $_.Name + '(' + [string]::Join(', ', $parameters) + ')'
        } | Sort-Object
    }
}

Describe 'shipped script <Name>' -ForEach $Files {
    It 'is ASCII with line feeds, at most 400 lines' {
        $text = [System.IO.File]::ReadAllText($Path)
        $text | Should -MatchExactly '\A[\n -~]+\n\z'
        $text.Split("`n").Length | Should -BeLessThan 401
    }
    It 'has no function over 40 lines' {
        foreach ($function in @(Get-Function $Path)) {
            ($function.Extent.EndLineNumber - $function.Extent.StartLineNumber + 1) | Should -BeLessOrEqual 40 -Because $function.Name
        }
    }
    It 'runs no data and cleans up no check' {
        [System.IO.File]::ReadAllText($Path) | Should -Not -MatchExactly 'Invoke-Expression|ScriptBlock\]::Create|Bypass|\$env:(?!PSModulePath)|::new\('
    }
}

Describe 'test script <Name>' -ForEach $Tests {
    It 'is at most 400 lines, no function over 40' {
        [System.IO.File]::ReadAllLines($Path).Length | Should -BeLessThan 401
        foreach ($function in @(Get-Function $Path)) {
            ($function.Extent.EndLineNumber - $function.Extent.StartLineNumber + 1) | Should -BeLessOrEqual 40 -Because $function.Name
        }
    }
}

Describe 'the module' {
    It 'can be loaded by the engines it is for' {
        $manifest = Import-PowerShellDataFile (Get-SourcePath 'module/AirgapKit.psd1')
        $manifest.PowerShellVersion | Should -BeExactly '3.0'
        $manifest.ContainsKey('CompatiblePSEditions') | Should -BeFalse
    }
    It 'exports what it names, with help and examples, and nothing else' {
        $H = New-TestHost
        Import-TestModule (New-TestKit $H @())
        $module = Get-Module AirgapKit
        @($module.ExportedCommands.Keys | Sort-Object) | Should -BeExactly @(
            'Export-AirgapNeeds', 'Get-AirgapHostState', 'Get-AirgapVerdict', 'Install-AirgapKit', 'Install-AirgapRoot',
            'Install-AirgapUpdate', 'Invoke-AirgapEntry', 'New-AirgapReceipt', 'Undo-AirgapChange', 'Undo-AirgapKit')
        foreach ($name in $module.ExportedCommands.Keys) {
            $help = Get-Help $name -Full
            $help.Synopsis | Should -Not -BeNullOrEmpty
            @($help.examples.example).Count | Should -BeGreaterThan 1
        }
        Remove-Item $H.Root -Recurse -Force
    }
    It 'talks to Windows through Platform*.ps1 only, in the words that the fake knows' {
        foreach ($fake in @($FakeFiles.GetEnumerator()) + @{ Key = 'module/host/PlatformHost.ps1'; Value = 'FakeWindows.ps1' }) {
            Get-Signature ([System.IO.Path]::Combine($PSScriptRoot, $fake.Value)) | Should -BeExactly @(Get-Signature (Get-SourcePath $fake.Key))
        }
        foreach ($part in Get-ProductPart 'AirgapKit.psm1' | Where-Object { $_ -cnotlike '*/Platform*.ps1' }) {
            Get-SourceText $part | Should -Not -MatchExactly 'X509Store\b(?! )(?!.Remove)|Microsoft\.Win32|Get-Acl|WindowsIdentity|SpecialFolder|CimInstance|FileVersionInfo|DriveInfo|Diagnostics\.Process|EventLog\]'
        }
    }
    It 'computes the digest that Get-FileHash computes' {
        $H = New-TestHost
        $K = New-TestKit $H @()
        Import-TestModule $K
        foreach ($file in Get-ChildItem $K.Module -File) {
            $bytes = [System.IO.File]::ReadAllBytes($file.FullName)
            & (Get-Module AirgapKit) { Get-Sha256Hex $args[0] } $bytes | Should -BeExactly (Get-FileHash $file.FullName).Hash.ToLowerInvariant()
        }
        Remove-Item $H.Root -Recurse -Force
    }
}
