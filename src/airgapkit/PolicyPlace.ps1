# The local policy's two files on this host, their copies beside the journal, and how they are replaced.

function Get-PolicyPlace {
    $folder = Get-PlatformPolicyFolder
    $machine = [System.IO.Path]::Combine($folder, 'Machine')
    [pscustomobject] @{
        Folder = $folder; Machine = $machine; File = [System.IO.Path]::Combine($machine, 'registry.pol'); Ini = [System.IO.Path]::Combine($folder, 'gpt.ini')
    }
}

# A link could lead the elevated write to any file of this host.
function Assert-PolicyPath {
    param([string] $Path, [bool] $Folder)
    $link = Get-PlatformLink -Path $Path
    $fact = ''
    if ($link.Length -gt 0) {
        $fact = "is reached through the link or mount point $link"
    }
    elseif ($Folder -and [System.IO.File]::Exists($Path)) {
        $fact = 'is not a folder'
    }
    elseif (-not $Folder -and [System.IO.Directory]::Exists($Path)) {
        $fact = 'is not a file'
    }
    if ($fact.Length -gt 0) {
        throw (ConvertTo-Fault 'POLICY_PLACE_NOT_TRUSTED' 1 ("$Path $fact. Windows makes no such thing there, and a write could reach another file, so nothing was changed. " +
                'Find out who made it, keep it as evidence, have it removed, then run again.'))
    }
}

# $null if the file is not there.
function Read-PolicyBytes {
    param([string] $Path)
    if (-not [System.IO.File]::Exists($Path)) {
        return $null
    }
    try {
        $length = (New-Object System.IO.FileInfo -ArgumentList $Path).Length
        if ($length -le 16777216) {
            return , (Read-PlatformFile -Path $Path)
        }
    }
    catch {
        throw (Get-PolicyAccessFault -Code 'POLICY_UNREADABLE' -Path $Path -Exception $_.Exception -Fact 'What is there is not known, so nothing was changed.')
    }
    throw (Get-PolicyFault -Path $Path -Code 'POLICY_TOO_LARGE' -At 0 -Fact "it has $length bytes, more than 16 MiB")
}

function Get-PolicyAccessFault {
    param([string] $Code, [string] $Path, [System.Exception] $Exception, [string] $Fact)
    if ((Get-FaultCode $Exception).Length -gt 0) {
        return (Get-AccessFault -Code '' -Path $Path -Exception $Exception)
    }
    ConvertTo-Fault $Code 3 ("$Path could not be read or written ($(Get-Cause $Exception)). $Fact Check the space on the disk, who holds or denies the file " +
        '(a policy refresh, a security product), and that the prompt is elevated, then run again.')
}

function Get-BytesDigest {
    param([byte[]] $Bytes)
    if ($null -eq $Bytes) {
        return 'absent'
    }
    Get-Sha256Hex $Bytes
}

function Get-PolicyDigest {
    param([string] $Path)
    Get-BytesDigest (Read-PolicyBytes $Path)
}

# Place; File, Ini (bytes or $null); FileDigest, IniDigest; Policy: what the file says. A damaged file ends it here.
function Read-LocalPolicy {
    $place = Get-PolicyPlace
    foreach ($path in @($place.Folder, $place.Machine)) { Assert-PolicyPath $path $true }
    foreach ($path in @($place.File, $place.Ini, ($place.File + '.airgap-new'), ($place.Ini + '.airgap-new'))) { Assert-PolicyPath $path $false }
    $local = [pscustomobject] @{ Place = $place; File = (Read-PolicyBytes $place.File); Ini = (Read-PolicyBytes $place.Ini); FileDigest = ''; IniDigest = ''; Policy = $null }
    $local.FileDigest = Get-BytesDigest $local.File
    $local.IniDigest = Get-BytesDigest $local.Ini
    $local.Policy = Get-EmptyPolicy
    if ($null -ne $local.File) {
        $local.Policy = Read-Policy $local.File $place.File
    }
    [void] (Get-LocalPolicyIni $local)
    $local
}

# Read anew for every change. An empty file is as good as none; a new one looks as Windows makes it.
function Get-LocalPolicyIni {
    param([System.Object] $Local)
    $bytes = $Local.Ini
    if ($null -eq $bytes -or $bytes.Length -eq 0) {
        $bytes = [System.Text.Encoding]::ASCII.GetBytes("[General]`r`ngPCFunctionalityVersion=2`r`n")
    }
    Read-PolicyIni $bytes $Local.Place.Ini
}

function Get-PolicyCopyPath {
    param([string] $Folder, [string] $Digest)
    [System.IO.Path]::Combine($Folder, 'policy', $Digest)
}

# On the disk, whole and under its digest, before the journal relies on it.
function Save-PolicyCopy {
    param([System.Object] $Run, [byte[]] $Bytes)
    if ($null -eq $Bytes) {
        return
    }
    [void] (Get-RunFolder $Run 'policy')
    $digest = Get-Sha256Hex $Bytes
    $path = Get-PolicyCopyPath $Run.Folder $digest
    try {
        if (Test-ProtectedFile $path) {
            if (Test-Same (Get-PolicyDigest $path) $digest) {
                return
            }
            Clear-PlatformFile -Path $path
        }
        # One name for all: what a killed run left is cleared by the next copy.
        $part = Get-PolicyCopyPath $Run.Folder 'copy.part'
        if (Test-ProtectedFile $part) {
            Clear-PlatformFile -Path $part
        }
        Add-PlatformFile -Path $part
        Add-PlatformByte -Path $part -Bytes $Bytes
        Move-PlatformFile -From $part -To $path
    }
    catch {
        throw (Get-AccessFault -Code 'POLICY_COPY_NOT_WRITTEN' -Path $path -Exception $_.Exception)
    }
}

