# Who could exchange what is extracted (section 11): every folder and link on the way to the target's parent is looked at.

# Rights by which somebody could exchange or add files, now or in what is made below: WriteData, AppendData,
# WriteExtendedAttributes, DeleteSubdirectoriesAndFiles, WriteAttributes, Delete, ChangePermissions, TakeOwnership, and
# the generic ones to write and to do all.
$script:WriteRights = 2 + 4 + 16 + 64 + 256 + 0x10000 + 0x40000 + 0x80000 + 0x40000000 + 0x10000000

# Rights by which a folder that is there, with what is in it, could be put away or opened: of the above, all but those
# to make something new beside it.
$script:MoveRights = 64 + 0x10000 + 0x40000 + 0x80000 + 0x40000000 + 0x10000000

# By number: the names are translated. SYSTEM, Administrators, TrustedInstaller.
$script:KeeperSids = @('S-1-5-18', 'S-1-5-32-544', 'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464')

# CREATOR OWNER and OWNER RIGHTS are the owner, who is looked at.
$script:OwnerSids = @('S-1-3-0', 'S-1-3-4')

# Owner, and each identity that is allowed something with its rights. Propagation 2 is "inherit only".
function Get-FolderAccess {
    param([string] $Path)
    $sid = [System.Security.Principal.SecurityIdentifier]
    $security = Get-Acl -LiteralPath $Path
    $identity = [System.Security.Principal.WindowsIdentity]::GetCurrent()
    try {
        $user = $identity.User.Value
    }
    finally {
        $identity.Dispose()
    }
    [pscustomobject] @{
        Owner = $security.GetOwner($sid).Value
        User = $user
        Allowed = @(foreach ($rule in $security.GetAccessRules($true, $true, $sid)) {
                if ($rule.AccessControlType -eq [System.Security.AccessControl.AccessControlType]::Allow) {
                    [pscustomobject] @{
                        Sid = $rule.IdentityReference.Value; Rights = [int] $rule.FileSystemRights; Propagation = [int] $rule.PropagationFlags
                    }
                }
            })
    }
}

# By what somebody else has a hand in a folder; an empty text if by nothing. Inherit-only entries say nothing about the
# folder itself, only about what is made in it.
function Get-AccessOpening {
    param([System.Object] $Access, [int] $Rights, [bool] $InheritOnly)
    $keepers = $script:KeeperSids + $Access.User
    if ([System.Array]::IndexOf($keepers, $Access.Owner) -lt 0) {
        return 'owner ' + $Access.Owner
    }
    $keepers += $script:OwnerSids
    foreach ($entry in $Access.Allowed) {
        $counts = $InheritOnly -or ($entry.Propagation -band 2) -eq 0
        if ($counts -and ($entry.Rights -band $Rights) -ne 0 -and [System.Array]::IndexOf($keepers, $entry.Sid) -lt 0) {
            return 'an entry for ' + $entry.Sid
        }
    }
    ''
}

# One folder or link on the way: the folders to be asked, each with the rights that count there. Of a link Windows tells
# the rights of its goal; who could have made it, or a mount point, is whoever may write where it lies.
function Get-WayQuestion {
    param([string] $Path)
    $attribute = Get-PathAttribute $Path
    if (($attribute -band [System.IO.FileAttributes]::ReparsePoint) -ne 0) {
        [pscustomobject] @{ Folder = [System.IO.Path]::GetDirectoryName($Path); Rights = $script:WriteRights }
        if ((Get-LinkGoal $Path $attribute).Length -gt 0) {
            return
        }
    }
    $rights = $script:MoveRights
    if (Test-Same $Path ([System.IO.Path]::GetPathRoot($Path))) {
        # Nobody can delete or rename the root of a volume; on a fresh volume everybody has the right on paper.
        $rights = $rights -band -bnot 0x10000
    }
    [pscustomobject] @{ Folder = $Path; Rights = $rights }
}

