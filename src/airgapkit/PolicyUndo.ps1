# Local policy taken back: value by value, only where the file still says what we wrote, and never what another applied kit
# says too. Entries keep their bytes and their place, so a file that nobody else changed becomes what it was, byte for byte.

# Nothing at all for a kit that wrote no policy.
function Invoke-PolicyUndoStep {
    param([System.Object] $Run, [System.Object] $Kit, [scriptblock] $Ask)
    $mine = @(Get-PolicyRecord $Run.Journal $Run.Journal.Kit)
    $entry = Find-KitPolicy $Kit
    if ($mine.Length -eq 0) {
        if ($null -ne $entry) {
            ConvertTo-PolicyNote 'NothingToUndo' 'POLICY_NOT_IN_JOURNAL' 'the journal knows of no local policy of this kit that is still in force; left alone.'
        }
        return
    }
    foreach ($record in $mine) {
        if ($null -eq $entry -or -not (Test-Same $record.Ours $entry.Sha256)) {
            return (ConvertTo-PolicyNote 'Refused' 'POLICY_NOT_OF_THIS_KIT' ("the journal says that this kit wrote a policy with the SHA-256 $($record.Ours), and the manifest does not list it. " +
                    'What is not the kit''s is not taken back. Use the kit it was written with; compare its digest with the receipts.'))
        }
    }
    $local = Read-LocalPolicy
    $undo = Get-PolicyUndo -Run $Run -Kit $Kit -Entry $entry -Local $local
    $plan = Get-PolicyUndoPlan $undo $local
    if (-not $Run.DryRun) {
        if (-not (& $Ask $local.Place.File 'Take back the kit''s policy')) {
            return (ConvertTo-PolicyNote 'Declined' 'POLICY_DECLINED' 'the local policy was not taken back, because you said no.')
        }
        foreach ($bytes in @($local.File, $local.Ini)) { Save-PolicyCopy $Run $bytes }
        Edit-LocalPolicy $Run $local ([pscustomobject] @{ Verb = 'unmerge'; File = $plan.Bytes; Ini = $plan.IniBytes; Ours = $entry.Sha256 })
    }
    Get-PolicyUndoResult -Run $Run -Undo $undo -Plan $plan
}

# What the pure part works on. Ours is what the manifest lists: from the kit or, if its file is gone, the copy of that digest.
function Get-PolicyUndo {
    param([System.Object] $Run, [System.Object] $Kit, [System.Object] $Entry, [System.Object] $Local)
    $mine = @(Get-PolicyRecord $Run.Journal $Run.Journal.Kit)
    $undo = [pscustomobject] @{
        Now = $Local.Policy; Ours = $null; Items = @(); Kit = $Run.Journal.Kit; Record = $mine[$mine.Length - 1]; Folder = $Run.Folder
        Others = @(Get-PolicyRecord $Run.Journal $Run.Journal.Kit -Others)
        Copies = New-Object 'System.Collections.Generic.Dictionary[string,object]' -ArgumentList ([System.StringComparer]::Ordinal)
    }
    $path = Get-KitPath $Kit.Root $Entry.Path
    [byte[]] $bytes = Read-PolicyBytes $path
    if ($null -ne $bytes -and (Test-Same (Get-Sha256Hex $bytes) $Entry.Sha256)) {
        $undo.Copies[$Entry.Sha256] = Read-Policy $bytes $path
    }
    $undo.Ours = Get-PolicyCopy $undo $Entry.Sha256
    $undo.Items = @(Get-KitPolicyItem $undo.Ours $Kit)
    $undo
}

# The first merge of those that this one rests on: before it stood what nobody of us wrote.
function Get-PolicyRoot {
    param([System.Object] $Record)
    while ($Record.Under.Length -gt 0) {
        $Record = $Record.Under[0]
    }
    $Record
}

# gpt.ini never goes back as it was: its version must rise, or no client would look. Our extensions go only when the file is
# what it was before the first of us, and nobody else of us is in force.
function Get-PolicyUndoPlan {
    param([System.Object] $Undo, [System.Object] $Local)
    $split = Split-Policy $Undo
    $root = Get-PolicyRoot $Undo.Record
    $plan = [pscustomobject] @{ Actions = $split.Actions; Bytes = $split.Bytes; IniBytes = $null }
    if ($null -eq $Local.File -or ($split.Bytes.Length -eq 8 -and $Undo.Others.Length -eq 0 -and (Test-Same $root.FileBefore 'absent'))) {
        $plan.Bytes = $null
    }
    if ($null -eq $Local.Ini -and $null -eq $plan.Bytes) {
        return $plan
    }
    $ini = Get-LocalPolicyIni $Local
    $names = $ini.Names
    if ($Undo.Others.Length -eq 0 -and $null -ne $names -and (Test-Same (Get-BytesDigest $plan.Bytes) $root.FileBefore)) {
        [byte[]] $old = Read-PolicyCopy $Undo.Folder $root.IniBefore
        $before = $null
        if ($null -ne $old -and $old.Length -gt 0) {
            $before = (Read-PolicyIni $old (Get-PolicyCopyPath $Undo.Folder $root.IniBefore)).Names
        }
        $names = Split-PolicyName -Names $names -Pair (Get-OurPair $Undo) -Before ([string] $before) -Path $Local.Place.Ini
        if ($names.Length -eq 0 -and $null -eq $before) {
            $names = $null
        }
    }
    $plan.IniBytes = Get-PolicyIniBytes $ini $names
    $plan
}

