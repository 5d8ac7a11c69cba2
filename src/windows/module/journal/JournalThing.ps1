# Lines of the journal that are about no certificate: an update, a service's start type, the event source, a receipt.
#
#   update:KB5005625          will-install  installed  restart-needed  not-installed  unseen
#   service:wuauserv          will-set  set  not-set      will-restore  restored  not-restored
#   event-source:AirgapKit    will-set  set  not-set
#   receipt:3:<sha256>        will-write  written  not-written
#
# Nothing is removed from the host because of these lines: a service gets back the start type that the line names, and
# a receipt's line is where the next receipt takes the digest of the one before it from.

function Get-ThingShape {
    '\{"at":"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z","before":"(?<before>absent|disabled|present)",' +
    '"format":"airgap-journal/1","kit":"(?<kit>[a-z0-9][a-z0-9-]{0,31}-[0-9]{8}T[0-9]{6}Z)","previous":"(?<previous>[0-9a-f]{64})",' +
    '"sequence":(?<sequence>[1-9][0-9]{0,8}),"step":"(?<step>will-(?:install|set|restore|write)|installed|restart-needed|not-installed|' +
    'unseen|set|not-set|restored|not-restored|written|not-written)",' +
    '"thing":"(?<thing>update:KB[0-9]{6,7}|service:wuauserv|event-source:AirgapKit|receipt:[1-9][0-9]{0,8}:[0-9a-f]{64})"\}'
}

function ConvertTo-ThingLine {
    param([System.Object] $Record, [System.DateTime] $At)
    $invariant = [System.Globalization.CultureInfo]::InvariantCulture
    '{"at":"' + $At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", $invariant) + '","before":"' + $Record.Before +
    '","format":"airgap-journal/1","kit":"' + $Record.Kit + '","previous":"' + $Record.Previous +
    '","sequence":' + $Record.Sequence + ',"step":"' + $Record.Step + '","thing":"' + $Record.Thing + '"}'
}

# All receipts are one state: only the last of them matters.
function Get-ThingKey {
    param([string] $Thing)
    if ($Thing.StartsWith('receipt:', [System.StringComparison]::Ordinal)) {
        return 'receipt'
    }
    $Thing
}

function Get-JournalThing {
    param([System.Object] $Journal, [string] $Thing)
    $key = Get-ThingKey $Thing
    if (-not $Journal.Things.ContainsKey($key)) {
        $Journal.Things.Add($key, [pscustomobject] @{
                Thing = ''; Verb = ''; PendingThing = ''; PendingKit = ''; Before = ''; Step = ''
                Kits = New-Object 'System.Collections.Generic.List[string]'
            })
    }
    $Journal.Things[$key]
}

# The verbs of a kind of thing, and the outcomes of a verb.
function Get-ThingOutcome {
    param([string] $Verb)
    switch -CaseSensitive ($Verb) {
        'install' { 'installed', 'restart-needed', 'not-installed', 'unseen' }
        'set' { 'set', 'not-set' }
        'restore' { 'restored', 'not-restored' }
        'write' { 'written', 'not-written' }
    }
}

function Test-ThingVerb {
    param([string] $Thing, [string] $Verb, [string] $Before, [System.Object] $State)
    $kind = $Thing.Substring(0, $Thing.IndexOf(':'))
    switch -CaseSensitive ($kind + ' ' + $Verb) {
        'update install' { $true }
        'service set' { (Test-Same $Before 'disabled') -and -not (Test-Same $State.Step 'set') }
        'service restore' { (Test-Same $Before 'disabled') -and (Test-Same $State.Step 'set') }
        'event-source set' { Test-Same $Before 'absent' }
        'receipt write' { (Test-Same $Before 'absent') -and ((Get-ReceiptNumber $Thing) -eq (Get-ReceiptNumber $State.Thing) + 1) }
        default { $false }
    }
}

function Get-ReceiptNumber {
    param([string] $Thing)
    if ($Thing.Length -eq 0) {
        return 0
    }
    [int] $Thing.Split(':')[1]
}

