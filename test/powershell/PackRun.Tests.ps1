# The pack's two stages from question to start, against a Windows made of tables.
BeforeAll {
    $script:Pack = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'src', 'windows', 'pack'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'PackParts.ps1'))
    $script:Place = 'C:\Program Files\AirgapKit'
    $script:Digest = 'ab' * 32
    $script:Kits = 'C:\ProgramData\AirgapKit\kits'
    $script:PowerShell = 'C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe'
    function Get-TextDigest {
        param([string] $Text)
        Get-Sha256Hex ([System.Text.Encoding]::ASCII.GetBytes($Text))
    }
    # What the verifier extracts: a text, perhaps a script, sums and a manifest that names them.
    function Add-ExtractedKit {
        param([string] $Folder, [bool] $Apply)
        $files = @{ 'README.txt' = 'read me' }
        if ($Apply) { $files['scripts/Apply-Kit.ps1'] = 'apply' }
        $sums = [string]::Join('', @($files.Keys | Sort-Object | ForEach-Object { (Get-TextDigest $files[$_]) + '  ' + $_ + "`n" }))
        $manifest = '{"entries":[{"path":"META/SHA256SUMS","role":"sums","sha256":"' + (Get-TextDigest $sums) + '"}]}'
        $files['META/SHA256SUMS'] = $sums
        $files['META/manifest.json'] = $manifest
        $files['META/signatures/0123456789abcdef.p7s'] = 'signature'
        foreach ($name in $files.Keys) { Add-PackHostFile ($Folder + '\' + $name.Replace('/', '\')) $files[$name] }
        Get-TextDigest $manifest
    }
    function Set-PackVerifier {
        param([bool] $Ok = $true, [int] $Exit = 0, [bool] $Apply = $true)
        $global:PackVerifier = @{ Ok = $Ok; Exit = $Exit; Apply = $Apply }
        $PackHost.Child = {
            param($Program, $Line)
            if ($Line.Contains('Apply-Kit.ps1')) { return [pscustomobject] @{ Exit = 7; Text = '' } }
            $digest = 'ab' * 32
            if ($PackVerifier.Ok) { $digest = Add-ExtractedKit "$Kits\new-0badcafe" $PackVerifier.Apply }
            $report = [pscustomobject] @{
                verdict = [pscustomobject] @{ authentic = $PackVerifier.Ok; fit = $PackVerifier.Ok; ok = $PackVerifier.Ok }; kit_digest = $digest
                findings = @([pscustomobject] @{ code = 'KIT_EXPIRES'; message = "hostile`e[2J" })
                signers = @([pscustomobject] @{ subject = "CN=a`r`nVERIFIED"; anchored = $true })
                kit = [pscustomobject] @{ id = 'acs-1'; sequence = 1; entries = 2; title = 't'; created = 'c'; expires = 'e' }
            }
            [pscustomobject] @{ Exit = $PackVerifier.Exit; Text = (ConvertTo-Json $report -Depth 5) }
        }
    }
    function Initialize-PackCase {
        New-PackHost
        Add-PackHostFile 'E:\kit\acs.zip' 'kit'
        Set-PackVerifier
        $script:Anchor = Get-FakeDigest "$Place\anchor.cer"
        $script:KitDigest = Add-ExtractedKit 'X:\k' $true
        $script:Key = $KitDigest.Substring(0, 16)
    }
    function Invoke-Stage {
        param([string[]] $Answer)
        $PackHost.Answers = $Answer
        $script:PackExit = 0
        $PackHost.Said = @()
        try { Invoke-PackSecondStage $Place | Out-Null; $script:Said = $PackHost.Said; "done/$script:PackExit" }
        catch {
            if (-not $_.Exception.Data.Contains('AirgapCode')) { throw }
            "$($_.Exception.Data['AirgapCode'])/$($_.Exception.Data['AirgapExit'])"
        }
    }
}
Describe 'the second stage' {
    BeforeEach { Initialize-PackCase }
    It 'verifies by the installed verifier, extracts into the protected folder, starts the kit' {
        Invoke-Stage 'E:\kit\acs.zip', $Anchor, ($KitDigest.Substring(0, 8).ToUpperInvariant() + ' ' + $KitDigest.Substring(8, 8)) | Should -BeExactly 'done/7'
        $PackHost.Calls | Should -BeExactly @(
            "child|$PowerShell|-NoProfile -ExecutionPolicy RemoteSigned -File `"$Place\Verify-Kit.ps1`" E:\kit\acs.zip -Anchor sha256:$Anchor -Extract -To $Kits\new-0badcafe -Json",
            "child|$PowerShell|-NoProfile -ExecutionPolicy RemoteSigned -File $Kits\$Key\scripts\Apply-Kit.ps1")
        $PackHost.Files.ContainsKey("$Kits\$Key\README.txt") | Should -BeTrue
        @($PackHost.Folders.Keys) | Should -Not -Contain "$Kits\new-0badcafe"
    }
    It 'shows no line that a kit could have forged' {
        Invoke-Stage 'E:\kit\acs.zip', $Anchor, '' | Should -BeExactly 'done/0'
        @($Said | Where-Object { $_ -cmatch '^VERIFIED' }) | Should -BeExactly @('VERIFIED, APPLY')
        $Said | Where-Object { $_ -match '[^ -~]' } | Should -BeNullOrEmpty
    }
    It 'takes a kit from a share or a medium, and runs nothing there' {
        Add-PackHostFile '\\srv\kits\acs.zip' 'kit'
        Invoke-Stage '\\srv\kits\acs.zip', $Anchor, $Key | Should -BeExactly 'done/7'
        $PackHost.Calls[0] | Should -BeLike "*\Verify-Kit.ps1`" \\srv\kits\acs.zip *-To $Kits\new-0badcafe*"
        $PackHost.Calls[1] | Should -BeLike "*-File $Kits\$Key\scripts\Apply-Kit.ps1"
    }
    It 'passes a path on as one word, whatever is in it (<_>)' -ForEach @('E:\it''s $(exit 9) `x\a; b.zip', "E:\$([char] 0x2019)$([char] 0x201C)\%TEMP%^&.zip") {
        Add-PackHostFile $_ 'kit'
        Invoke-Stage $_, $Anchor, $Key | Should -BeExactly 'done/7'
        $PackHost.Calls[0].Contains("\Verify-Kit.ps1`" `"$_`" -Anchor") | Should -BeTrue
    }
    It 'says so when the kit has no Apply-Kit.ps1' {
        Set-PackVerifier -Apply $false
        Invoke-Stage 'E:\kit\acs.zip', $Anchor | Should -BeExactly 'done/0'
        [string]::Join(' ', $Said) | Should -BeLike '*NOTHING APPLIED*'
    }
    It 'applies nothing for another digest than the announced one' {
        Invoke-Stage 'E:\kit\acs.zip', $Anchor, '0000000000000000' | Should -BeExactly 'KIT_DIGEST_DIFFERS/1'
        $PackHost.Calls.Length | Should -Be 1
    }
    It 'ends with the exit code of a verifier that says no, and starts nothing' {
        Set-PackVerifier -Ok $false -Exit 1
        Invoke-Stage 'E:\kit\acs.zip', $Anchor | Should -BeExactly 'KIT_NOT_VERIFIED/1'
        Set-PackVerifier -Ok $false -Exit 0
        Invoke-Stage 'E:\kit\acs.zip', $Anchor | Should -BeExactly 'KIT_NOT_VERIFIED/1'
        foreach ($text in @('', 'null', '{}', 'no json')) {
            $global:PackText = $text
            $PackHost.Child = { [pscustomobject] @{ Exit = 70; Text = $PackText } }
            Invoke-Stage 'E:\kit\acs.zip', $Anchor | Should -BeExactly 'KIT_NOT_VERIFIED/70'
        }
        @($PackHost.Calls | Where-Object { $_.Contains('Apply-Kit') }) | Should -BeNullOrEmpty
    }
    It 'asks nothing without rights, and verifies nothing with a wrong anchor or kit path' {
        $PackHost.Administrator = $false
        Invoke-Stage @() | Should -BeExactly 'RIGHTS_MISSING/3'
        $PackHost.Administrator = $true
        Invoke-Stage 'E:\kit\acs.zip', $Digest | Should -BeExactly 'ANCHOR_DIFFERS/1'
        Invoke-Stage 'acs.zip' | Should -BeExactly 'KIT_PATH_MALFORMED/2'
        Invoke-Stage 'E:\kit\a"b.zip' | Should -BeExactly 'KIT_PATH_MALFORMED/2'
        Invoke-Stage 'E:\none.zip' | Should -BeExactly 'KIT_UNREADABLE/3'
        $PackHost.Calls | Should -BeNullOrEmpty
    }
    It 'says so when the pack has no verifier' {
        $PackHost.Files.Remove("$Place\Verify-Kit.ps1")
        Invoke-Stage 'E:\kit\acs.zip', $Anchor | Should -BeExactly 'VERIFIER_MISSING/3'
    }
}

Describe 'the protected folder' {
    BeforeEach { Initialize-PackCase }
    It 'is refused when others have a hand in it' {
        $PackHost.Folders['C:\ProgramData\AirgapKit'] = $true
        foreach ($access in @((New-PackAccess -Owner 'S-1-5-21-1-2-3-1001'), (New-PackAccess -Protected $false), (New-PackAccess -Extra @(New-PackEntry 'S-1-5-32-545' 1179817)))) {
            $PackHost.Access['C:\ProgramData\AirgapKit'] = $access
            Invoke-Stage 'E:\kit\acs.zip', $Anchor | Should -BeExactly 'PROTECTED_FOLDER_NOT_TRUSTED/1'
        }
        $PackHost.Calls | Should -BeNullOrEmpty
    }
    It 'is refused behind a link or where two sources name two folders' {
        $PackHost.Links = @($Kits)
        Invoke-Stage 'E:\kit\acs.zip', $Anchor | Should -BeExactly 'PROTECTED_FOLDER_NOT_TRUSTED/1'
        $PackHost.Links = @()
        $PackHost.Data = 'C:\Temp'
        Invoke-Stage 'E:\kit\acs.zip', $Anchor | Should -BeExactly 'DATA_FOLDER_NOT_CERTAIN/3'
    }
    It 'takes a kit that was extracted before only if it is the same' {
        Invoke-Stage 'E:\kit\acs.zip', $Anchor, '' | Should -BeExactly 'done/0'
        Invoke-Stage 'E:\kit\acs.zip', $Anchor, $Key | Should -BeExactly 'done/7'
        Add-PackHostFile "$Kits\$Key\scripts\Apply-Kit.ps1" 'other'
        Invoke-Stage 'E:\kit\acs.zip', $Anchor | Should -BeExactly 'PROTECTED_FOLDER_NOT_TRUSTED/1'
        Add-PackHostFile "$Kits\$Key\scripts\Apply-Kit.ps1" 'apply'
        Add-PackHostFile "$Kits\$Key\scripts\more.ps1" 'more'
        Invoke-Stage 'E:\kit\acs.zip', $Anchor | Should -BeExactly 'PROTECTED_FOLDER_NOT_TRUSTED/1'
        @($PackHost.Folders.Keys) | Should -Not -Contain "$Kits\new-0badcafe"
        $PackHost.Files.Remove("$Kits\$Key\scripts\more.ps1")
        Add-PackHostFile "$Kits\$Key\META\signatures\x.p7s" 'more'
        Invoke-Stage 'E:\kit\acs.zip', $Anchor | Should -BeExactly 'PROTECTED_FOLDER_NOT_TRUSTED/1'
        $PackHost.Files.Remove("$Kits\$Key\META\signatures\x.p7s")
        $PackHost.Files.Remove("$Kits\$Key\README.txt")
        Invoke-Stage 'E:\kit\acs.zip', $Anchor | Should -BeExactly 'PROTECTED_FOLDER_NOT_TRUSTED/1'
        Add-PackHostFile "$Kits\$Key\README.txt" 'read me'
        foreach ($name in @('SHA256SUMS', 'manifest.json')) {
            $before = $PackHost.Files["$Kits\$Key\META\$name"]
            Add-PackHostFile "$Kits\$Key\META\$name" 'other'
            Invoke-Stage 'E:\kit\acs.zip', $Anchor | Should -BeExactly 'PROTECTED_FOLDER_NOT_TRUSTED/1'
            $PackHost.Files["$Kits\$Key\META\$name"] = $before
        }
        $PackHost.Busy = "$Kits\$Key\README.txt"
        Invoke-Stage 'E:\kit\acs.zip', $Anchor | Should -BeExactly 'KIT_FILE_BUSY/3'
    }
    It 'holds the files while the script of the kit runs, and lets them go' {
        Invoke-Stage 'E:\kit\acs.zip', $Anchor, '' | Should -BeExactly 'done/0'
        $held = Open-PackKit "$Kits\$Key"
        $held.Count | Should -Be 5
        Close-PackKit $held
        { $held['README.txt'].Position = 0 } | Should -Throw
    }
}

Describe 'the command line of a child' {
    It 'quotes as Windows programs unquote' {
        ConvertTo-ProcessLine @('a b', 'c\', 'c d\', 'd"e', 'f\"g', '') | Should -BeExactly '"a b" c\ "c d\\" "d\"e" "f\\\"g" ""'
    }
}

Describe 'Start-Here.ps1 as a process' {
    BeforeAll {
        $script:Folder = [System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), 'airgap-' + [System.Guid]::NewGuid().ToString('N'))
        [void] [System.IO.Directory]::CreateDirectory($Folder)
        $fake = [System.IO.File]::ReadAllText([System.IO.Path]::Combine($PSScriptRoot, 'FakePackPlatform.ps1')).Replace('$PackHost.Said += $Line', '[System.Console]::Out.WriteLine($Line)').Replace('$PackHost.Faults += $Line', '[System.Console]::Error.WriteLine($Line)')
        Set-PackStart $Folder ($fake + "`nNew-PackHost`n`$PackHost.Drive = 'Removable'`n")
        function Invoke-Start {
            param([string[]] $Argument)
            $engine = [System.Diagnostics.Process]::GetCurrentProcess().MainModule.FileName
            $text = & $engine -NoProfile -NonInteractive -File ([System.IO.Path]::Combine($Folder, 'Start-Here.ps1')) @Argument 2>&1 | ForEach-Object { [string] $_ }
            "$LASTEXITCODE " + [string]::Join(' ', @($text))
        }
    }
    AfterAll { Remove-Item $Folder -Recurse -Force }
    It 'refuses a medium, and every argument' {
        Invoke-Start @() | Should -BeLike '1 *PACK_ON_MEDIUM*'
        Invoke-Start @('-Elevated') | Should -BeLike '1 *PACK_ON_MEDIUM*'
        Invoke-Start @('x') | Should -BeLike '2 *ARGUMENT_NOT_KNOWN*'
    }
    It 'never asks a question where somebody meant -Run (<_>)' -ForEach '-Kit acs-1', '-Run :', '-Trigger task', '-Kit a -Run : -Anchor b' {
        Invoke-Start @($_.Split(' ') | ForEach-Object { $_.Replace(':', '') }) | Should -BeLike '2 ARGUMENT_NOT_KNOWN: -Run takes*'
    }
    It 'does nothing in a limited language mode, and that is no clear no' {
        $command = '$ExecutionContext.SessionState.LanguageMode = "ConstrainedLanguage"; & "' + [System.IO.Path]::Combine($Folder, 'Start-Here.ps1') + '" -Run check -Kit acs-1; exit $LASTEXITCODE'
        $engine = [System.Diagnostics.Process]::GetCurrentProcess().MainModule.FileName
        $said = @(& $engine -NoProfile -NonInteractive -Command $command 2>&1 | ForEach-Object { [string] $_ })
        $LASTEXITCODE | Should -Be 3
        $said[0] | Should -BeLike 'LANGUAGE_MODE_LIMITED: *'
    }
}

Describe 'Start-Here.ps1 of an installed pack, as a process without rights' {
    BeforeAll {
        $script:Folder = [System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), 'airgap-' + [System.Guid]::NewGuid().ToString('N'))
        [void] [System.IO.Directory]::CreateDirectory($Folder)
        # It lies here and is told that it lies there; asking for rights is seen on the output.
        $script:Platform = [System.IO.File]::ReadAllText([System.IO.Path]::Combine($PSScriptRoot, 'FakePackPlatform.ps1')).Replace('$PackHost.Said += $Line', '[System.Console]::Out.WriteLine($Line)').
            Replace('$PackHost.Faults += $Line', '[System.Console]::Error.WriteLine($Line)').Replace('$PackHost.Calls += "elevated', '[System.Console]::Out.WriteLine("ASKED FOR RIGHTS"); $PackHost.Calls += "elevated')
        function Invoke-Installed {
            param([string] $Change, [string[]] $Argument = @())
            Set-PackStart $Folder ($Platform + "`nNew-PackHost`n`$PackHost.Administrator = `$false`n`$PackHost.Elevated = 5`n$Change`n") $Place
            $engine = [System.Diagnostics.Process]::GetCurrentProcess().MainModule.FileName
            $said = [string]::Join(' ', @(& $engine -NoProfile -NonInteractive -File ([System.IO.Path]::Combine($Folder, 'Start-Here.ps1')) @Argument 2>&1 | ForEach-Object { [string] $_ }))
            $asked = 'not asked'
            if ($said.Contains('ASKED FOR RIGHTS')) { $asked = 'asked' }
            "$LASTEXITCODE $asked " + [regex]::Match($said, '[A-Z]+(_[A-Z]+)+(?=:)').Value
        }
    }
    AfterAll { Remove-Item $Folder -Recurse -Force }
    It 'asks for rights once all checks are passed, and ends as the second stage ends' {
        Invoke-Installed '' | Should -BeExactly '5 asked '
        Invoke-Installed '$PackHost.Elevated = $null' | Should -BeExactly '3 asked RIGHTS_DECLINED'
    }
    It 'asks for none where <Name>' -ForEach @(
        @{ Name = 'an ordinary user may write to the folder'; Change = '$PackHost.Access["C:\Program Files\AirgapKit"] = New-PackAccess -Extra @(New-PackEntry "S-1-5-32-545" 2)'; Want = '1 not asked PACK_FOLDER_NOT_TRUSTED' }
        @{ Name = 'an ordinary user owns a file of it'; Change = '$PackHost.Access["C:\Program Files\AirgapKit\Verify-Kit.ps1"] = New-PackAccess -Owner "S-1-5-21-1-2-3-1001"'; Want = '1 not asked PACK_FOLDER_NOT_TRUSTED' }
        @{ Name = 'the folder is a link'; Change = '$PackHost.Links = @("C:\Program Files\AirgapKit")'; Want = '1 not asked PACK_PLACE_LINKED' }
        @{ Name = 'a file was changed'; Change = '$PackHost.Files["C:\Program Files\AirgapKit\Verify-Kit.ps1"] = [byte[]] @(1)'; Want = '1 not asked PACK_FILE_DIFFERS' }
        @{ Name = 'it lies on a medium'; Change = '$PackHost.Drive = "Removable"'; Want = '1 not asked PACK_ON_MEDIUM' }
    ) {
        Invoke-Installed $Change | Should -BeExactly $Want
        if ($Change.Contains('-Extra')) { Invoke-Installed $Change @('-Elevated') | Should -BeExactly $Want }
    }
}
