# The verdicts about roots: a host's state and a kit's certificates in, one verdict a root out. No call to Windows.

$script:HostTrusting = @('Machine/Root', 'Machine/AuthRoot', 'Machine/Policy/Root', 'Machine/Enterprise/Root')
$script:ThirdPartySwitch = 'SystemCertificates\Root\ProtectedRoots\Flags'
$script:HostDenying = @('Machine/Disallowed', 'Machine/Policy/Disallowed', 'Machine/Enterprise/Disallowed')
$script:CodeSigning = '1.3.6.1.5.5.7.3.3'
$script:TimeStamping = '1.3.6.1.5.5.7.3.8'

function Test-AmongText {
    param([string[]] $List, [string] $Text)
    [System.Array]::IndexOf($List, $Text) -ge 0
}

# wincrypt.h, CERT_PROT_ROOT_DISABLE_LM_AUTH_FLAG: the machine's Root store is opened without its third-party part.
function Test-ThirdPartyOff {
    param([System.Object] $State)
    $flags = Get-Part $State 'ProtectedRootFlags'
    $null -ne $flags -and ([long] $flags -band 8) -ne 0
}

# The stores that make a root trusted on this very host. Flags that could not be read take nothing away here.
function Get-CountingPlace {
    param([System.Object] $State)
    $off = Test-ThirdPartyOff $State
    foreach ($place in $script:HostTrusting) {
        if (-not ($off -and (Test-Same $place 'Machine/AuthRoot'))) { $place }
    }
}

# A file of the kit is the remedy.
function ConvertTo-FileStep {
    param([string] $Path)
    [pscustomobject] @{ Kb = ''; Path = ConvertTo-PlainText $Path }
}

# In the words of Windows' own tools.
function Get-PlaceText {
    param([string] $Place)
    $parts = $Place.Split([char[]] '/')
    $owner = 'LocalMachine\'
    if (Test-Same $parts[0] 'User') {
        $owner = 'CurrentUser\'
    }
    $text = $owner + $parts[$parts.Length - 1]
    if ($parts.Length -gt 2) {
        $text += ' (' + $parts[1].Replace('Policy', 'Group Policy') + ')'
    }
    $text
}

function Get-PlaceList {
    param([System.Object[]] $Entries)
    [string]::Join(', ', [string[]] @(foreach ($entry in $Entries) { Get-PlaceText $entry.Place }))
}

# The very certificate, under the key that Windows looks under: an entry under another key is not seen by it.
function Test-SameCertificate {
    param([System.Object] $Entry, [System.Object] $Certificate)
    (Test-Same $Entry.Sha256 $Certificate.Sha256) -and [string]::Equals($Entry.Key, $Certificate.Sha1, [System.StringComparison]::OrdinalIgnoreCase)
}

function Select-Copy {
    param([System.Object] $State, [System.Object] $Certificate)
    foreach ($entry in @(Get-Part $State 'Certificates')) {
        if (Test-SameCertificate $entry $Certificate) { $entry }
    }
}

# Any entry under the certificate's key denies, whatever it holds.
function Select-Denial {
    param([System.Object] $State, [System.Object] $Certificate, [string] $Owner)
    foreach ($entry in @(Get-Part $State 'Certificates')) {
        $under = [string]::Equals($entry.Key, $Certificate.Sha1, [System.StringComparison]::OrdinalIgnoreCase)
        if (($under -or (Test-Same $entry.Sha256 $Certificate.Sha256)) -and
            $entry.Place.StartsWith($Owner, [System.StringComparison]::Ordinal) -and
            $entry.Place.EndsWith('/Disallowed', [System.StringComparison]::Ordinal)) {
            $entry
        }
    }
}

