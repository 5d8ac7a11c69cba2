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
    $run = $null
    try {
        $kit = Read-AllowedKit $KitRoot
        $trains = @(Read-KitTrain $kit.Root)
        $run = Enter-Run $kit.Root $kit.Id $dryRun
        $run.Journal.Notes
        Invoke-UpdateStep -Run $run -Kit $kit -Train $trains -TimeoutMinutes $TimeoutMinutes -Cmdlet $PSCmdlet
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
    param([System.Object] $Run, [System.Object] $Kit, [System.Object[]] $Train, [int] $TimeoutMinutes, [System.Object] $Cmdlet)
    if ($Kit.Updates.Length -eq 0) {
        return
    }
    $windows = Get-AirgapHostState
    $mine = Get-HostTrain $Train $windows
    $refusal = Get-TrainRefusal $mine $windows
    if ($null -ne $refusal) {
        return $refusal
    }
    $rows = @(foreach ($row in $Kit.Updates) {
            if ((Test-Same $row.Train $mine.Id) -and (Test-Same $row.Architecture ([string] $windows.Architecture))) { $row }
        })
    [System.Array]::Sort([long[]] @(foreach ($row in $rows) { $row.Order }), $rows)
    $trace = Get-InstalledTrace $windows
    $floor = Get-FloorState $mine $trace
    if (Test-Same $floor.State 'Met') {
        return (ConvertTo-UpdateResult $null 'AlreadyThere' 'UPDATE_NOT_NEEDED' "the update condition is met ($($floor.Fact)); no update of this kit is needed.")
    }
    if ((Test-Same $floor.State 'Pending')) {
        return (ConvertTo-UpdateResult $null 'RestartNeeded' 'UPDATE_RESTART_NEEDED' "an update that serves is installed and waits for the restart ($($floor.Fact)).")
    }
    if ($rows.Length -eq 0) {
        return (ConvertTo-UpdateResult $null 'Refused' 'UPDATE_NOT_IN_KIT' (
                "the update condition is not met ($($floor.Fact)), and this kit names no update for $($mine.Id) on $($windows.Architecture). " +
                'Ask the sender for a kit that covers this Windows; Export-AirgapNeeds writes what it has to hold.'))
    }
    $plan = @(Get-UpdatePlan -Row $rows -Train $mine -Trace $trace)
    $state = [pscustomobject] @{ Run = $Run; Kit = $Kit; Train = $mine; Windows = $windows; Seconds = 60 * $TimeoutMinutes; Cmdlet = $Cmdlet; Stop = '' }
    foreach ($item in $plan) {
        Invoke-UpdateItem -State $state -Item $item
    }
}

# Nothing if updates may be thought of, else the result that says why not.
function Get-TrainRefusal {
    param([System.Object] $Train, [System.Object] $Windows)
    $name = Get-WindowsText $Windows
    if ($null -eq $Train) {
        return (ConvertTo-UpdateResult $null 'Refused' 'UPDATE_WINDOWS_NOT_KNOWN' (
                "this kit's profile knows no train for $name, so no update is chosen and nothing is guessed. " +
                'Ask the sender for a kit whose profile covers this Windows; Export-AirgapNeeds writes down what is here.'))
    }
    if (Test-Same $Train.Verdict 'none') {
        return (ConvertTo-UpdateResult $null 'Refused' 'UPDATE_NO_REMEDY' (
                "no update exists that brings $name what is needed. This Windows has to be replaced by one that is supported; the certificates alone do not help it."))
    }
}

# What is to be done with each row: Skip with its reason, or Install. One update is chosen: the last one that has a
# file, else the last one; those before it are prerequisites, as far as the profile wants them for that one.
function Get-UpdatePlan {
    param([System.Object[]] $Row, [System.Object] $Train, [System.Object] $Trace)
    $target = $null
    foreach ($row in $Row) {
        if (-not (Test-Same $row.Kind 'prerequisite') -and ($null -eq $target -or $row.Path.Length -gt 0 -or $target.Path.Length -eq 0)) {
            $target = $row
        }
    }
    foreach ($row in $Row) {
        $item = [pscustomobject] @{ Row = $row; Action = 'Install'; Target = $row -eq $target }
        if (Test-Same $row.Kind 'prerequisite') {
            if (-not (Test-PrerequisiteWanted $row $Train $target)) {
                continue
            }
        }
        elseif ($row -ne $target) {
            continue
        }
        $presence = Get-UpdatePresence $row $Train $Trace
        if (Test-Same $presence 'Present') {
            $item.Action = 'Present'
        }
        elseif (Test-Same $presence 'Pending') {
            $item.Action = 'Pending'
        }
        elseif ($row.Path.Length -eq 0) {
            $item.Action = 'Fetch'
        }
        $item
    }
}

# What belongs to the security-only way, or is needed only for newer updates than the one chosen, is left out.
function Test-PrerequisiteWanted {
    param([System.Object] $Row, [System.Object] $Train, [System.Object] $Target)
    $when = ''
    if (-not $Train.When.TryGetValue($Row.Kb, [ref] $when)) {
        return $true
    }
    if (Test-Same $when 'security-only') {
        return $false
    }
    (Test-Same $when 'floor') -or $null -eq $Target -or (Test-Same $Target.Kind 'rollup')
}

function ConvertTo-UpdateResult {
    param([System.Object] $Row, [string] $Outcome, [string] $Code, [string] $Message)
    $subject = [pscustomobject] @{ Subject = ''; Sha256 = ''; Store = '' }
    if ($null -ne $Row) {
        $subject.Subject = "$($Row.Kb) ($($Row.Kind), $($Row.Train), $($Row.Architecture))"
        $subject.Sha256 = $Row.Sha256
    }
    $result = ConvertTo-Result $subject $Outcome $Code $Message
    $more = @{ Kb = ''; Kind = ''; Before = ''; After = ''; ExitCode = $null; ExitText = ''; Log = '' }
    if ($null -ne $Row) {
        $more.Kb = $Row.Kb
        $more.Kind = $Row.Kind
    }
    foreach ($name in @('Kb', 'Kind', 'Before', 'After', 'ExitCode', 'ExitText', 'Log')) {
        $result | Add-Member -MemberType NoteProperty -Name $name -Value $more[$name]
    }
    $result
}
