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
