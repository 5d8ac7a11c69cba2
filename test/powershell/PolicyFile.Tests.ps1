# registry.pol and gpt.ini as bytes: what is read, what is refused, what a merge leaves as it was. No host here.
BeforeDiscovery {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestKit.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestPolicy.ps1'))
    $script:Good = New-TestNumber 'Software\A' 'v' 1
    function Get-Fault { param([string] $Name, [object] $Bytes, [string] $Want, [int] $At = 8) @{ Name = $Name; Bytes = [byte[]] $Bytes; Want = $Want; At = $At } }
    # The first entry is good: the fault's offset is that of the second.
    function Get-Second { param([byte[]] $Entry, [string] $Name, [string] $Want) Get-Fault $Name (New-TestPolicy @($Good, $Entry)) $Want (8 + $Good.Length) }
    function Get-Broken { param([int] $At, [byte] $Byte) $copy = [byte[]] $Good.Clone(); $copy[$At] = $Byte; , $copy }
    $long = 'Software\' + ('x' * 256)
    $script:Faults = @(
        (Get-Fault 'empty' @() 'POLICY_HEADER_BAD' 0), (Get-Fault 'seven bytes' @(0x50, 0x52, 0x65, 0x67, 1, 0, 0) 'POLICY_HEADER_BAD' 0)
        (Get-Fault 'version 2' @(0x50, 0x52, 0x65, 0x67, 2, 0, 0, 0) 'POLICY_HEADER_BAD' 0), (Get-Fault 'PReh' @(0x50, 0x52, 0x65, 0x68, 1, 0, 0, 0) 'POLICY_HEADER_BAD' 0)
        (Get-Second (Get-TestWide '{') 'no opening bracket' 'POLICY_ENTRY_BAD'), (Get-Second @(0x5B) 'half a character' 'POLICY_ENTRY_TRUNCATED')
        (Get-Second (Get-TestWide '[Software\A') 'no end of the key' 'POLICY_ENTRY_TRUNCATED'), (Get-Second (Get-TestWide "[Software\A`0") 'the key alone' 'POLICY_ENTRY_TRUNCATED')
        (Get-Second (Get-TestWide "[Software\A`0:v`0;") 'a colon' 'POLICY_ENTRY_BAD'), (Get-Second (Get-TestWide "[A`0;v`0;12;34") 'no data' 'POLICY_ENTRY_TRUNCATED')
        (Get-Second (Get-TestWide "[A`0;v`0;12:34;") 'no semicolon behind the type' 'POLICY_ENTRY_BAD'), (Get-Second (Get-TestWide "[A`0;v`0;12") 'ends behind the type' 'POLICY_ENTRY_TRUNCATED')
        (Get-Second (Get-Broken ($Good.Length - 2) 0x5C) 'no closing bracket' 'POLICY_ENTRY_BAD'), (Get-Second (Get-Broken ($Good.Length - 12) 200) 'size past the end' 'POLICY_ENTRY_TRUNCATED')
        (Get-Second (Get-Broken ($Good.Length - 9) 255) 'size of 4 GiB' 'POLICY_ENTRY_TRUNCATED'), (Get-Second ([byte[]] $Good[0..($Good.Length - 2)]) 'half a bracket' 'POLICY_ENTRY_TRUNCATED')
        (Get-Second (New-TestEntry ("A" + [char] 0xD800 + 'B') 'v' 1) 'half a pair in a key' 'POLICY_ENTRY_BAD'), (Get-Second (New-TestEntry 'A' ('v' + [char] 0xDC00) 1) 'half a pair in a name' 'POLICY_ENTRY_BAD')
        (Get-Second (New-TestEntry '' 'v' 1) 'no key' 'POLICY_KEY_BAD'), (Get-Second (New-TestEntry '\A' 'v' 1) 'leading backslash' 'POLICY_KEY_BAD')
        (Get-Second (New-TestEntry 'A\' 'v' 1) 'trailing backslash' 'POLICY_KEY_BAD'), (Get-Second (New-TestEntry 'A\\B' 'v' 1) 'doubled backslash' 'POLICY_KEY_BAD')
        (Get-Second (New-TestEntry $long 'v' 1) 'component of 256' 'POLICY_KEY_BAD'), (Get-Second (New-TestEntry ((@('y' * 200) * 82) -join '\') 'v' 1) 'key of 16,481' 'POLICY_KEY_BAD')
        (Get-Second (Get-TestWide "[\A`0:") 'a bad key and then a colon' 'POLICY_KEY_BAD'), (Get-Second ([byte[]] (New-TestEntry 'A' '' 1)[0..15]) 'no name, a type, and no end' 'POLICY_ENTRY_TRUNCATED')
        (Get-Second (New-TestEntry 'A' ('n' * 16384) 1) 'name of 16,384' 'POLICY_NAME_BAD'))
    $script:HasSample = [System.IO.Directory]::Exists($SampleFolder)
    $guid = '{35378EAC-683F-11D2-A89A-00C04FBBCFA2}'
    $script:Inis = @('', "Version=1`r`n", "[General`r`nVersion=1", "[General]`r`nVersion=1`r`nversion=2", "[General]`r`nVersion=x", "[General]`r`nVersion=4294967296", "[General]`r`nVersion=-1"
        "[General]`r`nVersion", "[General]`r`nVersion=1`r`n[General]`r`n", "[General]`r`ngPCMachineExtensionNames=$guid", "[General]`r`ngPCMachineExtensionNames=[$guid`r`n", "[General]`r`ngPCMachineExtensionNames"
        "[General]`r`ngPCMachineExtensionNames=[]", "[General]`r`nVer`0sion=1", ([char] 0xEF + [char] 0xBB + [char] 0xBF + '[General]'), ([char] 0xFE + [char] 0xFF + '[General]') | ForEach-Object { @{ Text = $_; Shown = ($_ -replace '[^ -~]', '.') } })
}
BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestKit.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestPolicy.ps1'))
    $script:H = New-TestHost
    Import-TestModule (New-TestKit $H @())
    function Invoke-Inside { param([scriptblock] $Run) & (Get-Module AirgapKit) $Run @args }
    function Read-Bytes { param([byte[]] $Bytes) Invoke-Inside { Read-Policy $args[0] 'C:\here\registry.pol' } $Bytes }
    function Get-Text { param([byte[]] $Bytes) [System.Convert]::ToBase64String($Bytes) }
    function Join-Both { param([byte[]] $Now, [byte[]] $Ours) Invoke-Inside { Merge-Policy (Read-Policy $args[0] 'now') (Read-Policy $args[1] 'ours') } $Now $Ours }
    function Get-Ascii { param([string] $Text) , [System.Text.Encoding]::GetEncoding(28591).GetBytes($Text) }
    function Read-Ini { param([byte[]] $Bytes) Invoke-Inside { Read-PolicyIni $args[0] 'C:\here\gpt.ini' } $Bytes }
    # gpt.ini after a merge of certificates, line ends shown.
    function Step-Ini {
        param([string] $Text, [bool] $Values = $false)
        $bytes = Invoke-Inside { $ini = Read-PolicyIni $args[0] 'x'; , (Get-PolicyIniBytes $ini (Join-PolicyName ([string] $ini.Names) (Get-PolicyPair $args[1]) 'x')) } (Get-Ascii $Text) $Values
        [System.Text.Encoding]::GetEncoding(28591).GetString($bytes)
    }
    $script:R = '{35378EAC-683F-11D2-A89A-00C04FBBCFA2}'
    $script:E = '{B1BE8D72-6EAC-11D2-A4EA-00C04F79F83A}'
    $script:T = '{53D6AB1D-2488-11D1-A28C-00C04FB94F17}'
    $script:D = '{D02B1F72-3407-48AE-BA88-E8213C6761F1}'
}
AfterAll { Remove-Item $H.Root -Recurse -Force }

Describe 'a policy file' {
    It '<Name>: refused as <Want>, with its offset' -ForEach $Faults {
        $said = try { Read-Bytes $Bytes; 'nothing' } catch { $_.Exception.Message; $_.Exception.Data['AirgapExit'] | Should -Be 1 }
        $said | Should -BeLike "${Want}: C:\here\registry.pol, byte ${At}: *"
    }
    It 'over 16 MiB: refused' {
        { Read-Bytes (New-Object 'System.Byte[]' -ArgumentList 16777217) } | Should -Throw 'POLICY_TOO_LARGE*'
    }
    It 'head alone, key-only entries, data of odd length, any type, any UTF-16: read' {
        (Read-Bytes (New-TestPolicy)).Keys.Count | Should -Be 0
        $odd = New-TestEntry 'A\B' 'odd' 3 ([byte[]] @(0x5D, 0, 0x3B))
        $pair = New-TestEntry ('K;[]' + [char] 0xD83D + [char] 0xDE00) ('n]' + [char] 0x4E2D) 4294967295 ([byte[]] @(1))
        $table = Read-Bytes (New-TestPolicy @((New-TestEntry 'A'), $odd, $pair, (New-TestNumber 'A' '**del.x' 1)))
        $table.Keys | Should -BeExactly @('A', 'A\B', ('K;[]' + [char] 0xD83D + [char] 0xDE00), 'A')
        $table.Names | Should -BeExactly @('', 'odd', ('n]' + [char] 0x4E2D), '**del.x')
        $table.Types | Should -BeExactly @(0, 3, 4294967295, 4)
        Get-Text (Invoke-Inside { Get-PolicyData $args[0] 1 } $table) | Should -BeExactly (Get-Text @(0x5D, 0, 0x3B))
    }
    It 'the default value of a key of others: read, and not taken for the key by itself' {
        $file = New-TestPolicy @((New-TestEntry 'A' '' 1 ([byte[]] @(65, 0, 0, 0))), (New-TestEntry 'B'))
        $table = Read-Bytes $file
        $table.Names | Should -BeExactly @('', '')
        Invoke-Inside { Find-PolicyEntry $args[0] 'A' '' } $table | Should -Be -1
        Invoke-Inside { Find-PolicyEntry $args[0] 'b' '' } $table | Should -Be 1
    }
    It 'of 16 MiB and half a million entries: read within seconds, and joined to the same bytes' {
        $entry = New-TestEntry 'k' 'n' 3 ([byte[]] @(1, 2, 3, 4))
        $count = [int] [System.Math]::Floor((16777216 - 8) / $entry.Length)
        $bytes = New-Object 'System.Byte[]' -ArgumentList (8 + $count * $entry.Length)
        [System.Array]::Copy((New-TestPolicy), $bytes, 8)
        for ($i = 0; $i -lt $count; $i++) { [System.Array]::Copy($entry, 0, $bytes, 8 + $i * $entry.Length, $entry.Length) }
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $table = Read-Bytes $bytes
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 60
        $table.Keys.Count | Should -Be $count
        $one = New-Object 'System.Byte[]' -ArgumentList 16000000
        (Read-Bytes (New-TestPolicy @(, (New-TestEntry 'k' 'n' 3 $one)))).Ends[0] | Should -Be (8 + 28 + 16000000)
    }
    It 'the real one of 65 entries: every entry at its place' -Skip:(-not $HasSample) {
        $rows = Import-Csv -Delimiter "`t" (Join-Path $SampleFolder 'nsacyber-certificates/registry.pol.entries.tsv')
        $table = Read-Bytes ([System.IO.File]::ReadAllBytes(@(Get-ChildItem (Join-Path $SampleFolder 'nsacyber-certificates') -Recurse -Filter registry.pol)[0]))
        $table.Keys.Count | Should -Be $rows.Count
        for ($i = 0; $i -lt $rows.Count; $i++) {
            @($table.Starts[$i], $table.Ends[$i], $table.Types[$i], $table.Data[$i], $table.Keys[$i], $table.Names[$i]) |
            Should -BeExactly @([int] $rows[$i].start, [int] $rows[$i].end, [long] $rows[$i].type, [int] $rows[$i].data_offset, $rows[$i].key, $rows[$i].value)
        }
    }
}

Describe 'a merge' {
    It 'into nothing: ours in our order' {
        $ours = New-TestPolicy @((New-TestNumber 'B' 'v' 1), (New-TestNumber 'A' 'v' 2), (New-TestEntry 'C'))
        $both = Join-Both (New-TestPolicy) $ours
        Get-Text $both.Bytes | Should -BeExactly (Get-Text $ours)
        $both.Actions | Should -BeExactly @('Added', 'Added', 'Added')
    }
    It 'replaces where it stands, case ignored; others keep bytes and order; what is there already is left as it is spelt' {
        $mine = @((New-TestNumber 'Software\X' 'Other' 7), (New-TestNumber 'software\a' 'V' 9), (New-TestEntry 'Software\E'), (New-TestNumber 'SOFTWARE\b' 'same' 5), (New-TestEntry 'Z' 'odd' 3 ([byte[]] @(1))))
        $ours = @((New-TestNumber 'Software\A' 'v' 1), (New-TestEntry 'SOFTWARE\e'), (New-TestNumber 'Software\B' 'Same' 5), (New-TestNumber 'Software\New' 'n' 3))
        $both = Join-Both (New-TestPolicy $mine) (New-TestPolicy $ours)
        $both.Actions | Should -BeExactly @('Replaced', 'Same', 'Same', 'Added')
        Get-Text $both.Bytes | Should -BeExactly (Get-Text (New-TestPolicy @($mine[0], $ours[0], $mine[2], $mine[3], $mine[4], $ours[3])))
    }
    It 'of a value that is there twice: the last one counts, and is the one replaced' {
        $first = New-TestNumber 'A' 'v' 1
        $both = Join-Both (New-TestPolicy @($first, (New-TestNumber 'A' 'v' 2))) (New-TestPolicy @(, (New-TestNumber 'A' 'v' 3)))
        Get-Text $both.Bytes | Should -BeExactly (Get-Text (New-TestPolicy @($first, (New-TestNumber 'A' 'v' 3))))
    }
    It 'done twice is done once' {
        $ours = New-TestPolicy @((New-TestNumber 'A' 'v' 1), (New-TestEntry 'E'))
        $once = Join-Both (New-TestPolicy @(, (New-TestNumber 'a' 'V' 4))) $ours
        $twice = Join-Both $once.Bytes $ours
        Get-Text $twice.Bytes | Should -BeExactly (Get-Text $once.Bytes)
        $twice.Actions | Should -BeExactly @('Same', 'Same')
    }
    It 'of the own vector into the real file: the real entries stay, ours come last' -Skip:(-not $HasSample) {
        $real = [System.IO.File]::ReadAllBytes(@(Get-ChildItem (Join-Path $SampleFolder 'nsacyber-certificates') -Recurse -Filter registry.pol)[0])
        $ours = [System.IO.File]::ReadAllBytes((Join-Path $VectorFolder 'sha1.registry.pol'))
        $both = Join-Both $real $ours
        Get-Text ([byte[]] $both.Bytes[0..($real.Length - 1)]) | Should -BeExactly (Get-Text $real)
        @($both.Actions | Where-Object { $_ -ceq 'Added' }).Count | Should -Be 2
    }
}

Describe 'gpt.ini' {
    It 'not understood: refused (<Shown>)' -ForEach $Inis {
        { Read-Ini (Get-Ascii $Text) } | Should -Throw 'POLICY_INI_BAD*'
    }
    It 'raises the machine''s half alone, from 65535 to 1' {
        Step-Ini "[General]`r`nVersion=196609" | Should -Match 'Version=196610\b'
        Step-Ini "[General]`r`nVersion=4294967295" | Should -Match 'Version=4294901761\b'
        Step-Ini "[General]`r`nVersion=65535" | Should -Match 'Version=1\b'
        Step-Ini "[General]`r`nVersion=0" | Should -Match 'Version=1\b'
    }
    It 'merges the extensions: extensions and tools ascending, case ignored' {
        Step-Ini "[General]`r`nVersion=1`r`n" | Should -BeExactly "[General]`r`nVersion=2`r`ngPCMachineExtensionNames=[$R$T][$E$T]`r`n"
        $security = '[{827D319E-6EAC-11D2-A4EA-00C04F79F83A}{803E14A0-B4FB-11D0-A0D0-00A0C90F574B}]'
        Step-Ini "[General]`r`ngPCMachineExtensionNames=$security[$($R.ToLowerInvariant())$D]`r`nVersion=1`r`n" |
        Should -BeExactly "[General]`r`ngPCMachineExtensionNames=[$($R.ToLowerInvariant())$T$D]$security[$E$T]`r`nVersion=2`r`n"
        Step-Ini "[General]`r`nVersion=1`r`n" $true | Should -Match ([regex]::Escape("[$R$T$D][$E$T]"))
    }
    It 'leaves all other lines, their ends and their spelling' {
        Step-Ini "; mine`n[other]`nVersion=7`n[GENERAL]`n  version = 4 `ndisplayName=New  x`n`n[tail]`nx=1" |
        Should -BeExactly "; mine`n[other]`nVersion=7`n[GENERAL]`n  version = 5 `ndisplayName=New  x`ngPCMachineExtensionNames=[$R$T][$E$T]`r`n`n[tail]`nx=1"
    }
    It 'takes a line for ours only by its exact name' {
        $near = 'Ver' + [char] 0xAD + 'sion=9'
        Step-Ini "[General]`r`n$near`r`nVersions=8`r`n" | Should -BeExactly "[General]`r`n$near`r`nVersions=8`r`ngPCMachineExtensionNames=[$R$T][$E$T]`r`nVersion=1`r`n"
        { Read-Ini (Get-Ascii ("[General]`r`nVersion=" + [char] 0xA0 + "1")) } | Should -Throw 'POLICY_INI_BAD*'
    }
    It 'in UTF-16 with its mark stays that' {
        $bytes = [byte[]] @(0xFF, 0xFE) + [System.Text.Encoding]::Unicode.GetBytes("[General]`r`nVersion=3`r`n")
        $after = Invoke-Inside { $ini = Read-PolicyIni $args[0] 'x'; , (Get-PolicyIniBytes $ini $ini.Names) } $bytes
        Get-Text $after | Should -BeExactly (Get-Text ([byte[]] @(0xFF, 0xFE) + [System.Text.Encoding]::Unicode.GetBytes("[General]`r`nVersion=4`r`n")))
        { Read-Ini ($bytes + [byte[]] @(0x41)) } | Should -Throw 'POLICY_INI_BAD*'
        { Read-Ini ($bytes + [byte[]] @(0x00, 0xD8)) } | Should -Throw 'POLICY_INI_BAD*'
    }
    It 'takes out again what was not there before, and no more' {
        $split = { param($Names, $Before) Invoke-Inside { Split-PolicyName $args[0] (Get-PolicyPair $true) $args[1] 'x' } $Names $Before }
        & $split "[$R$T$D][$E$T]" '' | Should -BeExactly ''
        & $split "[$R$T$D][$E$T]" "[$R$D]" | Should -BeExactly "[$R$D]"
        & $split "[$R$T$D{EEEEEEEE-3407-48AE-BA88-E8213C6761F1}][$E$T]" "[$R$D]" | Should -BeExactly "[$R$D{EEEEEEEE-3407-48AE-BA88-E8213C6761F1}]"
        & $split "[$R$T$D][$E$T]" "[$E$T][$R$D$T]" | Should -BeExactly "[$E$T][$R$D$T]"
    }
}

Describe 'the codes of local policy' {
    It 'stand in the document, and no others' {
        $document = [System.IO.File]::ReadAllText([System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'src', 'docs', 'host-codes.md'))
        $section = $document.Substring($document.IndexOf('## Local policy'))
        $written = @([regex]::Matches($section, '(?m)^\| ([A-Z_, ]+) \|') | ForEach-Object { $_.Groups[1].Value.Split([string[]] @(', '), 'None') } | Sort-Object -Unique)
        $source = [string]::Join("`n", @(Get-ChildItem $SourceFolder -Filter '*Policy*.ps1' -Exclude 'Platform*' -Recurse | ForEach-Object { [System.IO.File]::ReadAllText($_.FullName) }))
        $coded = @([regex]::Matches($source, "'((?:POLICY|BLOB)_[A-Z_]+|CERTIFICATE_DISALLOWED)'") | ForEach-Object { $_.Groups[1].Value } | Sort-Object -Unique)
        $written | Should -BeExactly $coded
    }
    It 'are each wanted by a test' {
        $tests = [string]::Join("`n", @(Get-ChildItem $PSScriptRoot -Filter 'Policy*.Tests.ps1' | ForEach-Object { [System.IO.File]::ReadAllText($_.FullName) }))
        $source = [string]::Join("`n", @(Get-ChildItem $SourceFolder -Filter '*Policy*.ps1' -Recurse | ForEach-Object { [System.IO.File]::ReadAllText($_.FullName) }))
        $missing = @([regex]::Matches($source, "'((?:POLICY|BLOB)_[A-Z_]+)'") | ForEach-Object { $_.Groups[1].Value } | Sort-Object -Unique | Where-Object { -not $tests.Contains($_) })
        $missing | Should -BeNullOrEmpty
    }
}
