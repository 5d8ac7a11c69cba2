# A Windows whose drive C: is a folder here, in the place of PackPlatform.ps1: real files, real processes of this engine, and
# no rights. The test puts the folder's name in.
$script:MappedDrive = 'MAPPED-DRIVE'

function ConvertTo-MappedPath {
    param([string] $Path)
    $script:MappedDrive + $Path.Substring(2).Replace('\', '/')
}
function Get-PackEngine { [pscustomobject] @{ PowerShell = 5; Framework = 4; Language = 'FullLanguage' } }
function Test-PlatformAdministrator { $true }
function Get-PackFolder { [pscustomobject] @{ System = 'C:\Windows\system32'; Programs = 'C:\Program Files'; Data = 'C:\ProgramData'; Profile = '%SystemDrive%\ProgramData' } }
function Get-PackDriveKind {
    param([string] $Path)
    if ($Path.StartsWith('C:\')) { 'Fixed' } else { 'Network' }
}
function Test-PackLink {
    param([string] $Path)
    $Path.Length -eq 0
}
function Get-PlatformAccess {
    param([string] $Path)
    $below = $Path.Contains('\kits\')
    $entries = @(foreach ($sid in @('S-1-5-32-544', 'S-1-5-18')) { [pscustomobject] @{ Sid = $sid; Allow = $true; Rights = 2032127; Inheritance = 3; Propagation = 0; Inherited = $below } })
    [pscustomobject] @{ Kind = Get-PackKind -Path $Path; Owner = 'S-1-5-32-544'; Protected = -not $below; Entries = $entries }
}
function Get-PlatformDataFolder { [pscustomobject] @{ Special = 'C:\ProgramData'; Profile = 'C:\ProgramData'; Separator = '\' } }
function Get-PlatformLink {
    param([string] $Path)
    if ($Path.Length -eq 0) { 'no path' } else { '' }
}
function Get-PackItem {
    param([string] $Path)
    foreach ($item in [System.IO.Directory]::GetFileSystemEntries((ConvertTo-MappedPath $Path))) { 'C:' + $item.Substring($script:MappedDrive.Length).Replace('/', '\') }
}
function Get-PackKind {
    param([string] $Path)
    if ([System.IO.File]::Exists((ConvertTo-MappedPath $Path))) { return 'File' }
    if ([System.IO.Directory]::Exists((ConvertTo-MappedPath $Path))) { return 'Folder' }
    'Absent'
}
function Read-PlatformFile {
    param([string] $Path)
    , [System.IO.File]::ReadAllBytes((ConvertTo-MappedPath $Path))
}
function Open-PlatformFile {
    param([string] $Path)
    New-Object System.IO.FileStream -ArgumentList (ConvertTo-MappedPath $Path), ([System.IO.FileMode]::Open), ([System.IO.FileAccess]::Read), ([System.IO.FileShare]::Read)
}
function Add-PlatformFolder {
    param([string] $Path)
    [void] [System.IO.Directory]::CreateDirectory((ConvertTo-MappedPath $Path), [System.IO.UnixFileMode] 'UserRead, UserWrite, UserExecute')
}
function Move-PackFolder {
    param([string] $From, [string] $To)
    [System.IO.Directory]::Move((ConvertTo-MappedPath $From), (ConvertTo-MappedPath $To))
}
function Clear-PackFolder {
    param([string] $Path)
    [System.IO.Directory]::Delete((ConvertTo-MappedPath $Path), $true)
}
function Get-PackNonce { '0badcafe' }
function Write-PackLine {
    param([string] $Line)
    [System.Console]::Out.WriteLine($Line)
}
# Words that are paths of this Windows become paths here; a list of paths keeps its commas.
function Invoke-PackQuietChild {
    param([string] $Program, [string] $ArgumentLine, [int] $Seconds)
    if ($Program -cne 'C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe') { throw "not expected: $Program" }
    $line = [regex]::Replace($ArgumentLine, '(?<=")C:\\[^",]*|(?<!")C:\\[^" ,]*', { param($found) ConvertTo-MappedPath $found.Value })
    $start = New-Object System.Diagnostics.ProcessStartInfo -ArgumentList ([System.Diagnostics.Process]::GetCurrentProcess().MainModule.FileName), $line
    $start.RedirectStandardOutput = $true
    $process = [System.Diagnostics.Process]::Start($start)
    $text = $process.StandardOutput.ReadToEnd()
    [void] $process.WaitForExit(1000 * $Seconds)
    [pscustomobject] @{ Exit = $process.ExitCode; Text = $text; Late = $false }
}
