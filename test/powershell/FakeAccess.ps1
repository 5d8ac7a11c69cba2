# Windows' rights on folders, from a table of SDDL texts. A folder that is not in the table has what it inherits, as
# Windows makes it: entries of the folder above, each with its flags, CREATOR OWNER turned into the owner.
$script:AccessTable = @{}
$script:AccessUser = ''
$script:AccessLinks = @{}

$script:AccessWords = @{
    FA = 0x1F01FF; GA = 0x10000000; GX = 0x20000000; GW = 0x40000000; GR = 0x80000000L; SD = 0x10000; RC = 0x20000; WD = 0x40000; WO = 0x80000
    CC = 1; DC = 2; LC = 4; SW = 8; RP = 16; WP = 32; DT = 64; LO = 128; CR = 256
}

function Test-PosixSystem {
    $false
}

function Get-PathAttribute {
    param([string] $Path)
    if ($script:AccessLinks.ContainsKey($Path)) {
        return [System.IO.FileAttributes] 'Directory, ReparsePoint'
    }
    if ($Path.EndsWith('target') -or ($Path.StartsWith([System.IO.Path]::GetTempPath()) -and -not [System.IO.Directory]::Exists($Path))) {
        return $null
    }
    [System.IO.FileAttributes]::Directory
}

function Get-LinkGoal {
    param([string] $Path, [System.IO.FileAttributes] $Attribute)
    if (($Attribute -band [System.IO.FileAttributes]::ReparsePoint) -eq 0) {
        return ''
    }
    $script:AccessLinks[$Path]
}

function ConvertFrom-AccessRight {
    param([string] $Text)
    [long] $rights = 0
    if ($Text.StartsWith('0x')) {
        $rights = [System.Convert]::ToInt64($Text.Substring(2), 16)
    }
    else {
        for ($i = 0; $i -lt $Text.Length; $i += 2) {
            $rights = $rights -bor [long] $script:AccessWords[$Text.Substring($i, 2)]
        }
    }
    # As .NET gives it: 32 bits with a sign.
    [System.BitConverter]::ToInt32([System.BitConverter]::GetBytes($rights), 0)
}

# Each entry as its flags, rights and SID. The folder's own rights only; what it denies is told by Windows and not here.
function ConvertFrom-AccessText {
    param([string] $Text)
    foreach ($match in [System.Text.RegularExpressions.Regex]::Matches($Text, '\(A;([A-Z]*);([0-9A-Za-z]+);;;(S-[0-9-]+)\)')) {
        [pscustomobject] @{ Flags = $match.Groups[1].Value; Rights = $match.Groups[2].Value; Sid = $match.Groups[3].Value }
    }
}

function Get-InheritedText {
    param([string] $Above)
    $made = 'O:S-1-5-32-544D:'
    foreach ($entry in @(ConvertFrom-AccessText $Above)) {
        $flags = $entry.Flags.Replace('IO', '')
        if ($flags.Contains('CI')) {
            $sid = $entry.Sid.Replace('S-1-3-0', 'S-1-5-32-544').Replace('S-1-3-1', 'S-1-5-32-545')
            $made += "(A;;$($entry.Rights);;;$sid)(A;${flags}IO;$($entry.Rights);;;$($entry.Sid))"
        }
        elseif ($flags.Contains('OI')) {
            $made += "(A;OIIO;$($entry.Rights);;;$($entry.Sid))"
        }
    }
    $made
}

function Get-AccessText {
    param([string] $Path)
    if ($script:AccessTable.ContainsKey($Path)) {
        return $script:AccessTable[$Path]
    }
    Get-InheritedText (Get-AccessText ([System.IO.Path]::GetDirectoryName($Path)))
}

function Get-FolderAccess {
    param([string] $Path)
    # What Windows tells of a link is what it tells of its goal; nobody is to ask.
    if ($script:AccessLinks.ContainsKey($Path) -and $script:AccessLinks[$Path].Length -gt 0) {
        throw "rights of the link $Path were asked for"
    }
    $text = Get-AccessText $Path
    [pscustomobject] @{
        Owner = $text.Substring(2, $text.IndexOf('D:') - 2); User = $script:AccessUser
        Allowed = @(foreach ($entry in @(ConvertFrom-AccessText $text)) {
                [pscustomobject] @{ Sid = $entry.Sid; Rights = ConvertFrom-AccessRight $entry.Rights; Propagation = $(if ($entry.Flags.Contains('IO')) { 2 } else { 0 }) }
            })
    }
}

