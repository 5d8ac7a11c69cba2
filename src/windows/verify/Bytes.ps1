# Bytes: digests, CRC-32, comparison. Whatever loops over many bytes is left to .NET.

function Get-Sha1 {
    New-Object System.Security.Cryptography.SHA1CryptoServiceProvider
}

# .NET has no public CRC-32, but writes one behind what it compresses to gzip (RFC 1952: CRC32, then ISIZE).
function Get-Crc32 {
    param([byte[]] $Bytes)
    if ($Bytes.Length -eq 0) {
        return [uint32] 0
    }
    $memory = New-Object System.IO.MemoryStream
    $gzip = New-Object System.IO.Compression.GZipStream -ArgumentList $memory, ([System.IO.Compression.CompressionMode]::Compress)
    $gzip.Write($Bytes, 0, $Bytes.Length)
    $gzip.Dispose()
    [byte[]] $out = $memory.ToArray()
    [System.BitConverter]::ToUInt32($out, $out.Length - 8)
}

function Test-SameByte {
    param([byte[]] $One, [byte[]] $Other)
    $One.Length -eq $Other.Length -and [System.Linq.Enumerable]::SequenceEqual([byte[]] $One, [byte[]] $Other)
}

# Index of the first byte that differs in two arrays of one length, -1 if none does.
function Find-Difference {
    param([byte[]] $One, [byte[]] $Other)
    if (Test-SameByte $One $Other) {
        return -1
    }
    $step = 4096
    for ($from = 0; $from -lt $One.Length; $from += $step) {
        $count = [int] [System.Math]::Min([long] $step, [long] ($One.Length - $from))
        if (Test-Same ([System.Convert]::ToBase64String($One, $from, $count)) ([System.Convert]::ToBase64String($Other, $from, $count))) {
            continue
        }
        $at = $from
        while ($One[$at] -eq $Other[$at]) {
            $at++
        }
        return $at
    }
}

# The comma keeps PowerShell from taking the array apart byte by byte.
function Get-Slice {
    param([byte[]] $Bytes, [int] $From, [int] $Count)
    [byte[]] $out = [System.Array]::CreateInstance([byte], $Count)
    [System.Array]::Copy($Bytes, $From, $out, 0, $Count)
    , $out
}

function Join-Byte {
    param([System.Object[]] $Part)
    $count = 0
    foreach ($one in $Part) {
        $count += $one.Length
    }
    [byte[]] $out = [System.Array]::CreateInstance([byte], $count)
    $at = 0
    foreach ($one in $Part) {
        [System.Array]::Copy($one, 0, $out, $at, $one.Length)
        $at += $one.Length
    }
    , $out
}

# One character a byte: other decoders turn foreign bytes into question marks.
function ConvertFrom-Latin {
    param([byte[]] $Bytes)
    [System.Text.Encoding]::GetEncoding(28591).GetString($Bytes)
}
