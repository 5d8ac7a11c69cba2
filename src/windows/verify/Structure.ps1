# Stage 4 (8.4): the container is generated from the manifest by the header function (section 4), and its length, local
# headers, directory and end records must be those of the file, byte for byte.

# All entries in the order of the container: payload, sums, manifest, signatures.
function Get-ContainerEntry {
    param([System.Object] $Manifest, [byte[]] $ManifestBytes, [System.Object[]] $Signature)
    $list = $Manifest.Entries
    $path = New-Object 'System.Collections.Generic.List[string]'
    $size = New-Object 'System.Collections.Generic.List[long]'
    $crc = New-Object 'System.Collections.Generic.List[uint32]'
    $path.AddRange($list.Path)
    $size.AddRange([long[]] $list.Size)
    foreach ($hex in $list.Crc32) {
        $crc.Add([System.Convert]::ToUInt32($hex, 16))
    }
    # In the manifest the sums stand in byte order, in the container behind all payload.
    $sums = $Manifest.SumsIndex
    $path.Add($path[$sums])
    $size.Add($size[$sums])
    $crc.Add($crc[$sums])
    $path.RemoveAt($sums)
    $size.RemoveAt($sums)
    $crc.RemoveAt($sums)
    $path.Add('META/manifest.json')
    $size.Add($ManifestBytes.Length)
    $crc.Add((Get-Crc32 $ManifestBytes))
    foreach ($one in $Signature) {
        $path.Add($one.Path)
        $size.Add($one.Bytes.Length)
        $crc.Add((Get-Crc32 $one.Bytes))
    }
    [pscustomobject] @{ Path = $path; Size = $size; Crc = $crc; Count = $path.Count; Local = $null; LocalAt = $null; LocalBytes = $null; Offset = $null }
}

# The local headers one behind the other, with where each stands in the file and in these bytes.
function Add-LocalHeader {
    param([System.Object] $Entries)
    $memory = New-Object System.IO.MemoryStream
    $writer = New-Object System.IO.BinaryWriter -ArgumentList $memory
    $ascii = [System.Text.Encoding]::ASCII
    $at = New-Object int[] ($Entries.Count + 1)
    $offset = New-Object long[] ($Entries.Count + 1)
    for ($i = 0; $i -lt $Entries.Count; $i++) {
        $size = $Entries.Size[$i]
        $escaped = $size -ge $script:EscapedNumber
        $size32 = [uint32] [System.Math]::Min([long] $size, [long] $script:EscapedNumber)
        [byte[]] $name = $ascii.GetBytes($Entries.Path[$i])
        $writer.Write([int] 0x04034b50)
        # Version needed, flags: 10 or 45, and 0.
        $writer.Write([int] $(if ($escaped) { 45 } else { 10 }))
        # Method 0, time 0; then the date 1980-01-01 stands alone.
        $writer.Write([int] 0)
        $writer.Write([uint16] 0x0021)
        $writer.Write($Entries.Crc[$i])
        $writer.Write($size32)
        $writer.Write($size32)
        $writer.Write([uint16] $name.Length)
        $writer.Write([uint16] $(if ($escaped) { 20 } else { 0 }))
        $writer.Write($name)
        if ($escaped) {
            $writer.Write([int] 0x00100001)
            $writer.Write($size)
            $writer.Write($size)
        }
        $at[$i + 1] = $memory.Length
        $offset[$i + 1] = $offset[$i] + $at[$i + 1] - $at[$i] + $size
    }
    $Entries.Local = $memory.ToArray()
    $Entries.LocalAt = $at
    $Entries.Offset = $offset
}

