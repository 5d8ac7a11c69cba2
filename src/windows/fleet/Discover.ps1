# What Discover-Kit.ps1 does.

$answer = $null
try {
    if ($null -ne $Rest -and $Rest.Length -gt 0) {
        throw (ConvertTo-Fault 'ARGUMENT_NOT_KNOWN' 3 'this script takes no arguments. Nothing was looked at.')
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
