# Stage 1 (specification, 8.1): the file as a container, walked just far enough to find manifest and signatures.
# Trusts no number and allocates only within the limits; everything else is compared in stage 4.

$script:EscapedNumber = 4294967295L

function Assert-EndField {
    param([bool] $Good, [string] $Field)
    if (-not $Good) {
        throw (ConvertTo-Stop 'END_RECORD_INVALID' @($Field))
    }
}

# Offset of the directory by the Zip64 end record; its other fields are compared in stage 4.
function Read-Zip64Offset {
    param([System.Object] $File, [long] $At)
    Assert-EndField ($At -ge 0) 'Zip64'
    [byte[]] $b = Read-Byte $File $At 76
    Assert-EndField ([System.BitConverter]::ToInt32($b, 0) -eq 0x06064b50) 'Zip64'
    Assert-EndField ([System.BitConverter]::ToInt32($b, 56) -eq 0x07064b50) 'Zip64'
    [System.BitConverter]::ToInt64($b, 48)
}

# Only the last 22 bytes are looked at; nothing is searched for.
function Read-EndRecord {
    param([System.Object] $File)
    [long] $end = $File.Length - 22
    if ($end -lt 0) {
        throw (ConvertTo-Stop 'END_RECORD_MISSING')
    }
    [byte[]] $b = Read-Byte $File $end 22
    if ([System.BitConverter]::ToInt32($b, 0) -ne 0x06054b50) {
        throw (ConvertTo-Stop 'END_RECORD_MISSING')
    }
    $count = [int] [System.BitConverter]::ToUInt16($b, 10)
    Assert-EndField ([System.BitConverter]::ToInt32($b, 4) -eq 0) 'disks'
    Assert-EndField ([System.BitConverter]::ToUInt16($b, 8) -eq $count) 'counts'
    Assert-EndField ([System.BitConverter]::ToUInt16($b, 20) -eq 0) 'comment'
    if ($count -gt $script:Limit.MAX_RECORDS) {
        throw (ConvertTo-Stop 'RECORDS_TOO_MANY' @($count, $script:Limit.MAX_RECORDS))
    }
    [long] $bytes = [System.BitConverter]::ToUInt32($b, 12)
    [long] $offset = [System.BitConverter]::ToUInt32($b, 16)
    if ($offset -eq $script:EscapedNumber) {
        $end -= 76
        $offset = Read-Zip64Offset $File $end
    }
    Assert-EndField ($offset -ge 0 -and $offset -le $end -and $bytes -eq $end - $offset) 'directory'
    # A record has 46 bytes, a name, and an extra field of 28 at most.
    Assert-EndField ($bytes -ge 46 * $count -and $bytes -le (46 + $script:Limit.MAX_PATH_CHARS + 28) * $count) 'directory'
    [pscustomobject] @{ Count = $count; Offset = $offset; Bytes = [int] $bytes }
}

# What a record says of its entry. An escaped size stays 0xFFFFFFFF, which is above every limit that applies here.
function Read-Record {
    param([byte[]] $Directory, [int] $At, [int] $Index, [int] $NameBytes, [long] $Limit)
    [long] $size = [System.BitConverter]::ToUInt32($Directory, $At + 24)
    [long] $offset = [System.BitConverter]::ToUInt32($Directory, $At + 42)
    if ($offset -eq $script:EscapedNumber) {
        if ([System.BitConverter]::ToUInt16($Directory, $At + 30) -ne 12) {
            throw (ConvertTo-Stop 'DIRECTORY_INVALID' @($Index))
        }
        $offset = [System.BitConverter]::ToInt64($Directory, $At + 46 + $NameBytes + 4)
    }
    if ($offset -lt 0 -or $offset -gt $Limit) {
        throw (ConvertTo-Stop 'DIRECTORY_INVALID' @($Index))
    }
    $name = ConvertFrom-Latin (Get-Slice $Directory ($At + 46) $NameBytes)
    [pscustomobject] @{ Index = $Index; Name = $name; Size = $size; Start = $offset + 30 + $NameBytes }
}

