# What Apply-Kit.ps1 and Undo-Kit.ps1 say: lines of 80 columns or one JSON object, and the exit code.
# Each step is told when it is done: an update takes long, and what stood there before must not be waited for.

function Test-EntryMember {
    param([System.Object] $Object, [string] $Name)
    $null -ne $Object.psobject.Properties[$Name]
}

# Kind of a result: summary, receipt, update, certificate, note.
function Get-EntryKind {
    param([System.Object] $Result)
    if (Test-EntryMember $Result 'Verdicts') { return 'summary' }
    if (Test-EntryMember $Result 'ReceiptSha256') { return 'receipt' }
    if (Test-EntryMember $Result 'Kb') { return 'update' }
    if ($Result.Sha256.Length -gt 0) { return 'certificate' }
    'note'
}

function Write-KitResult {
    param([System.Object] $Result)
    $kind = Get-EntryKind $Result
    $text = $Result.Message.Substring($Result.Code.Length + 2)
    if ([string]::Equals($kind, 'certificate', [System.StringComparison]::Ordinal)) {
        "$($Result.Code)  -> LocalMachine\$($Result.Store)"
        Write-Wrapped '    ' $Result.Subject
        '    sha256 ' + [string]::Join(' ', @(for ($i = 0; $i -lt 32; $i += 8) { $Result.Sha256.Substring($i, 8) }))
        '           ' + [string]::Join(' ', @(for ($i = 32; $i -lt 64; $i += 8) { $Result.Sha256.Substring($i, 8) }))
        Write-Wrapped '    ' $text
        return
    }
    $Result.Code
    if ($Result.Subject.Length -gt 0) {
        Write-Wrapped '    ' $Result.Subject
    }
    Write-Wrapped '    ' $text
    if ([string]::Equals($kind, 'update', [System.StringComparison]::Ordinal) -and $Result.Log.Length -gt 0) {
        Write-Wrapped '    log ' $Result.Log
    }
}

# The verdicts last and alone; the next step behind them.
function Write-KitSummary {
    param([System.Object] $Summary, [bool] $DryRun, [bool] $Undo)
    ''
    foreach ($verdict in $Summary.Verdicts) {
        Write-Wrapped ($verdict.Condition.PadRight(12) + $verdict.Verdict.PadRight(16) + '  ') ($verdict.Code + ' ' + $verdict.Name)
    }
    if ($Summary.Fault.Length -gt 0) {
        Write-Wrapped 'conditions  ' ('not judged: ' + $Summary.Fault)
    }
    Write-Wrapped 'unchecked   ' 'whether this folder is what the signer made: the verifier pack says that, before any of this'
    if ($DryRun) {
        'WHAT IF     nothing was changed'
        return
    }
    if (-not $Undo) {
        'to undo     Undo-Kit.ps1 (certificates; updates stay)'
    }
    if ($Summary.Restart) {
        Write-Wrapped 'RESTART     ' 'restart this host, then run Check-Host.ps1: until then the update does not count'
    }
    if ($Summary.Exit -eq 0) {
        'DONE        all of it'
    }
    else {
        'NOT DONE    see above what and why'
    }
}

# One object on one line; every member is always there.
function Write-KitJson {
    param([System.Object] $Head, [System.Object[]] $Results, [System.Object] $Summary, [System.Object] $Fault)
    $restart = $false
    $verdicts = @()
    if ($null -ne $Summary) {
        $restart = $Summary.Restart
        $verdicts = $Summary.Verdicts
    }
    ConvertTo-Json -Compress -Depth 5 -InputObject ([pscustomobject] @{
            format = 'airgap-run/1'; mode = $Head.Mode; dryRun = $Head.DryRun; exit = $script:EntryExit; restart = $restart
            code = $Fault.Code; message = $Fault.Message; results = $Results; verdicts = $verdicts
        })
}

