# The verdict about the update: a host's state and a kit's data in, one verdict out. No call to Windows.

# The train of this host, or the code why there is none. The build decides. The product type only chooses where a client
# and a server share one: hosts of a client's build exist that call themselves servers, and they take the client's updates.
function Find-HostTrain {
    param([System.Object] $State, [System.Object[]] $Trains)
    $answer = [pscustomobject] @{ Train = $null; Code = ''; Fact = '' }
    if ($null -eq $State.Build) {
        $answer.Code = 'UPDATE_HOST_UNREAD'
        $answer.Fact = 'the build number could not be read'
        return $answer
    }
    $kind = Get-HostKind $State
    $same = @(foreach ($train in $Trains) { if (Test-Listed $train.builds $State.Build) { $train } })
    $mine = @(foreach ($train in $same) {
            if ($kind.Length -eq 0 -or (Test-Same $train.os 'any') -or (Test-Same $train.os $kind)) { $train }
        })
    if ($mine.Length -eq 0) {
        $mine = $same
    }
    $native = @(foreach ($train in $mine) { if (Test-Same $train.verdict 'native') { $train } })
    if ($mine.Length -eq 1 -or ($mine.Length -gt 1 -and $native.Length -eq $mine.Length)) {
        $answer.Train = $mine[0]
        return $answer
    }
    $answer.Code = 'UPDATE_BUILD_UNKNOWN'
    $answer.Fact = "build $($State.Build) $kind".TrimEnd() + ' is in no row of the profile'
    if ($mine.Length -gt 1) {
        $answer.Code = 'UPDATE_PRODUCT_TYPE_UNKNOWN'
        $answer.Fact = "build $($State.Build), product type not known"
    }
    $answer
}

# Windows 10 and 11 multi-session (edition ServerRdsh) are clients that report the product type of a server.
function Get-HostKind {
    param([System.Object] $State)
    if (Test-Same (Get-PartText $State 'Edition') 'ServerRdsh') { return 'client' }
    $type = Get-Part $State 'ProductType'
    if ($null -ne $type) {
        if ($type -eq 1) { return 'client' }
        if ($type -eq 2 -or $type -eq 3) { return 'server' }
    }
    $name = Get-PartText $State 'InstallationType'
    if (Test-Same $name 'Client') { return 'client' }
    if ((Test-Same $name 'Server') -or (Test-Same $name 'Server Core')) { return 'server' }
    ''
}

function Test-Listed {
    param([System.Object[]] $List, [long] $Number)
    foreach ($item in $List) {
        if ($item -isnot [string] -and $item -eq $Number) {
            return $true
        }
    }
    $false
}

# What the lists of this host say: Rollup and Waiting are revisions of the rollup package, -1 if there is none; Seen are
# the KBs that are installed, Coming those that wait for the restart.
function Get-UpdateEvidence {
    param([System.Object] $State, [System.Object] $Train)
    $ordinal = [System.StringComparer]::Ordinal
    $evidence = [pscustomobject] @{
        Rollup = -1; Waiting = -1
        Seen   = New-Object 'System.Collections.Generic.HashSet[string]' -ArgumentList $ordinal
        Coming = New-Object 'System.Collections.Generic.HashSet[string]' -ArgumentList $ordinal
    }
    foreach ($id in @(Get-Part $State 'HotFixes')) {
        if (Test-Shape $id 'KB[0-9]{6,7}') { [void] $evidence.Seen.Add($id) }
    }
    foreach ($package in @(Get-Part $State 'Packages')) {
        Add-PackageEvidence -Evidence $evidence -Package $package -Build $State.Build -Train $Train
    }
    $evidence
}