function Get-PolicyUndoResult {
    param([System.Object] $Run, [System.Object] $Undo, [System.Object] $Plan)
    $refused = ''
    if (-not $Run.DryRun) {
        $refused = Invoke-PolicyRefresh $Run
    }
    foreach ($item in $Undo.Items) {
        if ($item.Name.Length -gt 0) {
            Get-PolicyUndoValueResult -Run $Run -Undo $Undo -Item $item -Action $Plan.Actions[$item.I]
        }
    }
    if ($refused.Length -gt 0) {
        ConvertTo-PolicyNote 'Noted' 'POLICY_WRITTEN_NOT_APPLIED' ("the policy is taken back, but gpupdate did not apply that ($refused). Windows applies it at its next start " +
            'or policy refresh by itself. To have it now: C:\Windows\System32\gpupdate.exe /target:computer /force.')
    }
}

function Get-PolicyUndoValueResult {
    param([System.Object] $Run, [System.Object] $Undo, [System.Object] $Item, [System.Object] $Action)
    if ($Run.DryRun -and $null -eq (Get-PolicyLeftText $Action)) {
        return (ConvertTo-PolicyResult $Item 'WouldRemove' 'POLICY_VALUE_WOULD_BE_REMOVED' 'written by this kit; would be taken back from the local policy.')
    }
    $left = Get-PolicyLeftText $Action
    if ($null -ne $left) {
        return (ConvertTo-PolicyResult $Item $left[0] $left[1] $left[2])
    }
    $code = 'POLICY_VALUE_REMOVED'
    $text = 'taken out of the local policy. '
    if (Test-Same $Action.Action 'Restored') {
        $code = 'POLICY_VALUE_RESTORED'
        $text = 'the local policy says again what it said before. '
    }
    elseif (Test-Same (Get-PolicyForceOne $Undo.Ours $Item) 'InForce') {
        $code = 'POLICY_VALUE_STAYS'
        $text += 'The registry still has it. '
        if ($Item.Key.StartsWith('Software\Policies\', [System.StringComparison]::OrdinalIgnoreCase)) {
            $text += 'It goes with the next policy refresh or start of Windows, unless another policy says the same.'
        }
        else {
            $text += 'It lies outside of Software\Policies, where Windows takes nothing away by itself: the kit''s policy to remove (gpo\remove) does, or reg delete by hand.'
        }
    }
    ConvertTo-PolicyResult $Item 'Removed' $code $text.Trim()
}

# Outcome, code, text of a value that stays as it is; $null of one that goes.
function Get-PolicyLeftText {
    param([System.Object] $Action)
    switch -CaseSensitive ($Action.Action) {
        'Gone' { return @('AlreadyGone', 'POLICY_VALUE_ALREADY_GONE', 'no longer in the local policy; nothing was left to do.') }
        'AsBefore' { return @('LeftThere', 'POLICY_VALUE_WAS_THERE_BEFORE', 'the local policy says what it said before this kit; left alone.') }
        'Needed' { return @('LeftThere', 'POLICY_VALUE_NEEDED_BY_ANOTHER_KIT', 'left there, because it is still needed by ' + [string]::Join(', ', [string[]] $Action.Kits) + '. The undo of the last kit that needs it takes it back.') }
        'Changed' { return @('LeftThere', 'POLICY_VALUE_CHANGED_SINCE', 'the local policy no longer says what this kit wrote. Somebody else set it since, so it is theirs; left alone.') }
    }
    $null
}

# For the undo of certificates alone.
function Get-PolicyLeft {
    param([System.Object] $Journal)
    if (@(Get-PolicyRecord $Journal $Journal.Kit).Length -gt 0) {
        ConvertTo-PolicyNote 'LeftThere' 'POLICY_LEFT' 'the local policy of this kit is still there; Undo-Kit.ps1 takes it back.'
    }
}
