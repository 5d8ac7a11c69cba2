# A kit in the protected folder of a Windows by Wine, with the module loaded from it; for dot-sourcing. Only what Wine cannot
# do is replaced: reading owners and rights back. -Fresh makes folder and kit anew; without it the ones there are taken.
param([string] $Pem, [switch] $Fresh)

$folder = 'C:\ProgramData\AirgapKit'
$kit = "$folder\kits\0123456789abcdef"
$module = "$kit\scripts\AirgapKit"
$text = [System.IO.File]::ReadAllText($Pem)
$start = $text.IndexOf('-----BEGIN CERTIFICATE-----') + 27
$bytes = [System.Convert]::FromBase64String($text.Substring($start, $text.IndexOf('-----END') - $start).Replace("`n", '').Replace("`r", ''))
if ($Fresh) {
    if ([System.IO.Directory]::Exists($folder)) { [System.IO.Directory]::Delete($folder, $true) }
    [void] [System.IO.Directory]::CreateDirectory($module)
    [void] [System.IO.Directory]::CreateDirectory("$kit\certs\Root")
    . ([System.IO.Path]::Combine($PSScriptRoot, 'Products.ps1'))
    foreach ($name in @('AirgapKit.psd1', 'AirgapKit.psm1')) { [System.IO.File]::WriteAllText("$module\$name", (Get-ProductText $name)) }
    [System.IO.File]::WriteAllBytes("$kit\certs\Root\a.cer", $bytes)
    # The rights of the folder, as they would be: Wine gives them back otherwise than they were set.
    [System.IO.File]::AppendAllText("$module\AirgapKit.psm1", @'

function Get-PlatformAccess {
    param([string] $Path)
    $access = [pscustomobject] @{ Kind = 'Absent'; Owner = 'S-1-5-32-544'; Protected = $true; Entries = @() }
    if ([System.IO.Directory]::Exists($Path)) {
        $access.Kind = 'Folder'
        $access.Entries = @(foreach ($sid in @('S-1-5-32-544', 'S-1-5-18')) {
                [pscustomobject] @{ Sid = $sid; Allow = $true; Rights = 2032127; Inheritance = 3; Propagation = 0; Inherited = $false }
            })
    }
    elseif ([System.IO.File]::Exists($Path)) { $access.Kind = 'File' }
    $access
}
function Add-PlatformFolder { param([string] $Path) [void] [System.IO.Directory]::CreateDirectory($Path) }
function Add-PlatformFile { param([string] $Path) [System.IO.File]::WriteAllBytes($Path, (New-Object 'System.Byte[]' -ArgumentList 0)) }
'@)
}
Import-Module "$module\AirgapKit.psd1"
$loaded = Get-Module AirgapKit
$thumbprint = (New-Object System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList (, $bytes)).Thumbprint
$kept = @{
    KitRoot = $kit; KitId = 'wine-20261125T120000Z'
    Certificate = @{ Name = 'a'; Path = 'certs/Root/a.cer'; Sha256 = (& $loaded { Get-Sha256Hex $args[0] } $bytes); Store = 'Root' }
}
