# Extraction (section 11): a fresh folder beside the target that becomes the target when all is well, and vanishes
# otherwise. What lies there is what was hashed.

# Members that only newer .NET has, asked for by name so that older ones can load this file.
function Get-UnixMethod {
    param([System.Type] $Owner, [string] $Name, [string[]] $ParameterType)
    [System.Type[]] $types = @(foreach ($one in $ParameterType) { [System.Type]::GetType($one) })
    if ($types.Length -ne $ParameterType.Length -or [System.Array]::IndexOf($types, $null) -ge 0) {
        return $null
    }
    $Owner.GetMethod($Name, $types)
}

# Mode 0700 where there are modes; elsewhere the rights come from the parent, which was looked at.
function Add-PrivateFolder {
    param([string] $Path)
    if (-not (Test-PosixSystem)) {
        [void] [System.IO.Directory]::CreateDirectory($Path)
        return
    }
    $method = Get-UnixMethod ([System.IO.Directory]) 'CreateDirectory' @('System.String', 'System.IO.UnixFileMode')
    if ($null -eq $method) {
        throw (Get-PosixFault)
    }
    $mode = [System.Enum]::ToObject([System.Type]::GetType('System.IO.UnixFileMode'), 448)
    [void] $method.Invoke($null, @($Path, $mode))
}

# All of this before the first byte is written. Gives the target's absolute path.
function Assert-Target {
    param([string] $Target, [System.Object] $Manifest)
    $absolute = [System.IO.Path]::GetFullPath((Resolve-FilePath $Target))
    $root = [System.IO.Path]::GetPathRoot($absolute)
    if ($absolute.Length -gt $root.Length) {
        $absolute = $absolute.TrimEnd([System.IO.Path]::DirectorySeparatorChar)
    }
    if ($null -ne (Get-PathAttribute $absolute)) {
        throw (ConvertTo-Stop 'TARGET_EXISTS' @($absolute))
    }
    $parent = [System.IO.Path]::GetDirectoryName($absolute)
    if ([string]::IsNullOrEmpty($parent) -or -not [System.IO.Directory]::Exists($parent)) {
        if ([string]::IsNullOrEmpty($parent)) {
            $parent = $absolute
        }
        throw (ConvertTo-Stop 'TARGET_PARENT_MISSING' @($parent))
    }
    $opening = Find-PlaceOpening $parent
    if ($null -ne $opening) {
        throw (ConvertTo-Stop 'TARGET_PARENT_SHARED' @($parent, $opening.Folder, $opening.Fact))
    }
    $paths = New-Object 'System.Collections.Generic.List[string]' -ArgumentList (, $Manifest.Entries.Path)
    $paths.Add('META/manifest.json')
    foreach ($one in $Manifest.Signers) {
        $paths.Add('META/signatures/' + $one.Key.Substring(0, 16) + '.p7s')
    }
    $before = $absolute.Length + 1
    foreach ($path in $paths) {
        if ($before + $path.Length -gt $script:Limit.MAX_TARGET_PATH_CHARS) {
            throw (ConvertTo-Stop 'TARGET_PATH_TOO_LONG' @($path, ($before + $path.Length)))
        }
    }
    $absolute
}

# On Windows the rights of what is made come from the parent's entries for what is made in it: so the new folder, still
# empty, is looked at as well.
function Assert-FreshFolder {
    param([string] $Fresh)
    if (Test-PosixSystem) {
        return
    }
    $fact = Get-AccessOpening (Get-FolderAccess $Fresh) $script:WriteRights $true
    if ($fact.Length -gt 0) {
        [System.IO.Directory]::Delete($Fresh)
        $parent = [System.IO.Path]::GetDirectoryName($Fresh)
        throw (ConvertTo-Stop 'TARGET_PARENT_SHARED' @($parent, $parent, "$fact in what is made there"))
    }
}

