# Whether this pack may be given rights: where it lies, who could have written it, whether it is what its sums say.
# The same judgement before and after elevation. A mismatch is refused, never repaired.

# Bits of FileSystemRights that let somebody change what lies there, or who may: WriteData/CreateFiles 2,
# AppendData/CreateDirectories 4, WriteExtendedAttributes 0x10, DeleteSubdirectoriesAndFiles 0x40, WriteAttributes 0x100,
# Delete 0x10000, ChangePermissions 0x40000, TakeOwnership 0x80000, GENERIC_ALL 0x10000000, GENERIC_WRITE 0x40000000.
$script:PackWriteMask = 0x500D0156
# At the root of a drive Windows lets every user make new folders; what is there already they cannot move or replace.
$script:PackCreateMask = 0x6

# SYSTEM, Administrators, TrustedInstaller, by number.
function Test-PackKeeper {
    param([string] $Sid)
    (Test-PackSame $Sid 'S-1-5-18') -or (Test-PackSame $Sid 'S-1-5-32-544') -or
    (Test-PackSame $Sid 'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464')
}

function Get-PackPlaceFault {
    param([string] $Code, [string] $Path, [string] $Fact)
    ConvertTo-PackFault $Code 1 ("$Path $Fact. Whoever can write there could have this pack do their work with your rights, so it is not " +
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
    $opening = Get-PackOpening (Get-PackAccess -Path $Path) $IsRoot
    if ($opening.Length -gt 0) {
        throw (Get-PackPlaceFault 'PACK_FOLDER_NOT_TRUSTED' $Path $opening)
    }
}

# System directory and programs folder are where everything printed says they are.
function Assert-PackHost {
    $folders = Get-PackFolder
    if (-not (Test-PackSamePath $folders.System 'C:\Windows\System32') -and -not (Test-PackSamePath $folders.System 'C:\Windows\SysWOW64')) {
        throw (ConvertTo-PackFault 'WINDOWS_ELSEWHERE' 3 "Windows lies in $($folders.System), not in C:\Windows\System32. This pack names its programs by full path and does not guess.")
    }
    if (-not (Test-PackSamePath $folders.Programs 'C:\Program Files')) {
        throw (ConvertTo-PackFault 'WINDOWS_ELSEWHERE' 3 "programs lie in '$($folders.Programs)' by the registry, not in C:\Program Files. This pack names its place by full path and does not guess.")
    }
}

# The folder, everything above it up to the drive, and every file in it.
function Assert-PackPlace {
    param([string] $Folder)
    $kind = Get-PackDriveKind -Path $Folder
    if (-not (Test-PackSame $kind 'Fixed')) {
        throw (Get-PackPlaceFault 'PACK_ON_MEDIUM' $Folder "is on a drive of kind $kind, a medium and no installed pack")
    }
    Assert-PackHost
    if (-not (Test-PackSamePath $Folder 'C:\Program Files\AirgapKit')) {
        throw (Get-PackPlaceFault 'PACK_NOT_INSTALLED' $Folder 'is not the folder for an installed pack, C:\Program Files\AirgapKit')
    }
    foreach ($above in @('C:\Program Files\AirgapKit', 'C:\Program Files', 'C:\')) {
        Assert-PackClosed $above (Test-PackSame $above 'C:\')
    }
    foreach ($path in @(Get-PackItem -Path $Folder)) {
        Assert-PackClosed $path $false
    }
}

# Name to digest; the file's own grammar and nothing else.
function ConvertFrom-PackSum {
    param([byte[]] $Bytes)
    $sums = New-Object 'System.Collections.Generic.SortedDictionary[string,string]' -ArgumentList ([System.StringComparer]::Ordinal)
    $text = [System.Text.Encoding]::ASCII.GetString($Bytes)
    $line = New-Object System.Text.RegularExpressions.Regex -ArgumentList '\G([0-9a-f]{64})  ([A-Za-z0-9][A-Za-z0-9._-]{0,63})\n', ([System.Text.RegularExpressions.RegexOptions]::CultureInvariant)
    $end = 0
    for ($match = $line.Match($text); $match.Success -and -not $sums.ContainsKey($match.Groups[2].Value); $match = $match.NextMatch()) {
        $sums.Add($match.Groups[2].Value, $match.Groups[1].Value)
        $end = $match.Index + $match.Length
    }
    if ($end -eq 0 -or $end -ne $text.Length) {
        throw (ConvertTo-PackFault 'PACK_SUMS_MALFORMED' 1 "SHA256SUMS of this pack cannot be read from offset $end on. Copy the pack again and compare it with the sheet.")
    }
    $sums
}

function Get-PackPath {
    param([string] $Folder, [string] $Name)
    $Folder.TrimEnd('\') + '\' + $Name
}

function Assert-PackFile {
    param([string] $Folder, [string] $Name, [string] $Wanted)
    $path = Get-PackPath $Folder $Name
    if (-not (Test-PackSame (Get-PackKind -Path $path) 'File')) {
        throw (ConvertTo-PackFault 'PACK_FILE_MISSING' 1 "$path is missing. Copy the pack again and compare it with the sheet.")
    }
    $here = Get-PackSha256 (Read-PackFile -Path $path)
    if (-not (Test-PackSame $here $Wanted)) {
        throw (ConvertTo-PackFault 'PACK_FILE_DIFFERS' 1 ("$path has the digest $here, SHA256SUMS lists $Wanted. A bad copy, or a changed pack: use nothing of it. " +
                'Copy it again and compare it with the sheet; if it differs again, tell the sender.'))
    }
}

# Every file equal to the sums, nothing else there. Gives the pack digest, the one that the sheet has for SHA256SUMS:
# a changed pack can bring changed sums, so a person compares it.
function Get-PackDigest {
    param([string] $Folder)
    $path = Get-PackPath $Folder 'SHA256SUMS'
    if (-not (Test-PackSame (Get-PackKind -Path $path) 'File')) {
        throw (ConvertTo-PackFault 'PACK_FILE_MISSING' 1 "$path is missing. Copy the pack again and compare it with the sheet.")
    }
    $bytes = Read-PackFile -Path $path
    $sums = ConvertFrom-PackSum $bytes
    foreach ($name in $sums.Keys) {
        Assert-PackFile $Folder $name $sums[$name]
    }
    foreach ($item in @(Get-PackItem -Path $Folder)) {
        $name = $item.Substring($item.LastIndexOfAny([char[]] @('\', '/')) + 1)
        if (-not $sums.ContainsKey($name) -and [System.Array]::IndexOf([string[]] @('SHA256SUMS', 'SHEET.html', 'SHEET.txt'), $name) -lt 0) {
            throw (ConvertTo-PackFault 'PACK_FILE_UNEXPECTED' 1 "$item does not belong to the pack. Nothing else may lie in its folder: find out who put it there, then remove the folder and copy the pack again.")
        }
    }
    Get-PackSha256 $bytes
}

# The typed digest against the pack's own anchor: a person compares with the sheet by typing, the machine compares here.
function Assert-PackAnchor {
    param([string] $Folder, [string] $Typed)
    $wanted = ConvertFrom-PackDigest $Typed
    if ($wanted.Length -eq 0) {
        throw (ConvertTo-PackFault 'ANCHOR_MALFORMED' 2 'what was typed is no SHA-256: 64 hex digits are needed, blanks and colons do not matter. Type it again from the sheet.')
    }
    $here = Get-PackSha256 (Read-PackFile -Path (Get-PackPath $Folder 'anchor.cer'))
    if (Test-PackSame $here $wanted) {
        return $wanted
    }
    $at = 0
    while ($here[$at] -eq $wanted[$at]) {
        $at++
    }
    throw (ConvertTo-PackFault 'ANCHOR_DIFFERS' 1 ("typed $wanted, this pack's anchor.cer has $here; they differ first at digit $($at + 1) of 64. A slip in typing, or a pack for another signer: " +
            'compare the sheet digit by digit, type it again, and if it still differs, ask the sender.'))
}
