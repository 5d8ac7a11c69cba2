# Runs vectors through the assembled Verify-Kit.ps1 in this one process. Vectors is a folder as VectorFiles writes it;
# every Nth is taken. Into Results go <name>.json and <name>.txt, both reports, and <name>.tree, what was extracted.
# A line for each vector on standard output: its name, the exit code, and the codes or what went wrong.
param([string] $Script, [string] $Vectors, [string] $Results, [int] $Nth, [string] $Culture)

. $Script -FunctionsOnly

# The culture whose letters and dates trap most comparisons; a machine may have none but the invariant one.
try {
    [System.Threading.Thread]::CurrentThread.CurrentCulture = New-Object System.Globalization.CultureInfo -ArgumentList $Culture
}
catch {
    [System.Console]::Error.WriteLine("no culture $Culture here")
}

# Vectors are small: so each entry is read in many parts, as a large one would be.
$script:BufferBytes = 100

function Get-ClockSecond {
    $script:VectorNow
}

function Invoke-Vector {
    param([System.Object] $Vector)
    $own = [System.IO.Path]::Combine($Vectors, $Vector.name)
    if ($Vector.now -is [System.DateTime]) {
        $script:VectorNow = ConvertTo-UnixSecond $Vector.now.ToUniversalTime()
    }
    else {
        $script:VectorNow = ConvertFrom-TimeText $Vector.now 1 9999
    }
    $subject = [System.IO.Path]::Combine($own, $Vector.subject)
    $arguments = @{ For = $Vector.purpose; Json = $true; Anchor = @($Vector.anchors | ForEach-Object -Process { "sha256:$_" }) }
    if ($Vector.anchor_file.Length -gt 0) {
        $arguments.Anchor = @([System.IO.Path]::Combine($own, $Vector.anchor_file))
    }
    if ($Vector.mode -ceq 'MANIFEST_ALONE') {
        $arguments.Manifest = $subject
        $arguments.Signature = @($Vector.signatures | ForEach-Object -Process { [System.IO.Path]::Combine($own, $_) })
    }
    else {
        $arguments.Kit = $subject
    }
    if ($Vector.mode -ceq 'EXTRACT') {
        $arguments.Extract = $true
        $arguments.To = [System.IO.Path]::Combine($own, $Vector.target)
    }
    Invoke-VerifyKit @arguments
}

$newLine = [string] [char] 10
$all = @([System.IO.File]::ReadAllText([System.IO.Path]::Combine($Vectors, 'vectors.json')) | ConvertFrom-Json | ForEach-Object -Process { $_ })
for ($i = 0; $i -lt $all.Length; $i += $Nth) {
    $vector = $all[$i]
    $code = Invoke-Vector $vector
    $place = [System.IO.Path]::Combine($Results, $vector.name)
    $report = $script:VerifyKitReport
    if ($null -eq $report) {
        "$($vector.name) $code $([string]::Join(' ', $script:VerifyKitErr.ToArray()))"
        continue
    }
    [System.IO.File]::WriteAllText("$place.json", [string]::Join($newLine, $script:VerifyKitOut.ToArray()) + $newLine)
    [System.IO.File]::WriteAllText("$place.txt", [string]::Join($newLine, [string[]] @(Format-Report $report)) + $newLine)
    if ($report.ExtractedTo.Length -gt 0) {
        [System.IO.Directory]::Move($report.ExtractedTo, "$place.tree")
    }
    "$($vector.name) $code $([string]::Join(' ', [string[]] @($report.Findings | ForEach-Object -Process { $_.Code })))"
}
