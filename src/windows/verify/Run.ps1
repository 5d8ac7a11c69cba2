# The order of verification (section 8): what one run has found so far, and the stages one after the other.

function Get-Run {
    param([string] $Subject, [System.Object[]] $Anchor, [string] $Purpose, [bool] $Talk)
    [pscustomobject] @{
        Subject = $Subject; Anchors = $Anchor; Purpose = $Purpose; Talk = $Talk; Now = Get-ClockSecond; Bytes = 0L; Payload = $true
        Stop = $null; Content = @(); Fit = @(); PayloadChecked = $false; ContentDone = $false; FitDone = $false
        ManifestBytes = $null; Signatures = @(); Signers = @(); Manifest = $null; KitDigest = ''; ExtractedTo = ''; PlaceJudged = $true
    }
}

function Test-Severity {
    param([System.Object[]] $Finding, [string] $Severity)
    foreach ($one in $Finding) {
        if (Test-Same $one.Severity $Severity) {
            return $true
        }
    }
    $false
}

# Stages 2 and 3. Only what both let pass is kept as the manifest.
function Read-Authentic {
    param([System.Object] $Run, [byte[]] $Bytes, [System.Object[]] $Signature)
    foreach ($one in $Signature) {
        if ($null -eq $one.Parsed) {
            $one.Parsed = Read-SignatureFile $one.Bytes
        }
    }
    $Run.Signers = @(Get-SignerView $Signature $Run.Anchors)
    $sha = Get-Sha256
    try {
        [byte[]] $digest = $sha.ComputeHash($Bytes)
    }
    finally {
        $sha.Dispose()
    }
    Assert-Authentic $digest $Signature $Run.Anchors
    $manifest = Read-ManifestText (ConvertFrom-Latin $Bytes)
    Assert-Manifest $manifest
    Assert-Signer $manifest $digest $Signature
    $Run.ManifestBytes = $Bytes
    $Run.Signatures = $Signature
    $Run.Manifest = $manifest
    $Run.KitDigest = ConvertTo-Hex $digest
}

# Stages 1 to 4; gives where everything stands.
function Read-ToStructure {
    param([System.Object] $Run, [System.Object] $File)
    $Run.Bytes = $File.Length
    $container = Read-Container $File
    Read-Authentic $Run $container.Manifest $container.Signatures
    Assert-Structure $File $Run.Manifest $Run.ManifestBytes $Run.Signatures
}

function Complete-Fit {
    param([System.Object] $Run)
    $Run.Fit = @(Find-FitFault $Run)
    $Run.FitDone = $true
}

function Invoke-KitRun {
    param([System.Object] $Run)
    $file = Open-KitFile $Run.Subject
    try {
        $entries = Read-ToStructure $Run $file
        $Run.Content = @(Find-ContentDifference (Get-ContentPass $file $entries $Run.Manifest $Run.Talk) $null)
        $Run.PayloadChecked = $true
        $Run.ContentDone = $Run.Content.Length -eq 0
        if ($Run.ContentDone) {
            Complete-Fit $Run
        }
    }
    finally {
        $file.Stream.Dispose()
    }
}

# With extraction stage 6 comes before stage 5: nothing is written that should not be used.
function Invoke-ExtractionRun {
    param([System.Object] $Run, [string] $Target)
    $file = Open-KitFile $Run.Subject
    try {
        $entries = Read-ToStructure $Run $file
        Complete-Fit $Run
        $pass = Get-ContentPass $file $entries $Run.Manifest $Run.Talk
        if ((Test-Same $Run.Purpose 'apply') -and (Test-Severity $Run.Fit 'not_fit')) {
            $Run.Content = @(Find-ContentDifference $pass $null)
            $Run.PayloadChecked = $true
        }
        else {
            Copy-KitContent $Run $pass $Target
        }
        $Run.ContentDone = $Run.Content.Length -eq 0
    }
    finally {
        $file.Stream.Dispose()
    }
}

# The files under the names they have in a kit, sorted by them; what cannot be read keeps its own name (section 12).
function Read-LooseSignature {
    param([string[]] $Path)
    if ($Path.Length -gt $script:Limit.MAX_SIGNATURES) {
        throw (ConvertTo-Stop 'SIGNATURES_TOO_MANY' @($Path.Length, $script:Limit.MAX_SIGNATURES))
    }
    $out = New-Object 'System.Collections.Generic.List[object]'
    foreach ($one in $Path) {
        [byte[]] $bytes = Read-Loose $one $script:Limit.MAX_SIGNATURE_BYTES 'SIGNATURE_TOO_LARGE'
        $parsed = Read-SignatureFile $bytes
        $name = [System.IO.Path]::GetFileName((Resolve-FilePath $one))
        if ($null -ne $parsed) {
            $name = 'META/signatures/' + $parsed.Certificate.KeySha256.Substring(0, 16) + '.p7s'
        }
        $at = 0
        while ($at -lt $out.Count -and [string]::CompareOrdinal($out[$at].Path, $name) -le 0) {
            $at++
        }
        $out.Insert($at, [pscustomobject] @{ Path = $name; Bytes = $bytes; Parsed = $parsed })
    }
    , $out.ToArray()
}

function Invoke-ManifestRun {
    param([System.Object] $Run, [string[]] $Signature)
    [byte[]] $bytes = Read-Loose $Run.Subject $script:Limit.MAX_MANIFEST_BYTES 'MANIFEST_TOO_LARGE'
    $Run.Bytes = [long] $bytes.Length
    Read-Authentic $Run $bytes (Read-LooseSignature $Signature)
    $Run.Payload = $false
    Complete-Fit $Run
}

# The facts of the run as the report gives them. Findings stand in the order of stages.
function Get-Report {
    param([System.Object] $Run)
    $findings = New-Object 'System.Collections.Generic.List[object]'
    $findings.AddRange([System.Object[]] $Run.Content)
    $refused = $null -ne $Run.Stop -and (Test-Same $Run.Stop.Severity 'refused')
    if ($Run.Content.Length -eq 0 -and ($null -eq $Run.Stop -or $refused)) {
        $findings.AddRange([System.Object[]] $Run.Fit)
    }
    if ($null -ne $Run.Stop) {
        $findings.Add($Run.Stop)
    }
    $all = $findings.ToArray()
    $complete = $null -eq $Run.Stop -and $Run.FitDone -and ($Run.ContentDone -or -not $Run.Payload)
    $authentic = $complete -and -not (Test-Severity $all 'not_authentic')
    $fit = $authentic -and -not (Test-Severity $all 'not_fit')
    $asked = $authentic
    if (Test-Same $Run.Purpose 'apply') {
        $asked = $fit
    }
    [pscustomobject] @{
        Subject = $Run.Subject; Bytes = $Run.Bytes; Purpose = $Run.Purpose; Now = $Run.Now; Findings = $all; Signers = $Run.Signers
        Anchors = $Run.Anchors; Manifest = $Run.Manifest; KitDigest = $Run.KitDigest; PayloadChecked = $Run.PayloadChecked; ExtractedTo = $Run.ExtractedTo
        PlaceJudged = $Run.PlaceJudged; Authentic = $authentic; Fit = $fit; Ok = $asked -and -not (Test-Severity $all 'refused')
    }
}
