# Folders, files and rights of the fake host, in the place of src/windows/common/PlatformAccess.ps1; FakePlatform.ps1 comes with it.

function Test-PlatformAdministrator {
    Get-Fake 'Administrator' $true
}

function Get-PlatformDataFolder {
    $data = [System.IO.Path]::Combine((Get-Fake 'Root' ''), 'data')
    [pscustomobject] @{ Special = $data; Profile = (Get-Fake 'Profile' $data); Separator = [System.IO.Path]::DirectorySeparatorChar }
}

function Get-PlatformLink {
    param([string] $Path)
    $link = Get-Fake 'Link' ''
    if ($link.Length -gt 0 -and $Path.EndsWith($link)) {
        return $Path
    }
    # Real links below the host's folder are seen as well.
    $root = Get-Fake 'Root' ''
    for ($current = $Path; $current.Length -gt $root.Length; $current = [System.IO.Path]::GetDirectoryName($current)) {
        if ([System.IO.File]::Exists($current) -or [System.IO.Directory]::Exists($current)) {
            if (([System.IO.File]::GetAttributes($current) -band [System.IO.FileAttributes]::ReparsePoint) -ne 0) { return $current }
        }
    }
    ''
}

function Get-PlatformAccess {
    param([string] $Path)
    $access = [pscustomobject] @{ Kind = 'Absent'; Owner = 'S-1-5-32-544'; Protected = $true; Entries = @() }
    $name = [System.IO.Path]::GetFileName($Path)
    if ([System.IO.Directory]::Exists($Path)) {
        $access.Kind = 'Folder'
        $access.Entries = @(foreach ($sid in @('S-1-5-32-544', 'S-1-5-18')) {
                [pscustomobject] @{ Sid = $sid; Allow = $true; Rights = 2032127; Inheritance = 3; Propagation = 0; Inherited = $false }
            })
    }
    elseif ([System.IO.File]::Exists($Path)) {
        $access.Kind = 'File'
    }
    # Quirks: { "AirgapKit": { "Owner": "S-1-..." } }, and Extra adds an entry.
    $quirk = (Get-Fake 'Access' ([pscustomobject] @{ })).psobject.Properties[$name]
    if ($null -ne $quirk) {
        foreach ($property in $quirk.Value.psobject.Properties) {
            if ($property.Name -eq 'Extra') {
                $access.Entries = @($access.Entries) + $property.Value
            }
            else {
                $access.($property.Name) = $property.Value
            }
        }
    }
    $access
}

function Add-PlatformFolder {
    param([string] $Path)
    Invoke-FakeStep { [void] [System.IO.Directory]::CreateDirectory($Path) }
}

function Read-PlatformFile {
    param([string] $Path)
    $denied = Get-Fake 'DenyFile' ''
    if ($denied.Length -gt 0 -and $Path.EndsWith($denied)) {
        throw (New-Object System.UnauthorizedAccessException -ArgumentList 'access denied')
    }
    , [System.IO.File]::ReadAllBytes($Path)
}

function Export-PlatformFile {
    param([string] $Path, [byte[]] $Bytes)
    $stream = New-Object System.IO.FileStream -ArgumentList $Path, ([System.IO.FileMode]::CreateNew)
    $stream.Write($Bytes, 0, $Bytes.Length)
    $stream.Dispose()
}

function Open-PlatformFile {
    param([string] $Path)
    [void] (Get-Fake 'Root' '')
    New-Object System.IO.FileStream -ArgumentList $Path, ([System.IO.FileMode]::Open), ([System.IO.FileAccess]::Read), ([System.IO.FileShare]::Read)
}
