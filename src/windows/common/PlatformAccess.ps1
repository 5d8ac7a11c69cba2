# Calls to Windows that the module, the pack and the fleet scripts make alike, and nothing else: no judgement lives here.
# Tests put a fake host in this file's place.

function Test-PlatformAdministrator {
    $identity = [System.Security.Principal.WindowsIdentity]::GetCurrent()
    try {
        $principal = New-Object System.Security.Principal.WindowsPrincipal -ArgumentList $identity
        $principal.IsInRole((New-Object System.Security.Principal.SecurityIdentifier -ArgumentList 'S-1-5-32-544'))
    }
    finally {
        $identity.Dispose()
    }
}

# The same registry from a 32-bit PowerShell; on a 32-bit Windows the view is ignored.
function Open-PlatformRegistry {
    [Microsoft.Win32.RegistryKey]::OpenBaseKey([Microsoft.Win32.RegistryHive]::LocalMachine, [Microsoft.Win32.RegistryView]::Registry64)
}

function Get-PlatformAccess {
    param([string] $Path)
    $access = [pscustomobject] @{ Kind = 'Absent'; Owner = ''; Protected = $false; Entries = @() }
    if ([System.IO.Directory]::Exists($Path)) {
        $access.Kind = 'Folder'
    }
    elseif ([System.IO.File]::Exists($Path)) {
        $access.Kind = 'File'
    }
    else {
        return $access
    }
    $sid = [System.Security.Principal.SecurityIdentifier]
    $security = Get-Acl -LiteralPath $Path
    $access.Owner = $security.GetOwner($sid).Value
    $access.Protected = $security.AreAccessRulesProtected
    $access.Entries = @(foreach ($rule in $security.GetAccessRules($true, $true, $sid)) {
            [pscustomobject] @{
                Sid         = $rule.IdentityReference.Value
                Allow       = $rule.AccessControlType -eq [System.Security.AccessControl.AccessControlType]::Allow
                Rights      = [int] $rule.FileSystemRights
                Inheritance = [int] $rule.InheritanceFlags
                Propagation = [int] $rule.PropagationFlags
                Inherited   = $rule.IsInherited
            }
        })
    $access
}

# Made with its rights in one step: there is no moment in which others could open it. Does nothing if it exists.
function Add-PlatformFolder {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('AirgapNewerThan30', '', Justification = 'FileSystemAclExtensions is used in PowerShell 7 only, behind the guard.')]
    param([string] $Path)
    $administrators = New-Object System.Security.Principal.SecurityIdentifier -ArgumentList 'S-1-5-32-544'
    $system = New-Object System.Security.Principal.SecurityIdentifier -ArgumentList 'S-1-5-18'
    $security = New-Object System.Security.AccessControl.DirectorySecurity
    $security.SetOwner($administrators)
    $security.SetAccessRuleProtection($true, $false)
    foreach ($keeper in @($administrators, $system)) {
        $security.AddAccessRule((New-Object System.Security.AccessControl.FileSystemAccessRule -ArgumentList @(
                    $keeper,
                    [System.Security.AccessControl.FileSystemRights]::FullControl,
                    ([System.Security.AccessControl.InheritanceFlags]::ContainerInherit -bor [System.Security.AccessControl.InheritanceFlags]::ObjectInherit),
                    [System.Security.AccessControl.PropagationFlags]::None,
                    [System.Security.AccessControl.AccessControlType]::Allow)))
    }
    if ($PSVersionTable.PSVersion.Major -ge 6) {
        [void] [System.IO.FileSystemAclExtensions]::CreateDirectory($security, $Path)
    }
    else {
        [void] [System.IO.Directory]::CreateDirectory($Path, $security)
    }
}

function Read-PlatformFile {
    param([string] $Path)
    , [System.IO.File]::ReadAllBytes($Path)
}

# Held against change while it is read or used; also a file of the kit.
function Open-PlatformFile {
    param([string] $Path)
    New-Object System.IO.FileStream -ArgumentList $Path, ([System.IO.FileMode]::Open), ([System.IO.FileAccess]::Read), ([System.IO.FileShare]::Read), 1048576
}

# A file for the way out, such as on a medium without rights; a name that is taken is a fault.
function Export-PlatformFile {
    param([string] $Path, [byte[]] $Bytes)
    $stream = New-Object System.IO.FileStream -ArgumentList $Path, ([System.IO.FileMode]::CreateNew), ([System.IO.FileAccess]::Write), ([System.IO.FileShare]::None)
    try {
        $stream.Write($Bytes, 0, $Bytes.Length)
        $stream.Flush($true)
    }
    finally {
        $stream.Dispose()
    }
}

# The folder for common data by two ways: the shell's answer, and the registry that only administrators can write.
function Get-PlatformDataFolder {
    $fromProfiles = ''
    $machine = Open-PlatformRegistry
    try {
        $key = $machine.OpenSubKey('SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList', $false)
        if ($null -ne $key) {
            $raw = [string] $key.GetValue('ProgramData', '', [Microsoft.Win32.RegistryValueOptions]::DoNotExpandEnvironmentNames)
            $key.Dispose()
            # Expanded by hand: %SystemDrive% of the process is the user's to set, the system directory is not.
            $drive = [System.IO.Path]::GetPathRoot([System.Environment]::SystemDirectory).TrimEnd('\')
            $fromProfiles = $raw.Replace('%SystemDrive%', $drive).TrimEnd('\')
        }
    }
    finally {
        $machine.Dispose()
    }
    [pscustomobject] @{
        Special   = [System.Environment]::GetFolderPath([System.Environment+SpecialFolder]::CommonApplicationData).TrimEnd('\')
        Profile   = $fromProfiles
        Separator = '\'
    }
}

# The first link or mount point on the way to a path, the path included; an empty string if there is none.
function Get-PlatformLink {
    param([string] $Path)
    $current = $Path
    while (-not [string]::IsNullOrEmpty($current)) {
        if ([System.IO.File]::Exists($current) -or [System.IO.Directory]::Exists($current)) {
            $attributes = [System.IO.File]::GetAttributes($current)
            if (($attributes -band [System.IO.FileAttributes]::ReparsePoint) -ne 0) {
                return $current
            }
        }
        $current = [System.IO.Path]::GetDirectoryName($current)
    }
    ''
}
