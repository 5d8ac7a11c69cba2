# Every call to Windows, and nothing else: no judgement lives here. Tests put a fake host in this file's place.

function Get-PlatformClock {
    [System.DateTime]::UtcNow
}

# The rights come from the folder; the owner is set, because by default it may be the person instead of the group.
function Add-PlatformFile {
    param([string] $Path)
    $stream = New-Object System.IO.FileStream -ArgumentList $Path, ([System.IO.FileMode]::CreateNew), ([System.IO.FileAccess]::Write), ([System.IO.FileShare]::None)
    $stream.Dispose()
    $security = Get-Acl -LiteralPath $Path
    $security.SetOwner((New-Object System.Security.Principal.SecurityIdentifier -ArgumentList 'S-1-5-32-544'))
    Set-Acl -LiteralPath $Path -AclObject $security
}

# Gives the open file, or $null if another process holds it.
function Open-PlatformLock {
    param([string] $Path)
    try {
        New-Object System.IO.FileStream -ArgumentList $Path, ([System.IO.FileMode]::OpenOrCreate), ([System.IO.FileAccess]::ReadWrite), ([System.IO.FileShare]::None)
    }
    catch {
        $cause = $_.Exception.GetBaseException()
        # 0x80070020 and 0x80070021: sharing and lock violation. All else is a fault and no answer.
        if ($cause -is [System.IO.IOException] -and (($cause.HResult -band 0xFFFF) -eq 32 -or ($cause.HResult -band 0xFFFF) -eq 33)) {
            return $null
        }
        throw
    }
}

function Close-PlatformLock {
    param([System.IO.FileStream] $Lock)
    $Lock.Dispose()
}

# Back only when the bytes are on the disk (Flush(true)): what follows relies on them.
function Add-PlatformByte {
    param([string] $Path, [byte[]] $Bytes)
    $stream = New-Object System.IO.FileStream -ArgumentList $Path, ([System.IO.FileMode]::Append), ([System.IO.FileAccess]::Write), ([System.IO.FileShare]::Read)
    try {
        $stream.Write($Bytes, 0, $Bytes.Length)
        $stream.Flush($true)
    }
    finally {
        $stream.Dispose()
    }
}

function Resize-PlatformFile {
    param([string] $Path, [long] $Length)
    $stream = New-Object System.IO.FileStream -ArgumentList $Path, ([System.IO.FileMode]::Open), ([System.IO.FileAccess]::Write), ([System.IO.FileShare]::None)
    try {
        $stream.SetLength($Length)
        $stream.Flush($true)
    }
    finally {
        $stream.Dispose()
    }
}

function Get-PlatformStorePath {
    param([string] $Location, [string] $Store)
    switch ($Location) {
        'Machine' { 'SOFTWARE\Microsoft\SystemCertificates\' + $Store + '\Certificates' }
        'Policy' { 'SOFTWARE\Policies\Microsoft\SystemCertificates\' + $Store + '\Certificates' }
        'Enterprise' { 'SOFTWARE\Microsoft\EnterpriseCertificates\' + $Store + '\Certificates' }
    }
}

# The bytes of one key of one physical store; $null if the key is not there, no bytes if it is there without a usable value.
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

function Add-PlatformCertificate {
    param([string] $Store, [byte[]] $Bytes)
    $certificate = New-Object System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList (, $Bytes)
    $target = New-Object System.Security.Cryptography.X509Certificates.X509Store -ArgumentList $Store, ([System.Security.Cryptography.X509Certificates.StoreLocation]::LocalMachine)
    try {
        $target.Open([System.Security.Cryptography.X509Certificates.OpenFlags]::ReadWrite)
        $target.Add($certificate)
    }
    finally {
        $target.Close()
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
