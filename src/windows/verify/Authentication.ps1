# Stage 2 (8.2) and the signers' rules of stage 3 (R17, R18): whose bytes the manifest is.

function Test-Anchored {
    param([string] $CertificateSha256, [System.Object[]] $Anchor)
    foreach ($one in $Anchor) {
        if (Test-Same $one.Sha256 $CertificateSha256) {
            return $true
        }
    }
    $false
}

# The finding, or null if the key is allowed and the signature fits.
function Find-SignatureFault {
    param([System.Object] $Signature, [byte[]] $Digest)
    $key = $Signature.Parsed.Certificate.Key
    if (-not (Test-RsaKeyAllowed $key)) {
        return ConvertTo-Finding 'KEY_NOT_ALLOWED' @($Signature.Path, $key.Bits)
    }
    if (-not (Test-RsaSignature $key $Digest $Signature.Parsed.Value)) {
        return ConvertTo-Finding 'SIGNATURE_INVALID' @($Signature.Path)
    }
    $null
}

# One anchored signature that fits is enough; malformed and unanchored files are passed over.
function Assert-Authentic {
    param([byte[]] $Digest, [System.Object[]] $Signature, [System.Object[]] $Anchor)
    $first = $null
    $seen = New-Object 'System.Collections.Generic.List[string]'
    foreach ($one in $Signature) {
        if ($null -eq $one.Parsed) {
            $fault = ConvertTo-Finding 'SIGNATURE_MALFORMED' @($one.Path)
        }
        else {
            $seen.Add($one.Parsed.Certificate.Sha256)
            if (-not (Test-Anchored $one.Parsed.Certificate.Sha256 $Anchor)) {
                continue
            }
            $fault = Find-SignatureFault $one $Digest
        }
        if ($null -eq $fault) {
            return
        }
        if ($null -eq $first) {
            $first = $fault
        }
    }
    if ($null -eq $first) {
        $first = ConvertTo-Finding 'SIGNER_NOT_TRUSTED' @([string]::Join(', ', $seen.ToArray()))
    }
    throw (ConvertTo-Stop $first.Code $first.Values)
}

# R17: the listed names and those of the files are one list; the first difference tells which side has more.
function Assert-SignatureName {
    param([System.Object] $Manifest, [System.Object[]] $Signature)
    $count = [System.Math]::Max([long] $Manifest.Signers.Count, [long] $Signature.Length)
    for ($i = 0; $i -lt $count; $i++) {
        $listed = $null
        $there = $null
        if ($i -lt $Manifest.Signers.Count) {
            $listed = 'META/signatures/' + $Manifest.Signers[$i].Key.Substring(0, 16) + '.p7s'
        }
        if ($i -lt $Signature.Length) {
            $there = $Signature[$i].Path
        }
        if ($null -eq $there -or ($null -ne $listed -and [string]::CompareOrdinal($listed, $there) -lt 0)) {
            throw (ConvertTo-Stop 'SIGNATURE_MISSING' @($listed))
        }
        if ($null -eq $listed -or -not (Test-Same $there $listed)) {
            throw (ConvertTo-Stop 'SIGNATURE_NOT_LISTED' @($there))
        }
    }
}

# R17 and R18, for all signers, anchored or not: nothing can be stripped and nothing added.
function Assert-Signer {
    param([System.Object] $Manifest, [byte[]] $Digest, [System.Object[]] $Signature)
    Assert-SignatureName $Manifest $Signature
    for ($i = 0; $i -lt $Signature.Length; $i++) {
        $one = $Signature[$i]
        $signer = $Manifest.Signers[$i]
        if ($null -eq $one.Parsed) {
            throw (ConvertTo-Stop 'SIGNATURE_MALFORMED' @($one.Path))
        }
        if (-not (Test-Same $one.Parsed.Certificate.Sha256 $signer.Certificate)) {
            throw (ConvertTo-Stop 'SIGNER_CERTIFICATE_DIFFERS' @($one.Path))
        }
        if (-not (Test-Same $one.Parsed.Certificate.KeySha256 $signer.Key)) {
            throw (ConvertTo-Stop 'SIGNER_KEY_DIFFERS' @($one.Path))
        }
        $fault = Find-SignatureFault $one $Digest
        if ($null -ne $fault) {
            throw (ConvertTo-Stop $fault.Code $fault.Values)
        }
    }
}

# All signers whose files can be read, for people.
function Get-SignerView {
    param([System.Object[]] $Signature, [System.Object[]] $Anchor)
    foreach ($one in $Signature) {
        if ($null -ne $one.Parsed) {
            $certificate = $one.Parsed.Certificate
            [pscustomobject] @{
                Path = $one.Path; Sha256 = $certificate.Sha256; KeySha256 = $certificate.KeySha256
                Subject = Get-SubjectText $certificate.Subject; Validity = Get-ValidityText $certificate.Validity
                Anchored = Test-Anchored $certificate.Sha256 $Anchor
            }
        }
    }
}
