# One open handle for a whole run, so that all stages look at the same file.

# Paths as the person means them: relative to PowerShell's place, which is not the process's.
function Resolve-FilePath {
    param([string] $Path)
    $provider = $null
    $drive = $null
    $literal = $Path
    if ((Test-PosixSystem) -and $Path.IndexOf([char] ':') -ge 0 -and $Path[0] -ne [char] '/') {
        # A character like others there; PowerShell would take what stands before it for a drive.
        $literal = './' + $Path
    }
    try {
        $full = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($literal, [ref] $provider, [ref] $drive)
    }
    catch {
        throw (ConvertTo-Usage "this is no path: $(ConvertTo-PlainText $Path)" 'give the path of a file')
    }
    if (-not (Test-Same $provider.Name 'FileSystem')) {
        throw (ConvertTo-Usage "this is no path of a file: $(ConvertTo-PlainText $Path)" 'give the path of a file')
    }
    $full
}

function Test-PosixSystem {
    [System.IO.Path]::DirectorySeparatorChar -eq [char] '/'
}

# Attributes of what stands there, not of what a link leads to; null if nothing does.
function Get-PathAttribute {
    param([string] $Path)
    try {
        [System.IO.File]::GetAttributes($Path)
    }
    catch {
        $cause = Get-Cause $_.Exception
        if ($cause -is [System.IO.FileNotFoundException] -or $cause -is [System.IO.DirectoryNotFoundException]) {
            return $null
        }
        throw (ConvertTo-Unknown "cannot look at ${Path}: $($cause.Message)")
    }
}

# Devices and pipes must not be opened on systems where opening one waits. Links are followed.
function Get-FileKind {
    param([string] $Path)
    if ([System.IO.Directory]::Exists($Path)) {
        return 'a folder'
    }
    if ((Test-PosixSystem) -and [System.IO.File]::Exists($Path)) {
        $real = Get-RealPath $Path
        if ($null -eq (Get-PathAttribute $real)) {
            return ''
        }
        $item = Get-Item -LiteralPath $real -Force
        if ($null -ne $item.PSObject.Properties['UnixStat'] -and -not (Test-Same ([string] $item.UnixStat.ItemType) 'File')) {
            return 'a special file'
        }
    }
    ''
}

function Open-KitFile {
    param([string] $Path)
    $full = Resolve-FilePath $Path
    $kind = Get-FileKind $full
    if ($kind.Length -gt 0) {
        throw (ConvertTo-Stop 'KIT_NOT_A_FILE' @($kind))
    }
    try {
        # A buffer of one byte is none: small reads all over a large kit must not fetch a megabyte each.
        $stream = New-Object System.IO.FileStream -ArgumentList $full, ([System.IO.FileMode]::Open), ([System.IO.FileAccess]::Read), ([System.IO.FileShare]::Read), 1
    }
    catch {
        $cause = Get-Cause $_.Exception
        if ($cause -is [System.IO.FileNotFoundException] -or $cause -is [System.IO.DirectoryNotFoundException]) {
            throw (ConvertTo-Unknown "there is no file $Path")
        }
        if ($cause -is [System.NotSupportedException]) {
            throw (ConvertTo-Stop 'KIT_NOT_A_FILE' @('a special file'))
        }
        throw (ConvertTo-Unknown "cannot open ${Path}: $($cause.Message)")
    }
    if (-not $stream.CanSeek) {
        $stream.Dispose()
        throw (ConvertTo-Stop 'KIT_NOT_A_FILE' @('a special file'))
    }
    [pscustomobject] @{ Name = $Path; Stream = $stream; Length = [long] $stream.Length }
}

# Exactly so many bytes into the start of the buffer; the caller has checked them against the length.
function Read-Into {
    param([System.Object] $File, [long] $Position, [byte[]] $Buffer, [int] $Count, [int] $At)
    try {
        $File.Stream.Position = $Position
        $done = 0
        while ($done -lt $Count) {
            $read = $File.Stream.Read($Buffer, $At + $done, $Count - $done)
            if ($read -le 0) {
                break
            }
            $done += $read
        }
    }
    catch {
        throw (Get-ReadFault $File $Position $_.Exception)
    }
    if ($done -lt $Count) {
        throw (ConvertTo-Unknown "$($File.Name) became shorter while it was read")
    }
}

function Get-ReadFault {
    param([System.Object] $File, [long] $Position, [System.Exception] $Exception)
    ConvertTo-Unknown "cannot read $($File.Name) at byte ${Position}: $((Get-Cause $Exception).Message)"
}

# Begins to read so many bytes into the buffer, on another thread; to be completed before anything else is read.
function Start-Reading {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Reading changes nothing.')]
    param([System.Object] $File, [long] $Position, [byte[]] $Buffer, [int] $Count)
    try {
        $File.Stream.Position = $Position
        $File.Stream.BeginRead($Buffer, 0, $Count, $null, $null)
    }
    catch {
        throw (Get-ReadFault $File $Position $_.Exception)
    }
}

function Complete-Reading {
    param([System.Object] $File, [long] $Position, [byte[]] $Buffer, [int] $Count, [System.IAsyncResult] $Reading)
    try {
        $done = $File.Stream.EndRead($Reading)
    }
    catch {
        throw (Get-ReadFault $File $Position $_.Exception)
    }
    # A read may give less than was asked for.
    if ($done -lt $Count) {
        Read-Into $File ($Position + $done) $Buffer ($Count - $done) $done
    }
}

function Read-Byte {
    param([System.Object] $File, [long] $Position, [int] $Count)
    $out = New-Object byte[] $Count
    Read-Into $File $Position $out $Count 0
    , $out
}

# A whole small file within its limit, for what lies beside a kit.
function Read-Loose {
    param([string] $Path, [long] $Limit, [string] $TooLarge)
    $file = Open-KitFile $Path
    try {
        if ($file.Length -gt $Limit) {
            if (Test-Same $TooLarge 'MANIFEST_TOO_LARGE') {
                throw (ConvertTo-Stop $TooLarge @($file.Length, $Limit))
            }
            throw (ConvertTo-Stop $TooLarge @($Path, $file.Length, $Limit))
        }
        , (Read-Byte $file 0 $file.Length)
    }
    finally {
        $file.Stream.Dispose()
    }
}
