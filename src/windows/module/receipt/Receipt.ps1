# The receipt of a run: what was there, what was done, what is there now. A claim of this host; signed with the machine's
# own key where there is one, which says which host claims it and no more. src/docs/receipt-format.md.

<#
.SYNOPSIS
Writes a receipt of a run into the protected folder, with a Windows event.

.DESCRIPTION
The receipt is canonical JSON, format airgap-receipt/1, named <host>-<sequence>.json below receipts. It holds the digest
of this host's receipt before it, which the journal keeps as well. Where the machine has a usable RSA certificate of its
own, a .p7s lies beside it (signed); else the receipt says why not (claimed). An event in the Application log, source
AirgapKit, holds the receipt's digest.

One object is given back: Path, Sha256, Sequence, Signed, Reason, Code, Message.

.PARAMETER KitRoot
The folder the kit was extracted to, below the protected folder.

.PARAMETER Mode
apply, undo or check.

.PARAMETER Result
The objects that Install-AirgapRoot, Install-AirgapUpdate or Undo-AirgapChange gave back.

.PARAMETER ExitCode
What the run ends with.

.PARAMETER Trigger
What started the run, such as manual, gpo-startup, task: 1 to 32 of a-z, 0-9, hyphen.

.EXAMPLE
New-AirgapReceipt -KitRoot $root -Mode check

.EXAMPLE
New-AirgapReceipt -KitRoot $root -Mode apply -Result $results -ExitCode 0 -Trigger gpo-startup
#>
function New-AirgapReceipt {
    [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
    [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory = $true)] [string] $KitRoot,
        [Parameter(Mandatory = $true)] [string] $Mode,
        [System.Object[]] $Result = @(),
        [int] $ExitCode = 0,
        [string] $Trigger = 'manual'
    )
    if ($WhatIfPreference -or -not $PSCmdlet.ShouldProcess('receipts', 'Write a receipt')) {
        return
    }
    $run = $null
    try {
        $kit = Read-AllowedKit $KitRoot
        $run = Enter-Run -KitRoot $kit.Root -KitId $kit.Id -DryRun $false
        $fact = Get-ReceiptFact -Kit $kit -Journal $run.Journal -Mode $Mode -Trigger $Trigger
        $fact.Results = $Result
        $fact.ExitCode = $ExitCode
        $check = Get-AirgapVerdict -KitRoot $kit.Root
        $fact.Conditions = $check.Verdicts
        $fact.State = $check.State
        Write-Receipt -Run $run -Fact $fact
    }
    finally {
        Exit-Run $run
    }
}

# What is noted when a run begins. A certificate whose file is gone is known by the journal's thumbprint, or not at all.
function Get-ReceiptFact {
    param([System.Object] $Kit, [System.Object] $Journal, [string] $Mode, [string] $Trigger)
    if (-not (Test-Shape $Mode 'apply|undo|check') -or -not (Test-Shape $Trigger '[a-z0-9-]{1,32}')) {
        throw (ConvertTo-Fault -Code 'RECEIPT_WORD_MALFORMED' -ExitCode 2 -Message ("a receipt's mode is apply, undo or check, and its trigger 1 to 32 of a-z, 0-9 and hyphen. " +
                "Given were '$Mode' and '$Trigger'."))
    }
    $fact = [pscustomobject] @{
        Kit = $Kit; Mode = $Mode; Trigger = $Trigger; Script = ''; Started = Get-PlatformClock; ExitCode = 0
        Results = @(); Pins = @(); Before = @{ }; Conditions = @(); State = $null
    }
    $fact.Pins = @(foreach ($item in $Kit.Certificates) {
            $pin = ConvertTo-Pin $item
            if ($null -ne (Get-PinFault $Kit.Root $pin)) {
                $known = Get-JournalState -Journal $Journal -Store $pin.Store -Sha256 $pin.Sha256
                if ($null -ne $known) { $pin.Thumbprint = $known.Sha1 }
            }
            if ($pin.Thumbprint.Length -gt 0) { $pin }
        })
    foreach ($pin in $fact.Pins) {
        $fact.Before[$pin.Sha256] = @(Get-CertificatePlace $pin)
    }
    $fact
}

function ConvertTo-TimeWord {
    param([System.DateTime] $Time)
    $Time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", [System.Globalization.CultureInfo]::InvariantCulture)
}

# The whole document but for chain and signature.
function Get-ReceiptDocument {
    param([System.Object] $Fact)
    $identity = Get-PlatformIdentity
    $state = $Fact.State
    if ($null -eq $state) {
        $state = Get-AirgapHostState
    }
    @{
        format       = 'airgap-receipt/1'
        id           = [System.Guid]::NewGuid().ToString('D')
        started      = ConvertTo-TimeWord $Fact.Started
        finished     = ConvertTo-TimeWord (Get-PlatformClock)
        kit          = @{ digest = $Fact.Kit.Digest; id = $Fact.Kit.Id; profile = $Fact.Kit.Profile; sequence = $Fact.Kit.Sequence; signer_keys = $Fact.Kit.Signers }
        actor        = @{ account = $identity.Account; elevated = $true; sid = $identity.Sid }
        host         = @{ dns_domain = $identity.Domain; hardware_id = $identity.HardwareId; machine_guid = $identity.MachineGuid; name = $identity.MachineName }
        os           = Get-ReceiptSystem $state
        engine       = Get-ReceiptEngine $state $Fact.Script
        policy       = @{ root_auto_update_disabled = ($state.DisableRootAutoUpdate -eq 1); root_address = [string] $state.RootDirUrl }
        run          = Get-ReceiptRun $Fact $identity
        certificates = @(foreach ($pin in $Fact.Pins) { Get-ReceiptCertificate $Fact $pin })
        updates      = @(foreach ($result in $Fact.Results) { if (Test-UpdateOfReceipt $result) { Get-ReceiptUpdate $result } })
        conditions   = @(foreach ($condition in $Fact.Conditions) { Get-ReceiptCondition $condition })
        other        = @(foreach ($result in $Fact.Results) { if (Test-OtherOfReceipt $result) { Get-ResultLine $result } })
    }
}

