# The check of a host against a kit: which conditions are met, what each verdict rests on, what of this kit helps.

<#
.SYNOPSIS
Says for each condition of a kit whether this host meets it. Changes nothing.

.DESCRIPTION
The conditions are apart: the update, the root, each further root the kit carries. Each has a verdict of its own (MET,
NOT MET, NO REMEDY EXISTS, COULD NOT TELL), a code, the fact and what it rests on, the remedy in this kit, and why.
Whether a host will run the signed programs follows from all of them, never from one.

One object is given back: Kit, Title, State (see Get-AirgapHostState), Verdicts, Notes. The codes are explained in the
project's document host-codes. Faults of the kit are thrown; their code is the error's id.

.PARAMETER KitRoot
The folder the kit was extracted to.

.PARAMETER State
A state to judge instead of this host's own, as Get-AirgapHostState gave it. The lists that Windows had loaded are
judged as they were looked up then.

.EXAMPLE
(Get-AirgapVerdict -KitRoot $root).Verdicts | Format-List -Property Condition, Verdict, Code, Fact, Remedies

.EXAMPLE
(Get-AirgapVerdict -KitRoot $root).Notes

What else was seen and decides nothing.
#>
function Get-AirgapVerdict {
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory = $true)] [string] $KitRoot,
        [System.Object] $State = $null
    )
    $kit = Read-KitData $KitRoot
    if ($null -eq $State) {
        $State = Get-AirgapHostState -Certificate $kit.Certificates
    }
    $verdicts = @(Get-HostVerdict $State $kit)
    [pscustomobject] @{
        Kit = $kit.Id; Title = $kit.Title; State = $State; Verdicts = $verdicts
        Notes = @(Get-HostNote -State $State -Kit $kit -Verdicts $verdicts -KitRoot $KitRoot)
    }
}

# The update first, then the root this is about, then the others. Intermediates speak only when they are denied.
function Get-HostVerdict {
    param([System.Object] $State, [System.Object] $Kit)
    if ($Kit.Trains.Length -gt 0) {
        Get-UpdateVerdict $State $Kit
    }
    foreach ($id in $Kit.Absent) {
        ConvertTo-Verdict -Condition 'root' -Code 'ROOT_NOT_IN_KIT' -More @{ Name = $id; Fact = "the kit has no certificate $id" }
    }
    $now = Get-DecidingTime (Get-PartText $State 'Clock') $Kit.Created
    foreach ($condition in @('root', 'extra root')) {
        foreach ($certificate in $Kit.Certificates) {
            if (Test-Same $certificate.Condition $condition) { Get-RootVerdict -State $State -Certificate $certificate -Now $now }
        }
    }
    foreach ($certificate in $Kit.Certificates) {
        if (Test-Same $certificate.Condition 'intermediate') {
            Get-DenialVerdict -State $State -Certificate $certificate -More @{ Name = $certificate.Subject; Fact = ''; RestsOn = ''; Certainty = 'confirmed' }
        }
    }
}