function Add-PackageEvidence {
    param([System.Object] $Evidence, [System.Object] $Package, [int] $Build, [System.Object] $Train)
    $installed = $Package.State -eq 112
    if (-not $installed -and $Package.State -ne 96) {
        return
    }
    $options = [System.Text.RegularExpressions.RegexOptions]::CultureInvariant
    $named = [System.Text.RegularExpressions.Regex]::Match($Package.Name, '\APackage(?:_[0-9]{1,6})?_for_(KB[0-9]{6,7})(?:_[A-Za-z0-9]{1,20})?~', $options)
    if ($named.Success) {
        $set = $Evidence.Coming
        if ($installed) { $set = $Evidence.Seen }
        [void] $set.Add($named.Groups[1].Value)
        return
    }
    $rollup = [System.Text.RegularExpressions.Regex]::Match($Package.Name, '\APackage_for_RollupFix~[0-9a-f]{16}~[A-Za-z0-9]{1,10}~~([0-9]{4,6})\.([0-9]{1,6})\.[0-9]{1,6}\.[0-9]{1,6}\z', $options)
    if ($rollup.Success -and (Test-RollupBuild -Number ([int] $rollup.Groups[1].Value) -Build $Build -Train $Train)) {
        $revision = [int] $rollup.Groups[2].Value
        if ($installed -and $revision -gt $Evidence.Rollup) { $Evidence.Rollup = $revision }
        if (-not $installed -and $revision -gt $Evidence.Waiting) { $Evidence.Waiting = $revision }
    }
}

# Windows 10 hosts of one family share a rollup that bears the build of the first of them; older ones have their own.
function Test-RollupBuild {
    param([int] $Number, [int] $Build, [System.Object] $Train)
    if (Test-Same $Train.verdict 'package') {
        return (Test-Listed $Train.builds $Number)
    }
    $Number -ge 10000 -and $Number -le $Build
}

# The newest update of the accepted list, or the security-only one, that is in a set of KBs; nothing if none is.
function Find-AcceptedUpdate {
    param([System.Object] $Train, [System.Collections.Generic.HashSet[string]] $Set)
    $accepted = @(Get-Part $Train 'accepted')
    for ($i = $accepted.Length - 1; $i -ge 0; $i--) {
        if ($Set.Contains([string] $accepted[$i].kb)) {
            return $accepted[$i]
        }
    }
    $only = Get-Part $Train 'security_only'
    if ($null -ne $only -and $Set.Contains([string] $only.kb)) {
        $only
    }
}

function Find-AcceptedRevision {
    param([System.Object] $Train, [int] $Revision)
    foreach ($update in @(Get-Part $Train 'accepted')) {
        if (Test-Listed (@(Get-Part $update 'revision') + @(Get-Part $update 'also_revisions')) $Revision) {
            return $update
        }
    }
}

function Get-UpdateVerdict {
    param([System.Object] $State, [System.Object] $Kit)
    $found = Find-HostTrain $State $Kit.Trains
    if ($null -eq $found.Train) {
        return (ConvertTo-Verdict -Condition 'update' -Code $found.Code -More @{ Fact = $found.Fact; RestsOn = 'build number and product type' })
    }
    $train = $found.Train
    $build = @{ Name = $train.id; Fact = "build $($State.Build) $(Get-HostKind $State)".TrimEnd(); RestsOn = 'build number and product type'; Certainty = $train.certainty }
    if (Test-Same $train.verdict 'native') {
        return (ConvertTo-Verdict -Condition 'update' -Code 'UPDATE_NATIVE' -More $build)
    }
    if (Test-Same $train.verdict 'none') {
        return (ConvertTo-Verdict -Condition 'update' -Code 'UPDATE_NO_REMEDY' -More $build)
    }
    $case = [pscustomobject] @{ State = $State; Kit = $Kit; Train = $train; Evidence = Get-UpdateEvidence $State $train }
    if (Test-Same $train.verdict 'package') {
        return (Get-PackageVerdict $case)
    }
    if ($null -eq $State.Ubr) {
        return (Get-UnreadRevisionVerdict $case)
    }
    Get-RevisionVerdict $case
}

# Trains of Windows 10 and later: the revision (UBR) decides, the lists explain.
function Get-RevisionVerdict {
    param([System.Object] $Case)
    $floor = [int] $Case.Train.floor.ubr
    $state = $Case.State
    $more = @{
        Name = $Case.Train.id; RestsOn = 'revision (UBR)'; Certainty = $Case.Train.floor.certainty
        Fact = "floor $($state.Build).$floor, here $($state.Build).$($state.Ubr)"
    }
    $rollup = $Case.Evidence.Rollup
    if ($state.Ubr -ge $floor) {
        if ($rollup -ge 0 -and $rollup -lt $floor) {
            $more.Fact += ", but the newest installed rollup has revision $rollup"
            return (ConvertTo-Verdict -Condition 'update' -Code 'UPDATE_REVISION_DISPUTED' -More $more)
        }
        $strict = Get-Part $Case.Train 'stricter_floor'
        if ($null -ne $strict -and $state.Ubr -ge $strict.ubr) {
            $more.Certainty = 'confirmed'
        }
        elseif ($null -ne $strict) {
            $more.Fact += ", stricter floor $($state.Build).$($strict.ubr)"
            return (Get-PresentVerdict -Case $Case -Code 'UPDATE_FLOOR_DISPUTED' -More $more)
        }
        return (Get-PresentVerdict -Case $Case -Code 'UPDATE_FLOOR_REACHED' -More $more)
    }
    $top = [System.Math]::Max([long] $rollup, [long] $Case.Evidence.Waiting)
    if ($top -ge $floor) {
        $more.Fact += ", rollup with revision $top on this host"
        $more.RestsOn = 'revision (UBR) and rollup package'
        return (Get-WaitingVerdict $Case $more)
    }
    Get-ListedVerdict $Case $more
}