# The first record called META/manifest.json and all behind it. No function is called for the others: there may be 10,000.
function Find-MetaRecord {
    param([byte[]] $Directory, [System.Object] $End)
    $latin = [System.Text.Encoding]::GetEncoding(28591)
    $found = New-Object 'System.Collections.Generic.List[object]'
    $at = 0
    for ($index = 0; $index -lt $End.Count; $index++) {
        $left = $Directory.Length - $at
        if ($left -lt 46 -or [System.BitConverter]::ToInt32($Directory, $at) -ne 0x02014b50) {
            throw (ConvertTo-Stop 'DIRECTORY_INVALID' @($index))
        }
        $name = [int] [System.BitConverter]::ToUInt16($Directory, $at + 28)
        $extra = [int] [System.BitConverter]::ToUInt16($Directory, $at + 30)
        $bytes = 46 + $name + $extra
        if ($name -lt 1 -or $name -gt $script:Limit.MAX_PATH_CHARS -or $bytes -gt $left -or
            -not ($extra -eq 0 -or $extra -eq 12 -or $extra -eq 20 -or $extra -eq 28) -or
            [System.BitConverter]::ToUInt16($Directory, $at + 32) -ne 0) {
            throw (ConvertTo-Stop 'DIRECTORY_INVALID' @($index))
        }
        if ($found.Count -gt 0 -or ($name -eq 18 -and
                [string]::Equals($latin.GetString($Directory, $at + 46, 18), 'META/manifest.json', [System.StringComparison]::Ordinal))) {
            $found.Add((Read-Record $Directory $at $index $name $End.Offset))
        }
        $at += $bytes
    }
    if ($at -ne $Directory.Length) {
        throw (ConvertTo-Stop 'DIRECTORY_INVALID' @($End.Count))
    }
    , $found
}

function Read-MetaContent {
    param([System.Object] $File, [System.Object] $Found, [long] $Limit)
    if ($Found.Start -gt $Limit -or $Found.Size -gt $Limit - $Found.Start) {
        throw (ConvertTo-Stop 'DIRECTORY_INVALID' @($Found.Index))
    }
    , (Read-Byte $File $Found.Start $Found.Size)
}

function Read-KitSignature {
    param([System.Object] $File, [System.Object] $Found, [long] $Limit)
    $count = $Found.Count - 1
    if ($count -eq 0) {
        throw (ConvertTo-Stop 'SIGNATURES_MISSING')
    }
    if ($count -gt $script:Limit.MAX_SIGNATURES) {
        throw (ConvertTo-Stop 'SIGNATURES_TOO_MANY' @($count, $script:Limit.MAX_SIGNATURES))
    }
    for ($i = 1; $i -le $count; $i++) {
        $one = $Found[$i]
        if ($one.Size -gt $script:Limit.MAX_SIGNATURE_BYTES) {
            throw (ConvertTo-Stop 'SIGNATURE_TOO_LARGE' @($one.Name, $one.Size, $script:Limit.MAX_SIGNATURE_BYTES))
        }
        [pscustomobject] @{ Path = $one.Name; Bytes = (Read-MetaContent $File $one $Limit); Parsed = $null }
    }
}

# Gives the bytes of manifest and signatures as they stand, not authenticated.
function Read-Container {
    param([System.Object] $File)
    if ($File.Length -eq 0) {
        throw (ConvertTo-Stop 'KIT_EMPTY')
    }
    if ($File.Length -gt $script:Limit.MAX_KIT_BYTES) {
        throw (ConvertTo-Stop 'KIT_TOO_LARGE' @($File.Length, $script:Limit.MAX_KIT_BYTES))
    }
    $end = Read-EndRecord $File
    $found = Find-MetaRecord (Read-Byte $File $end.Offset $end.Bytes) $end
    if ($found.Count -eq 0) {
        throw (ConvertTo-Stop 'MANIFEST_MISSING')
    }
    if ($found[0].Size -gt $script:Limit.MAX_MANIFEST_BYTES) {
        throw (ConvertTo-Stop 'MANIFEST_TOO_LARGE' @($found[0].Size, $script:Limit.MAX_MANIFEST_BYTES))
    }
    [byte[]] $manifest = Read-MetaContent $File $found[0] $end.Offset
    [pscustomobject] @{ Manifest = $manifest; Signatures = @(Read-KitSignature $File $found $end.Offset) }
}
