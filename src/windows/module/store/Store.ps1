# Physical certificate stores: what a registry key of a store holds, judged by the full digest.
# X509Store shows a union (own, third-party, Group Policy, Enterprise), so it is asked for reporting only.

function Get-StoreFault {
    param([string] $Store, [System.Exception] $Exception)
    ConvertTo-Fault -Code 'STORE_NOT_ACCESSIBLE' -ExitCode 3 -Message ("the machine's store $Store could not be read ($(Get-Cause $Exception)). " +
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

# Properties that neither we nor Windows put there, of a certificate in the machine's own store.
function Get-StoreForeign {
    param([System.Object] $Pin)
    try {
        [byte[]] $blob = Get-PlatformStoreBlob -Location 'Machine' -Store $Pin.Store -Thumbprint $Pin.Thumbprint
    }
    catch {
        throw (Get-StoreFault $Pin.Store $_.Exception)
    }
    if ($null -ne $blob) {
        Get-ForeignRecord $blob
    }
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

# Where a certificate lies, byte for byte, in the machine's physical stores; and whether it is distrusted by hand.
function Get-CertificatePlace {
    param([System.Object] $Pin)
    $places = New-Object 'System.Collections.Generic.List[string]'
    foreach ($location in @('Machine', 'Policy', 'Enterprise')) {
        foreach ($store in @('Root', 'CA', 'AuthRoot', 'TrustedPublisher', 'Disallowed')) {
            [byte[]] $blob = Get-PlatformStoreBlob -Location $location -Store $store -Thumbprint $Pin.Thumbprint
            if ($null -eq $blob) {
                continue
            }
            [byte[]] $der = ConvertFrom-StoreBlob $blob
            $equal = $null -ne $der -and (Test-Same (Get-Sha256Hex $der) $Pin.Sha256)
            if ($equal -or (Test-Same $store 'Disallowed')) {
                $places.Add($location + '/' + $store)
            }
        }
    }
    $places.ToArray()
}

# For a message: where it went instead of where it belongs.
function Get-StrayText {
    param([System.Object] $Pin)
    try {
        $strays = @(foreach ($place in @(Get-CertificatePlace $Pin)) { if (-not (Test-Same $place ('Machine/' + $Pin.Store))) { $place } })
    }
    catch {
        return ''
    }
    if ($strays.Length -eq 0) {
        return ''
    }
    ' It is found in ' + [string]::Join(', ', $strays) + ' instead: there it does not serve, or Windows may take it away by itself.'
}
