# Windows updates: which of the kit's this host needs, in which order, and what came of it.

<#
.SYNOPSIS
Installs the Windows updates of a kit that this host needs.

.DESCRIPTION
The host's build, product type and architecture choose a train of the profile; the kit's rows of that train are done in
their order. What is there already is skipped. A .msu goes through wusa.exe, a .cab through dism.exe; both by full path,
without a window, and they can ask nothing. Afterwards the host is looked at again: an exit code is reported in words
and never believed. Each installation is written to the journal before it is begun.

Nothing is installed while a restart is pending, from a WinRM or remote shell session where only wusa would do, or when
less than twice the file's size is free. A disabled Windows Update service is set to manual for wusa and set back.

One object an update is given back: those of Install-AirgapRoot, and Kb, Kind, Before, After, ExitCode, ExitText, Log.

.PARAMETER KitRoot
The folder the kit was extracted to, below the protected folder.

.PARAMETER TimeoutMinutes
How long one installation may take before this run stops waiting for it. It is not broken off.

.EXAMPLE
Install-AirgapUpdate -KitRoot $root -WhatIf

Says what would be installed, in order.

.EXAMPLE
Install-AirgapUpdate -KitRoot $root

Installs it. Restart afterwards if a result says so, then run again.
#>
function Install-AirgapUpdate {
    [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
    [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory = $true)] [string] $KitRoot,
        [int] $TimeoutMinutes = 120
    )
    $dryRun = [bool] $WhatIfPreference
    $cmdlet = $PSCmdlet
    $run = $null
    try {
        $kit = Read-AllowedKit $KitRoot
        $run = Enter-Run -KitRoot $kit.Root -KitId $kit.Id -DryRun $dryRun
        $run.Journal.Notes
        Invoke-UpdateStep -Run $run -Kit $kit -Seconds (60 * $TimeoutMinutes) -Ask { param($target, $action) $cmdlet.ShouldProcess($target, $action) }
    }
    finally {
        Exit-Run $run
    }
}

# Before a file of a kit is read: who we are and where it lies.
function Read-AllowedKit {
    param([string] $KitRoot)
    Assert-Administrator
    $root = [System.IO.Path]::GetFullPath($KitRoot).TrimEnd([System.IO.Path]::DirectorySeparatorChar)
    $folder = Get-ProtectedFolderPath
    Assert-KitPlace $root $folder
    Read-KitManifest $root
}

# All that is to be done on this host with the kit's updates; one result each.
function Invoke-UpdateStep {
    param([System.Object] $Run, [System.Object] $Kit, [int] $Seconds, [scriptblock] $Ask)
    if ($Kit.Updates.Length -eq 0) {
        return
    }
    $case = Get-UpdateCase (Read-KitData $Kit.Root)
    $answer = Get-UpdateAnswer $case
    if ($null -ne $answer) {
        return $answer
    }
    $state = [pscustomobject] @{ Run = $Run; Kit = $Kit; Case = $case; Seconds = $Seconds; Ask = $Ask; Stop = '' }
    foreach ($item in @(Get-UpdatePlan $Kit $case)) {
        Invoke-UpdateItem -State $state -Item $item
    }
}

# The host as it is now, its train, what its lists show, and the verdict about the update condition.
function Get-UpdateCase {
    param([System.Object] $Data)
    $state = Get-AirgapHostState
    $found = Find-HostTrain $state $Data.Trains
    $case = [pscustomobject] @{ State = $state; Kit = $Data; Train = $found.Train; Evidence = $null; Verdict = Get-UpdateVerdict $state $Data }
    if ($null -ne $found.Train) {
        $case.Evidence = Get-UpdateEvidence $state $found.Train
    }
    $case
}

