<#ftl output_format="PowerShell">
# .SYNOPSIS
# Discovery script for a configuration item of Configuration Manager: one word, does this host need this kit?
#
# .DESCRIPTION
# As Detect-Kit.ps1, for an engine that compares the output and takes any exit code but 0 for a failed discovery. The output
# is one word: Compliant or NonCompliant, exit code 0; Blocked or Unknown, exit code 3 (70 for a bug of ours), so that no
# remediation is started for them. The rule of the item: the value is equal to Compliant.
#
# .PARAMETER Rest
# Takes what is there, to refuse it.
#
# .EXAMPLE
# .\Discover-Kit.ps1
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
$answer.Word
if ($answer.Exit -eq 1) {
    exit 0
}
exit $answer.Exit
