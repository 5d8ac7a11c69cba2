# A signature file (specification, 6.3 and 6.4): one fixed CMS template around a certificate and a raw RSA value.
# Nothing here trusts anybody.

$script:OidSignedData = [byte[]] @(0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02)
$script:DerData = [byte[]] @(0x30, 0x0B, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01)
$script:DerSha256 = [byte[]] @(0x30, 0x0B, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01)
$script:DerRsa = [byte[]] @(0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00)
$script:DerVersion1 = [byte[]] @(0x02, 0x01, 0x01)
# DigestInfo of SHA-256 with NULL parameters, up to the digest (RFC 8017, 9.2, note 1).
$script:DigestInfo = [byte[]] @(0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20)

# Modulus and exponent out of a SubjectPublicKeyInfo, big-endian and without leading zeros.
function Read-RsaKey {
    param([byte[]] $KeyInfo)
    $info = Enter-Der (Get-DerWalk $KeyInfo 0 $KeyInfo.Length) 0x30
    if (-not (Test-SameByte (Read-Der $info 0x30) $script:DerRsa)) {
        throw (Get-DerFault)
    }
    [byte[]] $bits = Read-DerRest (Enter-Der $info 0x03)
    Assert-DerEnd $info
    if ($bits.Length -eq 0 -or $bits[0] -ne 0) {
        throw (Get-DerFault)
    }
    $string = Get-DerWalk $bits 1 $bits.Length
    $key = Enter-Der $string 0x30
    Assert-DerEnd $string
    [byte[]] $modulus = Read-DerPositive $key
    [byte[]] $exponent = Read-DerPositive $key
    Assert-DerEnd $key
    $top = 0
    for ($power = 1; $power -le $modulus[0]; $power *= 2) {
        $top++
    }
    [pscustomobject] @{ Modulus = $modulus; Exponent = $exponent; Bits = ($modulus.Length - 1) * 8 + $top }
}

# The few parts of a certificate that the format looks at; of the others only headers are walked.
function Read-SignerCertificate {
    param([byte[]] $Der)
    if ($Der.Length -gt $script:Limit.MAX_SIGNER_CERTIFICATE_BYTES) {
        throw (Get-DerFault)
    }
    $outer = Get-DerWalk $Der 0 $Der.Length
    $certificate = Enter-Der $outer 0x30
    Assert-DerEnd $outer
    $tbs = Enter-Der $certificate 0x30
    if (Test-DerTag $tbs 0xA0) {
        [void] (Enter-Der $tbs 0xA0)
    }
    [byte[]] $serial = Read-Der $tbs 0x02
    [void] (Enter-Der $tbs 0x30)
    [byte[]] $issuer = Read-Der $tbs 0x30
    [byte[]] $validity = Read-Der $tbs 0x30
    [byte[]] $subject = Read-Der $tbs 0x30
    [byte[]] $keyInfo = Read-Der $tbs 0x30
    [pscustomobject] @{
        Der = $Der; Serial = $serial; Issuer = $issuer; Validity = $validity; Subject = $subject
        Key = Read-RsaKey $keyInfo; Sha256 = Get-Sha256Hex $Der; KeySha256 = Get-Sha256Hex $keyInfo
    }
}

# The one file there is for this certificate and signature value.
function Join-SignatureFile {
    param([System.Object] $Certificate, [byte[]] $Value)
    [byte[]] $issuerAndSerial = Join-Der 0x30 @($Certificate.Issuer, $Certificate.Serial)
    [byte[]] $octets = Join-Der 0x04 @(, $Value)
    [byte[]] $signer = Join-Der 0x30 @($script:DerVersion1, $issuerAndSerial, $script:DerSha256, $script:DerRsa, $octets)
    [byte[]] $digests = Join-Der 0x31 @(, $script:DerSha256)
    [byte[]] $certificates = Join-Der 0xA0 @(, $Certificate.Der)
    [byte[]] $signers = Join-Der 0x31 @(, $signer)
    [byte[]] $signed = Join-Der 0x30 @($script:DerVersion1, $digests, $script:DerData, $certificates, $signers)
    [byte[]] $content = Join-Der 0xA0 @(, $signed)
    , (Join-Der 0x30 @($script:OidSignedData, $content))
}

