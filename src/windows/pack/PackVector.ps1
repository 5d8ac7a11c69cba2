# Runs every vector through the pack's Verify-Kit.ps1 in this one process: a start each would take minutes.

# The clock that the vector was made for, in the place of the host's.
function Get-ClockSecond {
    $script:PackVectorNow
}

function ConvertTo-PackSecond {
    param([System.Object] $Time)
    $utc = $Time
    if ($utc -isnot [System.DateTime]) {
        $utc = [System.DateTime]::ParseExact([string] $Time, 'yyyy-MM-ddTHH:mm:ssZ', [System.Globalization.CultureInfo]::InvariantCulture,
            ([System.Globalization.DateTimeStyles]::AssumeUniversal -bor [System.Globalization.DateTimeStyles]::AdjustToUniversal))
    }
    [long] ($utc.ToUniversalTime() - (New-Object System.DateTime -ArgumentList 1970, 1, 1, 0, 0, 0, ([System.DateTimeKind]::Utc))).TotalSeconds
}

function Get-PackVectorArgument {
    param([System.Object] $Vector, [string] $Own)
    $arguments = @{ For = $Vector.purpose; Json = $true; Anchor = @($Vector.anchors | ForEach-Object -Process { "sha256:$_" }) }
    if (([string] $Vector.anchor_file).Length -gt 0) {
        $arguments.Anchor = @([System.IO.Path]::Combine($Own, $Vector.anchor_file))
    }
    $subject = [System.IO.Path]::Combine($Own, $Vector.subject)
    if (Test-Same $Vector.mode 'MANIFEST_ALONE') {
        $arguments.Manifest = $subject
        $arguments.Signature = @($Vector.signatures | ForEach-Object -Process { [System.IO.Path]::Combine($Own, $_) })
    }
    else {
        $arguments.Kit = $subject
    }
    if (Test-Same $Vector.mode 'EXTRACT') {
        $arguments.Extract = $true
        $arguments.To = [System.IO.Path]::Combine($Own, $Vector.target)
    }
    $arguments
}

function Get-PackVectorRun {
    param([System.Object] $Vector, [string] $Folder)
    $own = [System.IO.Path]::Combine($Folder, $Vector.name)
    $expected = "authentic=$($Vector.authentic) fit=$($Vector.fit) " + [string]::Join(' ', [string[]] @($Vector.codes))
    $arguments = Get-PackVectorArgument $Vector $own
    $script:PackVectorNow = ConvertTo-PackSecond $Vector.now
    $exit = Invoke-VerifyKit @arguments
    $report = $script:VerifyKitReport
    if ($null -eq $report) {
        $got = "exit $exit " + [string]::Join(' ', $script:VerifyKitErr.ToArray())
    }
    else {
        $got = "authentic=$($report.Authentic) fit=$($report.Fit) " + [string]::Join(' ', [string[]] @($report.Findings | ForEach-Object -Process { $_.Code }))
        if ($report.ExtractedTo.Length -gt 0) {
            Clear-PackFolder -Path $report.ExtractedTo
        }
    }
    [pscustomobject] @{
        name = $Vector.name; ok = [string]::Equals($expected, $got, [System.StringComparison]::OrdinalIgnoreCase)
        exit = $exit; expected = $expected; got = ConvertTo-PlainText $got
    }
}

# Vectors that are a file of zeros of many gigabytes are not written, and are left out.
function Get-PackVectorResult {
    param([string] $Verifier, [string] $Folder)
    $clock = ${function:Get-ClockSecond}
    . $Verifier -FunctionsOnly
    # The verifier brought its own.
    Set-Item -Path 'function:Get-ClockSecond' -Value $clock
    $list = ConvertFrom-Json -InputObject ([System.Text.Encoding]::ASCII.GetString((Read-PlatformFile -Path ([System.IO.Path]::Combine($Folder, 'vectors.json')))))
    foreach ($vector in $list) {
        if ($vector.sparse -eq 0) {
            Get-PackVectorRun $vector $Folder
        }
    }
}