# One record of the directory (4.3).
function Write-Record {
    param([System.IO.BinaryWriter] $Writer, [byte[]] $Name, [long] $Size, [uint32] $Crc, [long] $Offset)
    $extra = 0
    if ($Size -ge $script:EscapedNumber) {
        $extra += 16
    }
    if ($Offset -ge $script:EscapedNumber) {
        $extra += 8
    }
    $size32 = [uint32] [System.Math]::Min([long] $Size, [long] $script:EscapedNumber)
    $Writer.Write([int] 0x02014b50)
    $Writer.Write([uint16] 45)
    $Writer.Write([int] $(if ($extra -gt 0) { 45 } else { 10 }))
    $Writer.Write([int] 0)
    $Writer.Write([uint16] 0x0021)
    $Writer.Write($Crc)
    $Writer.Write($size32)
    $Writer.Write($size32)
    $Writer.Write([uint16] $Name.Length)
    $Writer.Write([uint16] $(if ($extra -gt 0) { $extra + 4 } else { 0 }))
    # Comment length, disk, internal attributes; then external attributes.
    $Writer.Write([uint16] 0)
    $Writer.Write([int] 0)
    $Writer.Write([int] 0)
    $Writer.Write([uint32] [System.Math]::Min([long] $Offset, [long] $script:EscapedNumber))
    $Writer.Write($Name)
    if ($extra -gt 0) {
        $Writer.Write([uint16] 1)
        $Writer.Write([uint16] $extra)
    }
    if ($extra -ge 16) {
        $Writer.Write($Size)
        $Writer.Write($Size)
    }
    if ($Offset -ge $script:EscapedNumber) {
        $Writer.Write($Offset)
    }
}

# Everything behind the directory (4.3, 4.4).
function Write-EndRecord {
    param([System.IO.BinaryWriter] $Writer, [long] $Count, [long] $Offset, [long] $Bytes)
    if ($Offset -ge $script:EscapedNumber) {
        $Writer.Write([int] 0x06064b50)
        $Writer.Write(44L)
        $Writer.Write([int] 0x002D002D)
        $Writer.Write(0L)
        $Writer.Write($Count)
        $Writer.Write($Count)
        $Writer.Write($Bytes)
        $Writer.Write($Offset)
        $Writer.Write([int] 0x07064b50)
        $Writer.Write([int] 0)
        $Writer.Write([long] ($Offset + $Bytes))
        $Writer.Write([int] 1)
    }
    $Writer.Write([int] 0x06054b50)
    $Writer.Write([int] 0)
    $Writer.Write([uint16] $Count)
    $Writer.Write([uint16] $Count)
    $Writer.Write([uint32] $Bytes)
    $Writer.Write([uint32] [System.Math]::Min([long] $Offset, [long] $script:EscapedNumber))
    $Writer.Write([uint16] 0)
}

function Join-Directory {
    param([System.Object] $Entries)
    $memory = New-Object System.IO.MemoryStream
    $writer = New-Object System.IO.BinaryWriter -ArgumentList $memory
    $ascii = [System.Text.Encoding]::ASCII
    for ($i = 0; $i -lt $Entries.Count; $i++) {
        Write-Record $writer $ascii.GetBytes($Entries.Path[$i]) $Entries.Size[$i] $Entries.Crc[$i] $Entries.Offset[$i]
    }
    Write-EndRecord $writer $Entries.Count $Entries.Offset[$Entries.Count] $memory.Length
    , $memory.ToArray()
}

# All local headers as they stand in the file, one behind the other.
function Read-LocalHeader {
    param([System.Object] $File, [System.Object] $Entries)
    [byte[]] $out = New-Object byte[] $Entries.Local.Length
    for ($i = 0; $i -lt $Entries.Count; $i++) {
        Read-Into $File $Entries.Offset[$i] $out ($Entries.LocalAt[$i + 1] - $Entries.LocalAt[$i]) $Entries.LocalAt[$i]
    }
    , $out
}

# Gives where everything stands, in the order of the container.
function Assert-Structure {
    param([System.Object] $File, [System.Object] $Manifest, [byte[]] $ManifestBytes, [System.Object[]] $Signature)
    $entries = Get-ContainerEntry $Manifest $ManifestBytes $Signature
    Add-LocalHeader $entries
    [byte[]] $tail = Join-Directory $entries
    [long] $start = $entries.Offset[$entries.Count]
    if ($start + $tail.Length -ne $File.Length) {
        throw (ConvertTo-Stop 'KIT_LENGTH_MISMATCH' @(($start + $tail.Length), $File.Length))
    }
    $at = Find-Difference $entries.Local (Read-LocalHeader $File $entries)
    if ($at -ge 0) {
        $index = 0
        while ($entries.LocalAt[$index + 1] -le $at) {
            $index++
        }
        throw (ConvertTo-Stop 'HEADER_MISMATCH' @($entries.Path[$index]))
    }
    $at = Find-Difference $tail (Read-Byte $File $start $tail.Length)
    if ($at -ge 0) {
        throw (ConvertTo-Stop 'DIRECTORY_MISMATCH' @($start + $at))
    }
    $entries
}
