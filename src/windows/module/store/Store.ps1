# Physical certificate stores: what a registry key of a store holds, judged by the full digest.
# X509Store shows a union (own, third-party, Group Policy, Enterprise), so it is asked for reporting only.

# The value "Blob" is a row of records: id, 1, length (three little-endian words), content. Record 32 is the certificate.
# A blob that is not consumed exactly, or has no or two certificates, holds nothing we could compare: $null.
function ConvertFrom-StoreBlob {
    param([byte[]] $Blob)
    $found = $null
    $offset = 0
    while ($Blob.Length - $offset -ge 12) {
        $id = [System.BitConverter]::ToUInt32($Blob, $offset)
        $length = [long] [System.BitConverter]::ToUInt32($Blob, $offset + 8)
        $offset += 12
        if ($length -gt $Blob.Length - $offset) {
            return $null
        }
        if ($id -eq 32) {
            if ($null -ne $found -or $length -eq 0) {
                return $null
            }
            $found = New-Object 'System.Byte[]' -ArgumentList ([int] $length)
            [System.Array]::Copy($Blob, $offset, $found, 0, [int] $length)
        }
        $offset += [int] $length
    }
    if ($offset -ne $Blob.Length -or $null -eq $found) {
        return $null
    }
    , $found
}

function Get-StoreFault {
    param([string] $Store, [System.Exception] $Exception)
    ConvertTo-Fault 'STORE_NOT_ACCESSIBLE' 3 ("the machine's store $Store could not be read ($(Get-Cause $Exception)). " +
        'What is there is not known, so nothing more is changed. Run from an elevated prompt as a member of Administrators; ' +
        'if it is one, look for a security product that guards the store.')
}

# Absent, Equal (byte for byte the pinned certificate) or Different (something else lies under this key).
function Get-StoreState {
    param([string] $Store, [string] $Thumbprint, [string] $Sha256)
    try {
        [byte[]] $blob = Get-PlatformStoreBlob -Location 'Machine' -Store $Store -Thumbprint $Thumbprint
    }
    catch {
        throw (Get-StoreFault $Store $_.Exception)
    }
    if ($null -eq $blob) {
        return 'Absent'
    }
    [byte[]] $der = ConvertFrom-StoreBlob $blob
    if ($null -ne $der -and (Test-Same (Get-Sha256Hex $der) $Sha256)) {
        return 'Equal'
    }
    'Different'
}

# Windows keeps distrust in four places; one of them is enough. Any entry under the certificate's key counts, whatever it holds.
function Test-Disallowed {
    param([System.Object] $Pin)
    try {
        foreach ($location in @('Machine', 'Policy', 'Enterprise')) {
            if ($null -ne (Get-PlatformStoreBlob -Location $location -Store 'Disallowed' -Thumbprint $Pin.Thumbprint)) {
                return $true
            }
        }
        Test-PlatformEffective -Store 'Disallowed' -Bytes $Pin.Bytes
    }
    catch {
        throw (Get-StoreFault 'Disallowed' $_.Exception)
    }
}

# For the report only; an answer is never worth a fault.
function Get-EffectiveText {
    param([System.Object] $Pin)
    try {
        if (Test-PlatformEffective -Store $Pin.Store -Bytes $Pin.Bytes) {
            return "Windows' view of $($Pin.Store) shows it."
        }
        return "Windows' view of $($Pin.Store) does not show it."
    }
    catch {
        return "Windows' view of $($Pin.Store) could not be read."
    }
}