function Get-ReceiptSystem {
    param([System.Object] $State)
    @{
        architecture = [string] $State.Architecture; build = [string] $State.Build; culture = [string] $State.Culture
        edition = [string] $State.Edition; installation_type = [string] $State.InstallationType; kernel = [string] $State.KernelVersion
        product = [string] $State.Product; product_type = [string] $State.ProductType; restart_pending = ($true -eq $State.RestartPending)
        ubr = [string] $State.Ubr
    }
}

function Get-ReceiptEngine {
    param([System.Object] $State, [string] $Script)
    $engine = @{
        execution_policy = [string] $State.ExecutionPolicy; language_mode = [string] $State.LanguageMode; powershell = [string] $State.PowerShell
        script = ''; script_sha256 = ''; script_signature = ''; script_signer = ''
    }
    if ($Script.Length -gt 0) {
        $engine.script = [System.IO.Path]::GetFileName($Script)
        $engine.script_sha256 = Get-FileSha256 $Script
        $signature = Get-PlatformScriptSignature -Path $Script
        $engine.script_signature = $signature.Status
        $engine.script_signer = $signature.Signer.ToLowerInvariant()
    }
    $engine
}

function Get-ReceiptRun {
    param([System.Object] $Fact, [System.Object] $Identity)
    $minutes = [System.Math]::Abs($Identity.OffsetMinutes)
    $sign = '+'
    if ($Identity.OffsetMinutes -lt 0) {
        $sign = '-'
    }
    $offset = $sign + [string]::Format([System.Globalization.CultureInfo]::InvariantCulture, '{0:00}:{1:00}', [System.Math]::Floor($minutes / 60), $minutes % 60)
    @{
        exit_code = $Fact.ExitCode; mode = $Fact.Mode; outcome = Get-RunOutcome $Fact.Results; trigger = $Fact.Trigger
        restart_needed = Test-RestartNeeded $Fact.Results; utc_offset = $offset
    }
}

function Get-ReceiptCertificate {
    param([System.Object] $Fact, [System.Object] $Pin)
    $row = @{
        action = 'none'; code = ''; message = ''; method = ''; name = $Pin.Subject; sha1 = $Pin.Thumbprint.ToLowerInvariant(); sha256 = $Pin.Sha256; store = $Pin.Store
        before = [string[]] $Fact.Before[$Pin.Sha256]; after = [string[]] @(Get-CertificatePlace $Pin)
    }
    foreach ($result in $Fact.Results) {
        if ((Test-Same $result.Sha256 $Pin.Sha256) -and (Test-Same $result.Store $Pin.Store) -and -not (Test-Same $result.Outcome 'Noted')) {
            $row.action = $result.Outcome
            $row.code = $result.Code
            $row.message = Get-ResultLine $result
            $row.method = $result.Method
        }
    }
    $row
}

function Test-UpdateOfReceipt {
    param([System.Object] $Result)
    Test-Same $Result.Kind 'update'
}

# A receipt is read years later, by others: each message names its code.
function Get-ResultLine {
    param([System.Object] $Result)
    $Result.Code + ': ' + $Result.Message
}

# What belongs to none of the kit's certificates in the machine's own stores, and to no update.
function Test-OtherOfReceipt {
    param([System.Object] $Result)
    $Result.Sha256.Length -eq 0 -and -not (Test-UpdateOfReceipt $Result) -and -not (Test-Same $Result.Code 'UPDATE_BEGUN')
}

function Get-ReceiptUpdate {
    param([System.Object] $Result)
    $row = @{
        action = $Result.Outcome; after = $Result.After; before = $Result.Before; code = $Result.Code; exit_code = ''; exit_text = $Result.ExitText
        kb = $Result.Kb; kind = $Result.UpdateKind; log = ''; log_sha256 = ''; message = Get-ResultLine $Result; sha256 = $Result.Sha256
    }
    if ($null -ne $Result.ExitCode) {
        $row.exit_code = '0x' + ([int] $Result.ExitCode).ToString('X8', [System.Globalization.CultureInfo]::InvariantCulture)
    }
    if ($Result.Log.Length -gt 0 -and [System.IO.File]::Exists($Result.Log)) {
        $row.log = [System.IO.Path]::GetFileName($Result.Log)
        $row.log_sha256 = Get-FileSha256 $Result.Log
    }
    $row
}

function Get-ReceiptCondition {
    param([System.Object] $Condition)
    @{ code = [string] $Condition.Code; condition = [string] $Condition.Condition; fact = [string] $Condition.Fact; verdict = [string] $Condition.Verdict }
}