# The rights that Windows comes with, at the root of its volume (a client, a server, Windows 7) or of a volume for data.
function Get-StockAccess {
    param([string] $Root)
    $keeper = 'O:S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464D:PAI'
    $full = '(A;OICI;FA;;;S-1-5-18)(A;OICI;FA;;;S-1-5-32-544)'
    $roots = @{
        client = $keeper + '(A;;LC;;;S-1-5-11)(A;OICIIO;SDGXGWGR;;;S-1-5-11)' + $full + '(A;OICI;0x1200a9;;;S-1-5-32-545)(A;;0x1000a1;;;S-1-15-3-65536-1888954469-739942743-1668119174-2468466756-4239452838-1296943325-355587736-700089176)'
        server = $keeper + $full + '(A;OICI;0x1200a9;;;S-1-5-32-545)(A;CI;LC;;;S-1-5-32-545)(A;CIIO;DC;;;S-1-5-32-545)(A;OICIIO;GA;;;S-1-3-0)'
        seven = $keeper + '(A;;FA;;;S-1-5-32-544)(A;OICIIO;GA;;;S-1-5-32-544)(A;;FA;;;S-1-5-18)(A;OICIIO;GA;;;S-1-5-18)(A;OICI;0x1200a9;;;S-1-5-32-545)(A;OICIIO;SDGXGWGR;;;S-1-5-11)(A;;LC;;;S-1-5-11)'
        data = 'O:S-1-5-18D:AI(A;OICIIO;SDGXGWGR;;;S-1-5-11)(A;;0x1301bf;;;S-1-5-11)(A;;FA;;;S-1-5-18)(A;OICIIO;GA;;;S-1-5-18)(A;OICIIO;GA;;;S-1-5-32-544)(A;;FA;;;S-1-5-32-544)(A;;0x1200a9;;;S-1-5-32-545)(A;OICIIO;GXGR;;;S-1-5-32-545)'
    }
    $programs = $keeper + '(A;;FA;;;S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464)(A;CIIO;GA;;;S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464)' +
    '(A;;0x1301bf;;;S-1-5-18)(A;OICIIO;GA;;;S-1-5-18)(A;;0x1301bf;;;S-1-5-32-544)(A;OICIIO;GA;;;S-1-5-32-544)(A;;0x1200a9;;;S-1-5-32-545)(A;OICIIO;GXGR;;;S-1-5-32-545)' +
    '(A;OICIIO;GA;;;S-1-3-0)(A;;0x1200a9;;;S-1-15-2-1)(A;OICIIO;GXGR;;;S-1-15-2-1)'
    @{
        '/' = $roots[$Root]
        '/ProgramData' = 'O:S-1-5-18D:PAI(A;OICIIO;GA;;;S-1-3-0)' + $full + '(A;OICI;0x1200a9;;;S-1-5-32-545)(A;CI;DCLCRPCR;;;S-1-5-32-545)'
        '/ProgramData/AirgapKit' = 'O:S-1-5-32-544D:PAI' + $full
        '/ProgramData/taken' = 'O:S-1-5-21-1-2-3-1001D:PAI' + $full
        '/ProgramData/made/own' = 'O:S-1-5-32-544D:PAI' + $full
        '/Users' = 'O:S-1-5-18D:PAI' + $full + '(A;;0x1200a9;;;S-1-5-32-545)(A;OICIIO;GXGR;;;S-1-5-32-545)(A;;0x1200a9;;;S-1-1-0)(A;OICIIO;GXGR;;;S-1-1-0)'
        '/Users/me' = 'O:S-1-5-18D:P' + $full + '(A;OICI;FA;;;S-1-5-21-1-2-3-1001)'
        '/Program Files' = $programs
        '/own' = 'O:S-1-5-32-544D:PAI' + $full
        '/own/deep' = 'O:S-1-5-32-544D:PAI' + $full
        '/made/own' = 'O:S-1-5-32-544D:PAI' + $full
    }
}
