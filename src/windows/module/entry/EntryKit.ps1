# What Apply-Kit.ps1 and Undo-Kit.ps1 say: lines of 80 columns or one JSON object, and the exit code.
# Each step is told when it is done: an update takes long, and what stood there before must not be waited for.

function Write-KitResult {
    param([System.Object] $Result)
    if (Test-Same $Result.Kind 'certificate') {
        "$($Result.Code)  -> LocalMachine\$($Result.Store)"
        Write-Wrapped '    ' $Result.Subject
        '    sha256 ' + [string]::Join(' ', @(for ($i = 0; $i -lt 32; $i += 8) { $Result.Sha256.Substring($i, 8) }))
        '           ' + [string]::Join(' ', @(for ($i = 32; $i -lt 64; $i += 8) { $Result.Sha256.Substring($i, 8) }))
        Write-Wrapped '    ' $Result.Message
        return
    }
    $Result.Code
    if ($Result.Subject.Length -gt 0) {
        Write-Wrapped '    ' $Result.Subject
    }
    Write-Wrapped '    ' $Result.Message
    if ((Test-Same $Result.Kind 'update') -and $Result.Log.Length -gt 0) {
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

# Call: as of Invoke-AirgapEntry. Sets the variable EntryExit.
function Invoke-KitEntry {
    param([System.Object] $Call)
    $results = New-Object 'System.Collections.Generic.List[object]'
    $answer = Get-EmptyAnswer $Call.Mode $Call.DryRun
    $end = [pscustomobject] @{ Summary = $null }
    try {
        $minutes = Assert-EntryUse $Call
        Invoke-EntryMode $Call $minutes | ForEach-Object -Process {
            if (Test-Same $_.Kind 'summary') {
                $end.Summary = $_
            }
            else {
                # Kept one by one: what was done before a fault must be told as well.
                $results.Add($_)
                if (-not $Call.Json) {
                    Write-KitResult $_
                }
            }
        }
        $script:EntryExit = $end.Summary.Exit
    }
    catch {
        Set-AnswerFault $answer $_.Exception
    }
    $answer.Results = $results.ToArray()
    Complete-KitEntry -Call $Call -Answer $answer -Summary $end.Summary
}

# Said in the end: the answer, the fault, or the summary.
function Complete-KitEntry {
    param([System.Object] $Call, [System.Object] $Answer, [System.Object] $Summary)
    if ($null -ne $Summary) {
        $Answer.Kit = $Summary.Kit
        $Answer.Title = $Summary.Title
        $Answer.Restart = $Summary.Restart
        $Answer.State = $Summary.State
        $Answer.Verdicts = $Summary.Verdicts
        if ($Call.Installer -and (Test-RestartOnly $Summary $Answer.Results)) {
            $script:EntryExit = 3010
        }
    }
    if ($Call.Json) {
        ConvertTo-RunJson $Answer
    }
    elseif ($Answer.Code.Length -gt 0) {
        Write-AnswerFault $Answer
    }
    else {
        Write-KitSummary -Summary $Summary -DryRun $Call.DryRun -Undo (Test-Same $Call.Mode 'undo')
    }
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
    param([System.Object] $Call, [int] $Minutes)
    $arguments = @{ KitRoot = $Call.Root; Trigger = $Call.Trigger; Script = $Call.Script; WhatIf = $Call.DryRun; Confirm = $false }
    if ([string]::Equals($Call.Mode, 'undo', [System.StringComparison]::Ordinal)) {
        Undo-AirgapKit @arguments
        return
    }
    Install-AirgapKit @arguments -CertificatesOnly:$Call.CertificatesOnly -TimeoutMinutes $Minutes
}

# Checked by hand: the binder's own faults would end with 1, which here means something else. Gives the minutes.
function Assert-EntryUse {
    param([System.Object] $Call)
    $message = ''
    if ($null -ne $Call.Rest -and $Call.Rest.Length -gt 0) {
        $message = 'an argument is none that this script knows.'
    }
    elseif (-not [System.Text.RegularExpressions.Regex]::IsMatch($Call.Trigger, '\A[a-z0-9-]{1,32}\z')) {
        $message = '-Trigger takes 1 to 32 of a-z, 0-9 and hyphen.'
    }
    elseif (-not [System.Text.RegularExpressions.Regex]::IsMatch($Call.Minutes, '\A[1-9][0-9]{0,3}\z')) {
        $message = '-TimeoutMinutes takes 1 to 9999.'
    }
    if ($message.Length -gt 0) {
        throw (ConvertTo-Fault -Code 'ARGUMENT_NOT_KNOWN' -ExitCode 2 -Message ("$message Nothing was done. Help: Get-Help .\" + [System.IO.Path]::GetFileName($Call.Script) + ' -Full'))
    }
    [int]::Parse($Call.Minutes, [System.Globalization.CultureInfo]::InvariantCulture)
}
