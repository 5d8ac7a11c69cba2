# Pure: the policy file before and ours give the file after; and which of ours goes or gets back what stood there, value by
# value. No file is touched here. What a value means is Windows' matter: compared are key and name, type and data.

# Bytes, and of each entry of ours its action: Same (there already), Replaced, Added.
function Merge-Policy {
    param([System.Object] $Now, [System.Object] $Ours)
    $edits = New-Object 'System.Collections.Generic.SortedDictionary[int,object]'
    $more = New-Object 'System.Collections.Generic.List[object]'
    $actions = [string[]] @(for ($i = 0; $i -lt $Ours.Keys.Count; $i++) {
            $at = Find-PolicyEntry $Now $Ours.Keys[$i] $Ours.Names[$i]
            if ($at -lt 0) {
                $more.Add([pscustomobject] @{ Policy = $Ours; At = $i })
                'Added'
            }
            elseif (Test-PolicyEntrySame -Left $Now -LeftAt $at -Right $Ours -RightAt $i) {
                'Same'
            }
            else {
                $edits[$at] = [pscustomobject] @{ Policy = $Ours; At = $i }
                'Replaced'
            }
        })
    [pscustomobject] @{ Bytes = Join-Policy $Now $edits $more.ToArray(); Actions = $actions }
}

# What stood under a name before a merge and before those it rests on. A value that an undone merge had brought was never
# anybody else's; one of a kit that is still in force stays that kit's. Gives Policy, At; $null if nothing stood there.
function Find-PolicyPrior {
    param([System.Object] $Undo, [System.Object] $Record, [string] $Key, [string] $Name)
    $before = Get-PolicyCopy $Undo $Record.FileBefore
    $at = Find-PolicyEntry $before $Key $Name
    if ($at -lt 0) {
        return $null
    }
    for ($n = $Record.Under.Length - 1; $n -ge 0; $n--) {
        $older = $Record.Under[$n]
        $theirs = Get-PolicyCopy $Undo $older.Ours
        $place = Find-PolicyEntry $theirs $Key $Name
        if ($place -lt 0) {
            continue
        }
        if (-not (Test-PolicyEntrySame -Left $before -LeftAt $at -Right $theirs -RightAt $place)) {
            break
        }
        if ($older.Alive -and -not (Test-Same $older.Kit $Undo.Kit)) {
            break
        }
        return (Find-PolicyPrior -Undo $Undo -Record $older -Key $Key -Name $Name)
    }
    [pscustomobject] @{ Policy = $before; At = $at }
}

# The other kits in force that say the same of this value.
function Get-PolicyNeed {
    param([System.Object] $Undo, [int] $I)
    $kits = New-Object 'System.Collections.Generic.List[string]'
    foreach ($record in $Undo.Others) {
        $theirs = Get-PolicyCopy $Undo $record.Ours
        $place = Find-PolicyEntry $theirs $Undo.Ours.Keys[$I] $Undo.Ours.Names[$I]
        if ($place -ge 0 -and (Test-PolicyEntrySame -Left $Undo.Ours -LeftAt $I -Right $theirs -RightAt $place) -and -not $kits.Contains($record.Kit)) {
            $kits.Add($record.Kit)
        }
    }
    $kits.ToArray()
}

# Action: Gone, AsBefore, Changed, Needed, Removed, Restored; At: its place in the file, Prior: what comes back, Kits: who needs it.
function Get-PolicyUndoAction {
    param([System.Object] $Undo, [int] $I)
    $at = Find-PolicyEntry $Undo.Now $Undo.Ours.Keys[$I] $Undo.Ours.Names[$I]
    $action = [pscustomobject] @{ Action = 'Gone'; At = $at; Prior = $null; Kits = @() }
    if ($at -lt 0) {
        return $action
    }
    $own = Test-PolicyEntrySame -Left $Undo.Now -LeftAt $at -Right $Undo.Ours -RightAt $I
    if ($own) {
        $action.Kits = @(Get-PolicyNeed $Undo $I)
    }
    $action.Prior = Find-PolicyPrior -Undo $Undo -Record $Undo.Record -Key $Undo.Ours.Keys[$I] -Name $Undo.Ours.Names[$I]
    if ($action.Kits.Length -gt 0) {
        $action.Action = 'Needed'
    }
    elseif ($null -ne $action.Prior -and (Test-PolicyEntrySame -Left $Undo.Now -LeftAt $at -Right $action.Prior.Policy -RightAt $action.Prior.At)) {
        $action.Action = 'AsBefore'
    }
    elseif (-not $own) {
        $action.Action = 'Changed'
    }
    elseif ($null -eq $action.Prior) {
        $action.Action = 'Removed'
    }
    else {
        $action.Action = 'Restored'
    }
    $action
}

# Undo: Now, Ours (tables), Kit, Record (this kit's last merge), Others (merges of other kits in force), Copy (what reads one).
function Split-Policy {
    param([System.Object] $Undo)
    $edits = New-Object 'System.Collections.Generic.SortedDictionary[int,object]'
    $actions = @(for ($i = 0; $i -lt $Undo.Ours.Keys.Count; $i++) {
            $action = Get-PolicyUndoAction $Undo $i
            if ((Test-Same $action.Action 'Removed') -or (Test-Same $action.Action 'Restored')) {
                $edits[$action.At] = $action.Prior
            }
            $action
        })
    [pscustomobject] @{ Bytes = Join-Policy $Undo.Now $edits @(); Actions = $actions }
}
