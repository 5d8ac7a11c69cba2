# Programs, services, events and the machine's key of the fake host, in the place of src/windows/module/update/PlatformProcess.ps1.
#
# Settings: Tools ({ "KB...": { Exit, Package, State,
# HotFix, Restart, Slow } }: what wusa or dism does with that update), Remote, MachineKey (file of a PKCS#12),
# KeyDenied, EventDenied, ServiceDenied, CopyFull.

function Get-PlatformToolPath {
    param([string] $Name)
    'C:\Windows\System32\' + $Name
}

function Get-PlatformSystemFolder {
    [pscustomobject] @{
        System = 'C:\Windows\System32'; Windows = 'C:\Windows'; Drive = 'C:'; Programs = 'C:\Program Files'
        Common = 'C:\ProgramData'; Processors = 2; MachineName = 'FAKE01'
    }
}

function Invoke-PlatformProcess {
    param([string] $File, [string] $Arguments, [System.Collections.Hashtable] $Environment, [string] $Folder, [int] $Seconds, [bool] $Stop)
    $run = [pscustomobject] @{ Ended = $true; Exit = 0; Id = 4711 }
    $line = $File + ' ' + $Arguments + "`n"
    if (Get-Fake 'NoteTools' $false) {
        [System.IO.File]::AppendAllText([System.IO.Path]::Combine((Get-Fake 'Root' ''), 'tools.txt'), $line)
    }
    $kb = [regex]::Match($Arguments, 'kb[0-9]{6,7}', 'IgnoreCase').Value.ToUpperInvariant()
    $wusa = $File.EndsWith('\wusa.exe')
    $windows = Read-FakeWindows
    if ($wusa -and $windows.Services.wuauserv -eq 'disabled') { $run.Exit = -2147023838; return $run }
    if ($wusa -and (Get-Fake 'Remote' $false)) { $run.Exit = -2147024891; return $run }
    $tool = (Get-Fake 'Tools' ([pscustomobject] @{ })).psobject.Properties[$kb]
    if ($null -eq $tool) { $run.Exit = -2145124329; return $run }
    Set-FakeUpdate $tool.Value $kb
    $run.Exit = [int] $tool.Value.Exit
    $run.Ended = $null -eq $tool.Value.psobject.Properties['Slow']
    $run
}

# What an installer leaves behind. Half of it: the restart is pending, the package is not there.
function Set-FakeUpdate {
    param([object] $Tool, [string] $Kb)
    Invoke-FakeStep {
        $windows = Read-FakeWindows
        if ($null -ne $Tool.psobject.Properties['Package']) {
            $windows.Packages | Add-Member -Force -MemberType NoteProperty -Name $Tool.Package -Value $Tool.State
        }
        if ($null -ne $Tool.psobject.Properties['HotFix']) { $windows.HotFixes = @($windows.HotFixes) + $Kb }
        if ($null -ne $Tool.psobject.Properties['Restart']) { $windows.RestartPending = $true }
        Write-FakeWindows $windows
    } {
        $windows = Read-FakeWindows
        $windows.RestartPending = $true
        Write-FakeWindows $windows
    }
}

function Get-PlatformServiceStart {
    param([string] $Name)
    (Read-FakeWindows).Services.$Name
}

function Edit-PlatformServiceStart {
    param([string] $Name, [string] $Start)
    if (Get-Fake 'ServiceDenied' $false) {
        throw (New-Object System.UnauthorizedAccessException -ArgumentList 'access denied')
    }
    Invoke-FakeStep {
        $windows = Read-FakeWindows
        $windows.Services.$Name = $Start.ToLowerInvariant()
        Write-FakeWindows $windows
    }
}

function Test-PlatformRemoteSession {
    Get-Fake 'Remote' $false
}

function Test-PlatformEventSource {
    (Read-FakeWindows).EventSource
}

function Add-PlatformEventSource {
    if (Get-Fake 'EventDenied' $false) {
        throw (New-Object System.Security.SecurityException -ArgumentList 'no access to the event log')
    }
    Invoke-FakeStep {
        $windows = Read-FakeWindows
        $windows.EventSource = $true
        Write-FakeWindows $windows
    }
}

function Write-PlatformEvent {
    param([int] $Id, [string] $Kind, [string] $Text)
    Invoke-FakeStep {
        $windows = Read-FakeWindows
        $windows.Events = @($windows.Events) + "$Id $Kind $Text"
        Write-FakeWindows $windows
    }
}

function Get-PlatformMachineCertificate {
    $file = Get-Fake 'MachineKey' ''
    if ($file.Length -gt 0) {
        New-Object System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList $file, 'fake'
    }
}

function Get-PlatformKeySignature {
    param([System.Security.Cryptography.X509Certificates.X509Certificate2] $Certificate, [byte[]] $Bytes)
    if (Get-Fake 'KeyDenied' $false) {
        throw (New-Object System.Security.Cryptography.CryptographicException -ArgumentList 'keyset does not exist')
    }
    $key = [System.Security.Cryptography.X509Certificates.RSACertificateExtensions]::GetRSAPrivateKey($Certificate)
    if (Get-Fake 'KeyWrong' $false) {
        $Bytes = [byte[]] @(1, 2, 3)
    }
    , $key.SignData($Bytes, [System.Security.Cryptography.HashAlgorithmName]::SHA256, [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
}

function Get-PlatformIdentity {
    [pscustomobject] @{
        Sid = 'S-1-5-18'; Account = 'NT AUTHORITY\SYSTEM'; MachineName = (Get-Fake 'MachineName' 'FAKE01'); Domain = 'plant.example'
        MachineGuid = '7f1d0c3e-0000-4000-8000-000000000001'; HardwareId = ''; OffsetMinutes = -570
    }
}

function Get-PlatformScriptSignature {
    param([string] $Path)
    [pscustomobject] @{ Status = 'NotSigned'; Signer = '' }
}

function Save-PlatformFile {
    param([string] $Path, [byte[]] $Bytes)
    Assert-FakeSpace
    if ($Path.EndsWith('.pol.airgap-new')) { Invoke-FakeMeddler $Path }
    if ($Path.EndsWith('.part') -and (Get-Fake 'ReceiptFull' $false)) {
        throw (New-Object System.IO.IOException -ArgumentList 'there is not enough space on the disk')
    }
    Invoke-FakeStep { [System.IO.File]::WriteAllBytes($Path, $Bytes) } { [System.IO.File]::WriteAllBytes($Path, [byte[]] $Bytes[0..([int] ($Bytes.Length / 2))]) }
    Open-PlatformFile -Path $Path
}

function Copy-PlatformFile {
    param([string] $From, [string] $To)
    Assert-FakeSpace
    Invoke-FakeStep { [System.IO.File]::Copy($From, $To, $true) }
}

function Move-PlatformFile {
    param([string] $From, [string] $To)
    Invoke-FakeStep { [System.IO.File]::Move($From, $To) }
}

function Clear-PlatformFile {
    param([string] $Path)
    # Held: another process has the files open whose names end so.
    $held = Get-Fake 'Held' ''
    if ($held.Length -gt 0 -and $Path.EndsWith($held)) { throw (New-Object System.IO.IOException -ArgumentList 'the file is in use') }
    Invoke-FakeStep { [System.IO.File]::Delete($Path) }
}
