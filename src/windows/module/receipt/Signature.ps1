# A signature file of the kit format's one shape (kit-format.md, 6.3), made with the machine's own key over a receipt.

# The parts joined, in a DER element with the shortest length.
function ConvertTo-DerElement {
    param([int] $Tag, [byte[][]] $Part)
    $content = New-Object System.IO.MemoryStream
    foreach ($one in $Part) {
        $content.Write($one, 0, $one.Length)
    }
    $length = $content.Length
    $element = New-Object System.IO.MemoryStream
    $element.WriteByte([byte] $Tag)
    if ($length -lt 128) {
        $element.WriteByte([byte] $length)
    }
    elseif ($length -lt 256) {
        $element.WriteByte([byte] 0x81)
        $element.WriteByte([byte] $length)
    }
    else {
        $element.WriteByte([byte] 0x82)
        $element.WriteByte([byte] [System.Math]::Floor($length / 256))
        $element.WriteByte([byte] ($length % 256))
    }
    $content.WriteTo($element)
    , $element.ToArray()
}

function ConvertFrom-SpacedHex {
    param([string] $Text)
    [byte[]] $bytes = @(foreach ($pair in $Text.Split(' ')) { [System.Convert]::ToByte($pair, 16) })
    , $bytes
}

function ConvertTo-SignatureFile {
    param([System.Security.Cryptography.X509Certificates.X509Certificate2] $Certificate, [byte[]] $Signature)
    $sha256 = ConvertFrom-SpacedHex '30 0B 06 09 60 86 48 01 65 03 04 02 01'
    $version = ConvertFrom-SpacedHex '02 01 01'
    # Windows gives the serial number's bytes the wrong way round.
    [byte[]] $serial = $Certificate.GetSerialNumber()
    [System.Array]::Reverse($serial)
    $signer = ConvertTo-DerElement 0x30 @(
        $version,
        (ConvertTo-DerElement 0x30 @($Certificate.IssuerName.RawData, (ConvertTo-DerElement 0x02 @(, $serial)))),
        $sha256,
        (ConvertFrom-SpacedHex '30 0D 06 09 2A 86 48 86 F7 0D 01 01 01 05 00'),
        (ConvertTo-DerElement 0x04 @(, $Signature)))
    $data = ConvertTo-DerElement 0x30 @(
        $version,
        (ConvertTo-DerElement 0x31 @(, $sha256)),
        (ConvertFrom-SpacedHex '30 0B 06 09 2A 86 48 86 F7 0D 01 07 01'),
        (ConvertTo-DerElement 0xA0 @(, $Certificate.RawData)),
        (ConvertTo-DerElement 0x31 @(, $signer)))
    $whole = ConvertTo-DerElement 0x30 @((ConvertFrom-SpacedHex '06 09 2A 86 48 86 F7 0D 01 07 02'), (ConvertTo-DerElement 0xA0 @(, $data)))
    , $whole
}

# The machine's certificate that ends last among those that fit: valid at that time (Get-DecidingTime), RSA, for digital signatures, not self-made.
# Several that end together are told apart by their digest, so that two runs choose the same.
function Get-ReceiptSigner {
    param([string] $Now)
    $best = $null
    foreach ($certificate in @(Get-PlatformMachineCertificate)) {
        $isRsa = Test-Same $certificate.PublicKey.Oid.Value '1.2.840.113549.1.1.1'
        $self = Test-Same ([System.Convert]::ToBase64String($certificate.IssuerName.RawData)) ([System.Convert]::ToBase64String($certificate.SubjectName.RawData))
        if (-not $isRsa -or $self -or $certificate.RawData.Length -gt 8192) {
            continue
        }
        if (-not (Test-TimeReached (ConvertTo-TimeText $certificate.NotBefore) $Now) -or (Test-TimeReached (ConvertTo-TimeText $certificate.NotAfter) $Now)) {
            continue
        }
        if ($null -eq $best -or $certificate.NotAfter -gt $best.NotAfter -or
            ($certificate.NotAfter -eq $best.NotAfter -and [string]::CompareOrdinal($certificate.Thumbprint, $best.Thumbprint) -lt 0)) {
            $best = $certificate
        }
    }
    $best
}

