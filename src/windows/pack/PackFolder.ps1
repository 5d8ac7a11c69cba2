# The protected folder, %ProgramData%\AirgapKit, and the kits in it. Made with its rights in one step, always read back,
# refused when it differs, never repaired: whoever could write here could have the elevated run start anything.

function Get-PackFolderFault {
    param([string] $Path, [string] $Fact)
    ConvertTo-PackFault 'PROTECTED_FOLDER_NOT_TRUSTED' 1 ("$Path $Fact. Someone other than Administrators or SYSTEM may have written there, " +
        'so nothing in it is believed and it is not repaired. Find out who made it; keep a copy as evidence; then, as an administrator, ' +
        "remove it (C:\Windows\System32\cmd.exe /d /c rd /s /q `"$Path`") and start again.")
}

# Two sources that an unprivileged user cannot set: a moved environment variable must not move the folder.
function Get-PackDataFolder {
    $folders = Get-PackFolder
    $listed = $folders.Profile.Replace('%SystemDrive%', 'C:')
    if ($folders.Data.Length -eq 0 -or -not (Test-PackSamePath $folders.Data $listed)) {
        throw (ConvertTo-PackFault 'DATA_FOLDER_NOT_CERTAIN' 3 ("the folder for common data is '$($folders.Data)' by Windows' call and '$listed' by the registry " +
                '(ProfileList\ProgramData). Which one is protected is not known, so nothing is done. Repair the registry value.'))
    }
    $folders.Data.TrimEnd('\')
}

# What is wrong with the rights of a folder that was made here, or an empty string. Inherited only below the top.
function Get-PackFolderMismatch {
    param([System.Object] $Access, [bool] $IsTop)
    if (-not (Test-PackSame $Access.Owner 'S-1-5-32-544') -and -not (-not $IsTop -and (Test-PackSame $Access.Owner 'S-1-5-18'))) {
        return "is owned by $($Access.Owner), not by S-1-5-32-544 (Administrators)"
    }
    if ($IsTop -and -not $Access.Protected) {
        return 'inherits rights from the folder above'
    }
    foreach ($entry in $Access.Entries) {
        if (-not $entry.Allow -or -not ((Test-PackSame $entry.Sid 'S-1-5-32-544') -or (Test-PackSame $entry.Sid 'S-1-5-18'))) {
            return "has an entry for $($entry.Sid) that it was not made with"
        }
    }
    if (@($Access.Entries).Length -ne 2) {
        return 'lacks an entry for Administrators or SYSTEM'
    }
    ''
}

function Assert-PackFolder {
    param([string] $Path, [bool] $IsTop)
    if (Test-PackSame (Get-PackKind -Path $Path) 'Absent') {
        Add-PackFolder -Path $Path
    }
    if (-not (Test-PackSame (Get-PackKind -Path $Path) 'Folder')) {
        throw (Get-PackFolderFault $Path 'is no folder')
    }
    if (Test-PackLink -Path $Path) {
        throw (Get-PackFolderFault $Path 'is a link or mount point')
    }
    $mismatch = Get-PackFolderMismatch (Get-PackAccess -Path $Path) $IsTop
    if ($mismatch.Length -gt 0) {
        throw (Get-PackFolderFault $Path $mismatch)
    }
}

# The folder for kits, made and read back with all above it.
function Get-PackKitsFolder {
    $data = Get-PackDataFolder
    if (Test-PackLink -Path $data) {
        throw (Get-PackFolderFault $data 'is a link or mount point')
    }
    Assert-PackFolder ($data + '\AirgapKit') $true
    Assert-PackFolder ($data + '\AirgapKit\kits') $false
    $data + '\AirgapKit\kits'
}

# Paths below a folder; a link among them is refused.
function Get-PackTree {
    param([string] $Path, [string] $Prefix)
    foreach ($item in @(Get-PackItem -Path $Path)) {
        $name = $Prefix + $item.Substring($item.LastIndexOfAny([char[]] @('\', '/')) + 1)
        if (Test-PackLink -Path $item) {
            throw (Get-PackFolderFault $item 'is a link or mount point')
        }
        if (Test-PackSame (Get-PackKind -Path $item) 'Folder') {
            Get-PackTree $item ($name + '\')
        }
        else {
            $name
        }
    }
}

# Gives the fresh folder the name of its digest. One that was extracted before stays, and is looked at like a fresh one
# before anything in it is started. Gives its path.
function Complete-PackKit {
    param([string] $Kits, [string] $Fresh, [string] $Digest)
    $kit = $Kits + '\' + $Digest.Substring(0, 16)
    if (Test-PackSame (Get-PackKind -Path $kit) 'Absent') {
        Move-PackFolder -From $Fresh -To $kit
    }
    else {
        Clear-PackFolder -Path $Fresh
        if (Test-PackLink -Path $kit) {
            throw (Get-PackFolderFault $kit 'is a link or mount point')
        }
    }
    $kit
}
