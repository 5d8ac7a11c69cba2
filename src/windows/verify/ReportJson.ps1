# The report as JSON, format airgap-report/1: ASCII only, two blanks of indent, the same text as the Java verifier's.

# A JSON text; everything that is not printable ASCII becomes an escape.
function ConvertTo-Quoted {
    param([string] $Text)
    '"' + (ConvertTo-PlainText ($Text.Replace('\', '\\').Replace('"', '\"'))) + '"'
}

# A member whose value is text, number, truth value, or JSON that was made already.
function Join-Member {
    param([string] $Name, [System.Object] $Value)
    if ($Value -is [bool]) {
        $text = $(if ($Value) { 'true' } else { 'false' })
    }
    elseif ($Value -is [string]) {
        $text = ConvertTo-Quoted $Value
    }
    else {
        $text = ConvertTo-Digit $Value
    }
    '"' + $Name + '": ' + $text
}

# Brackets around elements, each on its own line; lines of an element that has several go in with it.
function Join-Bracket {
    param([string] $Open, [string] $Close, [string[]] $Element)
    if ($null -eq $Element -or $Element.Length -eq 0) {
        return $Open + $Close
    }
    $inner = [string]::Join(",`n", $Element).Replace("`n", "`n  ")
    $Open + "`n  " + $inner + "`n" + $Close
}

function Join-FindingJson {
    param([System.Object] $Finding)
    [string[]] $values = @(for ($i = 0; $i -lt $Finding.Values.Length; $i++) { Join-Member $Finding.Parameters[$i] $Finding.Values[$i] })
    Join-Bracket '{' '}' @(
        (Join-Member 'code' $Finding.Code), (Join-Member 'stage' $Finding.Stage), (Join-Member 'severity' $Finding.Severity),
        ('"parameters": ' + (Join-Bracket '{' '}' $values)), (Join-Member 'message' $Finding.Message))
}

function Join-SignerJson {
    param([System.Object] $Signer)
    Join-Bracket '{' '}' @(
        (Join-Member 'anchored' $Signer.Anchored), (Join-Member 'certificate_sha256' $Signer.Sha256), (Join-Member 'key_sha256' $Signer.KeySha256),
        (Join-Member 'path' $Signer.Path), (Join-Member 'subject' $Signer.Subject), (Join-Member 'validity' $Signer.Validity))
}

function Join-AnchorJson {
    param([System.Object] $Anchor)
    Join-Bracket '{' '}' @(
        (Join-Member 'certificate_sha256' $Anchor.Sha256), (Join-Member 'compared' ($Anchor.File.Length -eq 0)), (Join-Member 'file' $Anchor.File))
}

function Get-ContentByteCount {
    param([System.Object] $Manifest)
    [long] $bytes = 0
    foreach ($size in $Manifest.Entries.Size) {
        $bytes += $size
    }
    $bytes
}

function Get-UpdateFileCount {
    param([System.Object] $Manifest)
    $files = 0
    foreach ($role in $Manifest.Entries.Role) {
        if ([string]::Equals($role, 'update', [System.StringComparison]::Ordinal)) {
            $files++
        }
    }
    $files
}

function Join-ManifestJson {
    param([System.Object] $Manifest)
    Join-Bracket '{' '}' @(
        (Join-Member 'id' $Manifest.Id), (Join-Member 'grade' $Manifest.Grade), (Join-Member 'builder' $Manifest.Builder),
        (Join-Member 'created' $Manifest.Created), (Join-Member 'expires' $Manifest.Expires), (Join-Member 'profile' $Manifest.Profile),
        (Join-Member 'revision' $Manifest.Revision), (Join-Member 'title' $Manifest.Title), (Join-Member 'reference' $Manifest.Reference),
        (Join-Member 'sequence' $Manifest.Sequence), (Join-Member 'entries' $Manifest.Entries.Count),
        (Join-Member 'content_bytes' (Get-ContentByteCount $Manifest)), (Join-Member 'certificates' $Manifest.Certificates.Count),
        (Join-Member 'updates' $Manifest.Updates.Count), (Join-Member 'update_files' (Get-UpdateFileCount $Manifest)))
}

function ConvertTo-ReportJson {
    param([System.Object] $Report)
    $verdict = Join-Bracket '{' '}' @(
        (Join-Member 'authentic' $Report.Authentic), (Join-Member 'fit' $Report.Fit), (Join-Member 'ok' $Report.Ok),
        (Join-Member 'payload_checked' $Report.PayloadChecked))
    $members = @(
        (Join-Member 'format' 'airgap-report/1'), (Join-Member 'subject' $Report.Subject), (Join-Member 'bytes' $Report.Bytes),
        (Join-Member 'purpose' $Report.Purpose), (Join-Member 'clock' (ConvertTo-TimeText $Report.Now)), ('"verdict": ' + $verdict),
        (Join-Member 'kit_digest' $Report.KitDigest), (Join-Member 'extracted_to' $Report.ExtractedTo),
        ('"findings": ' + (Join-Bracket '[' ']' @(foreach ($one in $Report.Findings) { Join-FindingJson $one }))),
        ('"signers": ' + (Join-Bracket '[' ']' @(foreach ($one in $Report.Signers) { Join-SignerJson $one }))),
        ('"anchors": ' + (Join-Bracket '[' ']' @(foreach ($one in $Report.Anchors) { Join-AnchorJson $one }))))
    if ($null -ne $Report.Manifest) {
        $members += '"kit": ' + (Join-ManifestJson $Report.Manifest)
    }
    Join-Bracket '{' '}' $members
}
