# The kits in the protected folder. The folder itself: common/Folder.ps1.

# The folder for kits, made and read back with all above it.
function Get-PackKitsFolder {
    $folder = Get-ProtectedFolderPath
    [void] (Test-ProtectedFolder $folder $true)
    [void] (Test-ProtectedFolder "$folder\kits" $true)
    "$folder\kits"
}

# Paths below a folder; a link among them is refused.
function Get-PackTree {
    param([string] $Path, [string] $Prefix)
    foreach ($item in @(Get-PackItem -Path $Path)) {
        $name = $Prefix + $item.Substring($item.LastIndexOfAny([char[]] @('\', '/')) + 1)
        if (Test-PackLink -Path $item) {
            throw (Get-FolderFault $item 'is a link or mount point')
        }
        if (Test-Same (Get-PackKind -Path $item) 'Folder') {
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
    if (Test-Same (Get-PackKind -Path $kit) 'Absent') {
        Move-PackFolder -From $Fresh -To $kit
    }
    else {
        Clear-PackFolder -Path $Fresh
        if (Test-PackLink -Path $kit) {
            throw (Get-FolderFault $kit 'is a link or mount point')
        }
    }
    $kit
}