# File is $null if there is none, with the reason. The signature file is made only from what the public key confirms.
function Get-ReceiptSignature {
    param([System.Security.Cryptography.X509Certificates.X509Certificate2] $Certificate, [byte[]] $Bytes)
    $outcome = [pscustomobject] @{ File = $null; Reason = '' }
    try {
        [byte[]] $signature = Get-PlatformKeySignature -Certificate $Certificate -Bytes $Bytes
    }
    catch {
        $outcome.Reason = 'key not usable here (' + (ConvertTo-PlainText (Get-Cause $_.Exception)) + ')'
        return $outcome
    }
    if ($null -eq $signature) {
        $outcome.Reason = 'key not usable here'
        return $outcome
    }
    if (-not (Test-KeySignature -Certificate $Certificate -Bytes $Bytes -Signature $signature)) {
        $outcome.Reason = 'what the key gave is not its signature'
        return $outcome
    }
    $outcome.File = ConvertTo-SignatureFile $Certificate $signature
    $outcome
}

# The signature raised to the public exponent must be the padded digest, byte for byte.
function Test-KeySignature {
    param([System.Security.Cryptography.X509Certificates.X509Certificate2] $Certificate, [byte[]] $Bytes, [byte[]] $Signature)
    Add-Type -AssemblyName 'System.Numerics'
    [byte[]] $key = $Certificate.PublicKey.EncodedKeyValue.RawData
    $modulus = Get-DerNumber $key (Get-DerStart $key 0)
    $exponent = Get-DerNumber $key ((Get-DerStart $key 0) + $modulus.Whole)
    $raised = [System.Numerics.BigInteger]::ModPow((ConvertTo-BigNumber $Signature), (ConvertTo-BigNumber $exponent.Content), (ConvertTo-BigNumber $modulus.Content))
    $size = $Signature.Length
    $text = '0001' + ('ff' * ($size - 54)) + '00' + '3031300d060960864801650304020105000420' + (Get-Sha256Hex $Bytes)
    $wanted = New-Object 'System.Byte[]' -ArgumentList $size
    for ($i = 0; $i -lt $size; $i++) {
        $wanted[$i] = [System.Convert]::ToByte($text.Substring(2 * $i, 2), 16)
    }
    $raised.Equals((ConvertTo-BigNumber $wanted))
}

# Where the content of a DER element begins.
function Get-DerStart {
    param([byte[]] $Bytes, [int] $At)
    if ($Bytes[$At + 1] -lt 0x80) {
        return $At + 2
    }
    $At + 2 + $Bytes[$At + 1] - 0x80
}

function Get-DerNumber {
    param([byte[]] $Bytes, [int] $At)
    $start = Get-DerStart $Bytes $At
    $length = 0
    if ($start -eq $At + 2) {
        $length = [int] $Bytes[$At + 1]
    }
    for ($i = $At + 2; $i -lt $start; $i++) {
        $length = 256 * $length + $Bytes[$i]
    }
    $content = New-Object 'System.Byte[]' -ArgumentList $length
    [System.Array]::Copy($Bytes, $start, $content, 0, $length)
    [pscustomobject] @{ Content = $content; Whole = $start - $At + $length }
}

# Big-endian, never negative: one zero byte more at the end of the little-endian form.
function ConvertTo-BigNumber {
    param([byte[]] $Bytes)
    $little = New-Object 'System.Byte[]' -ArgumentList ($Bytes.Length + 1)
    for ($i = 0; $i -lt $Bytes.Length; $i++) {
        $little[$i] = $Bytes[$Bytes.Length - 1 - $i]
    }
    New-Object System.Numerics.BigInteger -ArgumentList (, $little)
}
