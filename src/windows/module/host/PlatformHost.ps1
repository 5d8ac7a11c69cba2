# What is read from Windows to judge a host: every call, and nothing else. No judgement lives here, nothing is changed.
# Tests put a fake host in this file's place. A call that Windows refuses throws; what is not there is $null.

# The 64-bit registry from a 32-bit PowerShell as well; on a 32-bit Windows the view is ignored.
function Open-PlatformHive {
    param([string] $Hive)
    $number = [Microsoft.Win32.RegistryHive]::LocalMachine
    if ([string]::Equals($Hive, 'User', [System.StringComparison]::Ordinal)) {
        $number = [Microsoft.Win32.RegistryHive]::CurrentUser
    }
    [Microsoft.Win32.RegistryKey]::OpenBaseKey($number, [Microsoft.Win32.RegistryView]::Registry64)
}

function Test-PlatformKey {
    param([string] $Hive, [string] $Path)
    $root = Open-PlatformHive $Hive
    try {
        $key = $root.OpenSubKey($Path, $false)
        if ($null -eq $key) {
            return $false
        }
        $key.Dispose()
        $true
    }
    finally {
        $root.Dispose()
    }
}

function Get-PlatformValue {
    param([string] $Hive, [string] $Path, [string] $Name)
    $root = Open-PlatformHive $Hive
    try {
        $key = $root.OpenSubKey($Path, $false)
        if ($null -eq $key) {
            return $null
        }
        try {
            # The comma keeps bytes together: a function hands out the elements of a list one by one.
            , $key.GetValue($Name, $null, [Microsoft.Win32.RegistryValueOptions]::DoNotExpandEnvironmentNames)
        }
        finally {
            $key.Dispose()
        }
    }
    finally {
        $root.Dispose()
    }
}

# The value of that name of every key below a key: Key, Value ($null if that key has none). Nothing if the key is not there.
function Get-PlatformKeyValue {
    param([string] $Hive, [string] $Path, [string] $Name)
    $root = Open-PlatformHive $Hive
    try {
        $key = $root.OpenSubKey($Path, $false)
        if ($null -eq $key) {
            return
        }
        try {
            foreach ($below in $key.GetSubKeyNames()) {
                $one = $key.OpenSubKey($below, $false)
                # Gone between listing and opening: it is not there.
                if ($null -ne $one) {
                    try {
                        [pscustomobject] @{ Key = $below; Value = $one.GetValue($Name) }
                    }
                    finally {
                        $one.Dispose()
                    }
                }
            }
        }
        finally {
            $key.Dispose()
        }
    }
    finally {
        $root.Dispose()
    }
}

# 1 workstation, 2 domain controller, 3 server.
function Get-PlatformSystem {
    $system = Get-CimInstance -ClassName 'Win32_OperatingSystem' -Property 'Caption', 'ProductType'
    [pscustomobject] @{ Caption = [string] $system.Caption; ProductType = [int] $system.ProductType }
}

# What Get-HotFix shows. Leaves updates out on current Windows, so it proves presence and never absence.
function Get-PlatformHotFix {
    foreach ($fix in @(Get-CimInstance -ClassName 'Win32_QuickFixEngineering' -Property 'HotFixID')) {
        [string] $fix.HotFixID
    }
}

# Sysnative leads a 32-bit process to the 64-bit folder.
function Get-PlatformKernelVersion {
    $folder = [System.Environment]::SystemDirectory
    if ([System.Environment]::Is64BitOperatingSystem -and -not [System.Environment]::Is64BitProcess) {
        $folder = [System.IO.Path]::Combine([System.IO.Path]::GetDirectoryName($folder), 'Sysnative')
    }
    $file = [System.Diagnostics.FileVersionInfo]::GetVersionInfo([System.IO.Path]::Combine($folder, 'ntoskrnl.exe'))
    '{0}.{1}.{2}.{3}' -f $file.FileMajorPart, $file.FileMinorPart, $file.FileBuildPart, $file.FilePrivatePart
}

function Get-PlatformFreeSpace {
    $drive = New-Object System.IO.DriveInfo -ArgumentList ([System.IO.Path]::GetPathRoot([System.Environment]::SystemDirectory))
    $drive.AvailableFreeSpace
}

# Whose "current user" this process sees: under SYSTEM or another administrator's password it is not the person's own.
function Get-PlatformAccount {
    $identity = [System.Security.Principal.WindowsIdentity]::GetCurrent()
    try {
        [pscustomobject] @{ Name = $identity.Name; System = $identity.IsSystem }
    }
    finally {
        $identity.Dispose()
    }
}

function Get-PlatformEngine {
    [pscustomobject] @{
        Name            = [System.Environment]::MachineName
        Version         = $PSVersionTable.PSVersion.ToString()
        LanguageMode    = $ExecutionContext.SessionState.LanguageMode.ToString()
        ExecutionPolicy = (Get-ExecutionPolicy).ToString()
        Culture         = [System.Globalization.CultureInfo]::InstalledUICulture.Name
        Process32       = [System.Environment]::Is64BitOperatingSystem -and -not [System.Environment]::Is64BitProcess
    }
}
