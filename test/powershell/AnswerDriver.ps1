# Runs the assembled Verify-Kit.ps1 with the arguments of each case. Cases is a JSON file: a list of objects with a name and
# the arguments by name. A JSON object a line for each: name, exit code, what was printed, what was said to the person.
param([string] $Script, [string] $Cases)

. $Script -FunctionsOnly

function Get-ClockSecond {
    ConvertFrom-TimeText '2026-11-25T12:00:00Z' 2000 2099
}

foreach ($case in @([System.IO.File]::ReadAllText($Cases) | ConvertFrom-Json | ForEach-Object -Process { $_ })) {
    $arguments = @{}
    foreach ($member in $case.arguments.PSObject.Properties) {
        $arguments[$member.Name] = $member.Value
    }
    $code = Invoke-VerifyKit @arguments
    if ($null -ne $script:VerifyKitReport -and $script:VerifyKitReport.ExtractedTo.Length -gt 0) {
        [System.IO.Directory]::Delete($script:VerifyKitReport.ExtractedTo, $true)
    }
    $newLine = [string] [char] 10
    '{"name": ' + (ConvertTo-Quoted $case.name) + ', "exit": ' + $code + ', "out": ' +
    (ConvertTo-Quoted ([string]::Join($newLine, $script:VerifyKitOut.ToArray()))) + ', "err": ' +
    (ConvertTo-Quoted ([string]::Join($newLine, $script:VerifyKitErr.ToArray()))) + '}'
}
