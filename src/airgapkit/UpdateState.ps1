# Which Windows this is, which train of the profile it belongs to, and what is installed of an update. Looked up, never
# concluded from what an installer said.

# In words, with what is not known left out.
function Get-WindowsText {
    param([System.Object] $Windows)
    "$($Windows.Product) (build $($Windows.Build).$($Windows.Ubr), product type $($Windows.ProductType), $($Windows.Architecture))"
}

# The train of the profile for a build; clients have product type 1. $null if there is none.
function Get-HostTrain {
    param([System.Object[]] $Train, [System.Object] $Windows)
    foreach ($candidate in $Train) {
        $kind = Test-Same $candidate.Os 'any'
        if ($null -eq $Windows.ProductType) {
            # Client and server of one build take different updates: nothing is guessed.
        }
        elseif ($Windows.ProductType -eq 1) {
            $kind = $kind -or (Test-Same $candidate.Os 'client')
        }
        else {
            $kind = $kind -or (Test-Same $candidate.Os 'server')
        }
        if ($kind -and [System.Array]::IndexOf($candidate.Builds, $Windows.Build) -ge 0) {
            return $candidate
        }
    }
    $null
}

# The servicing packages by name: <revision of a rollup> and <KB of anything else>. 112 is installed, 96 is waiting for
# the restart. Rollups carry no KB in their name; what carries one is a servicing stack or another prerequisite.
function Get-InstalledTrace {
    param([System.Object] $Windows)
    $ubr = -1
    if ($null -ne $Windows.Ubr) {
        $ubr = $Windows.Ubr
    }
    $trace = [pscustomobject] @{
        Ubr = $ubr; Revision = -1; Pending = -1
        Kbs = New-Object 'System.Collections.Generic.HashSet[string]' -ArgumentList ([System.StringComparer]::Ordinal)
        PendingKbs = New-Object 'System.Collections.Generic.HashSet[string]' -ArgumentList ([System.StringComparer]::Ordinal)
    }
    $options = [System.Text.RegularExpressions.RegexOptions]::CultureInvariant
    foreach ($kb in @($Windows.HotFixes)) {
        if ($null -ne $kb) { [void] $trace.Kbs.Add($kb) }
    }
    foreach ($package in @($Windows.Packages)) {
        if ($null -eq $package) {
            continue
        }
        $rollup = [System.Text.RegularExpressions.Regex]::Match($package.Name, '\APackage_for_RollupFix~.*~(?<build>[0-9]{1,6})\.(?<revision>[0-9]{1,7})\.[0-9]+\.[0-9]+\z', $options)
        $other = [System.Text.RegularExpressions.Regex]::Match($package.Name, '\APackage_for_(?<kb>KB[0-9]{6,7})(?:_|~)', $options)
        $there = $package.State -eq 112
        $waits = $package.State -eq 96
        if ($rollup.Success -and [int] $rollup.Groups['build'].Value -eq (Get-PackageBuild $Windows.Build)) {
            $revision = [int] $rollup.Groups['revision'].Value
            if ($there -and $revision -gt $trace.Revision) { $trace.Revision = $revision }
            if ($waits -and $revision -gt $trace.Pending) { $trace.Pending = $revision }
        }
        elseif ($other.Success) {
            if ($there) { [void] $trace.Kbs.Add($other.Groups['kb'].Value) }
            if ($waits) { [void] $trace.PendingKbs.Add($other.Groups['kb'].Value) }
        }
    }
    $trace
}

# 19042 to 19045 are switched on over 19041, 22631 over 22621, 26200 and 26300 over 26100: the packages name the base.
function Get-PackageBuild {
    param([int] $Build)
    if ($Build -ge 19042 -and $Build -le 19045) { return 19041 }
    if ($Build -eq 22631) { return 22621 }
    if ($Build -eq 26200 -or $Build -eq 26300) { return 26100 }
    $Build
}

# Present, Pending (a restart will make it so) or Absent.
function Get-UpdatePresence {
    param([System.Object] $Row, [System.Object] $Train, [System.Object] $Trace)
    if ($Trace.Kbs.Contains($Row.Kb)) {
        return 'Present'
    }
    $revision = Get-RowRevision $Row $Train
    if ($revision -ge 0) {
        if (((Test-Same $Train.Verdict 'ubr') -and $Trace.Ubr -ge $revision) -or $Trace.Revision -ge $revision) {
            return 'Present'
        }
        if ($Trace.Pending -ge $revision) {
            return 'Pending'
        }
    }
    if ($Trace.PendingKbs.Contains($Row.Kb)) {
        return 'Pending'
    }
    'Absent'
}

# The revision that a row stands for, -1 if nobody knows it or it has none (prerequisites).
function Get-RowRevision {
    param([System.Object] $Row, [System.Object] $Train)
    if (Test-Same $Row.Kind 'prerequisite') {
        return -1
    }
    if ((Test-Same $Row.Kind 'floor') -and $Train.FloorUbr -ge 0) {
        return $Train.FloorUbr
    }
    foreach ($accepted in $Train.Accepted) {
        if (Test-Same $accepted.Kb $Row.Kb) {
            return $accepted.Revision
        }
    }
    -1
}

# Met, Pending or NotMet: the update condition as such, whichever update brought it. Fact says what it rests on.
function Get-FloorState {
    param([System.Object] $Train, [System.Object] $Trace)
    $state = [pscustomobject] @{ State = 'NotMet'; Fact = '' }
    if (Test-Same $Train.Verdict 'native') {
        $state.State = 'Met'
        $state.Fact = 'this Windows has it from the start'
        return $state
    }
    if (Test-Same $Train.Verdict 'ubr') {
        $state.Fact = "floor $($Train.FloorUbr), here $($Trace.Ubr) (UBR)"
        if ($Trace.Ubr -ge $Train.FloorUbr) { $state.State = 'Met' }
        elseif ($Trace.Pending -ge $Train.FloorUbr -or $Trace.Revision -ge $Train.FloorUbr) { $state.State = 'Pending' }
        return $state
    }
    $state.Fact = 'none of the listed rollups is installed'
    if ((Test-Same $Train.Verdict 'package')) {
        foreach ($accepted in $Train.Accepted) {
            # The exact revisions only: whether security-only updates count in the same row is not known.
            if ($Trace.Kbs.Contains($accepted.Kb) -or ($accepted.Revision -ge 0 -and $accepted.Revision -eq $Trace.Revision)) {
                $state.State = 'Met'
                $state.Fact = "$($accepted.Kb) is installed"
            }
        }
        if ($Trace.Kbs.Contains($Train.SecurityOnly)) {
            $state.State = 'Met'
            $state.Fact = "$($Train.SecurityOnly) is installed"
        }
    }
    $state
}