# The fresh folder: short, because Windows' paths are; its name comes from the system's random numbers.
function Open-ExtractionFolder {
    param([string] $Target, [System.Object] $Manifest)
    $absolute = Assert-Target $Target $Manifest
    $fresh = [System.IO.Path]::Combine([System.IO.Path]::GetDirectoryName($absolute), [System.IO.Path]::GetRandomFileName().Substring(0, 8))
    if ($null -ne (Get-PathAttribute $fresh)) {
        throw (ConvertTo-Unknown "the folder $fresh to extract into is there already")
    }
    Add-PrivateFolder $fresh
    # .NET says nothing if the folder was there by now; then something may be in it, or it is a link.
    $link = ([System.IO.File]::GetAttributes($fresh) -band [System.IO.FileAttributes]::ReparsePoint) -ne 0
    if ($link -or [System.IO.Directory]::GetFileSystemEntries($fresh).Length -gt 0) {
        throw (ConvertTo-Unknown "somebody else made the folder $fresh")
    }
    Assert-FreshFolder $fresh
    [pscustomobject] @{
        Target = $absolute; Fresh = $fresh; Kept = $false
        Made = New-Object 'System.Collections.Generic.HashSet[string]' -ArgumentList ([System.StringComparer]::Ordinal)
    }
}

# A new file of the kit; its path was checked by the manifest's rules, so it stays below the folder.
function Add-ExtractedFile {
    param([System.Object] $Folder, [string] $Path)
    for ($slash = $Path.IndexOf([char] '/'); $slash -ge 0; $slash = $Path.IndexOf([char] '/', $slash + 1)) {
        $prefix = $Path.Substring(0, $slash)
        if ($Folder.Made.Add($prefix)) {
            Add-PrivateFolder ([System.IO.Path]::Combine($Folder.Fresh, $prefix.Replace([char] '/', [System.IO.Path]::DirectorySeparatorChar)))
        }
    }
    $file = [System.IO.Path]::Combine($Folder.Fresh, $Path.Replace([char] '/', [System.IO.Path]::DirectorySeparatorChar))
    New-Object System.IO.FileStream -ArgumentList $file, ([System.IO.FileMode]::CreateNew), ([System.IO.FileAccess]::Write), ([System.IO.FileShare]::None)
}

# Bytes that are authentic already: manifest and signatures.
function Write-ExtractedFile {
    param([System.Object] $Folder, [string] $Path, [byte[]] $Bytes)
    $stream = Add-ExtractedFile $Folder $Path
    try {
        $stream.Write($Bytes, 0, $Bytes.Length)
    }
    finally {
        $stream.Dispose()
    }
}

# Gives the folder its name; from now on it stays.
function Complete-Extraction {
    param([System.Object] $Folder)
    [System.IO.Directory]::Move($Folder.Fresh, $Folder.Target)
    $Folder.Kept = $true
}

# Removes everything unless it was given its name. Links are removed, never followed.
function Close-ExtractionFolder {
    param([System.Object] $Folder)
    if (-not $Folder.Kept -and [System.IO.Directory]::Exists($Folder.Fresh)) {
        [System.IO.Directory]::Delete($Folder.Fresh, $true)
    }
}

# Stage 5 with a copy: hashed while it is written, kept only without a finding.
function Copy-KitContent {
    param([System.Object] $Run, [System.Object] $Pass, [string] $Target)
    $folder = Open-ExtractionFolder $Target $Run.Manifest
    try {
        $Run.Content = @(Find-ContentDifference $Pass $folder)
        $Run.PayloadChecked = $true
        if ($Run.Content.Length -eq 0) {
            Write-ExtractedFile $folder 'META/manifest.json' $Run.ManifestBytes
            foreach ($one in $Run.Signatures) {
                Write-ExtractedFile $folder $one.Path $one.Bytes
            }
            Complete-Extraction $folder
            $Run.ExtractedTo = $folder.Target
            $Run.PlaceJudged = -not (Test-PosixSystem) -or (Get-PosixAccount).Length -gt 0
        }
    }
    finally {
        Close-ExtractionFolder $folder
    }
}
