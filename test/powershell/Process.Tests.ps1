BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestKit.ps1'))
    $script:H = New-TestHost
    $script:K = New-TestKit $H @()
    Import-TestModule $K
    $script:Module = Get-Module AirgapKit
    # This engine's own reader of command lines is Windows': backslashes count in front of a quote only.
    function Get-Read {
        param([string[]] $Argument)
        $line = & $Module { ConvertTo-ProcessLine $args[0] } $Argument
        $script = Join-Path $H.Root 'say.ps1'
        [System.IO.File]::WriteAllText($script, '[System.Console]::Out.Write([string]::Join("|", @($args | ForEach-Object { [System.Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($_)) })))')
        $start = New-Object System.Diagnostics.ProcessStartInfo -ArgumentList ([System.Diagnostics.Process]::GetCurrentProcess().MainModule.FileName), ("-NoProfile -File `"$script`" " + $line)
        $start.RedirectStandardOutput = $true
        $process = [System.Diagnostics.Process]::Start($start)
        $text = $process.StandardOutput.ReadToEnd()
        $process.WaitForExit()
        @($text.Split('|') | ForEach-Object { [System.Text.Encoding]::UTF8.GetString([System.Convert]::FromBase64String($_)) })
    }
}
AfterAll { Remove-Item $H.Root -Recurse -Force }

Describe 'a command line' {
    It 'comes back as it went in' {
        $hostile = @('plain', 'two words', 'a"b', 'a\', 'a b\', 'C:\dir with blank\', '\\server\share\', 'a\"b', 'a\\"b', '""', '%TEMP%', '^&|<>()', "tab`there", "'single'", 'x;y', '$(exit)', '`', 'umlaut-' + [char] 0xFC, 'a\\\b')
        Get-Read $hostile | Should -BeExactly $hostile
    }
    It 'is <Want> for <Text>' -ForEach @(
        @{ Text = ''; Want = '""' }, @{ Text = 'C:\a.cab'; Want = 'C:\a.cab' }, @{ Text = 'a b\'; Want = '"a b\\"' }, @{ Text = 'a"b'; Want = '"a\"b"' }, @{ Text = 'a;b'; Want = '"a;b"' }
    ) {
        & $Module { ConvertTo-ProcessArgument $args[0] } $Text | Should -BeExactly $Want
    }
}

Describe 'a child''s environment' {
    It 'holds these names and no others, and keeps files in the protected folder' {
        $made = & $Module { Get-ChildEnvironment 'C:\ProgramData\AirgapKit\work' }
        @($made.Keys | Sort-Object) | Should -BeExactly @('ALLUSERSPROFILE', 'COMPUTERNAME', 'ComSpec', 'NUMBER_OF_PROCESSORS', 'Path', 'PATHEXT', 'ProgramData', 'ProgramFiles', 'SystemDrive', 'SystemRoot', 'TEMP', 'TMP', 'windir')
        $made.TEMP | Should -BeExactly 'C:\ProgramData\AirgapKit\work'
        $made.Path | Should -BeExactly 'C:\Windows\System32;C:\Windows'
    }
}

Describe 'the real process call' {
    BeforeAll {
        $script:Source = Get-SourceText 'module/update/PlatformProcess.ps1'
        function Invoke-Real {
            param([string] $Arguments, [int] $Seconds, [bool] $Stop = $true)
            & ([scriptblock]::Create($Source + "`nInvoke-PlatformProcess @args")) -File '/bin/sh' -Arguments $Arguments -Environment @{ TEMP = '/tmp'; ONLY = 'this' } -Folder '/' -Seconds $Seconds -Stop $Stop
        }
    }
    It 'waits, gives the exit code, and lets nothing of this environment through' -Skip:(-not [System.IO.File]::Exists('/bin/sh')) {
        $env:COR_PROFILER = 'evil'
        (Invoke-Real '-c "test -z \"$COR_PROFILER$HOME\" && test \"$ONLY\" = this && exit 42"' 20).Exit | Should -Be 42
        $env:COR_PROFILER = $null
    }
    It 'does not wait for ever' -Skip:(-not [System.IO.File]::Exists('/bin/sh')) {
        (Invoke-Real '-c "sleep 30"' 1).Ended | Should -BeFalse
    }
}
