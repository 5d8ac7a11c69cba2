# The protected folder: made with its rights in one step, always read back, refused when it differs, never repaired.
# Whoever could write here could have the elevated run believe or start anything.

function Get-FolderFault {
    param([string] $Path, [string] $Fact)
    ConvertTo-Fault -Code 'PROTECTED_FOLDER_NOT_TRUSTED' -ExitCode 1 -Message ("$Path $Fact. Someone other than Administrators or SYSTEM may have written there, " +
        'so nothing in it is believed and it is not repaired. Find out who made it; keep a copy as evidence; then, as an administrator, ' +
        "remove it (C:\Windows\System32\cmd.exe /d /c rd /s /q `"$Path`") and extract the kit again with the verifier pack, which makes it anew.")
}

# Two sources that an unprivileged user cannot set: a moved environment variable must not move the folder.
function Get-ProtectedFolderPath {
    $data = Get-PlatformDataFolder
    if ($data.Special.Length -eq 0 -or
        -not [string]::Equals($data.Special, $data.Profile, [System.StringComparison]::OrdinalIgnoreCase)) {
        throw (ConvertTo-Fault -Code 'DATA_FOLDER_NOT_CERTAIN' -ExitCode 3 -Message ("the folder for common data is '$($data.Special)' by Windows' call and " +
                "'$($data.Profile)' by the registry (ProfileList\ProgramData). Which one is protected is not known, so nothing is done. Repair the registry value."))
    }
    $data.Special + $data.Separator + 'AirgapKit'
}

# Administrators and SYSTEM, by number: the names are translated in other languages.
function Test-KeeperSid {
    param([string] $Sid)
    (Test-Same $Sid 'S-1-5-32-544') -or (Test-Same $Sid 'S-1-5-18')
}

# Gives what is wrong with the folder's rights, or an empty string. Inherits: it was made below a folder of ours and has its
# rights from there; else it was made with rights of its own.
function Get-FolderMismatch {
    param([System.Object] $Access, [bool] $Inherits)
    if (-not (Test-Same $Access.Kind 'Folder')) {
        return 'is not a folder'
    }
    if (-not (Test-Same $Access.Owner 'S-1-5-32-544') -and -not ($Inherits -and (Test-Same $Access.Owner 'S-1-5-18'))) {
        return "is owned by $($Access.Owner), not by S-1-5-32-544 (Administrators)"
    }
    if ($Access.Protected -eq $Inherits) {
        if ($Inherits) {
            return 'has rights of its own'
        }
        return 'inherits rights from the folder above'
    }
    $seen = New-Object 'System.Collections.Generic.HashSet[string]' -ArgumentList ([System.StringComparer]::Ordinal)
    foreach ($entry in $Access.Entries) {
        # 2032127 is full control, 3 is "this folder, subfolders and files", no propagation flag.
        $asMade = $entry.Allow -and ($entry.Inherited -eq $Inherits) -and $entry.Rights -eq 2032127 -and $entry.Inheritance -eq 3 -and $entry.Propagation -eq 0
        if (-not ((Test-KeeperSid $entry.Sid) -and $asMade -and $seen.Add($entry.Sid))) {
            return "has an entry for $($entry.Sid) that it was not made with"
        }
    }
    if ($seen.Count -ne 2) {
        return 'lacks an entry for Administrators or SYSTEM'
    }
    ''
}

function Assert-NoLink {
    param([string] $Path)
    $link = Get-PlatformLink -Path $Path
    if ($link.Length -gt 0) {
        throw (Get-FolderFault $Path "is reached through the link or mount point $link")
    }
}

# Gives whether the folder is there. Only a run that changes something makes it.
function Test-ProtectedFolder {
    param([string] $Path, [bool] $Make, [bool] $Inherits = $false)
    Assert-NoLink $Path
    $access = Get-PlatformAccess -Path $Path
    if (Test-Same $access.Kind 'Absent') {
        if (-not $Make) {
            return $false
        }
        Add-PlatformFolder -Path $Path
        Assert-NoLink $Path
        $access = Get-PlatformAccess -Path $Path
    }
    $mismatch = Get-FolderMismatch $access $Inherits
    if ($mismatch.Length -gt 0) {
        throw (Get-FolderFault $Path $mismatch)
    }
    $true
}

# A file in the folder may have been moved there with its old rights, so it is read back as well.
function Test-ProtectedFile {
    param([string] $Path)
    $access = Get-PlatformAccess -Path $Path
    if (Test-Same $access.Kind 'Absent') {
        return $false
    }
    Assert-NoLink $Path
    if (-not (Test-Same $access.Kind 'File')) {
        throw (Get-FolderFault $Path 'is not a file')
    }
    if (-not (Test-KeeperSid $access.Owner)) {
        throw (Get-FolderFault $Path "is owned by $($access.Owner), not by Administrators or SYSTEM")
    }
    foreach ($entry in $access.Entries) {
        if (-not ($entry.Allow -and (Test-KeeperSid $entry.Sid))) {
            throw (Get-FolderFault $Path "has an entry for $($entry.Sid)")
        }
    }
    $true
}
