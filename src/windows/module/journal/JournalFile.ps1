# The journal's file: append-only JSON lines, each holding the SHA-256 of the line before it, line feed included.
# The chain stops no forger who may write here (it has no key); it shows damage. Who may write is the folder's matter.

function Open-Journal {
    param([string] $Folder, [string] $KitId, [bool] $DryRun)
    $journal = [pscustomobject] @{
        Path     = [System.IO.Path]::Combine($Folder, 'journal.jsonl')
        Kit      = $KitId
        DryRun   = $DryRun
        Exists   = $false
        Sequence = 0
        Last     = '0' * 64
        Things   = New-Object 'System.Collections.Generic.SortedDictionary[string,object]' -ArgumentList ([System.StringComparer]::Ordinal)
        Policies = New-Object 'System.Collections.Generic.List[object]'
        States   = New-Object 'System.Collections.Generic.SortedDictionary[string,object]' -ArgumentList ([System.StringComparer]::Ordinal)
        Notes    = New-Object 'System.Collections.Generic.List[object]'
    }
    $journal.Exists = Test-ProtectedFile $journal.Path
    if ($journal.Exists) {
        Read-Journal $journal
    }
    $journal
}

function Read-Journal {
    param([System.Object] $Journal)
    try {
        [byte[]] $bytes = Read-PlatformFile -Path $Journal.Path
    }
    catch {
        throw (Get-JournalAccessFault $Journal $_.Exception)
    }
    if ($null -eq $bytes) {
        return
    }
    $start = 0
    while ($start -lt $bytes.Length) {
        $end = [System.Array]::IndexOf($bytes, [byte] 10, $start)
        if ($end -lt 0) {
            Edit-TornJournal -Journal $Journal -Length $start -Torn ($bytes.Length - $start)
            return
        }
        $line = New-Object 'System.Byte[]' -ArgumentList ($end - $start + 1)
        [System.Array]::Copy($bytes, $start, $line, 0, $line.Length)
        Read-JournalLine $Journal $line
        $start = $end + 1
    }
}

function Read-JournalLine {
    param([System.Object] $Journal, [byte[]] $Line)
    # Latin-1 maps every byte to one character, so no two different lines read alike.
    $text = [System.Text.Encoding]::GetEncoding(28591).GetString($Line, 0, $Line.Length - 1)
    $record = ConvertFrom-JournalLine $Journal $text
    $expected = ($Journal.Sequence + 1).ToString([System.Globalization.CultureInfo]::InvariantCulture)
    if (-not ((Test-Same $record.Sequence $expected) -and (Test-Same $record.Previous $Journal.Last))) {
        throw (Get-JournalFault $Journal 'it does not follow the line before it')
    }
    Use-JournalRecord $Journal $record
    $Journal.Sequence++
    $Journal.Last = Get-Sha256Hex $Line
}

# A line without its line feed was being written when the host stopped: half a line, or the zeros that NTFS leaves.
# Nothing rests on it: an intent is flushed before the change, and an outcome is read from the store again.
function Edit-TornJournal {
    param([System.Object] $Journal, [long] $Length, [long] $Torn)
    if (-not $Journal.DryRun) {
        try {
            Resize-PlatformFile -Path $Journal.Path -Length $Length
        }
        catch {
            throw (Get-JournalAccessFault $Journal $_.Exception)
        }
    }
    $Journal.Notes.Add((ConvertTo-Result -Pin $null -Outcome 'Noted' -Code 'JOURNAL_LINE_TORN' -Message ("an earlier run was stopped while it wrote to $($Journal.Path): " +
                "$Torn bytes of an unfinished line are cut off. The stores are asked for what really happened.")))
}

function Get-JournalAccessFault {
    param([System.Object] $Journal, [System.Exception] $Exception)
    if ((Get-FaultCode $Exception).Length -gt 0) {
        return (ConvertTo-Fault -Code (Get-FaultCode $Exception) -ExitCode ([int] $Exception.Data['AirgapExit']) -Message $Exception.Message)
    }
    ConvertTo-Fault -Code 'JOURNAL_NOT_ACCESSIBLE' -ExitCode 3 -Message ("$($Journal.Path) could not be read or written ($(Get-Cause $Exception)). " +
        'Without it nothing could be undone, so nothing more is changed. Check the space on the disk and who holds the file, then run again: ' +
        'the next run finds out what was done.')
}

# One line on the disk, and the chain's head moved on to it.
function Add-JournalText {
    param([System.Object] $Journal, [string] $Text)
    $bytes = [System.Text.Encoding]::ASCII.GetBytes($Text + "`n")
    try {
        if (-not $Journal.Exists) {
            Add-PlatformFile -Path $Journal.Path
            $Journal.Exists = $true
        }
        Add-PlatformByte -Path $Journal.Path -Bytes $bytes
    }
    catch {
        throw (Get-JournalAccessFault $Journal $_.Exception)
    }
    $Journal.Last = Get-Sha256Hex $bytes
}

# On the disk before it returns. In a dry run the state moves on and the file does not.
function Write-Journal {
    param([System.Object] $Journal, [System.Object] $Pin, [string] $Step, [string] $Before, [string] $Kit)
    $record = [pscustomobject] @{
        Before   = $Before
        Kit      = $Kit
        Previous = $Journal.Last
        Sequence = ($Journal.Sequence + 1).ToString([System.Globalization.CultureInfo]::InvariantCulture)
        Sha1     = $Pin.Thumbprint
        Sha256   = $Pin.Sha256
        Step     = $Step
        Store    = $Pin.Store
        Thing    = ''
    }
    if (-not $Journal.DryRun) {
        Add-JournalText $Journal (ConvertTo-JournalLine $record (Get-PlatformClock))
    }
    Use-JournalRecord $Journal $record
    $Journal.Sequence++
}

# A step that was begun and not finished: the run was killed. The store decides what happened.
function Complete-JournalStep {
    param([System.Object] $Journal)
    foreach ($state in @($Journal.States.Values)) {
        if (Test-Same $state.Pending '') {
            continue
        }
        $kit = $state.PendingKit
        $pin = [pscustomobject] @{ Subject = ''; Sha256 = $state.Sha256; Store = $state.Store; Thumbprint = $state.Sha1 }
        $now = Get-StoreState -Store $state.Store -Thumbprint $state.Sha1 -Sha256 $state.Sha256
        $before = 'present'
        if (Test-Same $state.Pending 'add') {
            $before = 'absent'
            $step = 'not-added'
            if (Test-Same $now 'Equal') {
                $step = 'added'
            }
            elseif (Test-Same $now 'Absent') {
                # The key may be there already, without its value.
                Clear-PlatformStoreKey -Store $state.Store -Thumbprint $state.Sha1
            }
        }
        else {
            $step = 'not-removed'
            if (Test-Same $now 'Absent') {
                $step = 'removed'
            }
        }
        Write-Journal -Journal $Journal -Pin $pin -Step $step -Before $before -Kit $kit
        $Journal.Notes.Add((ConvertTo-Result -Pin $pin -Outcome 'Noted' -Code 'RUN_CONTINUED' -Message ("an earlier run of $kit was stopped in the middle of a step; " +
                    "the store says: $step. This run goes on from there.")))
    }
}