# What lies where the root should be, or bears its name, and is not the root.
function Select-Stranger {
    param([System.Object] $State, [System.Object] $Certificate)
    foreach ($entry in @(Get-Part $State 'Certificates')) {
        if (-not (Test-AmongText $script:HostTrusting $entry.Place) -or (Test-SameCertificate $entry $Certificate)) {
            continue
        }
        $under = [string]::Equals($entry.Key, $Certificate.Sha1, [System.StringComparison]::OrdinalIgnoreCase)
        $named = $entry.Subject.Length -gt 0 -and [string]::Equals($entry.Subject, $Certificate.Subject, [System.StringComparison]::OrdinalIgnoreCase)
        if ($under -or $named -or (Test-Same $entry.Sha256 $Certificate.Sha256)) {
            $entry
        }
    }
}

function Select-Unread {
    param([System.Object] $State, [string[]] $Places)
    foreach ($unread in @(Get-Part $State 'UnreadPlaces')) {
        if (Test-AmongText $Places $unread.Place) { $unread }
    }
}

# Now is the time that dates of certificates are held against (Get-DecidingTime).
function Get-RootVerdict {
    param([System.Object] $State, [System.Object] $Certificate, [string] $Now)
    $more = @{ Name = $Certificate.Subject; Fact = ''; RestsOn = ''; Certainty = 'confirmed' }
    $denied = Get-DenialVerdict -State $State -Certificate $Certificate -More $more
    if ($null -ne $denied) {
        return $denied
    }
    $counting = [string[]] @(Get-CountingPlace $State)
    $copies = @(foreach ($copy in @(Select-Copy $State $Certificate)) {
            if (Test-AmongText $counting $copy.Place) { $copy }
        })
    if ($copies.Length -eq 0) {
        return (Get-AbsentVerdict -State $State -Certificate $Certificate -More $more -Now $Now)
    }
    Get-PresentRootVerdict -State $State -Certificate $Certificate -Copies $copies -More $more -Now $Now
}

# A denial beats every store. Gives nothing if none is known.
function Get-DenialVerdict {
    param([System.Object] $State, [System.Object] $Certificate, [System.Collections.Hashtable] $More)
    $denials = @(Select-Denial -State $State -Certificate $Certificate -Owner 'Machine/')
    if ($denials.Length -gt 0) {
        $More.Fact = 'in ' + (Get-PlaceList $denials)
        $More.RestsOn = 'physical certificate stores'
        return (ConvertTo-Verdict -Condition $Certificate.Condition -Code ($Certificate.Kind + '_DISALLOWED') -More $More)
    }
    $list = Get-Part $State 'DisallowedList'
    if ($null -ne $list -and (Test-AmongText @($list.Listed) $Certificate.Sha256)) {
        $code = 'ROOT_DISALLOWED_BY_LIST'
        if (-not (Test-Same $Certificate.Kind 'ROOT')) {
            $code = $Certificate.Kind + '_DISALLOWED'
        }
        $More.Fact = 'named in the list of disallowed certificates' + (Get-SyncText $list)
        $More.RestsOn = 'list of disallowed certificates'
        return (ConvertTo-Verdict -Condition $Certificate.Condition -Code $code -More $More)
    }
}

function Get-SyncText {
    param([System.Object] $List)
    if ($List.Synced.Length -gt 0) { ', got ' + $List.Synced } else { '' }
}

