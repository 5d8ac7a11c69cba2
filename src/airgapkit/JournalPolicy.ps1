# What the journal's lines about local policy add up to: one record a merge, and which merges are still in force. Members of
# a record: Kit, FileBefore, FileAfter, IniBefore, IniAfter, Ours (digests, or absent), Whole (the merge was seen to its
# end), Alive (in force: not undone), Under (the merges that were in force before it, oldest first).

function Get-PolicyThing {
    param([string] $FileBefore, [string] $FileAfter, [string] $IniBefore, [string] $IniAfter, [string] $Ours)
    'policy:' + [string]::Join(':', @($FileBefore, $FileAfter, $IniBefore, $IniAfter, $Ours))
}

function Test-PolicyThing {
    param([string] $Thing)
    $Thing.StartsWith('policy:', [System.StringComparison]::Ordinal)
}

# The word of a line's member before: whether there was a policy file.
function Get-PolicyBefore {
    param([string] $Thing)
    if (Test-Same $Thing.Split(':')[1] 'absent') {
        return 'absent'
    }
    'present'
}

# Merges in force, oldest first; of one kit, of all others, or of all.
function Get-PolicyRecord {
    param([System.Object] $Journal, [string] $Kit = '', [switch] $Others)
    foreach ($record in $Journal.Policies) {
        if ($record.Alive -and ($Kit.Length -eq 0 -or (Test-Same $record.Kit $Kit) -ne [bool] $Others)) {
            $record
        }
    }
}

function Edit-PolicyHistory {
    param([System.Object] $Journal, [System.Object] $Record)
    if ((Test-Same $Record.Step 'merged') -or (Test-Same $Record.Step 'unseen')) {
        $part = $Record.Thing.Split(':')
        $Journal.Policies.Add([pscustomobject] @{
                Kit = $Record.Kit; FileBefore = $part[1]; FileAfter = $part[2]; IniBefore = $part[3]; IniAfter = $part[4]; Ours = $part[5]
                Whole = (Test-Same $Record.Step 'merged'); Alive = $true; Under = [System.Object[]] @(Get-PolicyRecord $Journal)
            })
    }
    if (Test-Same $Record.Step 'unmerged') {
        $mine = @(Get-PolicyRecord $Journal $Record.Kit)
        if ($mine.Length -eq 0) {
            throw (Get-JournalFault $Journal 'local policy is taken back that was never written')
        }
        foreach ($record in $mine) {
            $record.Alive = $false
        }
    }
}

# What the files show of a change whose run was killed, or failed. Between the two files nothing is certain: a merge counts
# as in force (undo looks at every value anyway), an undo as not done, and the next run writes gpt.ini once more.
function Get-PolicyOutcome {
    param([string] $Thing, [string] $Verb)
    $part = $Thing.Split(':')
    $step = 'unseen'
    if (Test-Same $Verb 'unmerge') {
        $step = 'not-unmerged'
    }
    try {
        $place = Get-PolicyPlace
        $file = Get-PolicyDigest $place.File
        $ini = Get-PolicyDigest $place.Ini
    }
    catch {
        return $step
    }
    if ((Test-Same $file $part[2]) -and (Test-Same $ini $part[4])) {
        return $Verb + 'd'
    }
    if ((Test-Same $file $part[1]) -and (Test-Same $ini $part[3])) {
        return 'not-' + $Verb + 'd'
    }
    $step
}

# What a killed run left beside the policy's files. It means nothing, so one that cannot be cleared now (held by a scanner)
# keeps no run from going on: the next change writes over it.
function Clear-PolicyRest {
    param([System.Object] $Journal)
    if ($Journal.DryRun) {
        return
    }
    $place = Get-PolicyPlace
    foreach ($path in @($place.File, $place.Ini)) {
        if ([System.IO.File]::Exists($path + '.airgap-new')) {
            try { Clear-PlatformFile -Path ($path + '.airgap-new') } catch { [void] $_ }
        }
    }
}
