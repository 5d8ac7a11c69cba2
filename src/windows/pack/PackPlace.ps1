# Whether a pack may be given rights by where it lies and who could have written it. The same judgement before and after
# elevation, and by the scripts of a fleet. A mismatch is refused, never repaired.

# Bits of FileSystemRights that let somebody change what lies there, or who may: WriteData/CreateFiles 2,
# AppendData/CreateDirectories 4, WriteExtendedAttributes 0x10, DeleteSubdirectoriesAndFiles 0x40, WriteAttributes 0x100,
# Delete 0x10000, ChangePermissions 0x40000, TakeOwnership 0x80000, GENERIC_ALL 0x10000000, GENERIC_WRITE 0x40000000.
$script:PackWriteMask = 0x500D0156
# At the root of a drive Windows lets every user make new folders; what is there already they cannot move or replace.
$script:PackCreateMask = 0x6

# SYSTEM, Administrators, TrustedInstaller, by number.
function Test-PackKeeper {
    param([string] $Sid)
    (Test-Same $Sid 'S-1-5-18') -or (Test-Same $Sid 'S-1-5-32-544') -or
    (Test-Same $Sid 'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464')
}

function Get-PackPlaceFault {
    param([string] $Code, [string] $Path, [string] $Fact)
    ConvertTo-Fault $Code 1 ("$Path $Fact. Whoever can write there could have this pack do their work with your rights, so it is not " +
        'started from there, and nothing is repaired. The sheet says how to install the pack: remove the folder, copy the pack anew from an elevated prompt to ' +
        'C:\Program Files\AirgapKit, compare it with certutil, start it from there.')
}

# What a stranger could do to one file or folder; an empty string if nothing.
function Get-PackOpening {
    param([System.Object] $Access, [bool] $IsRoot)
    if (-not (Test-PackKeeper $Access.Owner)) {
        return "is owned by $($Access.Owner), not by Administrators, SYSTEM or TrustedInstaller"
    }
    $mask = $script:PackWriteMask
    if ($IsRoot) {
        $mask = $mask -band (-bnot $script:PackCreateMask)
    }
    foreach ($entry in $Access.Entries) {
        # 2 is "inherit only": such an entry says nothing about the folder itself.
        $here = ($entry.Propagation -band 2) -eq 0
        if ($entry.Allow -and $here -and -not (Test-PackKeeper $entry.Sid) -and ($entry.Rights -band $mask) -ne 0) {
            return "can be written by $($entry.Sid)"
        }
    }
    ''
}

function Assert-PackClosed {
    param([string] $Path, [bool] $IsRoot)
    if (-not $IsRoot -and (Test-PackLink -Path $Path)) {
        throw (Get-PackPlaceFault 'PACK_PLACE_LINKED' $Path 'is a link or mount point')
    }
    $opening = Get-PackOpening (Get-PlatformAccess -Path $Path) $IsRoot
    if ($opening.Length -gt 0) {
        throw (Get-PackPlaceFault 'PACK_FOLDER_NOT_TRUSTED' $Path $opening)
    }
}

# System directory and programs folder are where everything printed says they are.
function Assert-PackHost {
    $folders = Get-PackFolder
    if (-not (Test-SamePath $folders.System 'C:\Windows\System32') -and -not (Test-SamePath $folders.System 'C:\Windows\SysWOW64')) {
        throw (ConvertTo-Fault 'WINDOWS_ELSEWHERE' 3 "Windows lies in $($folders.System), not in C:\Windows\System32. This pack names its programs by full path and does not guess.")
    }
    if (-not (Test-SamePath $folders.Programs 'C:\Program Files')) {
        throw (ConvertTo-Fault 'WINDOWS_ELSEWHERE' 3 "programs lie in '$($folders.Programs)' by the registry, not in C:\Program Files. This pack names its place by full path and does not guess.")
    }
}

# The folder, everything above it up to the drive, and every file in it.
function Assert-PackPlace {
    param([string] $Folder)
    $kind = Get-PackDriveKind -Path $Folder
    if (-not (Test-Same $kind 'Fixed')) {
        throw (Get-PackPlaceFault 'PACK_ON_MEDIUM' $Folder "is on a drive of kind $kind, a medium and no installed pack")
    }
    Assert-PackHost
    if (-not (Test-SamePath $Folder 'C:\Program Files\AirgapKit')) {
        throw (Get-PackPlaceFault 'PACK_NOT_INSTALLED' $Folder 'is not the folder for an installed pack, C:\Program Files\AirgapKit')
    }
    foreach ($above in @('C:\Program Files\AirgapKit', 'C:\Program Files', 'C:\')) {
        Assert-PackClosed $above (Test-Same $above 'C:\')
    }
    foreach ($path in @(Get-PackItem -Path $Folder)) {
        Assert-PackClosed $path $false
    }
}
