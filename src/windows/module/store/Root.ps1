# Import of roots and intermediate certificates into the machine's own stores.

<#
.SYNOPSIS
Adds the certificates of a kit to the machine's Root and CA stores.

.DESCRIPTION
Every pin (the SHA-256 of the certificate file) is checked before the first change; one wrong pin and nothing at all is
imported. A certificate that is there already is left and said so; one in the machine's Disallowed store is refused.
Each change is written to the journal in the protected folder before it is made, and read back from the physical store
(the registry key) afterwards. A run that was killed is continued by the next one.

One object a certificate is given back: Subject, Sha256, Store, Outcome, Code, Message, Method. Faults that stop the whole run
are thrown; their code is the error's id.

.PARAMETER KitRoot
The folder the kit was extracted to, below the protected folder.

.PARAMETER KitId
The id of the kit; changes are journalled under it.

.PARAMETER Certificate
One hash table a certificate: Name, Path (in the kit), Sha256 (lower case), Store (Root or CA).

.EXAMPLE
Install-AirgapRoot -KitRoot $root -KitId 'acs-20261125T120000Z' -Certificate $list -WhatIf

Says what would be done. Nothing is changed, the journal included.

.EXAMPLE
Install-AirgapRoot -KitRoot $root -KitId 'acs-20261125T120000Z' -Certificate $list

Adds what is missing.
#>
function Install-AirgapRoot {
    [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
    [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory = $true)] [string] $KitRoot,
        [Parameter(Mandatory = $true)] [string] $KitId,
        [Parameter(Mandatory = $true)] [System.Collections.Hashtable[]] $Certificate
    )
    $dryRun = [bool] $WhatIfPreference
    $cmdlet = $PSCmdlet
    [void] (Assert-RunAllowed $KitRoot $KitId)
    $pins = @(foreach ($item in $Certificate) { ConvertTo-Pin $item })
    $refusals = @(Get-PinRefusal $KitRoot $pins)
    if ($refusals.Count -gt 0) {
        foreach ($refusal in $refusals) { $refusal }
        return
    }
    $run = $null
    try {
        $run = Enter-Run -KitRoot $KitRoot -KitId $KitId -DryRun $dryRun
        $run.Journal.Notes
        Invoke-RootStep -Run $run -Pin $pins -Ask { param($target, $action) $cmdlet.ShouldProcess($target, $action) }
    }
    finally {
        Exit-Run $run
    }
}

# Ask is called with what and how, and says whether the person in front of it wants that. One that cannot be added stops none
# of the others: each is of use by itself.
function Invoke-RootStep {
    param([System.Object] $Run, [System.Object[]] $Pin, [scriptblock] $Ask)
    foreach ($one in $Pin) {
        $result = Get-RootObstacle $Run $one
        if ($null -eq $result) {
            if (& $Ask "LocalMachine\$($one.Store)" ('Add ' + (ConvertTo-PlainText $one.Subject))) {
                $result = Add-Root $Run $one
            }
            else {
                $result = ConvertTo-Result -Pin $one -Outcome 'Declined' -Code 'CERTIFICATE_DECLINED' -Message 'not added, because you said no.'
            }
        }
        $result
    }
}

# Gives the result if nothing is to be added, else nothing.
function Get-RootObstacle {
    param([System.Object] $Run, [System.Object] $Pin)
    if (Test-Disallowed $Pin) {
        return (ConvertTo-Result -Pin $Pin -Outcome 'Refused' -Code 'CERTIFICATE_DISALLOWED' -Message (
                "the machine's Disallowed store holds this certificate: somebody distrusts it on this host, and an import could not change that. " +
                'Not imported. Ask the host''s owner why it is there (certlm.msc, Untrusted Certificates); its removal is their decision, not the kit''s.'))
    }
    $now = Get-StoreState -Store $Pin.Store -Thumbprint $Pin.Thumbprint -Sha256 $Pin.Sha256
    if (Test-Same $now 'Different') {
        return (ConvertTo-Result -Pin $Pin -Outcome 'Refused' -Code 'STORE_ENTRY_DIFFERS' -Message (
                "the key $($Pin.Thumbprint) of the machine's $($Pin.Store) store holds other bytes than this certificate. It is damaged or was " +
                'forged, and was left as it is. Export the key as evidence, find out who wrote it, have it removed, then run again.'))
    }
    if (Test-Same $now 'Equal') {
        $state = Get-JournalState -Journal $Run.Journal -Store $Pin.Store -Sha256 $Pin.Sha256
        if ($null -eq $state -or -not $state.Needs.Contains($Run.Journal.Kit)) {
            # Another kit's undo must know that this kit relies on it too.
            Write-Journal -Journal $Run.Journal -Pin $Pin -Step 'needed' -Before 'present' -Kit $Run.Journal.Kit
        }
        return (ConvertTo-Result -Pin $Pin -Outcome 'AlreadyThere' -Code 'CERTIFICATE_ALREADY_THERE' -Message "in the machine's own $($Pin.Store) store already; left alone.")
    }
    # -WhatIf is answered with objects: the host's own "What if" lines would only stand in the way of -Json.
    if ($Run.DryRun) {
        return (ConvertTo-Result -Pin $Pin -Outcome 'WouldAdd' -Code 'CERTIFICATE_WOULD_BE_ADDED' -Message "not in the machine's own $($Pin.Store) store; would be added there.")
    }
}

function Add-Root {
    param([System.Object] $Run, [System.Object] $Pin)
    # Again, because a question to the operator may have stood open for hours.
    $obstacle = Get-RootObstacle $Run $Pin
    if ($null -ne $obstacle) {
        return $obstacle
    }
    $change = Edit-PhysicalStore -Run $Run -Pin $Pin -Verb 'add' -Before 'absent'
    if ($change.Done) {
        $result = ConvertTo-Result -Pin $Pin -Outcome 'Added' -Code 'CERTIFICATE_ADDED' -Message (
            "added to the machine's own $($Pin.Store) store and read back from it. " + (Get-EffectiveText $Pin))
        $result.Method = 'registry'
        return $result
    }
    if ($change.Refusal.Length -gt 0) {
        return (ConvertTo-Result -Pin $Pin -Outcome 'Failed' -Code 'STORE_NOT_ACCESSIBLE' -Message (
                "Windows refused the change of the machine's $($Pin.Store) store ($($change.Refusal)). The certificate is not there, and programs that need it " +
                'stay refused. Look for a policy or a security product that guards the store, then run again.'))
    }
    ConvertTo-Result -Pin $Pin -Outcome 'Failed' -Code 'STORE_NOT_CHANGED' -Message (
        "Windows reported success, but the machine's own $($Pin.Store) store does not hold the certificate afterwards. " + (Get-EffectiveText $Pin) + (Get-StrayText $Pin) +
        ' If that view shows it, it came from another physical store (third-party, Group Policy, Enterprise), which Windows may empty by itself. ' +
        'It does not count as imported. Report it with this host''s Windows version.')
}
