# What of this kit brings a host to the floor, in the order of installation; and the verdicts of Windows before 10.

# Steps: Kb and Path of each update, the path empty where the kit only refers to it. Missing: prerequisites of which there is no sign.
# Licence: an update of this choice needs a licence for extended support.
function Get-UpdateRemedy {
    param([System.Object] $Case)
    $mine = @(foreach ($update in $Case.Kit.Updates) {
            if ((Test-Same $update.train $Case.Train.id) -and (Test-Same $update.architecture $Case.State.Architecture)) { $update }
        })
    $target = Select-TargetUpdate $mine
    $newest = $null -ne $target -and (Test-Same $target.kind 'rollup')
    $missing = @(Get-MissingPrerequisite $Case $newest)
    $parts = @(foreach ($update in $mine) {
            if ((Test-Same $update.kind 'prerequisite') -and [System.Array]::IndexOf($missing, $update.kb) -ge 0) { ConvertTo-UpdateStep $update }
        })
    if ($null -ne $target) {
        $parts += ConvertTo-UpdateStep $target
    }
    [pscustomobject] @{
        Steps   = $parts
        Missing = $missing
        Licence = @(Select-Prerequisite $Case.Train $newest | Where-Object -FilterScript { Test-Same $_.what 'esu-licence' }).Length -gt 0
    }
}

# The newest one: floor updates are withdrawn or previews in part. Unless only the floor's file came along.
function Select-TargetUpdate {
    param([System.Object[]] $Updates)
    $floor = $null
    $rollup = $null
    foreach ($update in $Updates) {
        if (Test-Same $update.kind 'floor') { $floor = $update }
        if (Test-Same $update.kind 'rollup') { $rollup = $update }
    }
    if ($null -eq $rollup -or ($null -ne $floor -and $floor.path.Length -gt 0 -and $rollup.path.Length -eq 0)) {
        return $floor
    }
    $rollup
}

function ConvertTo-UpdateStep {
    param([System.Object] $Update)
    [pscustomobject] @{ Kb = ConvertTo-PlainText $Update.kb; Path = ConvertTo-PlainText $Update.path }
}

# Those that the chosen way of updating needs. The security-only way is never chosen: it brings one month alone.
function Select-Prerequisite {
    param([System.Object] $Train, [bool] $Newest)
    foreach ($one in @(Get-Part $Train 'prerequisites')) {
        if ((Test-Same $one.when 'floor') -or ($Newest -and ((Test-Same $one.when 'newest') -or (Test-Same $one.when 'after-support')))) {
            $one
        }
    }
}

# A servicing stack of which a later one of the list is there is not missed: the later one has taken its place.
function Get-MissingPrerequisite {
    param([System.Object] $Case, [bool] $Newest)
    $needed = @(Select-Prerequisite $Case.Train $Newest)
    $later = $false
    $missing = @(for ($i = $needed.Length - 1; $i -ge 0; $i--) {
            $kb = Get-PartText $needed[$i] 'kb'
            $stack = Test-Same $needed[$i].what 'ssu'
            if ($kb.Length -eq 0) { continue }
            if ($Case.Evidence.Seen.Contains($kb)) {
                $later = $later -or $stack
            }
            elseif (-not ($stack -and $later)) {
                $kb
            }
        })
    [System.Array]::Reverse($missing)
    $missing
}

# Windows before 10 has no revision to rely on. In this order: listed KBs, the rollup's revision, a hint from a file.
function Get-PackageVerdict {
    param([System.Object] $Case)
    $more = @{ Name = $Case.Train.id; RestsOn = 'installed updates (KB)'; Fact = ''; Certainty = '' }
    $listed = Find-AcceptedUpdate $Case.Train $Case.Evidence.Seen
    if ($null -ne $listed) {
        $more.Fact = "$($listed.kb) of $($listed.released) is installed"
        $more.Certainty = $listed.certainty
        return (Get-PresentVerdict -Case $Case -Code 'UPDATE_KB_LISTED' -More $more)
    }
    Get-RollupVerdict $Case $more
}

