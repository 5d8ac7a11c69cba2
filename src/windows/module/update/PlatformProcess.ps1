# Every call to Windows for programs, services, events and the machine's key, and nothing else: no judgement lives here.
# Tests put a fake host in this file's place.

# The full path of a tool of Windows. From a 32-bit PowerShell, System32 is another folder; Sysnative is the real one.
function Get-PlatformToolPath {
    param([string] $Name)
    $folder = [System.Environment]::SystemDirectory
    if ([System.Environment]::Is64BitOperatingSystem -and -not [System.Environment]::Is64BitProcess) {
        $folder = [System.IO.Path]::Combine([System.IO.Path]::GetDirectoryName($folder), 'Sysnative')
    }
    [System.IO.Path]::Combine($folder, $Name)
}

# What a child needs to know of the system, from the system and not from the inherited environment.
function Get-PlatformSystemFolder {
    $system = [System.Environment]::SystemDirectory
    [pscustomobject] @{
        System      = $system
        Windows     = [System.IO.Path]::GetDirectoryName($system)
        Drive       = [System.IO.Path]::GetPathRoot($system).TrimEnd('\')
        Programs    = [System.Environment]::GetFolderPath([System.Environment+SpecialFolder]::ProgramFiles)
        Common      = [System.Environment]::GetFolderPath([System.Environment+SpecialFolder]::CommonApplicationData)
        Processors  = [System.Environment]::ProcessorCount
        MachineName = [System.Environment]::MachineName
    }
}

# Starts a program and waits. Its window is hidden and nothing is redirected: a full pipe cannot stop it, and it has
# nobody to ask. A program that does not end in time is left to itself (Stop: is ended).
function Invoke-PlatformProcess {
    param([string] $File, [string] $Arguments, [System.Collections.Hashtable] $Environment, [string] $Folder, [int] $Seconds, [bool] $Stop)
    $start = New-Object System.Diagnostics.ProcessStartInfo -ArgumentList $File, $Arguments
    $start.UseShellExecute = $false
    $start.CreateNoWindow = $true
    $start.WorkingDirectory = $Folder
    $start.EnvironmentVariables.Clear()
    foreach ($name in $Environment.Keys) {
        $start.EnvironmentVariables[$name] = [string] $Environment[$name]
    }
    $process = [System.Diagnostics.Process]::Start($start)
    try {
        $run = [pscustomobject] @{ Ended = $process.WaitForExit($Seconds * 1000); Exit = 0; Id = $process.Id }
        if ($run.Ended) {
            $run.Exit = $process.ExitCode
        }
        elseif ($Stop) {
            $process.Kill()
        }
        $run
    }
    finally {
        $process.Dispose()
    }
}

# As the registry has it: absent, boot, system, automatic, manual, disabled.
function Get-PlatformServiceStart {
    param([string] $Name)
    $machine = Open-PlatformRegistry
    try {
        $key = $machine.OpenSubKey('SYSTEM\CurrentControlSet\Services\' + $Name, $false)
        if ($null -eq $key) {
            return 'absent'
        }
        $start = $key.GetValue('Start')
        $key.Dispose()
        $words = @('boot', 'system', 'automatic', 'manual', 'disabled')
        if ($start -is [int] -and $start -ge 0 -and $start -lt $words.Length) {
            return $words[$start]
        }
        'absent'
    }
    finally {
        $machine.Dispose()
    }
}

# Through the service manager: a value that is only written to the registry counts after the next start of Windows.
function Edit-PlatformServiceStart {
    param([string] $Name, [string] $Start)
    Set-Service -Name $Name -StartupType $Start
}

# A token made for a network logon (WinRM, remote shell) holds S-1-5-2, in every process below it too.
function Test-PlatformRemoteSession {
    $identity = [System.Security.Principal.WindowsIdentity]::GetCurrent()
    try {
        foreach ($group in $identity.Groups) {
            if ([string]::Equals($group.Value, 'S-1-5-2', [System.StringComparison]::Ordinal)) {
                return $true
            }
        }
        $false
    }
    finally {
        $identity.Dispose()
    }
}

# The registry is read and not EventLog.SourceExists: that searches all logs and fails on one it may not read.
function Test-PlatformEventSource {
    $machine = Open-PlatformRegistry
    try {
        $key = $machine.OpenSubKey('SYSTEM\CurrentControlSet\Services\EventLog\Application\AirgapKit', $false)
        if ($null -eq $key) {
            return $false
        }
        $key.Dispose()
        $true
    }
    finally {
        $machine.Dispose()
    }
}

function Add-PlatformEventSource {
    [System.Diagnostics.EventLog]::CreateEventSource('AirgapKit', 'Application')
}

function Write-PlatformEvent {
    param([int] $Id, [string] $Kind, [string] $Text)
    $type = [System.Diagnostics.EventLogEntryType] $Kind
    [System.Diagnostics.EventLog]::WriteEntry('AirgapKit', $Text, $type, $Id)
}

# The machine's own certificates that come with a private key.
function Get-PlatformMachineCertificate {
    $store = New-Object System.Security.Cryptography.X509Certificates.X509Store -ArgumentList 'My', ([System.Security.Cryptography.X509Certificates.StoreLocation]::LocalMachine)
    try {
        $store.Open([System.Security.Cryptography.X509Certificates.OpenFlags]::ReadOnly -bor [System.Security.Cryptography.X509Certificates.OpenFlags]::OpenExistingOnly)
        foreach ($certificate in $store.Certificates) {
            if ($certificate.HasPrivateKey) {
                $certificate
            }
        }
    }
    finally {
        $store.Close()
    }
}

# RSA, PKCS#1 v1.5, SHA-256; nothing if this .NET cannot use the key: before 4.6 only keys of provider type 24 can.
function Get-PlatformKeySignature {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('AirgapNewerThan30', '', Justification = 'RSACertificateExtensions is used only where the type exists (.NET 4.6), behind the guard.')]
    param([System.Security.Cryptography.X509Certificates.X509Certificate2] $Certificate, [byte[]] $Bytes)
    $newer = 'System.Security.Cryptography.X509Certificates.RSACertificateExtensions' -as [type]
    if ($null -ne $newer) {
        $key = [System.Security.Cryptography.X509Certificates.RSACertificateExtensions]::GetRSAPrivateKey($Certificate)
        if ($null -eq $key) {
            return
        }
        try {
            return , $key.SignData($Bytes, [System.Security.Cryptography.HashAlgorithmName]::SHA256, [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
        }
        finally {
            $key.Dispose()
        }
    }
    $key = $Certificate.PrivateKey
    if ($key -is [System.Security.Cryptography.RSACryptoServiceProvider] -and $key.CspKeyContainerInfo.ProviderType -eq 24) {
        , $key.SignData($Bytes, (Get-Sha256))
    }
}

# Who runs this, on which machine. An empty string is what this Windows does not have.
function Get-PlatformIdentity {
    $words = @{ }
    $machine = Open-PlatformRegistry
    try {
        foreach ($row in @(
                @('MachineGuid', 'SOFTWARE\Microsoft\Cryptography', 'MachineGuid'),
                @('HardwareId', 'SYSTEM\CurrentControlSet\Control\SystemInformation', 'ComputerHardwareId'),
                @('Domain', 'SYSTEM\CurrentControlSet\Services\Tcpip\Parameters', 'Domain'))) {
            $words[$row[0]] = ''
            $key = $machine.OpenSubKey($row[1], $false)
            if ($null -ne $key) {
                $words[$row[0]] = [string] $key.GetValue($row[2], '')
                $key.Dispose()
            }
        }
    }
    finally {
        $machine.Dispose()
    }
    $identity = [System.Security.Principal.WindowsIdentity]::GetCurrent()
    try {
        [pscustomobject] @{
            Sid = $identity.User.Value; Account = $identity.Name; MachineName = [System.Environment]::MachineName
            Domain = $words['Domain']; MachineGuid = $words['MachineGuid']; HardwareId = $words['HardwareId']
            OffsetMinutes = [int] [System.TimeZoneInfo]::Local.GetUtcOffset([System.DateTime]::UtcNow).TotalMinutes
        }
    }
    finally {
        $identity.Dispose()
    }
}

# How Windows judges a script's signature: Status, Thumbprint of the signer.
function Get-PlatformScriptSignature {
    param([string] $Path)
    $signature = Get-AuthenticodeSignature -LiteralPath $Path
    $signer = ''
    if ($null -ne $signature.SignerCertificate) {
        $signer = $signature.SignerCertificate.Thumbprint
    }
    [pscustomobject] @{ Status = [string] $signature.Status; Signer = $signer }
}

# A file that a tool will read, held open so that it stays what was checked until the tool has ended.
function Save-PlatformFile {
    param([string] $Path, [byte[]] $Bytes)
    $stream = New-Object System.IO.FileStream -ArgumentList $Path, ([System.IO.FileMode]::Create), ([System.IO.FileAccess]::ReadWrite), ([System.IO.FileShare]::Read)
    try {
        $stream.Write($Bytes, 0, $Bytes.Length)
        $stream.Flush($true)
    }
    catch {
        $stream.Dispose()
        throw
    }
    $stream
}

function Copy-PlatformFile {
    param([string] $From, [string] $To)
    [System.IO.File]::Copy($From, $To, $true)
}

# Replaces nothing: a name that is taken is a fault.
function Move-PlatformFile {
    param([string] $From, [string] $To)
    [System.IO.File]::Move($From, $To)
}

function Clear-PlatformFile {
    param([string] $Path)
    [System.IO.File]::Delete($Path)
}
