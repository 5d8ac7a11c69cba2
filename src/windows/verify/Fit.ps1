# Stage 6 (8.6): may the kit be used here and now? Reports all it finds.

# One anchored signer whose digest was typed is enough; gives the file that nobody compared, or null.
function Find-UncomparedAnchor {
    param([System.Object] $Run)
    $file = ''
    foreach ($signer in $Run.Signers) {
        foreach ($one in $Run.Anchors) {
            if (Test-Same $one.Sha256 $signer.Sha256) {
                if ($one.File.Length -eq 0) {
                    return $null
                }
                $file = $one.File
            }
        }
    }
    $file
}

# Whether the copy beside the kit is there and is another one.
function Test-CopyDiffers {
    param([string] $Path, [byte[]] $Bytes)
    if (-not [System.IO.File]::Exists($Path) -and -not [System.IO.Directory]::Exists($Path)) {
        return $false
    }
    try {
        [byte[]] $copy = Read-Loose $Path $Bytes.Length 'SIGNATURE_TOO_LARGE'
        -not (Test-SameByte $copy $Bytes)
    }
    catch {
        $true
    }
}

# The kit's own name and the copies that travel beside it (section 12). Only ever warnings.
function Find-BesideFault {
    param([System.Object] $Run)
    $full = Resolve-FilePath $Run.Subject
    $id = $Run.Manifest.Id
    $name = [System.IO.Path]::GetFileName($full)
    $folder = [System.IO.Path]::GetDirectoryName($full)
    if (-not (Test-Same $name "$id.zip")) {
        ConvertTo-Finding 'KIT_NAME_DIFFERS' @($name, $id)
    }
    if (Test-CopyDiffers ([System.IO.Path]::Combine($folder, "$id.manifest.json")) $Run.ManifestBytes) {
        ConvertTo-Finding 'COPY_DIFFERS' @("$id.manifest.json")
    }
    foreach ($one in $Run.Signatures) {
        $copy = $id + '.' + $one.Path.Substring('META/signatures/'.Length)
        if (Test-CopyDiffers ([System.IO.Path]::Combine($folder, $copy)) $one.Bytes) {
            ConvertTo-Finding 'COPY_DIFFERS' @($copy)
        }
    }
}

function Find-FitFault {
    param([System.Object] $Run)
    $manifest = $Run.Manifest
    if ($Run.Now -ge $manifest.ExpiresSeconds) {
        ConvertTo-Finding 'KIT_EXPIRED' @($manifest.Expires, (ConvertTo-TimeText $Run.Now))
    }
    if ($manifest.CreatedSeconds - $Run.Now -gt $script:Limit.MAX_CLOCK_LEAD_SECONDS) {
        ConvertTo-Finding 'KIT_FROM_THE_FUTURE' @($manifest.Created, (ConvertTo-TimeText $Run.Now))
    }
    $file = Find-UncomparedAnchor $Run
    if ($null -ne $file) {
        ConvertTo-Finding 'ANCHOR_NOT_COMPARED' @($file)
    }
    if (Test-Same $manifest.Grade 'quick-start') {
        ConvertTo-Finding 'SIGNER_NOT_FOR_PRODUCTION'
    }
    if ($Run.Payload) {
        Find-BesideFault $Run
    }
    foreach ($signer in $Run.Signers) {
        if (-not $signer.Anchored) {
            ConvertTo-Finding 'SIGNER_NOT_ANCHORED' @($signer.KeySha256.Substring(0, 16))
        }
    }
    ConvertTo-Finding 'FLOOR_NOT_CHECKED'
    if (-not $Run.Payload) {
        ConvertTo-Finding 'PAYLOAD_NOT_CHECKED'
    }
}
