# What Remediate-Kit.ps1 does.

# What was not as it should be, by code; the receipt, by its name.
function Get-FleetResult {
    param([System.Object[]] $Results)
    foreach ($result in $Results) {
        if ([System.Array]::IndexOf([string[]] @('Refused', 'Failed', 'Declined'), [string] $result.outcome) -ge 0) {
            $result.outcome + '=' + $result.code
        }
        if (Test-Same $result.kind 'receipt') {
            'receipt=' + $result.path.Substring($result.path.LastIndexOfAny([char[]] @('\', '/')) + 1)
        }
    }
}

function Get-FleetRemediation {
    $reply = Get-FleetReply 'apply' @('-Trigger', 'remediation', '-TimeoutMinutes', '50') 14400
    $run = Get-FleetOutput $reply
    $facts = [string]::Join(' ', [string[]] @(Get-FleetResult @($run.results))) + ' ' + (Get-FleetFact @($run.verdicts) $run.restart)
    $done = $run.exit -eq 0 -or $run.exit -eq 3010
    if ($done -and $run.restart) {
        return (Get-FleetAnswer 'RestartNeeded' 0 $facts)
    }
    if ($done) {
        return (Get-FleetAnswer 'Done' 0 $facts)
    }
    if ($run.exit -eq 1) {
        return (Get-FleetAnswer 'Refused' 1 $facts)
    }
    Get-FleetAnswer 'NotDone' 3 $facts
}

$answer = $null
try {
    if ($null -ne $Rest -and $Rest.Length -gt 0) {
        throw (ConvertTo-Fault 'ARGUMENT_NOT_KNOWN' 3 'this script takes no arguments. Nothing was done.')
    }
    $answer = Get-FleetRemediation
}
catch {
    $answer = Get-FleetFault $_.Exception
}
$answer.Line
exit $answer.Exit
