<#ftl output_format="PowerShell">
# .SYNOPSIS
# Detection script for a management engine that runs the remedy at exit code 1: does this host need this kit?
#
# .DESCRIPTION
# Runs from any folder, as SYSTEM. It needs the verifier pack installed in C:\Program Files\AirgapKit and the kit extracted
# by it; it changes nothing and asks nothing. One line on the output, at most 2,000 characters, the first word:
#
#   Compliant     every condition is met                                                       exit code 0
#   NonCompliant  one is not met, the kit carries the remedy, and it would be applied now      exit code 1
#   Blocked       one is not met, and this kit cannot help, or not before a restart            exit code 3
#   Unknown       it could not be told; after code= why                                        exit code 3, 70 for a bug of ours
#
# Behind it condition=CODE for each condition, with a plus where the remedy is. Codes: the project's document host-codes.
# Nothing but NonCompliant ends with 1. For engines that compare the output and take exit codes for faults (a configuration
# item of Configuration Manager) take Discover-Kit.ps1.
#
# .PARAMETER Rest
# Takes what is there, to refuse it.
#
# .EXAMPLE
# .\Detect-Kit.ps1
[CmdletBinding()]
param([Parameter(ValueFromRemainingArguments = $true)] [string[]] $Rest)
<#include "Begin.ps1.ftl">
<#include "Fleet.ps1.ftl">

$answer = $null
try {
    if ($null -ne $Rest -and $Rest.Length -gt 0) {
        throw (ConvertTo-PackFault 'ARGUMENT_NOT_KNOWN' 3 'this script takes no arguments. Nothing was looked at.')
    }
    $answer = Get-FleetDetection
}
catch {
    $answer = Get-FleetFault $_.Exception
}
$answer.Line
exit $answer.Exit