# The bytes of a copy; of "absent" there are none.
function Read-PolicyCopy {
    param([string] $Folder, [string] $Digest)
    if (Test-Same $Digest 'absent') {
        return $null
    }
    $path = Get-PolicyCopyPath $Folder $Digest
    $fact = 'is not there'
    if (Test-ProtectedFile $path) {
        $bytes = Read-PolicyBytes $path
        if (Test-Same (Get-Sha256Hex $bytes) $Digest) {
            return , $bytes
        }
        $fact = 'has other bytes than its name says'
    }
    throw (ConvertTo-Fault 'POLICY_COPY_MISSING' 3 ("$path $fact. It says what stood in the local policy before, so nothing is taken back from there. " +
            'Restore the file from a backup of this host, or take the values out with the Group Policy editor (gpedit.msc), then run again.'))
}

# As a table, each read once. Undo holds Folder (the protected one) and Copies.
function Get-PolicyCopy {
    param([System.Object] $Undo, [string] $Digest)
    if (-not $Undo.Copies.ContainsKey($Digest)) {
        [byte[]] $bytes = Read-PolicyCopy $Undo.Folder $Digest
        if ($null -eq $bytes) {
            $Undo.Copies[$Digest] = Get-EmptyPolicy
        }
        else {
            $Undo.Copies[$Digest] = Read-Policy $bytes (Get-PolicyCopyPath $Undo.Folder $Digest)
        }
    }
    $Undo.Copies[$Digest]
}

# Aside in the same folder, flushed, then put in place in one step, if what it replaces is still what was read. Bytes $null: away.
function Write-PolicyBytes {
    param([string] $Path, [byte[]] $Bytes, [string] $Expected)
    $aside = $Path + '.airgap-new'
    try {
        if ($null -ne $Bytes) {
            (Save-PlatformFile -Path $aside -Bytes $Bytes).Dispose()
        }
        Assert-PolicyPath $Path $false
        if (-not (Test-Same (Get-PolicyDigest $Path) $Expected)) {
            throw (ConvertTo-Fault 'POLICY_CHANGED_MEANWHILE' 3 ("somebody else changed $Path between our reading and our writing. His change stays and ours was not made. " +
                    'Wait until the Group Policy editor or the other tool has ended, then run again.'))
        }
        if ($null -eq $Bytes) {
            Clear-PlatformFile -Path $Path
        }
        else {
            Switch-PlatformFile -From $aside -To $Path
        }
    }
    catch {
        $fault = $_
        if ([System.IO.File]::Exists($aside)) {
            # What cannot be cleared now, the next run clears.
            try { Clear-PlatformFile -Path $aside } catch { [void] $_ }
        }
        throw (Get-PolicyAccessFault -Code 'POLICY_NOT_WRITTEN' -Path $Path -Exception $fault.Exception -Fact 'What was written before it stands in the journal; the next run goes on from there.')
    }
}

# Journal, change, read back, journal. Change: Verb (merge, unmerge), File (bytes or $null), Ini (bytes), Ours (digest).
function Edit-LocalPolicy {
    param([System.Object] $Run, [System.Object] $Local, [System.Object] $Change)
    $digest = Get-BytesDigest $Change.File
    $iniDigest = Get-BytesDigest $Change.Ini
    $thing = Get-PolicyThing -FileBefore $Local.FileDigest -FileAfter $digest -IniBefore $Local.IniDigest -IniAfter $iniDigest -Ours $Change.Ours
    $before = Get-PolicyBefore $thing
    $fault = $null
    Write-JournalThing -Journal $Run.Journal -Thing $thing -Step ('will-' + $Change.Verb) -Before $before
    try {
        if (-not (Test-Same $digest $Local.FileDigest)) {
            Add-PolicyFolder $Local.Place.Machine
            Write-PolicyBytes -Path $Local.Place.File -Bytes $Change.File -Expected $Local.FileDigest
        }
        if (-not (Test-Same $iniDigest $Local.IniDigest)) {
            Add-PolicyFolder $Local.Place.Folder
            Write-PolicyBytes -Path $Local.Place.Ini -Bytes $Change.Ini -Expected $Local.IniDigest
        }
    }
    catch {
        $fault = $_
    }
    $step = Get-PolicyOutcome $thing $Change.Verb
    Write-JournalThing -Journal $Run.Journal -Thing $thing -Step $step -Before $before
    if ($null -ne $fault) {
        throw $fault
    }
    if (-not (Test-Same $step ($Change.Verb + 'd'))) {
        throw (ConvertTo-Fault 'POLICY_NOT_WRITTEN' 3 ("Windows reported success, but $($Local.Place.File) or $($Local.Place.Ini) is not what was written. " +
                'Somebody else writes there. Run again; it goes on from what is there now.'))
    }
}

function Add-PolicyFolder {
    param([string] $Path)
    if (-not [System.IO.Directory]::Exists($Path)) {
        try {
            Add-PlatformPolicyFolder -Path $Path
        }
        catch {
            throw (Get-PolicyAccessFault -Code 'POLICY_NOT_WRITTEN' -Path $Path -Exception $_.Exception -Fact 'Nothing was written.')
        }
    }
}