# Present, and nothing that is known denies it. What limits it, and could everything be read that might deny it?
function Get-PresentRootVerdict {
    param([System.Object] $State, [System.Object] $Certificate, [System.Object[]] $Copies, [System.Collections.Hashtable] $More, [string] $Now)
    $More.Fact = 'in ' + (Get-PlaceList $Copies)
    $More.RestsOn = 'physical certificate stores, SHA-256 of the content'
    $limit = Get-LimitOfAll -Certificate $Certificate -Copies $Copies -Now $Now
    if ($limit.Code.Length -gt 0) {
        $More.Fact += ': ' + $limit.Text
        $More.RestsOn = 'properties of the stored certificate'
        $More.Certainty = 'one-source'
        return (ConvertTo-Verdict -Condition $Certificate.Condition -Code $limit.Code -More $More)
    }
    $unread = @(Select-Unread $State $script:HostDenying)
    if ($unread.Length -gt 0) {
        $More.Fact += '; not read: ' + (Get-PlaceList $unread)
        return (ConvertTo-Verdict -Condition $Certificate.Condition -Code 'ROOT_DISALLOWED_UNREAD' -More $More)
    }
    if ($null -eq (Get-Part $State 'DisallowedList')) {
        $More.Fact += '; not read: the list of disallowed certificates'
        return (ConvertTo-Verdict -Condition $Certificate.Condition -Code 'ROOT_DISALLOWED_UNREAD' -More $More)
    }
    foreach ($copy in $Copies) {
        if (-not (Test-Same $copy.Place 'Machine/AuthRoot')) {
            return (ConvertTo-Verdict -Condition $Certificate.Condition -Code 'ROOT_PRESENT' -More $More)
        }
    }
    if ($null -eq (Get-Part $State 'ProtectedRootFlags')) {
        $More.Fact += '; not read: ' + $script:ThirdPartySwitch
        $More.Remedies = @(ConvertTo-FileStep $Certificate.Path)
        return (ConvertTo-Verdict -Condition $Certificate.Condition -Code 'ROOT_THIRD_PARTY_UNREAD' -More $More)
    }
    ConvertTo-Verdict -Condition $Certificate.Condition -Code 'ROOT_PRESENT_THIRD_PARTY' -More $More
}

# All copies limited alike: limited. Some limited and some not: which of them Windows goes by is not documented.
function Get-LimitOfAll {
    param([System.Object] $Certificate, [System.Object[]] $Copies, [string] $Now)
    $answer = [pscustomobject] @{ Code = ''; Text = '' }
    $hard = 0
    foreach ($copy in $Copies) {
        $limit = Get-EntryLimit -Certificate $Certificate -Entry $copy -Now $Now
        if ($limit.Text.Length -eq 0) {
            continue
        }
        if ($limit.Hard) {
            $hard++
        }
        $answer.Text = (Get-PlaceText $copy.Place) + ' ' + $limit.Text
        $answer.Code = 'ROOT_RESTRICTION_UNCLEAR'
    }
    if ($hard -eq $Copies.Length) {
        $answer.Code = 'ROOT_RESTRICTED'
    }
    $answer
}

# Text: what limits this entry, empty if nothing that matters. Hard: the signatures this root is for are refused for sure.
# The main root must do for signer and time stamp; of an extra one it is not known for which of both it is there.
function Get-EntryLimit {
    param([System.Object] $Certificate, [System.Object] $Entry, [string] $Now)
    $main = Test-Same $Certificate.Condition 'root'
    $left = Get-UseLeft $Entry
    $limit = [pscustomobject] @{ Text = ''; Hard = $false }
    if ($left.Unclear) {
        $limit.Text = 'has a limit that could not be read'
    }
    elseif ((-not $left.Code -and -not $left.Stamp) -or ($main -and -not ($left.Code -and $left.Stamp))) {
        $limit.Text = 'is limited to other uses'
        if ($left.Code) { $limit.Text = 'is not for time stamps' }
        if ($left.Stamp) { $limit.Text = 'is not for code signing' }
        $limit.Hard = $true
    }
    elseif (Test-TimeReached (Get-Part $Entry 'DeniedFrom') $Now) {
        $limit.Text = "is denied for signatures from $($Entry.DeniedFrom) on"
        $limit.Hard = $main
    }
    elseif ((Test-TimeReached (Get-Part $Entry 'IssuedBefore') $Now) -and (Test-LimitTouches $Entry)) {
        $limit.Text = "does not count for certificates issued after $($Entry.IssuedBefore)"
        $limit.Hard = $main
    }
    elseif ((Test-Same 'unreadable' (Get-Part $Entry 'DeniedFrom')) -or (Test-Same 'unreadable' (Get-Part $Entry 'IssuedBefore'))) {
        $limit.Text = 'has a limit that could not be read'
    }
    $limit
}

