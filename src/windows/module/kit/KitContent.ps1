# The extracted kit against its manifest. A script cannot vouch for itself: whoever can change this file can change the
# check. It finds damage, leftovers and clumsy hands; who made the kit is what the verifier pack says, before any of this.

function Get-FileSha256 {
    param([string] $Path)
    $stream = Open-PlatformFile -Path $Path
    try {
        Get-StreamSha256 $stream
    }
    finally {
        $stream.Dispose()
    }
}

# Every file that is listed is there with its size, owner and rights; those of the roles asked for also with their
# digest; none is there that is not listed. The folder's name is the beginning of the manifest's digest.
function Assert-KitContent {
    param([System.Object] $Kit, [string[]] $Role)
    $name = [System.IO.Path]::GetFileName($Kit.Root)
    if (-not (Test-Same $name $Kit.Digest.Substring(0, 16))) {
        throw (Get-KitContentFault $Kit.Root ("is not named after its manifest ($($Kit.Digest.Substring(0, 16)))"))
    }
    $listed = New-Object 'System.Collections.Generic.HashSet[string]' -ArgumentList ([System.StringComparer]::OrdinalIgnoreCase)
    [void] $listed.Add((Get-KitPath $Kit.Root 'META/manifest.json'))
    foreach ($signer in $Kit.Signers) {
        if (Test-Shape $signer '[0-9a-f]{64}') {
            [void] $listed.Add((Get-KitPath $Kit.Root ('META/signatures/' + $signer.Substring(0, 16) + '.p7s')))
        }
    }
    foreach ($path in $listed) {
        [void] (Test-ProtectedFile $path)
    }
    foreach ($entry in $Kit.Entries) {
        $path = Get-KitPath $Kit.Root $entry.Path
        [void] $listed.Add($path)
        $exact = [System.Array]::IndexOf($Role, $entry.Role) -ge 0
        Assert-KitEntry -Path $path -Entry $entry -Exact $exact
    }
    Assert-NothingElse -Root $Kit.Root -Listed $listed
}

# An entry that is not to be read now may be missing: undo works without the update files and certificates.
function Assert-KitEntry {
    param([string] $Path, [System.Object] $Entry, [bool] $Exact)
    if (-not (Test-ProtectedFile $Path)) {
        if ($Exact) {
            throw (Get-KitContentFault $Path 'is missing')
        }
        return
    }
    try {
        $length = (New-Object System.IO.FileInfo -ArgumentList $Path).Length
        if ($length -ne $Entry.Size) {
            throw (Get-KitContentFault $Path "has $length bytes, listed are $($Entry.Size)")
        }
        if ($Exact) {
            $digest = Get-FileSha256 $Path
            if (-not (Test-Same $digest $Entry.Sha256)) {
                throw (Get-KitContentFault $Path "has the SHA-256 $digest, listed is $($Entry.Sha256)")
            }
        }
    }
    catch {
        if ((Get-FaultCode $_.Exception).Length -gt 0) {
            throw
        }
        throw (ConvertTo-Fault -Code 'KIT_UNREADABLE' -ExitCode 3 -Message ("$Path could not be read ($(Get-Cause $_.Exception)), so nothing was done. " +
                'Find out who holds or denies the file, then run again.'))
    }
}

# Folder by folder, and into none that is a link.
function Assert-NothingElse {
    param([string] $Root, [System.Collections.Generic.HashSet[string]] $Listed)
    $folders = New-Object 'System.Collections.Generic.Queue[string]'
    $folders.Enqueue($Root)
    while ($folders.Count -gt 0) {
        $folder = $folders.Dequeue()
        Assert-NoLink $folder
        foreach ($file in [System.IO.Directory]::GetFiles($folder)) {
            if (-not $Listed.Contains($file)) {
                throw (Get-KitContentFault $file 'is not a file of this kit')
            }
        }
        foreach ($below in [System.IO.Directory]::GetDirectories($folder)) {
            $folders.Enqueue($below)
        }
    }
}

# A kit is used only from where nobody but Administrators and SYSTEM can change it behind the verifier's back.
function Assert-KitPlace {
    param([string] $KitRoot, [string] $Folder)
    $full = [System.IO.Path]::GetFullPath($KitRoot)
    $below = $Folder + [System.IO.Path]::DirectorySeparatorChar
    if (-not $full.StartsWith($below, [System.StringComparison]::OrdinalIgnoreCase)) {
        throw (ConvertTo-Fault -Code 'KIT_NOT_IN_PROTECTED_FOLDER' -ExitCode 1 -Message ("this kit lies in $full, not below $Folder. " +
                'There others could change it between the check and the use. Extract the kit with the kit verifier into the protected folder and start its script there.'))
    }
    Assert-NoLink $full
}
