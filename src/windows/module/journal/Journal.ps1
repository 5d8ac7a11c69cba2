# What the journal's lines mean: their grammar, and the state they add up to. No file is touched here.
#
# JournalThing.ps1 has the lines that are about something else. Steps, each for one certificate in one store and one kit:
#   will-add  added  not-added            before, after, and after a failed change
#   needed                                there already; this kit relies on it too
#   will-remove  removed  not-removed     the same for undo
#   released                              undo left it there; this kit relies on it no longer
# The tool owns a certificate from "added" to "removed", whichever kit added it: the last kit that needs it removes it.

function Get-JournalShape {
    '\{"at":"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z","before":"(?<before>absent|present)",' +
    '"format":"airgap-journal/1","kit":"(?<kit>[a-z0-9][a-z0-9-]{0,31}-[0-9]{8}T[0-9]{6}Z)","previous":"(?<previous>[0-9a-f]{64})",' +
    '"sequence":(?<sequence>[1-9][0-9]{0,8}),"sha1":"(?<sha1>[0-9A-F]{40})","sha256":"(?<sha256>[0-9a-f]{64})",' +
    '"step":"(?<step>will-add|added|not-added|needed|will-remove|removed|not-removed|released)","store":"(?<store>Root|CA)"\}'
}

function Get-JournalFault {
    param([System.Object] $Journal, [string] $Fact)
    ConvertTo-Fault -Code 'JOURNAL_BROKEN' -ExitCode 1 -Message ("$($Journal.Path), line $($Journal.Sequence + 1): $Fact. The journal says what may be undone, so a " +
        'changed one could have certificates removed that were never added, and nothing is done with it. Keep a copy as evidence and find out ' +
        'who wrote to the protected folder; restore the file from a backup of this host.')
}

function ConvertFrom-JournalLine {
    param([System.Object] $Journal, [string] $Text)
    if ($Text.IndexOf('"format":"airgap-journal/1"', [System.StringComparison]::Ordinal) -lt 0 -and
        $Text.IndexOf('"format":"airgap-journal/', [System.StringComparison]::Ordinal) -ge 0) {
        throw (ConvertTo-Fault -Code 'JOURNAL_NOT_KNOWN' -ExitCode 3 -Message ("$($Journal.Path), line $($Journal.Sequence + 1), is of a newer format. " +
                'This kit cannot tell what was done here, so it does nothing. Use the newest kit of this host.'))
    }
    $options = [System.Text.RegularExpressions.RegexOptions]::CultureInvariant
    $found = [System.Text.RegularExpressions.Regex]::Match($Text, '\A(?:' + (Get-JournalShape) + '|' + (Get-ThingShape) + ')\z', $options)
    if (-not $found.Success) {
        throw (Get-JournalFault $Journal 'it is not a line of a journal')
    }
    $record = [pscustomobject] @{
        Before = ''; Kit = ''; Previous = ''; Sequence = ''; Sha1 = ''; Sha256 = ''; Step = ''; Store = ''; Thing = ''
    }
    foreach ($name in @('Before', 'Kit', 'Previous', 'Sequence', 'Sha1', 'Sha256', 'Step', 'Store', 'Thing')) {
        $record.$name = $found.Groups[$name.ToLowerInvariant()].Value
    }
    $record
}

# Members in byte order, nothing to escape: every value is of a shape that was checked before it came here.
function ConvertTo-JournalLine {
    param([System.Object] $Record, [System.DateTime] $At)
    $invariant = [System.Globalization.CultureInfo]::InvariantCulture
    '{"at":"' + $At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", $invariant) + '","before":"' + $Record.Before +
    '","format":"airgap-journal/1","kit":"' + $Record.Kit + '","previous":"' + $Record.Previous +
    '","sequence":' + $Record.Sequence + ',"sha1":"' + $Record.Sha1 + '","sha256":"' + $Record.Sha256 +
    '","step":"' + $Record.Step + '","store":"' + $Record.Store + '"}'
}

# What the journal knows of one certificate in one store; $null if it was never mentioned.
function Get-JournalState {
    param([System.Object] $Journal, [string] $Store, [string] $Sha256)
    $key = $Store + '|' + $Sha256
    if ($Journal.States.ContainsKey($key)) {
        return $Journal.States[$key]
    }
    $null
}

function Add-JournalState {
    param([System.Object] $Journal, [System.Object] $Record)
    $state = [pscustomobject] @{
        Store = $Record.Store; Sha256 = $Record.Sha256; Sha1 = $Record.Sha1
        Owned = $false; OwnedBy = ''; Pending = ''; PendingKit = ''
        Needs = New-Object 'System.Collections.Generic.List[string]'
    }
    $Journal.States.Add($Record.Store + '|' + $Record.Sha256, $state)
    $state
}

# Whether a step may follow what was there. List.Contains compares ordinally.
function Test-JournalStep {
    param([System.Object] $State, [System.Object] $Record)
    $needed = $State.Needs.Contains($Record.Kit)
    $idle = Test-Same $State.Pending ''
    $own = Test-Same $State.PendingKit $Record.Kit
    $present = Test-Same $Record.Before 'present'
    switch -CaseSensitive ($Record.Step) {
        'will-add' { $idle -and -not $present }
        'added' { $own -and (Test-Same $State.Pending 'add') }
        'not-added' { $own -and (Test-Same $State.Pending 'add') }
        'needed' { $idle -and $present -and -not $needed }
        'will-remove' { $idle -and $State.Owned -and $needed -and $State.Needs.Count -eq 1 }
        'removed' { $own -and (Test-Same $State.Pending 'remove') }
        'not-removed' { $own -and (Test-Same $State.Pending 'remove') }
        'released' { $idle -and $needed }
    }
}

function Edit-JournalState {
    param([System.Object] $State, [System.Object] $Record)
    switch -CaseSensitive ($Record.Step) {
        'will-add' { $State.Pending = 'add'; $State.PendingKit = $Record.Kit; $State.Owned = $false }
        'added' {
            $State.Owned = $true
            $State.OwnedBy = $Record.Kit
            if (-not $State.Needs.Contains($Record.Kit)) {
                $State.Needs.Add($Record.Kit)
            }
        }
        'needed' { $State.Needs.Add($Record.Kit) }
        'will-remove' { $State.Pending = 'remove'; $State.PendingKit = $Record.Kit }
        'removed' { $State.Owned = $false; $State.OwnedBy = ''; [void] $State.Needs.Remove($Record.Kit) }
        'released' { [void] $State.Needs.Remove($Record.Kit) }
    }
    if (-not $Record.Step.StartsWith('will-', [System.StringComparison]::Ordinal)) {
        $State.Pending = ''
        $State.PendingKit = ''
    }
}

# Applies one line to the state; a step that cannot follow what was there was written by someone else.
function Use-JournalRecord {
    param([System.Object] $Journal, [System.Object] $Record)
    if ($Record.Thing.Length -gt 0) {
        Use-ThingRecord $Journal $Record
        return
    }
    $state = Get-JournalState -Journal $Journal -Store $Record.Store -Sha256 $Record.Sha256
    if ($null -eq $state) {
        $state = Add-JournalState $Journal $Record
    }
    if (-not (Test-Same $state.Sha1 $Record.Sha1)) {
        throw (Get-JournalFault $Journal 'one certificate has two thumbprints')
    }
    if (-not (Test-JournalStep $state $Record)) {
        throw (Get-JournalFault $Journal "the step '$($Record.Step)' cannot follow the lines before it")
    }
    Edit-JournalState $state $Record
}
