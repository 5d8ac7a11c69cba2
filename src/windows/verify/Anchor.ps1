# Values of -Anchor: a digest, or a file with one certificate in DER or PEM.

$script:MaxAnchorBytes = 65536

function Test-DigestValue {
    param([string] $Value)
    $Value.StartsWith('sha256:', [System.StringComparison]::OrdinalIgnoreCase)
}

# sha512:, md5: and the like name no file, unless somebody has a drive of that name.
function Test-OtherDigest {
    param([string] $Value)
    if (-not [System.Text.RegularExpressions.Regex]::IsMatch($Value, '\A *[A-Za-z][A-Za-z0-9 _-]+:')) {
        return $false
    }
    $name = $Value.Substring(0, $Value.IndexOf([char] ':'))
    foreach ($drive in $ExecutionContext.SessionState.Drive.GetAllForProvider('FileSystem')) {
        if ([string]::Equals($drive.Name, $name, [System.StringComparison]::OrdinalIgnoreCase)) {
            return $false
        }
    }
    $true
}

# Engines started with -File hand over what stands between commas as one text. The name of a file may hold a comma.
function Split-ListValue {
    param([string[]] $Value)
    foreach ($one in $Value) {
        if ($one.IndexOf([char] ',') -lt 0 -or (-not (Test-DigestValue $one) -and $null -ne (Get-PathAttribute (Resolve-FilePath $one)))) {
            $one
        }
        else {
            foreach ($part in $one.Split([char] ',')) {
                $part.Trim()
            }
        }
    }
}

# Colons, blanks and upper case are what other tools print.
function Read-AnchorDigest {
    param([string] $Text)
    $hex = $Text.Replace(':', '').Replace(' ', '').ToLowerInvariant()
    if (-not [System.Text.RegularExpressions.Regex]::IsMatch($hex, '\A[0-9a-f]{64}\z')) {
        throw (ConvertTo-Usage "the anchor is not a SHA-256: 64 hex digits are needed, $($hex.Length) characters were given" `
                'type it again from the sheet, blanks and colons do not matter')
    }
    [pscustomobject] @{ Sha256 = $hex; File = '' }
}

function Get-NotACertificate {
    param([string] $Name)
    ConvertTo-Usage "the anchor file $(ConvertTo-PlainText $Name) does not hold exactly one certificate with an RSA key" `
        'take anchor.pem or anchor.cer of the verifier pack'
}

function Read-AnchorByte {
    param([string] $Name, [string] $Full)
    if ([System.IO.Directory]::Exists($Full)) {
        throw (Get-NotACertificate $Name)
    }
    try {
        $stream = New-Object System.IO.FileStream -ArgumentList $Full, ([System.IO.FileMode]::Open), ([System.IO.FileAccess]::Read), ([System.IO.FileShare]::Read)
    }
    catch {
        $cause = Get-Cause $_.Exception
        if ($cause -is [System.IO.FileNotFoundException] -or $cause -is [System.IO.DirectoryNotFoundException]) {
            throw (ConvertTo-Unknown "there is no anchor file $(ConvertTo-PlainText $Name) (a digest begins with sha256:)")
        }
        throw (ConvertTo-Unknown "cannot read the anchor file $(ConvertTo-PlainText $Name): $($cause.Message)")
    }
    try {
        if ($stream.Length -gt $script:MaxAnchorBytes) {
            throw (Get-NotACertificate $Name)
        }
        , (Read-Byte ([pscustomobject] @{ Name = $Name; Stream = $stream; Length = $stream.Length }) 0 $stream.Length)
    }
    finally {
        $stream.Dispose()
    }
}

function ConvertFrom-Pem {
    param([string] $Name, [string] $Text)
    $ordinal = [System.StringComparison]::Ordinal
    $begin = '-----BEGIN CERTIFICATE-----'
    $end = '-----END CERTIFICATE-----'
    $from = $Text.IndexOf($begin, $ordinal)
    $to = $Text.IndexOf($end, $ordinal)
    if ($from -lt 0 -or $to -le $from -or $Text.IndexOf($begin, $from + 1, $ordinal) -ge 0 -or $Text.IndexOf($end, $to + 1, $ordinal) -ge 0) {
        throw (Get-NotACertificate $Name)
    }
    $base64 = $Text.Substring($from + $begin.Length, $to - $from - $begin.Length).Replace("`r", '').Replace("`n", '')
    # .NET would pass over blanks.
    if (-not [System.Text.RegularExpressions.Regex]::IsMatch($base64, '\A[A-Za-z0-9+/]*={0,2}\z') -or $base64.Length % 4 -ne 0) {
        throw (Get-NotACertificate $Name)
    }
    , [System.Convert]::FromBase64String($base64)
}

function Read-AnchorFile {
    param([string] $Name, [string] $Kit)
    $full = Resolve-FilePath $Name
    [byte[]] $bytes = Read-AnchorByte $Name $full
    if (Test-BesideKit $full $Kit) {
        throw (ConvertTo-Usage ("ANCHOR_BESIDE_KIT: the anchor $(ConvertTo-PlainText $Name) lies in the kit's own folder, " +
                'so whoever brought the kit could have brought it') '-Anchor sha256:<digest that came by another way>')
    }
    if ($bytes.Length -eq 0 -or $bytes[0] -ne 0x30) {
        $bytes = ConvertFrom-Pem $Name (ConvertFrom-Latin $bytes)
    }
    try {
        [void] (Read-SignerCertificate $bytes)
    }
    catch [System.FormatException] {
        throw (Get-NotACertificate $Name)
    }
    [pscustomobject] @{ Sha256 = Get-Sha256Hex $bytes; File = $Name }
}

# Kit is what is verified: an anchor from its own folder or below would prove nothing.
function Read-Anchor {
    param([string[]] $Value, [string] $Kit)
    $full = Resolve-FilePath $Kit
    foreach ($one in @(Split-ListValue $Value)) {
        if (Test-DigestValue $one) {
            Read-AnchorDigest $one.Substring(7)
        }
        elseif (Test-OtherDigest $one) {
            throw (ConvertTo-Usage "the anchor is a SHA-256, sha256:<64 hex digits>, or a file, not $(ConvertTo-PlainText $one)" `
                    'type it again from the sheet; if this is a file, give its folder too')
        }
        else {
            Read-AnchorFile $one $full
        }
    }
}
