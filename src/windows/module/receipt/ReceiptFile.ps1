# A receipt on the disk: its place in the chain, its signature file, its event.

# Sequence and digest of the last receipt, as the journal has them: a receipt that somebody removed leaves a gap to see.
function Get-ReceiptHead {
    param([System.Object] $Journal)
    $thing = (Get-JournalThing $Journal 'receipt').Thing
    if ($thing.Length -eq 0) {
        return [pscustomobject] @{ Number = 0; Sha256 = '0' * 64 }
    }
    [pscustomobject] @{ Number = Get-ReceiptNumber $thing; Sha256 = $thing.Split(':')[2] }
}

function Get-ReceiptName {
    param([string] $MachineName, [int] $Number)
    $name = New-Object System.Text.StringBuilder
    foreach ($character in $MachineName.ToCharArray()) {
        if (Test-Shape ([string] $character) '[A-Za-z0-9-]') {
            [void] $name.Append($character)
        }
        else {
            [void] $name.Append('_')
        }
    }
    if ($name.Length -eq 0) {
        [void] $name.Append('host')
    }
    if ($name.Length -gt 63) {
        $name.Length = 63
    }
    $name.ToString() + '-' + $Number.ToString('000000', [System.Globalization.CultureInfo]::InvariantCulture)
}

# Whether the receipt that a killed run was about to write is there.
function Test-ReceiptWritten {
    param([string] $Thing, [string] $Folder)
    $receipts = [System.IO.Path]::Combine($Folder, 'receipts')
    if (-not [System.IO.Directory]::Exists($receipts)) {
        return $false
    }
    $ending = '-' + (Get-ReceiptNumber $Thing).ToString('000000', [System.Globalization.CultureInfo]::InvariantCulture) + '.json'
    foreach ($file in [System.IO.Directory]::GetFiles($receipts)) {
        if ($file.EndsWith($ending, [System.StringComparison]::Ordinal) -and (Test-Same (Get-FileSha256 $file) $Thing.Split(':')[2])) {
            return $true
        }
    }
    $false
}

# The bytes, and the signature file if there is one: the receipt says itself whether it is signed.
function Get-SealedReceipt {
    param([System.Collections.Hashtable] $Document, [string] $Created)
    $signer = Get-ReceiptSigner (Get-DecidingTime (ConvertTo-TimeText (Get-PlatformClock)) $Created)
    $sealed = [pscustomobject] @{ Bytes = $null; File = $null; Reason = 'no certificate of this machine' }
    if ($null -ne $signer) {
        $Document['signature'] = @{ certificate_sha256 = Get-Sha256Hex $signer.RawData; kind = 'cms-detached'; reason = '' }
        $sealed.Bytes = [System.Text.Encoding]::ASCII.GetBytes((ConvertTo-CanonicalJson $Document))
        $signature = Get-ReceiptSignature $signer $sealed.Bytes
        $sealed.File = $signature.File
        $sealed.Reason = $signature.Reason
    }
    if ($null -eq $sealed.File) {
        $Document['signature'] = @{ certificate_sha256 = ''; kind = 'none'; reason = $sealed.Reason }
        $sealed.Bytes = [System.Text.Encoding]::ASCII.GetBytes((ConvertTo-CanonicalJson $Document))
    }
    $sealed
}