function Read-SignatureTemplate {
    param([byte[]] $File)
    $content = Enter-Der (Get-DerWalk $File 0 $File.Length) 0x30
    [void] (Read-Der $content 0x06)
    $signed = Enter-Der (Enter-Der $content 0xA0) 0x30
    [void] (Read-Der $signed 0x02)
    [void] (Read-Der $signed 0x31)
    [void] (Read-Der $signed 0x30)
    $certificate = Read-SignerCertificate (Read-Der (Enter-Der $signed 0xA0) 0x30)
    $bytes = $certificate.Key.Modulus.Length
    if ($bytes -gt $File.Length) {
        throw (Get-DerFault)
    }
    [byte[]] $value = Get-Slice $File ($File.Length - $bytes) $bytes
    if (-not (Test-SameByte (Join-SignatureFile $certificate $value) $File)) {
        throw (Get-DerFault)
    }
    [pscustomobject] @{ Certificate = $certificate; Value = $value }
}

# Null if a single byte differs from the template.
function Read-SignatureFile {
    param([byte[]] $File)
    try {
        Read-SignatureTemplate $File
    }
    catch [System.FormatException] {
        $null
    }
}

function Test-RsaKeyAllowed {
    param([System.Object] $Key)
    $Key.Bits -ge $script:Limit.MIN_RSA_BITS -and $Key.Bits -le $script:Limit.MAX_RSA_BITS -and $Key.Bits % 8 -eq 0 -and
    (Test-SameByte $Key.Exponent ([byte[]] @(1, 0, 1)))
}

# BigInteger is little-endian and signed: turned round, with a zero on top.
function ConvertTo-Integer {
    param([byte[]] $Bytes)
    [byte[]] $little = New-Object byte[] ($Bytes.Length + 1)
    [System.Array]::Copy($Bytes, $little, $Bytes.Length)
    [System.Array]::Reverse($little, 0, $Bytes.Length)
    New-Object System.Numerics.BigInteger -ArgumentList (, $little)
}

# EMSA-PKCS1-v1_5: 00 01 FF .. FF 00 DigestInfo digest, as long as the modulus.
function Join-Padding {
    param([int] $Bytes, [byte[]] $Digest)
    [byte[]] $out = New-Object byte[] $Bytes
    $info = $Bytes - $script:DigestInfo.Length - $Digest.Length
    $out[1] = 1
    for ($i = 2; $i -lt $info - 1; $i++) {
        $out[$i] = 0xFF
    }
    [System.Array]::Copy($script:DigestInfo, 0, $out, $info, $script:DigestInfo.Length)
    [System.Array]::Copy($Digest, 0, $out, $info + $script:DigestInfo.Length, $Digest.Length)
    , $out
}

# Raw arithmetic decides, because providers take more than one encoding of the same signature.
function Test-RsaSignature {
    param([System.Object] $Key, [byte[]] $Digest, [byte[]] $Value)
    if (-not (Test-RsaKeyAllowed $Key) -or $Value.Length -ne $Key.Modulus.Length) {
        return $false
    }
    $n = ConvertTo-Integer $Key.Modulus
    $s = ConvertTo-Integer $Value
    if ($s.CompareTo($n) -ge 0) {
        return $false
    }
    $opened = [System.Numerics.BigInteger]::ModPow($s, (ConvertTo-Integer $Key.Exponent), $n)
    if ($opened.CompareTo((ConvertTo-Integer (Join-Padding $Value.Length $Digest))) -ne 0) {
        return $false
    }
    -not (Test-FipsPolicy) -or (Test-ProviderSignature $Key $Digest $Value)
}

function Test-FipsPolicy {
    [System.Security.Cryptography.CryptoConfig]::AllowOnlyFipsAlgorithms
}

# Where a validated module is demanded it is asked too; if it disagrees, the kit is not verified.
function Test-ProviderSignature {
    param([System.Object] $Key, [byte[]] $Digest, [byte[]] $Value)
    $rsa = New-Object System.Security.Cryptography.RSACryptoServiceProvider
    try {
        $rsa.PersistKeyInCsp = $false
        $parameters = New-Object System.Security.Cryptography.RSAParameters
        $parameters.Modulus = $Key.Modulus
        $parameters.Exponent = $Key.Exponent
        $rsa.ImportParameters($parameters)
        $rsa.VerifyHash($Digest, '2.16.840.1.101.3.4.2.1', $Value)
    }
    finally {
        $rsa.Dispose()
    }
}
