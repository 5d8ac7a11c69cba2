# What no machine of a test has: Windows' rights on folders, a FIPS policy, a provider that disagrees. Functions of the
# assembled Verify-Kit.ps1 are stood in for. A line for each case: its name, what is wanted, what came.
param([string] $Script, [string] $Kit, [string] $Sha256)

# The script has parameters of the same names.
$original = $Kit
$digest = $Sha256
. $Script -FunctionsOnly

function Get-ClockSecond {
    ConvertFrom-TimeText '2026-11-25T12:00:00Z' 2000 2099
}

function Test-FipsPolicy {
    $true
}

function Get-RunCode {
    $code = Invoke-VerifyKit -Kit $original -Anchor "sha256:$digest"
    "$code/" + [string]::Join('/', [string[]] @($script:VerifyKitReport.Findings | ForEach-Object -Process { $_.Code }))
}

"fips-provider-agrees 0/FLOOR_NOT_CHECKED $(Get-RunCode)"

function Test-ProviderSignature {
    $false
}

"fips-provider-disagrees 1/SIGNATURE_INVALID $(Get-RunCode)"

function Test-PosixSystem {
    $false
}

. ([System.IO.Path]::Combine([System.IO.Path]::GetDirectoryName($MyInvocation.MyCommand.Path), 'FakeAccess.ps1'))

function Get-Place {
    param([string] $Parent, [string] $User)
    $script:AccessUser = $User
    $opening = Find-PlaceOpening $Parent
    if ($null -eq $opening) {
        return 'good'
    }
    $opening.Folder + '|' + $opening.Fact.Replace(' ', '_')
}

# Windows' own rights, and folders as administrators and users make them there. Root of the fake is the volume's.
$admin = 'S-1-5-21-1-2-3-500'
$me = 'S-1-5-21-1-2-3-1001'
foreach ($root in @('client', 'server', 'seven', 'data')) {
    $script:AccessTable = Get-StockAccess $root
    $open = @{ client = 'S-1-5-11'; server = 'S-1-5-32-545'; seven = 'S-1-5-11'; data = 'S-1-5-11' }[$root]
    "$root-root /|an_entry_for_$open $(Get-Place '/' $admin)"
    "$root-programdata /ProgramData|an_entry_for_S-1-5-32-545 $(Get-Place '/ProgramData' $admin)"
    "$root-protected good $(Get-Place '/ProgramData/AirgapKit/kits' $admin)"
    "$root-users good $(Get-Place '/Users' $admin)"
    "$root-programs good $(Get-Place '/Program Files' $admin)"
    "$root-own-profile good $(Get-Place '/Users/me' $me)"
    "$root-own-below-profile good $(Get-Place '/Users/me/deep' $me)"
    "$root-profile-of-another /Users/me|an_entry_for_$me $(Get-Place '/Users/me' $admin)"
    "$root-own good $(Get-Place '/own' $admin)"
    "$root-own-deep good $(Get-Place '/own/deep' $admin)"
    "$root-below-inherited good $(Get-Place '/ProgramData/made/own' $admin)"
    "$root-made /made|an_entry_for_$open $(Get-Place '/made' $admin)"
    "$root-taken /ProgramData/taken|owner_$me $(Get-Place '/ProgramData/taken' $admin)"
    "$root-below-taken /ProgramData/taken|owner_$me $(Get-Place '/ProgramData/taken/own' $admin)"
    "$root-taken-by-me good $(Get-Place '/ProgramData/taken' $me)"
    # A server's users may make folders there, but not put away what is there.
    $below = @{ client = "/made|an_entry_for_$open"; server = 'good'; seven = "/made|an_entry_for_$open"; data = "/made|an_entry_for_$open" }[$root]
    "$root-below-made $below $(Get-Place '/made/own' $admin)"
}

