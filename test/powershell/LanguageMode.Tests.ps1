# Every script that people or engines start, in a session that an application control policy has limited: it says so and ends
# with 3, "could not find out". Exit 1 would be a clear no.
BeforeDiscovery {
    $script:Scripts = @('Apply-Kit.ps1', 'Check-Host.ps1', 'Undo-Kit.ps1', 'Start-Here.ps1', 'Test-Pack.ps1', 'Verify-Kit.ps1', 'Discover-Kit.ps1', 'Remediate-Kit.ps1')
}
BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'Products.ps1'))
    $script:Folder = Join-Path ([System.IO.Path]::GetTempPath()) ('airgap-' + [System.Guid]::NewGuid().ToString('N'))
    [void] [System.IO.Directory]::CreateDirectory($Folder)
    # What a template writes before the parts of the two scripts of a fleet.
    $script:Begin = "param([Parameter(ValueFromRemainingArguments = `$true)] [string[]] `$Rest)`n`$frameLead = 'Unknown kit=test code='`n`$fleetKit = 'test'`n"
}
AfterAll { Remove-Item $Folder -Recurse -Force }

Describe '<_> in a limited language mode' -ForEach $Scripts {
    It 'says LANGUAGE_MODE_LIMITED and ends with 3' {
        $text = Get-ProductText $_
        if ($text -cnotmatch '(?m)^param\(') { $text = $Begin + $text }
        $script = Join-Path $Folder $_
        [System.IO.File]::WriteAllText($script, $text)
        $engine = [System.Diagnostics.Process]::GetCurrentProcess().MainModule.FileName
        $said = @(& $engine -NoProfile -NonInteractive -Command "`$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'; & '$script'; exit `$LASTEXITCODE" 2>&1 | ForEach-Object { [string] $_ })
        $LASTEXITCODE | Should -Be 3
        [string]::Join(' ', $said) | Should -BeLike '*LANGUAGE_MODE_LIMITED: *'
    }
    It 'is one of the products, and all scripts with arguments of their own are here' {
        $all = @([System.IO.File]::ReadAllLines((Get-SourcePath 'products.txt')) | Where-Object { $_ -cmatch '^[A-Z].*\.ps1$' } | Sort-Object)
        $all | Should -BeExactly @('Apply-Kit.ps1', 'Check-Host.ps1', 'Discover-Kit.ps1', 'Remediate-Kit.ps1', 'Start-Here.ps1', 'Test-Pack.ps1', 'Undo-Kit.ps1', 'Verify-Kit.ps1')
    }
}
