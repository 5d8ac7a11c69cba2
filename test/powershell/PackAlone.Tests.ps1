# The pack where nobody sits (-Run), against a Windows made of tables: one JSON object, and never a question.
BeforeAll {
    $script:Pack = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'src', 'windows', 'pack'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'PackParts.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'AnswerTables.ps1'))
    $script:Place = 'C:\Program Files\AirgapKit'
    $script:Kits = 'C:\ProgramData\AirgapKit\kits'
    $script:Id = 'acs-20261125T120000Z'
    function Get-TextDigest {
        param([string] $Text)
        Get-Sha256Hex ([System.Text.Encoding]::ASCII.GetBytes($Text))
    }
    # What the verifier extracts. Gives the digest.
    function Add-AloneKit {
        param([string] $Folder, [string] $Id)
        $files = @{ 'README.txt' = 'read me'; 'updates/a.msu' = 'large'; 'scripts/Check-Host.ps1' = 'check'; 'scripts/Apply-Kit.ps1' = 'apply'; 'scripts/Undo-Kit.ps1' = 'undo' }
        $sums = [string]::Join('', @($files.Keys | Sort-Object | ForEach-Object { (Get-TextDigest $files[$_]) + '  ' + $_ + "`n" }))
        $manifest = '{"entries":[{"path":"META/SHA256SUMS","role":"sums","sha256":"' + (Get-TextDigest $sums) + '"}],"id":"' + $Id + '"}'
        $files['META/SHA256SUMS'] = $sums
        $files['META/manifest.json'] = $manifest
        $files['META/signatures/0123456789abcdef.p7s'] = 'signature'
        $digest = Get-TextDigest $manifest
        $root = $Folder.Replace('KEY', $digest.Substring(0, 16))
        foreach ($name in $files.Keys) { Add-PackHostFile ($root + '\' + $name.Replace('/', '\')) $files[$name] }
        $digest
    }
    function Get-AloneReport {
        [pscustomobject] @{
            format = 'airgap-report/1'; verdict = [pscustomobject] @{ authentic = $true; fit = $Alone.Fit; ok = $Alone.Ok }; kit_digest = $Alone.Digest
            findings = @([pscustomobject] @{ code = 'KIT_EXPIRED' }); kit = [pscustomobject] @{ id = $Alone.Id }
        }
    }
    function Initialize-AloneCase {
        New-PackHost
        $global:Alone = @{ Fit = $true; Ok = $true; Id = $Id; Verifier = 0; Script = '{"format":"airgap-run/2","mode":"check","exit":1}'; Exit = 1; Late = $false; Extract = $false }
        $Alone.Digest = Add-AloneKit "$Kits\KEY" $Id
        $script:Digest = $Alone.Digest
        $script:Key = $Digest.Substring(0, 16)
        $script:Anchor = Get-FakeDigest "$Place\anchor.cer"
        $PackHost.Child = {
            param($Program, $Line)
            if (-not $Line.Contains('Verify-Kit.ps1')) { return [pscustomobject] @{ Exit = $Alone.Exit; Text = $Alone.Script; Late = $Alone.Late } }
            if ($Line.Contains('-Extract')) { [void] (Add-AloneKit "$Kits\new-0badcafe" $Id) }
            [pscustomobject] @{ Exit = $Alone.Verifier; Text = (ConvertTo-Json -Depth 4 (Get-AloneReport)) }
        }
    }
    # Code and exit; the answer in $Answer.
    function Invoke-Alone {
        param([string] $Run = 'check', [string] $Kit = $Id, [string] $Anchor = '', [string] $Digest = '', [string] $Trigger = 'task', [string] $Minutes = '120')
        $PackHost.Said = @()
        $script:PackExit = 0
        Invoke-PackAlone ([pscustomobject] @{ Run = $Run; Kit = $Kit; Anchor = $Anchor; Trigger = $Trigger; Minutes = $Minutes; Pack = $Place }) $Digest
        @($PackHost.Said).Length | Should -Be 1
        @($PackHost.Faults) | Should -BeNullOrEmpty
        Get-AnswerFault $PackHost.Said[0] | Should -BeNullOrEmpty
        $script:Answer = ConvertFrom-Json $PackHost.Said[0]
        $Answer.exit | Should -Be $PackExit
        "$($Answer.code)/$PackExit"
    }
}

Describe 'an extracted kit' {
    BeforeEach { Initialize-AloneCase }
    It 'is verified anew against the pack''s own anchor, and its check is started' {
        Invoke-Alone | Should -BeExactly '/1'
        $Answer.output | Should -BeExactly $Alone.Script
        $Answer.kit, $Answer.kit_digest, $Answer.fit | Should -BeExactly @($Id, $Digest, $true)
        $PackHost.Calls.Length | Should -Be 2
        $PackHost.Calls[0] | Should -BeLike "*`"$Place\Verify-Kit.ps1`" -Manifest $Kits\$Key\META\manifest.json -Signature $Kits\$Key\META\signatures\0123456789abcdef.p7s -Anchor sha256:$Anchor -For Audit -Json"
        $PackHost.Calls[1] | Should -BeLike "*-NonInteractive -ExecutionPolicy RemoteSigned -File $Kits\$Key\scripts\Check-Host.ps1 -Json"
    }
    It 'is found by the digits of its digest as well' {
        Invoke-Alone -Kit $Key | Should -BeExactly '/1'
        Invoke-Alone -Kit '0000000000000000' | Should -BeExactly 'KIT_NOT_HERE/3'
    }
    It 'is applied with <Words>' -ForEach @(
        @{ Run = 'apply'; Words = 'scripts\Apply-Kit.ps1 -InstallerExitCodes -TimeoutMinutes 50 -Json -Trigger ansible' }
        @{ Run = 'whatif'; Words = 'scripts\Apply-Kit.ps1 -WhatIf -Json -Trigger ansible' }
        @{ Run = 'undo'; Words = 'scripts\Undo-Kit.ps1 -Json -Trigger ansible' }
    ) {
        $Alone.Script = '{"format":"airgap-run/2","mode":"' + $Run.Replace('whatif', 'apply') + '","exit":3010}'
        $Alone.Exit = 3010
        Invoke-Alone -Run $Run -Trigger 'ansible' -Minutes '50' | Should -BeExactly '/3010'
        $PackHost.Calls[1].Replace("$Kits\$Key\", '') | Should -BeLike "*$Words"
        $PackHost.Calls[0].Contains('-For Apply') | Should -Be ($Run -cne 'undo')
    }
    It 'is not started when the verifier says no, or nothing' {
        $Alone.Ok = $false
        Invoke-Alone | Should -BeExactly 'KIT_NOT_VERIFIED/1'
        $Answer.message | Should -BeLike '*KIT_EXPIRED*'
        $Alone.Ok = $true
        $Alone.Verifier = 3
        Invoke-Alone | Should -BeExactly 'KIT_NOT_VERIFIED/3'
        foreach ($text in @('', 'null', '[]', '{"format":"airgap-run/2"}', 'no json')) {
            $global:AloneText = $text
            $PackHost.Child = { [pscustomobject] @{ Exit = 0; Text = $AloneText } }
            Invoke-Alone | Should -BeExactly 'KIT_NOT_VERIFIED/3'
        }
        @($PackHost.Calls | Where-Object { $_.Contains('Check-Host') }) | Should -BeNullOrEmpty
    }
    It 'is not started when it is not what was verified' {
        $Alone.Id = 'other-20261125T120000Z'
        Invoke-Alone | Should -BeExactly 'PROTECTED_FOLDER_NOT_TRUSTED/1'
        Initialize-AloneCase
        $Alone.Digest = 'ab' * 32
        Invoke-Alone | Should -BeExactly 'PROTECTED_FOLDER_NOT_TRUSTED/1'
        foreach ($name in @('scripts\Check-Host.ps1', 'README.txt', 'META\SHA256SUMS', 'scripts\more.ps1')) {
            Initialize-AloneCase
            Add-PackHostFile "$Kits\$Key\$name" 'other'
            Invoke-Alone | Should -BeExactly 'PROTECTED_FOLDER_NOT_TRUSTED/1'
        }
    }
    It 'has its updates read before they are installed, not for a check' {
        Add-PackHostFile "$Kits\$Key\updates\a.msu" 'other'
        Invoke-Alone | Should -BeExactly '/1'
        Invoke-Alone -Run apply | Should -BeExactly 'PROTECTED_FOLDER_NOT_TRUSTED/1'
        $PackHost.Files.Remove("$Kits\$Key\updates\a.msu")
        Invoke-Alone | Should -BeExactly 'PROTECTED_FOLDER_NOT_TRUSTED/1'
    }
    It 'is refused where others have a hand in <_>' -ForEach '', '\kits', '\kits\KEY' {
        $path = 'C:\ProgramData\AirgapKit' + $_.Replace('KEY', $Key)
        $PackHost.Access[$path] = New-PackAccess -Extra @(New-PackEntry 'S-1-5-32-545' 1179817)
        Invoke-Alone | Should -BeExactly 'PROTECTED_FOLDER_NOT_TRUSTED/1'
        $PackHost.Access.Clear()
        $PackHost.Links = @($path)
        Invoke-Alone | Should -BeExactly 'PROTECTED_FOLDER_NOT_TRUSTED/1'
        $PackHost.Calls | Should -BeNullOrEmpty
    }
    It 'counts by its own answer only: an engine that cannot start a script says 1 as well' {
        foreach ($case in @(@('', 1), @('{"format":"airgap-run/2","mode":"check","exit":1}', 0), @('{"format":"airgap-run/2","mode":"apply","exit":1}', 1), @('{"format":"airgap-run/2","exit":1}', 1), @('{"format":"airgap-run/1","mode":"check","exit":1}', 1), @('x', 70))) {
            $Alone.Script, $Alone.Exit = $case
            Invoke-Alone | Should -BeExactly 'KIT_SCRIPT_UNCLEAR/3'
        }
        $Alone.Late = $true
        Invoke-Alone | Should -BeExactly 'KIT_SCRIPT_LATE/3'
        $PackHost.Files.Remove("$Kits\$Key\scripts\Undo-Kit.ps1")
        Invoke-Alone -Run undo | Should -BeExactly 'PROTECTED_FOLDER_NOT_TRUSTED/1'
    }
    It 'is not guessed at' {
        Add-PackHostFile "$Kits\0123456789abcdef\META\manifest.json" ('{"id":"' + $Id + '"}')
        Invoke-Alone | Should -BeExactly 'KIT_NOT_CERTAIN/3'
        Invoke-Alone -Kit $Key | Should -BeExactly '/1'
    }
    It 'is missed without a trace' {
        New-PackHost
        $before = @($PackHost.Folders.Keys).Length
        Invoke-Alone | Should -BeExactly 'KIT_NOT_HERE/3'
        @($PackHost.Folders.Keys).Length | Should -Be $before
    }
}

Describe 'what is asked of it' {
    BeforeEach { Initialize-AloneCase }
    It 'is checked by hand' {
        Invoke-Alone -Run 'Check' | Should -BeExactly 'ARGUMENT_NOT_KNOWN/2'
        foreach ($kit in @('', '..\x', 'a b', 'C:\x.zip', ('a' * 129), 'acs', 'ACS-20261125T120000Z', "$Id`n", $Key.Substring(1))) { Invoke-Alone -Kit $kit | Should -BeExactly 'ARGUMENT_NOT_KNOWN/2' }
        Invoke-Alone -Trigger 'a b' | Should -BeExactly 'ARGUMENT_NOT_KNOWN/2'
        Invoke-Alone -Minutes '0' | Should -BeExactly 'ARGUMENT_NOT_KNOWN/2'
        Invoke-Alone -Anchor ('ab' * 32) | Should -BeExactly 'ANCHOR_DIFFERS/1'
        Invoke-Alone -Anchor $Anchor | Should -BeExactly '/1'
    }
    It 'needs rights, and a pack that is as it was installed' {
        $PackHost.Administrator = $false
        Invoke-Alone | Should -BeExactly 'RIGHTS_MISSING/3'
        $PackHost.Administrator = $true
        $PackHost.Access[$Place] = New-PackAccess -Extra @(New-PackEntry 'S-1-5-32-545' 2)
        Invoke-Alone | Should -BeExactly 'PACK_FOLDER_NOT_TRUSTED/1'
        $PackHost.Access.Clear()
        Add-PackHostFile 'Verify-Kit.ps1' 'another'
        Invoke-Alone | Should -BeExactly 'PACK_FILE_DIFFERS/1'
    }
    It 'tells a bug of ours as one' {
        $PackHost.Child = { throw 'oops' }
        Invoke-Alone | Should -BeExactly 'BUG/70'
    }
}

Describe 'extraction' {
    BeforeEach {
        Initialize-AloneCase
        Clear-PackFolder "$Kits\$Key"
        Add-PackHostFile 'E:\kit\acs.zip' 'kit'
    }
    It 'wants anchor and digest, and puts the kit where its digest says' {
        Invoke-Alone -Run extract -Kit 'E:\kit\acs.zip' -Anchor $Anchor -Digest $Key.ToUpperInvariant() | Should -BeExactly '/0'
        $Answer.folder | Should -BeExactly "$Kits\$Key"
        $PackHost.Files.ContainsKey("$Kits\$Key\README.txt") | Should -BeTrue
        Invoke-Alone -Run extract -Kit 'E:\kit\acs.zip' -Anchor $Anchor -Digest $Digest | Should -BeExactly '/0'
        Invoke-Alone | Should -BeExactly '/1'
    }
    It 'takes no other kit than the announced one' {
        Invoke-Alone -Run extract -Kit 'E:\kit\acs.zip' -Anchor $Anchor -Digest ('0' * 16) | Should -BeExactly 'KIT_DIGEST_DIFFERS/1'
        @($PackHost.Files.Keys | Where-Object { $_.StartsWith($Kits) }) | Should -BeNullOrEmpty
        Invoke-Alone -Run extract -Kit 'E:\kit\acs.zip' -Anchor $Anchor -Digest '' | Should -BeExactly 'ARGUMENT_NOT_KNOWN/2'
        Invoke-Alone -Run extract -Kit 'E:\kit\acs.zip' -Digest $Key | Should -BeExactly 'ANCHOR_MALFORMED/2'
        Invoke-Alone -Run extract -Kit 'acs.zip' -Anchor $Anchor -Digest $Key | Should -BeExactly 'KIT_PATH_MALFORMED/2'
    }
}

# The real call: what only a process can show.
Describe 'a child without a window' -Skip:($env:OS -eq 'Windows_NT') {
    BeforeAll { . (Get-SourcePath 'pack/PackProcess.ps1') }
    It 'gets no input, has its output caught, its errors dropped, its exit code told' {
        $run = Invoke-PackQuietChild -Program '/bin/sh' -ArgumentLine '-c "cat; echo 1 >&2; echo 7; exit 5"' -Seconds 60
        $run.Text | Should -BeExactly "7`n"
        $run.Exit, $run.Late | Should -Be @(5, $false)
    }
    It 'is left alone when it takes too long' {
        $run = Invoke-PackQuietChild -Program '/bin/sh' -ArgumentLine '-c "echo a; sleep 5"' -Seconds 1
        $run.Late, $run.Text | Should -Be @($true, "a`n")
    }
    It 'is not waited for by those who inherited its output' {
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $run = Invoke-PackQuietChild -Program '/bin/sh' -ArgumentLine '-c "sleep 20 & echo done"' -Seconds 60
        $run.Text | Should -BeExactly "done`n"
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 10
    }
}
