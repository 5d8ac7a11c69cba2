# What Check-Host.ps1 says: lines of 80 columns or one JSON object, and the exit code.

# A clear no stays a no, whatever else could not be found out.
function Get-CheckExit {
    param([System.Object[]] $Verdicts)
    $code = 0
    foreach ($verdict in $Verdicts) {
        if ([string]::Equals($verdict.Verdict, 'NOT MET', [System.StringComparison]::Ordinal) -or
            [string]::Equals($verdict.Verdict, 'NO REMEDY EXISTS', [System.StringComparison]::Ordinal)) {
            return 1
        }
        if ([string]::Equals($verdict.Verdict, 'COULD NOT TELL', [System.StringComparison]::Ordinal)) {
            $code = 3
        }
    }
    $code
}

function Get-Known {
    param([System.Object] $Value)
    if ($null -eq $Value) { 'unknown' } else { [string] $Value }
}

# The host in one line.
function Get-HostLine {
    param([System.Object] $State)
    $core = ''
    if ($State.ServerCore -eq $true) { $core = ' (Server Core)' }
    $restart = 'whether a restart is pending could not be read'
    if ($State.RestartPending -eq $false) { $restart = 'no restart pending' }
    if ($State.RestartPending -eq $true) { $restart = 'restart pending' }
    "$(Get-Known $State.Name), $(Get-Known $State.Product)$core, $(Get-Known $State.Build).$(Get-Known $State.Ubr) $(Get-Known $State.Architecture), $restart"
}

# In the order of installation, a line each. A path is a file of this kit; a KB alone is only named by it.
function Write-CheckRemedy {
    param([System.Object[]] $Remedies)
    $first = '    remedy  '
    foreach ($remedy in $Remedies) {
        if ($remedy.Path.Length -gt 0) {
            Write-Wrapped $first "in this kit: $($remedy.Path)"
        }
        else {
            Write-Wrapped $first "$($remedy.Kb) (named by this kit, not carried: install it with WSUS or wusa.exe, then run Check-Host.ps1 again)"
        }
        $first = '    then    '
    }
}

function Write-CheckVerdict {
    param([System.Object] $Verdict)
    "$($Verdict.Code)  $($Verdict.Condition)"
    if ($Verdict.Name.Length -gt 0) {
        Write-Wrapped '    ' $Verdict.Name
    }
    if ($Verdict.Fact.Length -gt 0) {
        Write-Wrapped '    fact    ' $Verdict.Fact
    }
    if ($Verdict.RestsOn.Length -gt 0) {
        $certainty = ''
        if ($Verdict.Certainty.Length -gt 0) { $certainty = " ($($Verdict.Certainty))" }
        Write-Wrapped '    from    ' ($Verdict.RestsOn + $certainty)
    }
    Write-Wrapped '    why     ' $Verdict.Why
    if ($Verdict.Remedies.Length -gt 0) {
        Write-CheckRemedy $Verdict.Remedies
    }
    elseif (-not [string]::Equals($Verdict.Verdict, 'MET', [System.StringComparison]::Ordinal)) {
        '    remedy  none in this kit'
    }
}

# The verdicts by themselves, at the end, where nothing scrolls them away.
function Write-CheckEnd {
    param([System.Object[]] $Verdicts, [int] $Exit)
    ''
    foreach ($verdict in $Verdicts) {
        $name = $verdict.Name
        if ([string]::Equals($verdict.Condition, 'update', [System.StringComparison]::Ordinal)) { $name = $verdict.Fact }
        Write-Wrapped ($verdict.Condition.PadRight(12) + ' ' + $verdict.Verdict.PadRight(16) + '  ') $name
    }
    Write-Wrapped '' ('each condition stands by itself, and all of them are needed: an update does not bring the root, and the root does not bring the update')
    $line = 'nothing was changed.'
    if ($Exit -ne 0) { $line += ' Next: what is said above under why and remedy; Apply-Kit.ps1 -WhatIf' }
    Write-Wrapped '' $line
}

function Write-CheckText {
    param([System.Object] $Report, [int] $Exit)
    Write-Wrapped 'kit         ' $Report.Kit
    Write-Wrapped 'profile     ' $Report.Title
    Write-Wrapped 'host        ' (Get-HostLine $Report.State)
    foreach ($verdict in $Report.Verdicts) {
        Write-CheckVerdict $verdict
    }
    foreach ($note in $Report.Notes) {
        Write-Wrapped ($note.Code + '  ') ($note.Fact + '. ' + $note.Why)
    }
    Write-Wrapped 'unchecked   ' ('whether this folder is still what the signer made: that is the verifier''s part. ' +
        'A signed program of yours that starts here is the best proof of all.')
    Write-CheckEnd -Verdicts $Report.Verdicts -Exit $Exit
}

# Sets the variable EntryExit; writes the lines, or one JSON object.
function Invoke-CheckEntry {
    param([System.Object] $Call)
    $answer = Get-EmptyAnswer 'check' $true
    $report = $null
    try {
        [void] (Assert-EntryUse $Call)
        $report = Get-AirgapVerdict -KitRoot $Call.Root
        $script:EntryExit = Get-CheckExit $report.Verdicts
        $answer.Kit = $report.Kit
        $answer.Title = $report.Title
        $answer.Restart = $report.State.RestartPending -eq $true
        $answer.State = $report.State
        $answer.Verdicts = $report.Verdicts
        $answer.Notes = $report.Notes
    }
    catch {
        Set-AnswerFault $answer $_.Exception
    }
    if ($Call.Json) {
        ConvertTo-RunJson $answer
    }
    elseif ($answer.Code.Length -gt 0) {
        Write-AnswerFault $answer
    }
    else {
        Write-CheckText -Report $report -Exit $script:EntryExit
    }
}
