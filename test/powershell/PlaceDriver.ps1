# Extracts one kit to each target of a list, one path a line, in this one process. The report of the n-th goes to
# <n>.json in Results; what was extracted is removed again.
param([string] $Script, [string] $Kit, [string] $Sha256, [string] $List, [string] $Results)

# The script has parameters of the same names.
$original = $Kit
$digest = $Sha256
$place = $Results
$targets = [System.IO.File]::ReadAllLines($List)
. $Script

function Get-ClockSecond {
    ConvertFrom-TimeText '2026-11-25T12:00:00Z' 2000 2099
}

$newLine = [string] [char] 10
for ($i = 0; $i -lt $targets.Length; $i++) {
    $code = Invoke-VerifyKit -Kit $original -Anchor "sha256:$digest" -Json $true -Extract $true -To $targets[$i]
    $said = [string]::Join($newLine, $script:VerifyKitOut.ToArray()) + [string]::Join($newLine, $script:VerifyKitErr.ToArray())
    [System.IO.File]::WriteAllText([System.IO.Path]::Combine($place, "$i.json"), $said)
    if ($code -eq 0) {
        [System.IO.Directory]::Delete($targets[$i], $true)
    }
}