# Applies one line; a step that cannot follow what was there was written by someone else.
function Use-ThingRecord {
    param([System.Object] $Journal, [System.Object] $Record)
    $state = Get-JournalThing $Journal $Record.Thing
    $allowed = $false
    if ($Record.Step.StartsWith('will-', [System.StringComparison]::Ordinal)) {
        $verb = $Record.Step.Substring(5)
        $allowed = (Test-Same $state.Verb '') -and (Test-ThingVerb -Thing $Record.Thing -Verb $verb -Before $Record.Before -State $state)
    }
    elseif (Test-Same $state.PendingKit $Record.Kit) {
        $allowed = (Test-Same $state.PendingThing $Record.Thing) -and ([System.Array]::IndexOf(@(Get-ThingOutcome $state.Verb), $Record.Step) -ge 0)
    }
    if (-not $allowed) {
        throw (Get-JournalFault $Journal "the step '$($Record.Step)' of $($Record.Thing) cannot follow the lines before it")
    }
    Edit-ThingState $state $Record
}

function Edit-ThingState {
    param([System.Object] $State, [System.Object] $Record)
    if ($Record.Step.StartsWith('will-', [System.StringComparison]::Ordinal)) {
        $State.Verb = $Record.Step.Substring(5)
        $State.PendingThing = $Record.Thing
        $State.PendingKit = $Record.Kit
        return
    }
    $State.Verb = ''
    $State.PendingThing = ''
    $State.PendingKit = ''
    if (Test-Same $Record.Step 'not-restored') {
        return
    }
    $State.Step = $Record.Step
    $State.Before = $Record.Before
    if (-not (Test-Same $Record.Step 'not-written')) {
        $State.Thing = $Record.Thing
    }
    if (-not ($Record.Step.StartsWith('not-', [System.StringComparison]::Ordinal) -or $State.Kits.Contains($Record.Kit))) {
        $State.Kits.Add($Record.Kit)
    }
}

function Write-JournalThing {
    param([System.Object] $Journal, [string] $Thing, [string] $Step, [string] $Before, [string] $Kit = $Journal.Kit)
    $record = [pscustomobject] @{
        Before = $Before; Kit = $Kit; Previous = $Journal.Last; Step = $Step; Thing = $Thing
        Sequence = ($Journal.Sequence + 1).ToString([System.Globalization.CultureInfo]::InvariantCulture)
    }
    if (-not $Journal.DryRun) {
        Add-JournalText $Journal (ConvertTo-ThingLine $record (Get-PlatformClock))
    }
    Use-ThingRecord $Journal $record
    $Journal.Sequence++
}

# What a killed run left half done. An update is looked for anew by the run that follows; a service is set back now.
function Complete-JournalThing {
    param([System.Object] $Journal, [string] $Folder)
    foreach ($state in @($Journal.Things.Values)) {
        if (-not (Test-Same $state.Verb '')) {
            $thing = $state.PendingThing
            $step = Get-InterruptedStep $state $Folder
            $before = 'absent'
            if ($thing.StartsWith('service:', [System.StringComparison]::Ordinal)) {
                $before = 'disabled'
            }
            Write-JournalThing -Journal $Journal -Thing $thing -Step $step -Before $before -Kit $state.PendingKit
            $Journal.Notes.Add((ConvertTo-Result -Pin $null -Outcome 'Noted' -Code 'RUN_CONTINUED' -Message ("an earlier run was stopped in the middle of a step " +
                        "(${thing}: $step). This run goes on from there.")))
        }
        if ((Test-Same $state.Thing 'service:wuauserv') -and (Test-Same $state.Step 'set')) {
            Restore-UpdateService $Journal
        }
    }
}

# What the host shows of a step whose run was killed.
function Get-InterruptedStep {
    param([System.Object] $State, [string] $Folder)
    switch -CaseSensitive ($State.Verb + ' ' + (Get-ThingKey $State.PendingThing)) {
        'set service:wuauserv' { if (Test-Same (Get-PlatformServiceStart -Name 'wuauserv') 'manual') { return 'set' } return 'not-set' }
        'restore service:wuauserv' { if (Test-Same (Get-PlatformServiceStart -Name 'wuauserv') 'disabled') { return 'restored' } return 'not-restored' }
        'set event-source:AirgapKit' { if (Test-PlatformEventSource) { return 'set' } return 'not-set' }
        'write receipt' { if (Test-ReceiptWritten $State.PendingThing $Folder) { return 'written' } return 'not-written' }
        default { return 'unseen' }
    }
}
