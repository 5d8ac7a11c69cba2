# Undo: takes back what the journal says we added, and nothing else.

<#
.SYNOPSIS
Takes back what a kit added to this host.

.DESCRIPTION
A certificate is removed only if the journal says that this tool added it, only while the stored one is byte for byte
the certificate pinned by this kit, with no properties but those that Windows computes by itself (4, 15, 20, 25), and only
if no other applied kit needs it. What was there before the kit stays.
Every removal is journalled before it is made and read back from the physical store. The result objects are those of
Install-AirgapRoot. Updates are not taken back, and it says which ones stay; so does the event source.

.PARAMETER KitRoot
The folder the kit was extracted to, below the protected folder.

.PARAMETER KitId
The id of the kit whose changes are taken back.

.PARAMETER Certificate
The kit's own list, as for Install-AirgapRoot: undo acts on certificates of this list only, whatever the journal says.

.EXAMPLE
Undo-AirgapChange -KitRoot $root -KitId 'acs-20261125T120000Z' -Certificate $list -WhatIf

Says what would be taken back. Nothing is changed, the journal included.

.EXAMPLE
Undo-AirgapChange -KitRoot $root -KitId 'acs-20261125T120000Z' -Certificate $list

Takes it back.
#>
function Undo-AirgapChange {
    [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
    [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory = $true)] [string] $KitRoot,
        [Parameter(Mandatory = $true)] [string] $KitId,
        [Parameter(Mandatory = $true)] [System.Collections.Hashtable[]] $Certificate
    )
    $dryRun = [bool] $WhatIfPreference
    $cmdlet = $PSCmdlet
    $run = $null
    try {
        [void] (Assert-RunAllowed $KitRoot $KitId)
        $pins = @(foreach ($item in $Certificate) { ConvertTo-Pin $item })
        # The last thing added is the first taken back.
        [System.Array]::Reverse($pins)
        $run = Enter-Run -KitRoot $KitRoot -KitId $KitId -DryRun $dryRun
        $run.Journal.Notes
        Invoke-UndoStep -Run $run -Pin $pins -Ask { param($target, $action) $cmdlet.ShouldProcess($target, $action) }
    }
    finally {
        Exit-Run $run
    }
}

function Invoke-UndoStep {
    param([System.Object] $Run, [System.Object[]] $Pin, [scriptblock] $Ask)
    foreach ($one in $Pin) {
        $result = Get-UndoObstacle $Run $one
        if ($null -eq $result) {
            if (& $Ask "LocalMachine\$($one.Store)" ('Remove ' + (ConvertTo-PlainText $one.Subject))) {
                $result = Undo-Root $Run $one
            }
            else {
                $result = ConvertTo-Result -Pin $one -Outcome 'Declined' -Code 'CERTIFICATE_DECLINED' -Message 'not removed, because you said no.'
            }
        }
        $result
    }
    Get-NotUndone $Run.Journal
}

# What is not taken back, because it cannot be or because what was written with it would lose its meaning.
function Get-NotUndone {
    param([System.Object] $Journal)
    foreach ($state in $Journal.Things.Values) {
        if ($state.Kits.Contains($Journal.Kit) -and $state.Thing.StartsWith('update:', [System.StringComparison]::Ordinal)) {
            ConvertTo-Result -Pin $null -Outcome 'LeftThere' -Code 'UPDATE_NOT_UNDONE' -Message (
                $state.Thing.Substring(7) + ' was installed by this kit. Updates are not taken back: cumulative ones close security holes, and servicing stacks cannot be removed.')
        }
        if ($state.Kits.Contains($Journal.Kit) -and (Test-Same $state.Thing 'event-source:AirgapKit')) {
            ConvertTo-Result -Pin $null -Outcome 'LeftThere' -Code 'EVENT_SOURCE_LEFT' -Message (
                'the event source AirgapKit of the Application log was made by this kit and stays, so that its events can be read. When they are no longer needed: Remove-EventLog -Source AirgapKit.')
        }
    }
}