function Find-WindowsOpening {
    param([string[]] $Way, [string] $Parent)
    $questions = @(foreach ($path in $Way) { Get-WayQuestion $path })
    $questions += [pscustomobject] @{ Folder = $Parent; Rights = $script:WriteRights }
    foreach ($one in $questions) {
        $fact = Get-AccessOpening (Get-FolderAccess $one.Folder) $one.Rights $false
        if ($fact.Length -gt 0) {
            return [pscustomobject] @{ Folder = $one.Folder; Fact = $fact }
        }
    }
}

function Get-PosixFault {
    ConvertTo-Fault 3 'this PowerShell cannot tell who may write to a folder, so nothing is extracted' 'extract with kit-verifier.jar (Java 17)'
}

# Owner and mode of what stands there, not of what a link leads to.
function Get-PosixFact {
    param([string] $Path)
    $item = Get-Item -LiteralPath $Path -Force
    if ($null -eq $item.PSObject.Properties['UnixStat']) {
        throw (Get-PosixFault)
    }
    $stat = $item.UnixStat
    [pscustomobject] @{ Owner = ConvertTo-Digit ([long] $stat.UserId -band 0xFFFFFFFFL); User = 'user ' + $item.User; Mode = [int] $stat.Mode }
}

# Who runs this: a number where the system gives one, else the word user and a name; empty if it gives none, then owners
# are not judged.
function Get-PosixAccount {
    $status = '/proc/self/status'
    if ([System.IO.File]::Exists($status)) {
        foreach ($line in [System.IO.File]::ReadAllLines($status)) {
            if ($line.StartsWith('Uid:', [System.StringComparison]::Ordinal)) {
                return $line.Split([char] 9)[2]
            }
        }
    }
    if ([System.Environment]::UserName.Length -gt 0) {
        'user ' + [System.Environment]::UserName
    }
    else {
        ''
    }
}

# Group's and others' right to write are 16 and 2; 512 is sticky: nobody but the owner renames what is not theirs.
function Get-PosixOpening {
    param([System.Object] $Fact, [string] $Account, [bool] $IsParent)
    $kept = $Account.Length -eq 0 -or (Test-Same $Fact.Owner '0') -or (Test-Same $Fact.Owner $Account) -or (Test-Same $Fact.User $Account)
    if (-not $kept) {
        return 'owner ' + $Fact.Owner
    }
    $link = ($Fact.Mode -band 0xF000) -eq 0xA000
    $sticky = ($Fact.Mode -band 512) -ne 0 -and -not $IsParent
    if (($Fact.Mode -band 18) -ne 0 -and -not $link -and -not $sticky) {
        return 'mode ' + [System.Convert]::ToString(($Fact.Mode -band 4095), 8).PadLeft(4, [char] '0')
    }
    ''
}

function Find-PosixOpening {
    param([string[]] $Way, [string] $Parent)
    $account = Get-PosixAccount
    foreach ($path in $Way) {
        $fact = Get-PosixOpening (Get-PosixFact $path) $account $false
        if ($fact.Length -gt 0) {
            return [pscustomobject] @{ Folder = $path; Fact = $fact }
        }
    }
    $fact = Get-PosixOpening (Get-PosixFact $Parent) $account $true
    if ($fact.Length -gt 0) {
        [pscustomobject] @{ Folder = $Parent; Fact = $fact }
    }
}

# The first folder on the way from the root to this one in which somebody else has a hand, and by what; else nothing.
function Find-PlaceOpening {
    param([string] $Parent)
    $way = New-Object 'System.Collections.Generic.List[string]'
    $way.Add([System.IO.Path]::GetPathRoot($Parent))
    try {
        $real = Get-RealPath $Parent $way
    }
    catch {
        if (-not $_.Exception.Data.Contains('Exit')) {
            throw
        }
        throw (ConvertTo-Fault 3 "where $Parent really lies cannot be told here: a link is on the way to it" 'give the target''s path without links')
    }
    if (Test-PosixSystem) {
        return Find-PosixOpening $way.ToArray() $real
    }
    Find-WindowsOpening $way.ToArray() $real
}
