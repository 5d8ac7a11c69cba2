# Every call of the pack's scripts to Windows, and nothing else: no judgement lives here. Tests put a fake host in this
# file's place.

function Get-PackEngine {
    $framework = 0
    if ($null -ne [System.Environment]::Version) {
        $framework = [System.Environment]::Version.Major
    }
    [pscustomobject] @{
        PowerShell = $PSVersionTable.PSVersion.Major
        Framework  = $framework
        Language   = [string] $ExecutionContext.SessionState.LanguageMode
    }
}

# A text of the machine's registry, empty if it is not there.
function Get-PackMachineValue {
    param([string] $Key, [string] $Name)
    $machine = Open-PlatformRegistry
    try {
        $open = $machine.OpenSubKey($Key, $false)
        if ($null -eq $open) {
            return ''
        }
        try {
            [string] $open.GetValue($Name, '', [Microsoft.Win32.RegistryValueOptions]::DoNotExpandEnvironmentNames)
        }
        finally {
            $open.Dispose()
        }
    }
    finally {
        $machine.Dispose()
    }
}

# Folders from Windows' own calls, not from the environment, which is the user's to set. Programs is the registry's
# word: GetFolderPath gives the folder of 32-bit programs to a 32-bit PowerShell.
function Get-PackFolder {
    [pscustomobject] @{
        System   = [System.Environment]::SystemDirectory
        Programs = Get-PackMachineValue -Key 'SOFTWARE\Microsoft\Windows\CurrentVersion' -Name 'ProgramFilesDir'
        Data     = [System.Environment]::GetFolderPath([System.Environment+SpecialFolder]::CommonApplicationData)
        Profile  = Get-PackMachineValue -Key 'SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList' -Name 'ProgramData'
    }
}

# Fixed, Removable, Network, CDRom, Ram, NoRootDirectory, Unknown; Network for a path that begins with two backslashes.
function Get-PackDriveKind {
    param([string] $Path)
    if ($Path.StartsWith('\\', [System.StringComparison]::Ordinal)) {
        return 'Network'
    }
    [string] (New-Object System.IO.DriveInfo -ArgumentList ([System.IO.Path]::GetPathRoot($Path))).DriveType
}

function Test-PackLink {
    param([string] $Path)
    ([System.IO.File]::GetAttributes($Path) -band [System.IO.FileAttributes]::ReparsePoint) -ne 0
}

# Full paths of what lies in a folder, folders included.
function Get-PackItem {
    param([string] $Path)
    [System.IO.Directory]::GetFileSystemEntries($Path)
}

function Get-PackKind {
    param([string] $Path)
    if ([System.IO.File]::Exists($Path)) {
        return 'File'
    }
    if ([System.IO.Directory]::Exists($Path)) {
        return 'Folder'
    }
    'Absent'
}

function Move-PackFolder {
    param([string] $From, [string] $To)
    [System.IO.Directory]::Move($From, $To)
}

function Clear-PackFolder {
    param([string] $Path)
    [System.IO.Directory]::Delete($Path, $true)
}

# Eight hex digits that nobody can guess.
function Get-PackNonce {
    [System.Guid]::NewGuid().ToString('N').Substring(0, 8)
}

function Read-PackLine {
    param([string] $Prompt)
    Read-Host -Prompt $Prompt
}

function Write-PackLine {
    param([string] $Line)
    [System.Console]::Out.WriteLine((ConvertTo-PlainText $Line))
}

function Write-PackFault {
    param([string] $Line)
    [System.Console]::Error.WriteLine((ConvertTo-PlainText $Line))
}