# Head: Script, Root, Mode (apply, undo), DryRun, CertificatesOnly, Json, Installer, Trigger, Minutes, Rest. Sets the variable EntryExit.
function Invoke-KitEntry {
    param([System.Object] $Head)
    $results = New-Object 'System.Collections.Generic.List[object]'
    $fault = [pscustomobject] @{ Code = ''; Message = '' }
    $end = [pscustomobject] @{ Summary = $null }
    try {
        $minutes = Assert-EntryUse $Head
        Invoke-EntryMode $Head $minutes | ForEach-Object -Process {
            if ([string]::Equals((Get-EntryKind $_), 'summary', [System.StringComparison]::Ordinal)) {
                $end.Summary = $_
            }
            else {
                $results.Add($_)
                if (-not $Head.Json) {
                    Write-KitResult $_
                }
            }
        }
        $script:EntryExit = $end.Summary.Exit
    }
    catch {
        $fault = ConvertTo-EntryFault $_.Exception
    }
    $summary = $end.Summary
    if ($null -ne $summary -and $Head.Installer -and (Test-RestartOnly $summary $results.ToArray())) {
        $script:EntryExit = 3010
    }
    if ($Head.Json) {
        Write-KitJson -Head $Head -Results $results.ToArray() -Summary $summary -Fault $fault
        return
    }
    if ($fault.Code.Length -gt 0) {
        foreach ($line in @(Write-Wrapped '' $fault.Message)) {
            [System.Console]::Error.WriteLine($line)
        }
        return
    }
    Write-KitSummary -Summary $summary -DryRun $Head.DryRun -Undo ([string]::Equals($Head.Mode, 'undo', [System.StringComparison]::Ordinal))
}

# Whether a restart is all that is missing. A failure beside it stays a failure.
function Test-RestartOnly {
    param([System.Object] $Summary, [System.Object[]] $Results)
    if (-not $Summary.Restart -or $Summary.Exit -eq 1) {
        return $false
    }
    foreach ($result in $Results) {
        $failed = [string]::Equals($result.Outcome, 'Failed', [System.StringComparison]::Ordinal)
        if ($failed -and -not [string]::Equals($result.Code, 'UPDATE_RESTART_FIRST', [System.StringComparison]::Ordinal)) {
            return $false
        }
    }
    $true
}

function Invoke-EntryMode {
    param([System.Object] $Head, [int] $Minutes)
    $arguments = @{ KitRoot = $Head.Root; Trigger = $Head.Trigger; Script = $Head.Script; WhatIf = $Head.DryRun; Confirm = $false }
    if ([string]::Equals($Head.Mode, 'undo', [System.StringComparison]::Ordinal)) {
        Undo-AirgapKit @arguments
        return
    }
    Install-AirgapKit @arguments -CertificatesOnly:$Head.CertificatesOnly -TimeoutMinutes $Minutes
}

# Checked by hand: the binder's own faults would end with 1, which here means something else. Gives the minutes.
function Assert-EntryUse {
    param([System.Object] $Head)
    $message = ''
    if ($null -ne $Head.Rest -and $Head.Rest.Length -gt 0) {
        $message = 'an argument is none that this script knows.'
    }
    elseif (-not [System.Text.RegularExpressions.Regex]::IsMatch($Head.Trigger, '\A[a-z0-9-]{1,32}\z')) {
        $message = '-Trigger takes 1 to 32 of a-z, 0-9 and hyphen.'
    }
    elseif (-not [System.Text.RegularExpressions.Regex]::IsMatch($Head.Minutes, '\A[1-9][0-9]{0,3}\z')) {
        $message = '-TimeoutMinutes takes 1 to 9999.'
    }
    if ($message.Length -gt 0) {
        $exception = New-Object System.ArgumentException -ArgumentList ("ARGUMENT_NOT_KNOWN: $message Nothing was done. Help: Get-Help .\" +
            [System.IO.Path]::GetFileName($Head.Script) + ' -Full')
        $exception.Data['AirgapCode'] = 'ARGUMENT_NOT_KNOWN'
        $exception.Data['AirgapExit'] = 2
        throw $exception
    }
    [int]::Parse($Head.Minutes, [System.Globalization.CultureInfo]::InvariantCulture)
}