# Every right there is, to everybody and to those who may, at the parent, above it and at the root; as an entry that
# counts there and as one that is inherited only.
$script:AccessTable = Get-StockAccess 'client'
$parent = @(1, 2, 4, 6, 8, 16, 18, 19, 28, 30)
$above = @(6, 16, 18, 19, 28, 30)
$counted = @{ '/own/deep' = $parent; '/own' = $above; '/' = @(6, 18, 19, 28, 30) }
foreach ($place in @('/', '/own', '/own/deep')) {
    $before = $script:AccessTable[$place]
    foreach ($bit in (0..8) + (16..20) + (28..31)) {
        foreach ($sid in @('S-1-1-0', 'S-1-5-21-1-2-3-1002', 'S-1-3-1', 'S-1-5-18', 'S-1-5-32-544', 'S-1-3-0', 'S-1-3-4', $admin)) {
            foreach ($flags in @('', 'OICI', 'OICIIO', 'CIIO')) {
                $wanted = 'good'
                if ([System.Array]::IndexOf(@('S-1-1-0', 'S-1-5-21-1-2-3-1002', 'S-1-3-1'), $sid) -ge 0 -and -not $flags.EndsWith('IO') -and $counted[$place] -contains $bit) {
                    $wanted = "$place|an_entry_for_$sid"
                }
                $script:AccessTable[$place] = $before + ('(A;{0};0x{1:x};;;{2})' -f $flags, ([long] 1 -shl $bit), $sid)
                "right-$bit-$sid-at-$place-$flags $wanted $(Get-Place '/own/deep' $admin)"
            }
        }
    }
    $script:AccessTable[$place] = $before + '(D;;FA;;;S-1-1-0)'
    "denied-at-$place good $(Get-Place '/own/deep' $admin)"
    foreach ($owner in @('S-1-5-18', 'S-1-5-32-544', 'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464', $admin, $me, 'S-1-5-32-545', 'S-1-3-0')) {
        $wanted = 'good'
        if ([System.Array]::IndexOf(@($me, 'S-1-5-32-545', 'S-1-3-0'), $owner) -ge 0) {
            $wanted = "$place|owner_$owner"
        }
        $script:AccessTable[$place] = "O:$owner" + $before.Substring($before.IndexOf('D:'))
        "owner-$owner-at-$place $wanted $(Get-Place '/own/deep' $admin)"
    }
    $script:AccessTable[$place] = $before
}

# A link is as good as the folder in which it lies: in C:\ everybody may make a folder, and so a link.
$script:AccessLinks = @{ '/jump' = '/own'; '/own/jump' = '/Users'; '/Program Files/jump' = '../own/deep' }
"link-in-root /|an_entry_for_S-1-5-11 $(Get-Place '/jump' $admin)"
"link-in-own good $(Get-Place '/own/jump' $admin)"
"link-in-programs good $(Get-Place '/Program Files/jump' $admin)"
"link-to-profile /Users/me|an_entry_for_$me $(Get-Place '/own/jump/me' $admin)"
# A mounted volume has no goal; whoever may write where it lies could have made it.
$script:AccessLinks = @{ '/mounted' = ''; '/own/mounted' = '' }
$script:AccessTable['/mounted'] = $script:AccessTable['/own']
"mounted-in-root /|an_entry_for_S-1-5-11 $(Get-Place '/mounted' $admin)"
"mounted-in-own good $(Get-Place '/own/mounted' $admin)"
$script:AccessTable['/own/mounted'] = (Get-StockAccess 'data')['/']
"mounted-data /own/mounted|an_entry_for_S-1-5-11 $(Get-Place '/own/mounted' $admin)"
$script:AccessLinks = @{ '/own/jump' = $null }
try {
    "link-unknown fault $(Get-Place '/own/jump' $admin)"
}
catch {
    "link-unknown 3 $($_.Exception.Data['Exit'])"
}
$script:AccessLinks = @{}

# What is made in a folder gets its inherited entries: the new folder is refused, and nothing is left of it.
$script:AccessUser = $admin
$folder = [System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), [System.IO.Path]::GetRandomFileName())
[void] [System.IO.Directory]::CreateDirectory($folder)
for ($above = [System.IO.Path]::GetDirectoryName($folder); $above.Length -gt 1; $above = [System.IO.Path]::GetDirectoryName($above)) {
    $script:AccessTable[$above] = $script:AccessTable['/own']
}
# Not called manifest: the script has a parameter of that name.
$listed = [pscustomobject] @{ Entries = [pscustomobject] @{ Path = [string[]] @('a') }; Signers = @() }
foreach ($entry in @('', '(A;OICIIO;SDGXGWGR;;;S-1-5-11)', '(A;OIIO;0x2;;;S-1-5-11)', '(A;CIIO;GA;;;S-1-3-1)', '(A;OICIIO;GA;;;S-1-3-0)', '(A;OICI;0x1200a9;;;S-1-5-32-545)')) {
    $wanted = 'kept'
    if ($entry.Contains('S-1-5-11') -or $entry.Contains('S-1-3-1)')) {
        $wanted = 'TARGET_PARENT_SHARED/0'
    }
    $script:AccessTable[$folder] = 'O:S-1-5-32-544D:P(A;OICI;FA;;;S-1-5-32-544)(A;OICI;FA;;;S-1-5-18)' + $entry
    try {
        $made = Open-ExtractionFolder ([System.IO.Path]::Combine($folder, 'target')) $listed
        Close-ExtractionFolder $made
        "inherited-$entry $wanted kept"
    }
    catch {
        "inherited-$entry $wanted $($_.Exception.Data['Code'])/$([System.IO.Directory]::GetFileSystemEntries($folder).Length)"
    }
}
[System.IO.Directory]::Delete($folder, $true)