# The update is on this host and not in force. "Restart, nothing else" is said only while a restart is known to be pending.
# Without one it is undone or was never finished, and a restart alone brings nothing.
function Get-WaitingVerdict {
    param([System.Object] $Case, [System.Collections.Hashtable] $More)
    $pending = $Case.State.RestartPending
    if ($pending -eq $true) {
        $More.Fact += ', restart pending'
        return (ConvertTo-Verdict -Condition 'update' -Code 'UPDATE_RESTART_PENDING' -More $More)
    }
    $known = ', no restart is pending'
    if ($null -eq $pending) {
        $known = ', whether a restart is pending could not be read'
    }
    $More.Fact += $known
    $More.Remedies = (Get-UpdateRemedy $Case).Steps
    ConvertTo-Verdict -Condition 'update' -Code 'UPDATE_LISTED_NOT_EFFECTIVE' -More $More
}

# Below the floor by number: what do the lists of KBs say to that?
function Get-ListedVerdict {
    param([System.Object] $Case, [System.Collections.Hashtable] $More)
    $coming = Find-AcceptedUpdate $Case.Train $Case.Evidence.Coming
    $listed = Find-AcceptedUpdate $Case.Train $Case.Evidence.Seen
    if ($null -ne $coming) {
        $More.Fact += ", $($coming.kb) not finished"
        return (Get-WaitingVerdict $Case $More)
    }
    if ($null -ne $listed) {
        $More.Fact += ", $($listed.kb) listed"
        return (Get-WaitingVerdict $Case $More)
    }
    Get-MissingVerdict $Case $More
}

# The update is there: met, unless the system that runs is still the old one.
function Get-PresentVerdict {
    param([System.Object] $Case, [string] $Code, [System.Collections.Hashtable] $More)
    if ($null -eq $Case.State.RestartPending) {
        return (ConvertTo-Verdict -Condition 'update' -Code 'UPDATE_RESTART_UNREAD' -More $More)
    }
    if ($Case.State.RestartPending) {
        $More.Fact += ', restart pending (' + [string]::Join(', ', [string[]] @(Get-Part $Case.State 'RestartReasons')) + ')'
        return (ConvertTo-Verdict -Condition 'update' -Code 'UPDATE_RESTART_PENDING' -More $More)
    }
    ConvertTo-Verdict -Condition 'update' -Code $Code -More $More
}

function Get-MissingVerdict {
    param([System.Object] $Case, [System.Collections.Hashtable] $More)
    $architecture = [string] $Case.State.Architecture
    if ($Case.State.RestartPending -eq $true) {
        $More.Fact += '; a restart is pending for something else, do it first'
    }
    $served = @(foreach ($one in $Case.Train.architectures) { if (Test-Same $one $architecture) { $one } })
    if ($architecture.Length -gt 0 -and $served.Length -eq 0) {
        $More.Fact += "; this host is $architecture"
        return (ConvertTo-Verdict -Condition 'update' -Code 'UPDATE_ARCHITECTURE_NOT_LISTED' -More $More)
    }
    $remedy = Get-UpdateRemedy $Case
    $More.Remedies = $remedy.Steps
    if ($remedy.Missing.Length -eq 0) {
        return (ConvertTo-Verdict -Condition 'update' -Code 'UPDATE_BELOW_FLOOR' -More $More)
    }
    $More.Fact += '; no sign of ' + [string]::Join(', ', [string[]] $remedy.Missing)
    ConvertTo-Verdict -Condition 'update' -Code 'UPDATE_PREREQUISITE_MISSING' -More $More
}
