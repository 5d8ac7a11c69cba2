# A Windows made of tables, in the place of PackPlatform.ps1: same functions, same parameters (Pack.Tests.ps1 compares).
# $global:PackHost holds it; New-PackHost makes a good one with an installed pack.

$script:Keeper = 'S-1-5-32-544'

function New-PackAccess {
    param([string] $Owner = 'S-1-5-32-544', [object[]] $Extra = @(), [bool] $Protected = $true)
    $entries = @(foreach ($sid in @('S-1-5-32-544', 'S-1-5-18')) { [pscustomobject] @{ Sid = $sid; Allow = $true; Rights = 2032127; Inheritance = 3; Propagation = 0; Inherited = -not $Protected } })
    [pscustomobject] @{ Kind = 'Folder'; Owner = $Owner; Protected = $Protected; Entries = $entries + $Extra }
}

function New-PackEntry {
    param([string] $Sid, [int] $Rights, [int] $Propagation = 0, [bool] $Allow = $true)
    [pscustomobject] @{ Sid = $Sid; Allow = $Allow; Rights = $Rights; Inheritance = 3; Propagation = $Propagation; Inherited = $false }
}

function New-PackHost {
    $global:PackHost = @{
        Files = @{}; Folders = @{}; Access = @{}; Links = @(); Drive = 'Fixed'; Administrator = $true; Answers = @(); Calls = @()
        System = 'C:\Windows\system32'; Programs = 'C:\Program Files'; Data = 'C:\ProgramData'; Profile = '%SystemDrive%\ProgramData'
        Child = { param($Program, $Line) [pscustomobject] @{ Exit = 0; Text = '' } }; Elevated = 0; Busy = ''; Said = @(); Faults = @()
    }
    foreach ($folder in @('C:\', 'C:\Program Files', 'C:\Program Files\AirgapKit', 'C:\ProgramData')) { $PackHost.Folders[$folder] = $true }
    # As Windows makes them: anybody may make new folders at the root, creators keep what they make below Program Files.
    $PackHost.Access['C:\'] = New-PackAccess -Extra @((New-PackEntry 'S-1-5-11' 4), (New-PackEntry 'S-1-5-11' 0x10000 2))
    $PackHost.Access['C:\Program Files'] = New-PackAccess -Owner 'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464' -Extra @((New-PackEntry 'S-1-3-0' 268435456 2), (New-PackEntry 'S-1-5-32-545' 1179817))
    Add-PackHostFile 'anchor.cer' 'the anchor'
    Add-PackHostFile 'Verify-Kit.ps1' 'the verifier'
    Add-PackHostFile 'START-HERE.cmd' 'the start'
    $lines = foreach ($name in @('START-HERE.cmd', 'Verify-Kit.ps1', 'anchor.cer')) { (Get-FakeDigest "C:\Program Files\AirgapKit\$name") + '  ' + $name + "`n" }
    Add-PackHostFile 'SHA256SUMS' ([string]::Join('', $lines))
    Add-PackHostFile 'SHEET.html' 'paper'
}

function Add-PackHostFile {
    param([string] $Name, [string] $Text)
    $path = $Name
    if (-not $path.Contains('\')) { $path = 'C:\Program Files\AirgapKit\' + $Name }
    $PackHost.Files[$path] = [System.Text.Encoding]::ASCII.GetBytes($Text)
    for ($parent = $path.Substring(0, $path.LastIndexOf('\')); $parent.Length -gt 2; $parent = $parent.Substring(0, $parent.LastIndexOf('\'))) { $PackHost.Folders[$parent] = $true }
}

function Get-FakeDigest {
    param([string] $Path)
    $sha256 = [System.Security.Cryptography.SHA256]::Create()
    [System.BitConverter]::ToString($sha256.ComputeHash([byte[]] $PackHost.Files[$Path])).Replace('-', '').ToLowerInvariant()
}

function Get-PackEngine { [pscustomobject] @{ PowerShell = 5; Framework = 4; Language = 'FullLanguage' } }
function Test-PlatformAdministrator { $PackHost.Administrator }
function Get-PackMachineValue {
    param([string] $Key, [string] $Name)
    "$Key|$Name"
}
function Get-PackFolder { [pscustomobject] @{ System = $PackHost.System; Programs = $PackHost.Programs; Data = $PackHost.Data; Profile = $PackHost.Profile } }
function Get-PackDriveKind {
    param([string] $Path)
    if ($Path.StartsWith('\\')) { return 'Network' }
    $PackHost.Drive
}
function Test-PackLink {
    param([string] $Path)
    $PackHost.Links -contains $Path
}
function Get-PlatformAccess {
    param([string] $Path)
    $access = New-PackAccess -Protected ($Path -cnotlike '*\kits\*')
    if ($PackHost.Access.ContainsKey($Path)) { $access = $PackHost.Access[$Path] }
    $access.Kind = Get-PackKind -Path $Path
    $access
}
function Open-PlatformRegistry { throw 'not with a fake host' }
function Get-PlatformDataFolder {
    [pscustomobject] @{ Special = $PackHost.Data; Profile = $PackHost.Profile.Replace('%SystemDrive%', 'C:'); Separator = '\' }
}
function Get-PlatformLink {
    param([string] $Path)
    for ($one = $Path; $one.Length -gt 2; $one = $one.Substring(0, $one.LastIndexOf('\'))) {
        if ($PackHost.Links -contains $one) { return $one }
    }
    ''
}
function Get-PackItem {
    param([string] $Path)
    foreach ($item in @($PackHost.Files.Keys) + @($PackHost.Folders.Keys)) {
        if ($item.StartsWith($Path + '\') -and $item.Substring($Path.Length + 1).IndexOf('\') -lt 0) { $item }
    }
}
function Get-PackKind {
    param([string] $Path)
    if ($PackHost.Files.ContainsKey($Path)) { return 'File' }
    if ($PackHost.Folders.ContainsKey($Path)) { return 'Folder' }
    'Absent'
}
function Read-PlatformFile {
    param([string] $Path)
    , $PackHost.Files[$Path]
}
function Export-PlatformFile {
    param([string] $Path, [byte[]] $Bytes)
    $PackHost.Files[$Path] = $Bytes
}
function Open-PlatformFile {
    param([string] $Path)
    if ($PackHost.Busy -eq $Path) { throw (New-Object System.IO.IOException -ArgumentList 'in use') }
    New-Object System.IO.MemoryStream -ArgumentList (, [byte[]] $PackHost.Files[$Path])
}
function Add-PlatformFolder {
    param([string] $Path)
    $PackHost.Folders[$Path] = $true
}
function Move-PackFolder {
    param([string] $From, [string] $To)
    foreach ($table in @($PackHost.Files, $PackHost.Folders)) {
        foreach ($path in @($table.Keys | Where-Object { $_ -eq $From -or $_.StartsWith($From + '\') })) {
            $table[$To + $path.Substring($From.Length)] = $table[$path]
            $table.Remove($path)
        }
    }
}
function Clear-PackFolder {
    param([string] $Path)
    foreach ($table in @($PackHost.Files, $PackHost.Folders)) {
        foreach ($one in @($table.Keys | Where-Object { $_ -eq $Path -or $_.StartsWith($Path + '\') })) { $table.Remove($one) }
    }
}
function Get-PackNonce { '0badcafe' }
function Read-PackLine {
    param([string] $Prompt)
    if ($PackHost.Answers.Length -eq 0) { throw "not expected: $Prompt" }
    $answer, $PackHost.Answers = $PackHost.Answers
    $PackHost.Answers = @($PackHost.Answers)
    [string] $answer
}
function Write-PackLine {
    param([string] $Line)
    $PackHost.Said += $Line
}
function Write-PackFault {
    param([string] $Line)
    $PackHost.Faults += $Line
}
function Invoke-PackElevated {
    param([string] $Program, [string] $ArgumentLine)
    $PackHost.Calls += "elevated|$Program|$ArgumentLine"
    $PackHost.Elevated
}
function Invoke-PackChild {
    param([string] $Program, [string] $ArgumentLine, [bool] $Catch)
    $PackHost.Calls += "child|$Program|$ArgumentLine"
    & $PackHost.Child $Program $ArgumentLine
}
function Get-PackStart {
    param([string] $Program, [string] $ArgumentLine)
    throw "not with a fake host: $Program $ArgumentLine"
}
function Read-PackLineUntil {
    param([System.Diagnostics.Process] $Process, [System.Diagnostics.Stopwatch] $Clock, [int] $Seconds)
    throw "not with a fake host: $Process $Clock $Seconds"
}
function Invoke-PackQuietChild {
    param([string] $Program, [string] $ArgumentLine, [int] $Seconds)
    $PackHost.Calls += "quiet|$Program|$ArgumentLine"
    $run = & $PackHost.Child $Program $ArgumentLine
    [pscustomobject] @{ Exit = $run.Exit; Text = $run.Text; Late = ($null -ne $run.psobject.Properties['Late'] -and $run.Late -and $Seconds -gt 0) }
}