function Get-UseLeft {
    param([System.Object] $Entry)
    $uses = Get-Part $Entry 'Uses'
    $denied = (Get-PartText $Entry 'DeniedUses').Split([char[]] ' ')
    $left = [pscustomobject] @{ Code = $true; Stamp = $true; Unclear = (Test-AmongText $denied 'unreadable') }
    if ($null -ne $uses) {
        $list = $uses.Split([char[]] ' ')
        $left.Code = Test-AmongText $list $script:CodeSigning
        $left.Stamp = Test-AmongText $list $script:TimeStamping
        $left.Unclear = $left.Unclear -or (Test-AmongText $list 'unreadable')
    }
    $left.Code = $left.Code -and -not (Test-AmongText $denied $script:CodeSigning)
    $left.Stamp = $left.Stamp -and -not (Test-AmongText $denied $script:TimeStamping)
    $left
}

# No list of uses: the date holds for all of them.
function Test-LimitTouches {
    param([System.Object] $Entry)
    $uses = Get-Part $Entry 'IssuedBeforeUses'
    if ($null -eq $uses) {
        return $true
    }
    $list = $uses.Split([char[]] ' ')
    (Test-AmongText $list $script:CodeSigning) -or (Test-AmongText $list $script:TimeStamping) -or (Test-AmongText $list 'unreadable')
}

# In no store that makes it trusted. Why, and is it somewhere else?
function Get-AbsentVerdict {
    param([System.Object] $State, [System.Object] $Certificate, [System.Collections.Hashtable] $More, [string] $Now)
    $More.RestsOn = 'physical certificate stores'
    $More.Remedies = @(ConvertTo-FileStep $Certificate.Path)
    $strangers = @(Select-Stranger $State $Certificate)
    if ($strangers.Length -gt 0) {
        $digest = $strangers[0].Sha256
        if ($digest.Length -eq 0) { $digest = 'unreadable' }
        $More.Fact = 'in ' + (Get-PlaceList $strangers) + " under the key $($strangers[0].Key), SHA-256 $digest"
        return (ConvertTo-Verdict -Condition $Certificate.Condition -Code 'ROOT_ALTERED' -More $More)
    }
    $unread = @(Select-Unread $State ([string[]] @(Get-CountingPlace $State)))
    if ($unread.Length -gt 0) {
        $More.Fact = 'not seen; not read: ' + (Get-PlaceList $unread)
        return (ConvertTo-Verdict -Condition $Certificate.Condition -Code 'ROOT_STORE_UNREAD' -More $More)
    }
    $copies = @(Select-Copy $State $Certificate)
    if ($copies.Length -gt 0) {
        $More.Fact = 'only in ' + (Get-PlaceList $copies)
        if (Test-AmongText ([string[]] @(foreach ($copy in $copies) { $copy.Place })) 'Machine/AuthRoot') {
            $More.Fact += ', which does not count: ' + $script:ThirdPartySwitch + ' has 0x8'
            $More.RestsOn = 'physical certificate stores, settings of the root store'
            return (ConvertTo-Verdict -Condition $Certificate.Condition -Code 'ROOT_THIRD_PARTY_OFF' -More $More)
        }
        return (ConvertTo-Verdict -Condition $Certificate.Condition -Code 'ROOT_IN_WRONG_STORE' -More $More)
    }
    $fetch = Get-FetchAnswer -State $State -Certificate $Certificate -Now $Now
    $More.Fact = 'in no store of this host; ' + $fetch.Text
    $More.RestsOn = 'physical certificate stores, settings of the automatic root update'
    if ($fetch.Would) {
        return (ConvertTo-Verdict -Condition $Certificate.Condition -Code 'ROOT_WOULD_BE_FETCHED' -More $More)
    }
    ConvertTo-Verdict -Condition $Certificate.Condition -Code 'ROOT_MISSING' -More $More
}