# Gives the result if nothing is to be removed, else nothing.
function Get-UndoObstacle {
    param([System.Object] $Run, [System.Object] $Pin)
    $journal = $Run.Journal
    $state = Get-JournalState -Journal $journal -Store $Pin.Store -Sha256 $Pin.Sha256
    if ($null -eq $state -or -not $state.Needs.Contains($journal.Kit)) {
        return (ConvertTo-Result -Pin $Pin -Outcome 'NothingToUndo' -Code 'CERTIFICATE_NOT_IN_JOURNAL' -Message 'the journal knows of no change by this kit that is still in force; left alone.')
    }
    $Pin.Thumbprint = $state.Sha1
    $now = Get-StoreState -Store $Pin.Store -Thumbprint $Pin.Thumbprint -Sha256 $Pin.Sha256
    $before = 'present'
    if (Test-Same $now 'Absent') {
        $before = 'absent'
    }
    if (-not $state.Owned) {
        Write-Journal -Journal $journal -Pin $Pin -Step 'released' -Before $before -Kit $journal.Kit
        return (ConvertTo-Result -Pin $Pin -Outcome 'LeftThere' -Code 'CERTIFICATE_WAS_THERE_BEFORE' -Message 'it was there before this kit; left alone.')
    }
    if ($state.Needs.Count -gt 1) {
        $others = @(foreach ($kit in $state.Needs) { if (-not (Test-Same $kit $journal.Kit)) { $kit } })
        Write-Journal -Journal $journal -Pin $Pin -Step 'released' -Before $before -Kit $journal.Kit
        return (ConvertTo-Result -Pin $Pin -Outcome 'LeftThere' -Code 'CERTIFICATE_NEEDED_BY_ANOTHER_KIT' -Message (
                'left there, because it is still needed by ' + [string]::Join(', ', $others) + '. The undo of the last kit that needs it removes it.'))
    }
    $foreign = @(Get-StoreForeign $Pin)
    if ((Test-Same $now 'Equal') -and $foreign.Length -gt 0) {
        return (ConvertTo-Result -Pin $Pin -Outcome 'Refused' -Code 'CERTIFICATE_CHANGED_SINCE' -Message (
                "somebody has set properties ($([string]::Join(', ', $foreign))) on this certificate in the machine's $($Pin.Store) store, such as a name or a limit of " +
                'its use. Removing it would take them along; left alone. Find out who set them, have them or the certificate removed by hand (certlm.msc).'))
    }
    if (Test-Same $now 'Different') {
        return (ConvertTo-Result -Pin $Pin -Outcome 'Refused' -Code 'CERTIFICATE_CHANGED_SINCE' -Message (
                "the key $($Pin.Thumbprint) of the machine's $($Pin.Store) store no longer holds what this kit added. Somebody else wrote there, so it is not " +
                'ours to remove; left alone. Export the key as evidence and find out who wrote it.'))
    }
    if ($Run.DryRun) {
        return (ConvertTo-Result -Pin $Pin -Outcome 'WouldRemove' -Code 'CERTIFICATE_WOULD_BE_REMOVED' -Message "added by this tool; would be removed from the machine's own $($Pin.Store) store.")
    }
}

function Undo-Root {
    param([System.Object] $Run, [System.Object] $Pin)
    # Again, because a question to the operator may have stood open for hours.
    $obstacle = Get-UndoObstacle $Run $Pin
    if ($null -ne $obstacle) {
        return $obstacle
    }
    if (Test-Same (Get-StoreState -Store $Pin.Store -Thumbprint $Pin.Thumbprint -Sha256 $Pin.Sha256) 'Absent') {
        [void] (Edit-PhysicalStore -Run $Run -Pin $Pin -Verb 'remove' -Before 'absent')
        return (ConvertTo-Result -Pin $Pin -Outcome 'AlreadyGone' -Code 'CERTIFICATE_ALREADY_GONE' -Message 'added by this tool and removed by somebody else since; nothing was left to do.')
    }
    $change = Edit-PhysicalStore -Run $Run -Pin $Pin -Verb 'remove' -Before 'present'
    if ($change.Done) {
        return (ConvertTo-Result -Pin $Pin -Outcome 'Removed' -Code 'CERTIFICATE_REMOVED' -Message "removed from the machine's own $($Pin.Store) store and read back.")
    }
    if ($change.Refusal.Length -gt 0) {
        return (ConvertTo-Result -Pin $Pin -Outcome 'Failed' -Code 'STORE_NOT_ACCESSIBLE' -Message (
                "Windows refused the removal from the machine's $($Pin.Store) store ($($change.Refusal)). The certificate is still trusted there. " +
                'Look for a policy or a security product that guards the store, then run again.'))
    }
    ConvertTo-Result -Pin $Pin -Outcome 'Failed' -Code 'STORE_NOT_CHANGED' -Message (
        "Windows reported success, but the machine's own $($Pin.Store) store still holds the certificate. It is still trusted. " +
        'Run again; if it stays, report it with this host''s Windows version.')
}