# The result if nothing is to be installed, else nothing. Where the host's lists could not be read, the update is tried:
# Windows does not install it twice.
function Get-UpdateAnswer {
    param([System.Object] $Case)
    $verdict = $Case.Verdict
    $fact = "$($verdict.Fact). $($verdict.Why)"
    if (Test-Same $verdict.Verdict 'MET') {
        return (ConvertTo-UpdateResult -Outcome 'AlreadyThere' -Code $verdict.Code -Message "$fact No update of this kit is needed.")
    }
    if (Test-Same $verdict.Code 'UPDATE_RESTART_PENDING') {
        return (ConvertTo-UpdateResult -Outcome 'RestartNeeded' -Code $verdict.Code -Message $fact)
    }
    if ((Test-Same $verdict.Verdict 'NO REMEDY EXISTS') -or (Test-Same $verdict.Code 'UPDATE_ARCHITECTURE_NOT_LISTED')) {
        return (ConvertTo-UpdateResult -Outcome 'Refused' -Code $verdict.Code -Message "$fact Nothing was installed.")
    }
    if ($null -eq $Case.Train -or (Test-Same $verdict.Code 'UPDATE_REVISION_DISPUTED') -or (Test-Same $verdict.Code 'UPDATE_RESTART_UNREAD')) {
        return (ConvertTo-UpdateResult -Outcome 'Failed' -Code $verdict.Code -Message "$fact Nothing was installed.")
    }
    if ($null -eq $Case.State.Architecture) {
        return (ConvertTo-UpdateResult -Outcome 'Failed' -Code 'UPDATE_ARCHITECTURE_UNREAD' -Message 'the processor architecture could not be read, so no update can be chosen. Nothing was installed.')
    }
}

# The rows of this train and architecture in the order of installation: the prerequisites of which there is no sign, as
# far as the chosen update wants them, then that update.
function Get-UpdatePlan {
    param([System.Object] $Kit, [System.Object] $Case)
    $rows = @(foreach ($row in $Kit.Updates) {
            if ((Test-Same $row.Train $Case.Train.id) -and (Test-Same $row.Architecture $Case.State.Architecture)) { $row }
        })
    $target = Select-TargetUpdate $rows
    if ($null -eq $target) {
        return [pscustomobject] @{ Row = $null; Action = 'None'; Target = $true }
    }
    [System.Array]::Sort([long[]] @(foreach ($row in $rows) { $row.Order }), $rows)
    $missing = @(Get-MissingPrerequisite $Case (Test-Same $target.Kind 'rollup'))
    foreach ($row in $rows) {
        $wanted = (Test-Same $row.Kind 'prerequisite') -and [System.Array]::IndexOf($missing, $row.Kb) -ge 0
        if (-not $wanted -and $row -ne $target) {
            continue
        }
        $item = [pscustomobject] @{ Row = $row; Action = 'Install'; Target = $row -eq $target }
        if ($row.Path.Length -eq 0) {
            $item.Action = 'Fetch'
        }
        elseif ($Case.State.RestartPending -eq $true -and $Case.Evidence.Coming.Contains($row.Kb)) {
            $item.Action = 'Pending'
        }
        $item
    }
}

# Present, Pending or Absent, as the host shows it now: the chosen update by its condition, whichever update brought it
# about, a prerequisite by its KB. Pending only while a restart is: without one it is a leftover.
function Get-UpdatePresence {
    param([System.Object] $Row, [System.Object] $Case)
    if (Test-Same $Row.Kind 'prerequisite') {
        if ($Case.Evidence.Seen.Contains($Row.Kb)) { return 'Present' }
        if ($Case.State.RestartPending -eq $true -and $Case.Evidence.Coming.Contains($Row.Kb)) { return 'Pending' }
        return 'Absent'
    }
    if (Test-Same $Case.Verdict.Verdict 'MET') { return 'Present' }
    if (Test-Same $Case.Verdict.Code 'UPDATE_RESTART_PENDING') { return 'Pending' }
    'Absent'
}

function ConvertTo-UpdateResult {
    param([System.Object] $Row, [string] $Outcome, [string] $Code, [string] $Message)
    $subject = [pscustomobject] @{ Subject = ''; Sha256 = ''; Store = '' }
    if ($null -ne $Row) {
        $subject.Subject = "$($Row.Kb) ($($Row.Kind), $($Row.Train), $($Row.Architecture))"
        $subject.Sha256 = $Row.Sha256
    }
    $result = ConvertTo-Result -Pin $subject -Outcome $Outcome -Code $Code -Message $Message
    $result.Kind = 'update'
    $more = @{ Kb = ''; UpdateKind = ''; Before = ''; After = ''; ExitCode = $null; ExitText = ''; Log = '' }
    if ($null -ne $Row) {
        $more.Kb = $Row.Kb
        $more.UpdateKind = $Row.Kind
    }
    foreach ($name in @('Kb', 'UpdateKind', 'Before', 'After', 'ExitCode', 'ExitText', 'Log')) {
        $result | Add-Member -MemberType NoteProperty -Name $name -Value $more[$name]
    }
    $result
}
