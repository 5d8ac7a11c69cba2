# A host made of folders, in the place of src/windows/module/Platform.ps1. Tests put the module together with this file instead:
# the shipped module has no switch that would let it be replaced. Same functions, same parameters (Platform.Tests.ps1).
#
# fake-host.json beside this file, or <kit>.fake.json beside the kit, names the host's folder and its quirks; it is read at every call, so that a test may
# change the host between two runs. Every change counts as a step; KillAt, KillHow (before, half, after) stop the run
# there: from then on every call throws, so that no handler can tidy up. KillReal ends the process instead.

$script:FakeSteps = 0
$script:FakeDead = $false
$script:FakeLock = $null
$script:FakeText = ''
$script:FakeSettings = $null

function Get-Fake {
    param([string] $Name, [object] $Default)
    if ($script:FakeDead) {
        throw 'the run was killed'
    }
    # A kit that is compared with its manifest holds no file of ours: its settings lie beside its folder.
    $kit = [System.IO.Path]::GetDirectoryName([System.IO.Path]::GetDirectoryName($PSScriptRoot))
    $file = $kit + '.fake.json'
    if (-not [System.IO.File]::Exists($file)) {
        $file = [System.IO.Path]::Combine($PSScriptRoot, 'fake-host.json')
    }
    $text = [System.IO.File]::ReadAllText($file)
    if ($text -cne $script:FakeText) {
        $script:FakeText = $text
        $script:FakeSettings = ConvertFrom-Json $text
    }
    $setting = $script:FakeSettings.psobject.Properties[$Name]
    if ($null -eq $setting) {
        return $Default
    }
    $setting.Value
}

function Stop-Fake {
    if (Get-Fake 'KillReal' $false) {
        [System.Diagnostics.Process]::GetCurrentProcess().Kill()
        [System.Threading.Thread]::Sleep(60000)
    }
    # The kernel lets go of a dead process's files.
    if ($null -ne $script:FakeLock) {
        $script:FakeLock.Dispose()
    }
    $script:FakeDead = $true
    throw 'the run was killed'
}

function Invoke-FakeStep {
    param([scriptblock] $Change, [scriptblock] $Half = {})
    $at = Get-Fake 'KillAt' 0
    $how = Get-Fake 'KillHow' ''
    $script:FakeSteps++
    $here = $script:FakeSteps -eq $at
    if ($here -and $how -eq 'before') {
        Stop-Fake
    }
    if ($here -and $how -eq 'half') {
        & $Half
        Stop-Fake
    }
    & $Change
    if ($here) {
        Stop-Fake
    }
}

# DiskFull: at once; FullFrom: from that step on.
function Assert-FakeSpace {
    if ((Get-Fake 'DiskFull' $false) -or $script:FakeSteps + 1 -ge (Get-Fake 'FullFrom' 100000)) {
        throw (New-Object System.IO.IOException -ArgumentList 'there is not enough space on the disk')
    }
}

function Get-FakePath {
    param([string] $Location, [string] $Store, [string] $Thumbprint)
    [System.IO.Path]::Combine((Get-Fake 'Root' ''), 'stores', $Location, $Store, $Thumbprint)
}

function Get-PlatformClock {
    New-Object System.DateTime -ArgumentList (Get-Fake 'ClockYear' 2026), 11, 25, 12, 0, 0, ([System.DateTimeKind]::Utc)
}

function Add-PlatformFile {
    param([string] $Path)
    Invoke-FakeStep { [System.IO.File]::WriteAllBytes($Path, (New-Object 'System.Byte[]' -ArgumentList 0)) }
}

function Open-PlatformLock {
    param([string] $Path)
    [void] (Get-Fake 'Root' '')
    try {
        $script:FakeLock = New-Object System.IO.FileStream -ArgumentList $Path, ([System.IO.FileMode]::OpenOrCreate), ([System.IO.FileAccess]::ReadWrite), ([System.IO.FileShare]::None)
    }
    catch {
        return $null
    }
    $script:FakeLock
}

function Close-PlatformLock {
    param([System.IO.FileStream] $Lock)
    $Lock.Dispose()
}

function Add-FakeBytes {
    param([string] $Path, [byte[]] $Bytes, [int] $Count)
    $stream = New-Object System.IO.FileStream -ArgumentList $Path, ([System.IO.FileMode]::Append)
    $stream.Write($Bytes, 0, $Count)
    $stream.Dispose()
}

function Add-PlatformByte {
    param([string] $Path, [byte[]] $Bytes)
    Assert-FakeSpace
    Invoke-FakeStep { Add-FakeBytes $Path $Bytes $Bytes.Length } { Add-FakeBytes $Path $Bytes ([int] ($Bytes.Length / 2)) }
}

function Resize-PlatformFile {
    param([string] $Path, [long] $Length)
    Invoke-FakeStep {
        $stream = New-Object System.IO.FileStream -ArgumentList $Path, ([System.IO.FileMode]::Open)
        $stream.SetLength($Length)
        $stream.Dispose()
    }
}