# The receipt appears under its name in one step and last: whoever sees it has the signature file too.
function Write-Receipt {
    param([System.Object] $Run, [System.Object] $Fact)
    $document = Get-ReceiptDocument $Fact
    $head = Get-ReceiptHead $Run.Journal
    $document['chain'] = @{ previous_sha256 = $head.Sha256; sequence = $head.Number + 1 }
    $sealed = Get-SealedReceipt $document $Fact.Kit.Created
    $digest = Get-Sha256Hex $sealed.Bytes
    $thing = 'receipt:' + ($head.Number + 1).ToString([System.Globalization.CultureInfo]::InvariantCulture) + ':' + $digest
    $base = ''
    try {
        $base = [System.IO.Path]::Combine((Get-RunFolder $Run 'receipts'), (Get-ReceiptName $document['host'].name ($head.Number + 1)))
        Write-JournalThing -Journal $Run.Journal -Thing $thing -Step 'will-write' -Before 'absent'
        if ($null -ne $sealed.File) {
            (Save-PlatformFile -Path ($base + '.p7s') -Bytes $sealed.File).Dispose()
        }
        (Save-PlatformFile -Path ($base + '.part') -Bytes $sealed.Bytes).Dispose()
        Move-PlatformFile -From ($base + '.part') -To ($base + '.json')
        Write-JournalThing -Journal $Run.Journal -Thing $thing -Step 'written' -Before 'absent'
    }
    catch {
        throw (Get-ReceiptFault -Run $Run -Thing $thing -Base $base -Exception $_.Exception)
    }
    ConvertTo-ReceiptResult -Path ($base + '.json') -Digest $digest -Number ($head.Number + 1) -Reason $sealed.Reason -EventText (Write-ReceiptEvent -Run $Run -Fact $Fact -Digest $digest -Document $document)
}

function Get-ReceiptFault {
    param([System.Object] $Run, [string] $Thing, [string] $Base, [System.Exception] $Exception)
    if ((Get-FaultCode $Exception).Length -gt 0) {
        return (Get-AccessFault -Code '' -Path $Base -Exception $Exception)
    }
    if (Test-Same (Get-JournalThing $Run.Journal 'receipt').PendingThing $Thing) {
        try {
            Write-JournalThing -Journal $Run.Journal -Thing $Thing -Step 'not-written' -Before 'absent'
        }
        catch {
            # The next run settles it: it looks for the file.
            [void] $Exception
        }
    }
    ConvertTo-Fault -Code 'RECEIPT_NOT_WRITTEN' -ExitCode 3 -Message ("$Base.json could not be written ($(Get-Cause $Exception)). What was done is done and stands in the journal; " +
        'only its receipt is missing. Check the space on the disk and who holds the file, then run again.')
}

function ConvertTo-ReceiptResult {
    param([string] $Path, [string] $Digest, [int] $Number, [string] $Reason, [string] $EventText)
    $signed = $Reason.Length -eq 0
    $word = 'signed with this machine''s certificate'
    if (-not $signed) {
        $word = 'claimed: ' + $Reason
    }
    [pscustomobject] @{
        Path = $Path; Sha256 = $Digest; Sequence = $Number; Signed = $signed; Reason = ConvertTo-PlainText $Reason; Code = 'RECEIPT_WRITTEN'
        Message = (ConvertTo-PlainText "$Path, number $Number of this host, $word. $EventText")
    }
}

# One event a run, for log collection: the receipt's digest by another channel than the file.
function Write-ReceiptEvent {
    param([System.Object] $Run, [System.Object] $Fact, [string] $Digest, [System.Collections.Hashtable] $Document)
    $numbers = @{ 'apply' = 1; 'undo' = 2; 'check' = 3 }
    $kind = 'Warning'
    if ($Fact.ExitCode -eq 0) {
        $kind = 'Information'
    }
    $text = ConvertTo-CanonicalJson @{
        exit_code = $Fact.ExitCode; format = 'airgap-event/1'; kit = $Fact.Kit.Id; mode = $Fact.Mode; outcome = $Document['run'].outcome
        receipt_sequence = $Document['chain'].sequence; receipt_sha256 = $Digest
    }
    try {
        if (-not (Test-PlatformEventSource)) {
            Write-JournalThing -Journal $Run.Journal -Thing 'event-source:AirgapKit' -Step 'will-set' -Before 'absent'
            try {
                Add-PlatformEventSource
            }
            finally {
                $step = 'not-set'
                if (Test-PlatformEventSource) {
                    $step = 'set'
                }
                Write-JournalThing -Journal $Run.Journal -Thing 'event-source:AirgapKit' -Step $step -Before 'absent'
            }
        }
        Write-PlatformEvent -Id $numbers[$Fact.Mode] -Kind $kind -Text $text
        'Event written to the Application log, source AirgapKit.'
    }
    catch {
        "No event could be written ($(Get-Cause $_.Exception))."
    }
}
