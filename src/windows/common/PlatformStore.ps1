# Calls to Windows about certificate stores, and nothing else: no judgement lives here. Tests put a fake host in this file's place.

function Get-PlatformStorePath {
    param([string] $Location, [string] $Store)
    switch ($Location) {
        'Machine' { 'SOFTWARE\Microsoft\SystemCertificates\' + $Store + '\Certificates' }
        'Policy' { 'SOFTWARE\Policies\Microsoft\SystemCertificates\' + $Store + '\Certificates' }
        'Enterprise' { 'SOFTWARE\Microsoft\EnterpriseCertificates\' + $Store + '\Certificates' }
    }
}

# The bytes of one key of one physical store; $null if the key or its value is not there, no bytes if the value is of another
# type. A key without the value is what a run leaves that is killed between the two.
function Get-PlatformStoreBlob {
    param([string] $Location, [string] $Store, [string] $Thumbprint)
    $machine = Open-PlatformRegistry
    try {
        $key = $machine.OpenSubKey((Get-PlatformStorePath -Location $Location -Store $Store) + '\' + $Thumbprint, $false)
        if ($null -eq $key) {
            return $null
        }
        try {
            $blob = $key.GetValue('Blob')
        }
        finally {
            $key.Dispose()
        }
        if ($null -eq $blob) {
            return $null
        }
        if ($blob -is [byte[]]) {
            return , $blob
        }
        , (New-Object 'System.Byte[]' -ArgumentList 0)
    }
    finally {
        $machine.Dispose()
    }
}

# What Windows sees in a machine's store, all physical stores together. Compared by content: the find calls go by SHA-1.
function Test-PlatformEffective {
    param([string] $Store, [byte[]] $Bytes)
    $wanted = [System.Convert]::ToBase64String($Bytes)
    $view = New-Object System.Security.Cryptography.X509Certificates.X509Store -ArgumentList $Store, ([System.Security.Cryptography.X509Certificates.StoreLocation]::LocalMachine)
    try {
        $view.Open([System.Security.Cryptography.X509Certificates.OpenFlags]::ReadOnly -bor [System.Security.Cryptography.X509Certificates.OpenFlags]::OpenExistingOnly)
        foreach ($certificate in $view.Certificates) {
            if ([string]::Equals([System.Convert]::ToBase64String($certificate.RawData), $wanted, [System.StringComparison]::Ordinal)) {
                return $true
            }
        }
        $false
    }
    catch {
        # 0x80070002: no such store. One that does not exist holds nothing; every other fault stays a fault.
        if ($_.Exception.GetBaseException().HResult -eq -2147024894) {
            return $false
        }
        throw
    }
    finally {
        $view.Close()
    }
}

# The store's own value, in the 64-bit view; gone from memory to disk when this returns.
function Add-PlatformStoreBlob {
    param([string] $Store, [string] $Thumbprint, [byte[]] $Blob)
    $machine = Open-PlatformRegistry
    try {
        $key = $machine.CreateSubKey((Get-PlatformStorePath -Location 'Machine' -Store $Store) + '\' + $Thumbprint)
        try {
            $key.SetValue('Blob', $Blob, [Microsoft.Win32.RegistryValueKind]::Binary)
            $key.Flush()
        }
        finally {
            $key.Dispose()
        }
    }
    finally {
        $machine.Dispose()
    }
}

# The key and not X509Store.Remove: that takes the certificate out of whichever physical store it finds it in.
function Clear-PlatformStoreKey {
    param([string] $Store, [string] $Thumbprint)
    $machine = Open-PlatformRegistry
    try {
        $key = $machine.OpenSubKey((Get-PlatformStorePath -Location 'Machine' -Store $Store), $true)
        if ($null -ne $key) {
            try {
                $key.DeleteSubKey($Thumbprint, $false)
                $key.Flush()
            }
            finally {
                $key.Dispose()
            }
        }
    }
    finally {
        $machine.Dispose()
    }
}
