<#ftl output_format="PowerShell">
# .SYNOPSIS
# Remediation script for a management engine: applies this kit to this host.
#
# .DESCRIPTION
# Runs from any folder, as SYSTEM. It needs the verifier pack installed in C:\Program Files\AirgapKit and the kit extracted
# by it. The pack verifies the kit anew and starts its Apply-Kit.ps1: certificates, updates, a receipt. It asks nothing and
# restarts nothing; an update that takes longer than 50 minutes is left running and found by the next run.
#
# One line on the output, the first word:
#
#   Done           all of it                                                                   exit code 0
#   RestartNeeded  done, and counts after the restart, which is the engine's to order          exit code 0
#   Refused        a clear no of the kit's script                                              exit code 1
#   NotDone        it could not, or not yet (restart first, no space, another run)             exit code 3
#   Unknown        it did not get that far; after code= why                                    exit code 3, 70 for a bug of ours
#
# Engines that know 3010 start the pack instead: Start-Here.ps1 -Run apply -Kit ${kit.id}
#
# .PARAMETER Rest
# Takes what is there, to refuse it.
#
# .EXAMPLE
# .\Remediate-Kit.ps1
[CmdletBinding()]
param([Parameter(ValueFromRemainingArguments = $true)] [string[]] $Rest)
<#include "Begin.ps1.ftl">
<#include "Fleet.ps1.ftl">

# What was not as it should be, by code; the receipt, by its name.
function Get-FleetResult {
    param([System.Object[]] $Results)
    foreach ($result in $Results) {
        if ([System.Array]::IndexOf([string[]] @('Refused', 'Failed', 'Declined'), [string] $result.outcome) -ge 0) {
            $result.outcome + '=' + $result.code
        }
        if (Test-PackSame $result.kind 'receipt') {
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
        throw (ConvertTo-PackFault 'ARGUMENT_NOT_KNOWN' 3 'this script takes no arguments. Nothing was done.')
    }
    $answer = Get-FleetRemediation
}
catch {
    $answer = Get-FleetFault $_.Exception
}
$answer.Line
exit $answer.Exit
