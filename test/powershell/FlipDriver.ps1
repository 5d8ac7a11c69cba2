# Flips the bits of a kit that a file names, one line and one bit at a time, and verifies each through the assembled
# Verify-Kit.ps1. A line for each: the bit, the exit code, what of the verdict is true, and the findings with their values.
param([string] $Script, [string] $Kit, [string] $Sha256, [string] $Bits)

# The script has parameters of the same names.
$original = $Kit
$digest = $Sha256
. $Script -FunctionsOnly

function Get-ClockSecond {
    ConvertFrom-TimeText '2026-11-25T12:00:00Z' 2000 2099
}

[byte[]] $bytes = [System.IO.File]::ReadAllBytes($original)
foreach ($line in [System.IO.File]::ReadAllLines($Bits)) {
    $bit = [int] $line
    $at = $bit -shr 3
    $mask = 1 -shl ($bit -band 7)
    $bytes[$at] = $bytes[$at] -bxor $mask
    [System.IO.File]::WriteAllBytes($original, $bytes)
    $bytes[$at] = $bytes[$at] -bxor $mask
    $code = Invoke-VerifyKit -Kit $original -Anchor "sha256:$digest" -For 'Audit'
    $report = $script:VerifyKitReport
    if ($null -eq $report) {
        "$line $code $([string]::Join(' ', $script:VerifyKitErr.ToArray()))"
        continue
    }
    $true3 = @(@($report.Authentic, $report.Fit, $report.Ok) | Where-Object -FilterScript { $_ }).Length
    [string[]] $findings = @($report.Findings | ForEach-Object -Process { $_.Code + '(' + [string]::Join(',', $_.Values) + ')' })
    "$line $code $true3 $(ConvertTo-PlainText ([string]::Join(' ', $findings)))"
}
[System.IO.File]::WriteAllBytes($original, $bytes)
