# What the entry scripts have in common: lines of 80 columns, exit codes. No decision about certificates stands here.

$script:EntryExit = 70

<#
.SYNOPSIS
What an entry script of a kit starts: does what was asked, and says it in lines for people or in one JSON object.

.PARAMETER Call
Mode (apply, undo, check), Root (of the kit), Script, DryRun, CertificatesOnly, Json, Installer, Trigger, Minutes, Rest.
Its member Exit is set to the exit code.

.EXAMPLE
Invoke-AirgapEntry -Call $call

.EXAMPLE
Invoke-AirgapEntry -Call $call; exit $call.Exit
#>
function Invoke-AirgapEntry {
    param([System.Object] $Call)
    $script:EntryExit = 70
    if ([string]::Equals($Call.Mode, 'check', [System.StringComparison]::Ordinal)) {
        Invoke-CheckEntry $Call
    }
    else {
        Invoke-KitEntry $Call
    }
    $Call.Exit = $script:EntryExit
}
