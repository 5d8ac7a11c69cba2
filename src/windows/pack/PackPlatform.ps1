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

function Test-PackAdministrator {
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
function Get-PackMachineValue {
    param([string] $Key, [string] $Name)
    $machine = [Microsoft.Win32.RegistryKey]::OpenBaseKey([Microsoft.Win32.RegistryHive]::LocalMachine, [Microsoft.Win32.RegistryView]::Registry64)
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

# Owner and entries by SID: names are translated in other languages.
function Get-PackAccess {
    param([string] $Path)
    $sid = [System.Security.Principal.SecurityIdentifier]
    $security = Get-Acl -LiteralPath $Path
    [pscustomobject] @{
        Owner     = $security.GetOwner($sid).Value
        Protected = $security.AreAccessRulesProtected
        Entries   = @(foreach ($rule in $security.GetAccessRules($true, $true, $sid)) {
                [pscustomobject] @{
                    Sid         = $rule.IdentityReference.Value
                    Allow       = $rule.AccessControlType -eq [System.Security.AccessControl.AccessControlType]::Allow
                    Rights      = [int] $rule.FileSystemRights
                    Propagation = [int] $rule.PropagationFlags
                }
            })
    }
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

function Read-PackFile {
    param([string] $Path)
    , [System.IO.File]::ReadAllBytes($Path)
}

function Write-PackFile {
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

# Held: as long as it is open, nobody can write to the file or put another in its place.
function Open-PackFile {
    param([string] $Path)
    New-Object System.IO.FileStream -ArgumentList $Path, ([System.IO.FileMode]::Open), ([System.IO.FileAccess]::Read), ([System.IO.FileShare]::Read), 1048576
}

# Made with its rights in one step: SYSTEM and Administrators, nobody else, nothing inherited. Does nothing if it exists.
function Add-PackFolder {
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
    [System.Console]::Out.WriteLine($Line)
}

function Write-PackFault {
    param([string] $Line)
    [System.Console]::Error.WriteLine($Line)
}

# cmd.exe and not PowerShell is what gets the rights: profiler variables of the user's registry reach the new process
# before anything of ours runs, and only a process without .NET can clear them in time.
function Invoke-PackElevated {
    param([string] $Program, [string] $ArgumentLine)
    $start = New-Object System.Diagnostics.ProcessStartInfo -ArgumentList $Program, $ArgumentLine
    $start.UseShellExecute = $true
    $start.Verb = 'runas'
    $start.WorkingDirectory = [System.Environment]::SystemDirectory
    try {
        $process = [System.Diagnostics.Process]::Start($start)
    }
    catch {
        $cause = $_.Exception.GetBaseException()
        # 1223: the person said no.
        if ($cause -is [System.ComponentModel.Win32Exception] -and $cause.NativeErrorCode -eq 1223) {
            return $null
        }
        throw
    }
    try {
        $process.WaitForExit()
        $process.ExitCode
    }
    finally {
        $process.Dispose()
    }
}

# Profiler and runtime variables do not go along.
function Get-PackStart {
    param([string] $Program, [string] $ArgumentLine)
    $start = New-Object System.Diagnostics.ProcessStartInfo -ArgumentList $Program, $ArgumentLine
    $start.UseShellExecute = $false
    $start.RedirectStandardOutput = $true
    $start.WorkingDirectory = [System.Environment]::SystemDirectory
    foreach ($name in @($start.EnvironmentVariables.Keys)) {
        foreach ($prefix in @('COR_', 'COMPLUS_', 'DOTNET_', 'APPDOMAIN_MANAGER_', 'DEVPATH', '__COMPAT_LAYER')) {
            if ($name.StartsWith($prefix, [System.StringComparison]::OrdinalIgnoreCase)) {
                $start.EnvironmentVariables.Remove($name)
            }
        }
    }
    $start
}

# Runs a program with this console's streams, or with its output caught.
function Invoke-PackChild {
    param([string] $Program, [string] $ArgumentLine, [bool] $Catch)
    $start = Get-PackStart -Program $Program -ArgumentLine $ArgumentLine
    $start.RedirectStandardOutput = $Catch
    $process = [System.Diagnostics.Process]::Start($start)
    try {
        $text = ''
        if ($Catch) {
            $text = $process.StandardOutput.ReadToEnd()
        }
        $process.WaitForExit()
        [pscustomobject] @{ Exit = $process.ExitCode; Text = $text }
    }
    finally {
        $process.Dispose()
    }
}

# Lines until the program has ended and nothing more comes. Not to the end of the pipe: an installer that the program left
# running has inherited it and keeps it open.
function Read-PackLineUntil {
    param([System.Diagnostics.Process] $Process, [System.Diagnostics.Stopwatch] $Clock, [int] $Seconds)
    $text = New-Object System.Text.StringBuilder
    $line = $Process.StandardOutput.ReadLineAsync()
    $ended = $false
    $wait = 250
    while ($true) {
        if ($line.Wait($wait)) {
            if ($null -eq $line.Result) {
                break
            }
            [void] $text.Append($line.Result).Append("`n")
            $line = $Process.StandardOutput.ReadLineAsync()
        }
        elseif ($ended -or $Clock.Elapsed.TotalSeconds -gt $Seconds) {
            break
        }
        elseif ($Process.HasExited) {
            # What it wrote last may still be on its way on a busy host.
            $ended = $true
            $wait = 5000
        }
    }
    $text.ToString()
}

# The same with nobody there: no window, an empty input, errors read and dropped. Late: it still runs, and is left alone.
function Invoke-PackQuietChild {
    param([string] $Program, [string] $ArgumentLine, [int] $Seconds)
    $start = Get-PackStart -Program $Program -ArgumentLine $ArgumentLine
    $start.RedirectStandardError = $true
    $start.RedirectStandardInput = $true
    $start.CreateNoWindow = $true
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    $process = [System.Diagnostics.Process]::Start($start)
    try {
        $process.StandardInput.Close()
        [void] $process.StandardError.ReadToEndAsync()
        $text = Read-PackLineUntil -Process $process -Clock $clock -Seconds $Seconds
        $rest = [System.Math]::Min(2000000, [System.Math]::Max(1, $Seconds - [int] $clock.Elapsed.TotalSeconds))
        if (-not $process.WaitForExit(1000 * $rest)) {
            return [pscustomobject] @{ Exit = -1; Text = $text; Late = $true }
        }
        [pscustomobject] @{ Exit = $process.ExitCode; Text = $text; Late = $false }
    }
    finally {
        $process.Dispose()
    }
}