# A revision counts only if it is one of the list: a security-only update might bear a rollup's name.
function Get-RollupVerdict {
    param([System.Object] $Case, [System.Collections.Hashtable] $More)
    $rollup = $Case.Evidence.Rollup
    $listed = Find-AcceptedRevision $Case.Train $rollup
    $More.RestsOn = 'rollup package'
    $More.Fact = "rollup with revision $rollup"
    if ($null -ne $listed) {
        $More.Fact += " ($($listed.kb) of $($listed.released))"
        $More.Certainty = $listed.certainty
        return (Get-PresentVerdict -Case $Case -Code 'UPDATE_ROLLUP_REVISION' -More $More)
    }
    $floor = $Case.Train.package_floor
    $below = $rollup -lt 0 -or ($floor.revision -isnot [string] -and $rollup -lt $floor.revision)
    $waiting = Find-WaitingUpdate $Case
    if ($null -ne $waiting -and ($below -or $Case.State.RestartPending -eq $true)) {
        $More.RestsOn = 'installed updates (KB) and packages'
        $More.Fact = "$($waiting.kb) of $($waiting.released) not finished"
        $More.Certainty = $waiting.certainty
        return (Get-WaitingVerdict $Case $More)
    }
    if ($rollup -lt 0) {
        return (Get-NoRollupVerdict $Case $More)
    }
    if ($below) {
        $More.Fact += ", floor $($floor.revision)"
        $More.Certainty = $floor.certainty
        return (Get-MissingVerdict $Case $More)
    }
    $More.Certainty = 'unconfirmed'
    $More.Remedies = (Get-UpdateRemedy $Case).Steps
    ConvertTo-Verdict -Condition 'update' -Code 'UPDATE_ROLLUP_NOT_LISTED' -More $More
}

# The accepted update whose installation is not finished, by its KB or by the revision of its rollup.
function Find-WaitingUpdate {
    param([System.Object] $Case)
    $coming = Find-AcceptedUpdate $Case.Train $Case.Evidence.Coming
    if ($null -eq $coming) {
        $coming = Find-AcceptedRevision $Case.Train $Case.Evidence.Waiting
    }
    $coming
}

function Get-NoRollupVerdict {
    param([System.Object] $Case, [System.Collections.Hashtable] $More)
    if ($null -eq $Case.State.Packages) {
        return (Get-HintVerdict -Case $Case -Code 'UPDATE_PACKAGES_UNREAD' -More $More)
    }
    $More.RestsOn = 'installed updates (KB) and packages'
    $More.Fact = "none of the updates since $($Case.Train.floor.kb) is installed, no rollup"
    $More.Certainty = $Case.Train.floor.certainty
    Get-MissingVerdict $Case $More
}

# No list decides. The kernel file's version is said, where there is one, and decides nothing.
function Get-HintVerdict {
    param([System.Object] $Case, [string] $Code, [System.Collections.Hashtable] $More)
    $More.RestsOn = ''
    $More.Fact = 'no list shows the update, not every list could be read'
    $More.Certainty = 'unconfirmed'
    $More.Remedies = (Get-UpdateRemedy $Case).Steps
    $kernel = Get-PartText $Case.State 'KernelVersion'
    if ($kernel.Length -gt 0) {
        $More.RestsOn = 'hint from a file'
        $More.Fact += ", ntoskrnl.exe is $kernel"
        $Code = 'UPDATE_FILE_HINT'
    }
    ConvertTo-Verdict -Condition 'update' -Code $Code -More $More
}

# Windows 10 and later without a readable revision: the same three, but there the rollup's revision is the host's.
function Get-UnreadRevisionVerdict {
    param([System.Object] $Case)
    $floor = [int] $Case.Train.floor.ubr
    $rollup = $Case.Evidence.Rollup
    $more = @{ Name = $Case.Train.id; RestsOn = 'installed updates (KB)'; Certainty = $Case.Train.floor.certainty; Fact = '' }
    $listed = Find-AcceptedUpdate $Case.Train $Case.Evidence.Seen
    if ($null -ne $listed) {
        $more.Fact = "$($listed.kb) of $($listed.released) is installed, the revision (UBR) could not be read"
        return (Get-PresentVerdict -Case $Case -Code 'UPDATE_KB_LISTED' -More $more)
    }
    $more.RestsOn = 'rollup package'
    $more.Fact = "floor $($Case.State.Build).$floor, rollup with revision $rollup, the revision (UBR) could not be read"
    if ($rollup -ge $floor) {
        return (Get-PresentVerdict -Case $Case -Code 'UPDATE_ROLLUP_REVISION' -More $more)
    }
    if ($Case.Evidence.Waiting -ge $floor -and ($rollup -ge 0 -or $Case.State.RestartPending -eq $true)) {
        $more.Fact += ", one with revision $($Case.Evidence.Waiting) not finished"
        return (Get-WaitingVerdict $Case $more)
    }
    if ($rollup -ge 0) {
        return (Get-ListedVerdict $Case $more)
    }
    Get-HintVerdict -Case $Case -Code 'UPDATE_REVISION_UNREAD' -More $more
}
