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

# A path is a file of this kit; a KB alone is only named by it.
function Get-RemedyText {
    param([string] $Remedy)
    if ($Remedy.StartsWith('KB', [System.StringComparison]::Ordinal) -or $Remedy.Contains(' KB')) {
        return "$Remedy (named by this kit; the file of a KB without a path must be brought)"
    }
    "in this kit: $Remedy"
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
    if ($Verdict.Remedy.Length -gt 0) {
        Write-Wrapped '    remedy  ' (Get-RemedyText $Verdict.Remedy)
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

# One object on one line; every member is always there.
function Write-CheckJson {
    param([System.Object] $Report, [System.Object] $Fault)
    $said = [pscustomobject] @{
        format = 'airgap-host-check/1'; exit = $script:EntryExit; code = $Fault.Code; message = $Fault.Message
        kit = ''; profile = ''; host = $null; verdicts = @(); notes = @()
    }
    if ($null -ne $Report) {
        $state = $Report.State
        $said.kit = $Report.Kit
        $said.profile = $Report.Title
        $said.host = [pscustomobject] @{
            name = $state.Name; product = $state.Product; server_core = $state.ServerCore; build = $state.Build; ubr = $state.Ubr
            architecture = $state.Architecture; restart_pending = $state.RestartPending
        }
        $said.verdicts = $Report.Verdicts
        $said.notes = $Report.Notes
    }
    ConvertTo-Json -Compress -Depth 4 -InputObject $said
}

# Sets the variable EntryExit; writes the lines, or one JSON object.
function Invoke-CheckEntry {
    param([System.Object] $Call)
    $report = $null
    $fault = [pscustomobject] @{ Code = ''; Message = '' }
    try {
        if ($null -ne $Call.Rest -and $Call.Rest.Length -gt 0) {
            $script:EntryExit = 2
            $fault.Code = 'ARGUMENT_NOT_KNOWN'
            $fault.Message = 'ARGUMENT_NOT_KNOWN: an argument is not -Json. Nothing was looked at. Help: Get-Help .\Check-Host.ps1 -Full'
        }
        else {
            $report = Test-AirgapHost -KitRoot $Call.Root
            $script:EntryExit = Get-CheckExit $report.Verdicts
        }
    }
    catch {
        $fault = ConvertTo-EntryFault $_.Exception
    }
    if ($Call.Json) {
        Write-CheckJson -Report $report -Fault $fault
    }
    elseif ($fault.Code.Length -gt 0) {
        foreach ($line in @(Write-Wrapped '' $fault.Message)) {
            [System.Console]::Error.WriteLine($line)
        }
    }
    else {
        Write-CheckText -Report $report -Exit $script:EntryExit
    }
}
