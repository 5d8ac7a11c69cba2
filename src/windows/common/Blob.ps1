# The value "Blob" of a certificate in a store: a row of records, each an id, the number 1, a length (three little-endian
# words) and content. Record 32 is the certificate (MS-GPEF 2.2.1.1.1).

# Id, Offset of the content, Length of each record in order; nothing at all if the records do not fill the bytes exactly.
function Get-BlobRecord {
    param([byte[]] $Blob)
    $records = New-Object 'System.Collections.Generic.List[object]'
    $offset = 0
    while ($Blob.Length - $offset -ge 12) {
        $length = [long] [System.BitConverter]::ToUInt32($Blob, $offset + 8)
        if ($length -gt $Blob.Length - $offset - 12) {
            return
        }
        $records.Add([pscustomobject] @{ Id = [long] [System.BitConverter]::ToUInt32($Blob, $offset); Offset = $offset + 12; Length = [int] $length })
        $offset += 12 + [int] $length
    }
    if ($offset -eq $Blob.Length) {
        $records.ToArray()
    }
}

function Get-BlobContent {
    param([byte[]] $Blob, [System.Object] $Record)
    $content = New-Object 'System.Byte[]' -ArgumentList $Record.Length
    [System.Array]::Copy($Blob, $Record.Offset, $content, 0, $Record.Length)
    , $content
}

# The certificate; $null if there is none, or two, or the blob is none: there is nothing that could be compared.
function ConvertFrom-StoreBlob {
    param([byte[]] $Blob)
    $found = $null
    foreach ($record in @(Get-BlobRecord $Blob)) {
        if ($record.Id -eq 32) {
            if ($null -ne $found -or $record.Length -eq 0) {
                return $null
            }
            $found = $record
        }
    }
    if ($null -eq $found) {
        return $null
    }
    , (Get-BlobContent $Blob $found)
}

# What machine-stores.reg of a kit writes: the SHA-1 (3), the certificate. The rest Windows computes when it wants it.
function ConvertTo-StoreBlob {
    param([byte[]] $Certificate)
    $sha1 = New-Object System.Security.Cryptography.SHA1CryptoServiceProvider
    try {
        $records = @(@(3, $sha1.ComputeHash($Certificate)), @(32, $Certificate))
    }
    finally {
        $sha1.Dispose()
    }
    $blob = New-Object System.IO.MemoryStream
    foreach ($record in $records) {
        foreach ($word in @($record[0], 1, $record[1].Length)) {
            $blob.Write([System.BitConverter]::GetBytes([uint32] $word), 0, 4)
        }
        $blob.Write($record[1], 0, $record[1].Length)
    }
    , $blob.ToArray()
}

# The ids of records that neither we write nor Windows computes (4 MD5, 15 digest of the signature, 20 key identifier, 25 MD5
# of the public key): somebody has said something about this certificate.
function Get-ForeignRecord {
    param([byte[]] $Blob)
    foreach ($record in @(Get-BlobRecord $Blob)) {
        if ([System.Array]::IndexOf([long[]] @(3, 4, 15, 20, 25, 32), $record.Id) -lt 0) {
            $record.Id
        }
    }
}
