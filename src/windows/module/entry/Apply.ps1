# The whole of a kit on this host: certificates, updates, receipt; and the way back. What the entry scripts call.

<#
.SYNOPSIS
Applies a kit to this host: certificates, then Windows updates, then a receipt.

.DESCRIPTION
The extracted kit is compared with its manifest, every pin is checked, and only then the first thing is changed. The
certificates and the updates are two conditions: if one of them cannot be met, the other is tried all the same. The
receipt is written whatever came of it. A run that was killed is continued by the next one.

The objects of Install-AirgapRoot and Install-AirgapUpdate are given back, then one of the receipt (Kind receipt), then
one that sums up (Kind summary): Exit, Restart, Verdicts. Nothing asks a question.

.PARAMETER KitRoot
The folder the kit was extracted to, below the protected folder.

.PARAMETER CertificatesOnly
Leaves updates alone.

.PARAMETER Trigger
What started the run, for the receipt: manual, gpo-startup, task.

.PARAMETER Script
The entry script that runs, for the receipt.

.PARAMETER TimeoutMinutes
How long one update may take before this run stops waiting for it.

.EXAMPLE
Install-AirgapKit -KitRoot $root -WhatIf

.EXAMPLE
Install-AirgapKit -KitRoot $root -Trigger gpo-startup
#>
function Install-AirgapKit {
    [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
    [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory = $true)] [string] $KitRoot,
        [switch] $CertificatesOnly,
        [string] $Trigger = 'manual',
        [string] $Script = '',
        [int] $TimeoutMinutes = 120
    )
    $kit = Read-AllowedKit $KitRoot
    Assert-KitContent $kit @('certificate', 'crl', 'data', 'document', 'policy', 'script', 'sums')
    $pins = @(foreach ($item in @(Get-CertificateOrder $kit)) { ConvertTo-Pin $item })
    $refusals = @(Get-PinRefusal $kit.Root $pins)
    if ($refusals.Count -gt 0) {
        foreach ($refusal in $refusals) { $refusal }
        return (Get-RunSummary $kit $refusals)
    }
    $cmdlet = $PSCmdlet
    $ask = { param($target, $action) $cmdlet.ShouldProcess($target, $action) }
    $seconds = 60 * $TimeoutMinutes
    $steps = @({ param($run) Invoke-RootStep -Run $run -Pin $pins -Ask $ask })
    if (-not $CertificatesOnly) {
        $steps += { param($run) Invoke-UpdateStep -Run $run -Kit $kit -Seconds $seconds -Ask $ask }
    }
    Invoke-KitRun -Kit $kit -Mode 'apply' -Trigger $Trigger -Script $Script -DryRun ([bool] $WhatIfPreference) -Step $steps
}

<#
.SYNOPSIS
Takes back what a kit added to this host, and writes a receipt.

.DESCRIPTION
As Undo-AirgapChange, with the certificates of the kit's own manifest. The kit's scripts and data are compared with the
manifest first; its certificate, policy and update files may be gone. Result objects as of Install-AirgapKit.

.PARAMETER KitRoot
The folder the kit was extracted to, below the protected folder.

.PARAMETER Trigger
What started the run, for the receipt.

.PARAMETER Script
The entry script that runs, for the receipt.

.EXAMPLE
Undo-AirgapKit -KitRoot $root -WhatIf

.EXAMPLE
Undo-AirgapKit -KitRoot $root
#>
function Undo-AirgapKit {
    [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
    [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory = $true)] [string] $KitRoot,
        [string] $Trigger = 'manual',
        [string] $Script = ''
    )
    $kit = Read-AllowedKit $KitRoot
    Assert-KitContent $kit @('data', 'script', 'sums')
    $pins = @(foreach ($item in $kit.Certificates) { ConvertTo-Pin $item })
    [System.Array]::Reverse($pins)
    $cmdlet = $PSCmdlet
    $ask = { param($target, $action) $cmdlet.ShouldProcess($target, $action) }
    Invoke-KitRun -Kit $kit -Mode 'undo' -Trigger $Trigger -Script $Script -DryRun ([bool] $WhatIfPreference) -Step @(
        { param($run) Invoke-UndoStep -Run $run -Pin $pins -Ask $ask })
}

# One lock around all steps. What came of each is told at once and kept for the receipt, also when a fault ends the run.
function Invoke-KitRun {
    param([System.Object] $Kit, [string] $Mode, [string] $Trigger, [string] $Script, [bool] $DryRun, [scriptblock[]] $Step)
    $results = New-Object 'System.Collections.Generic.List[object]'
    $run = $null
    try {
        $run = Enter-Run -KitRoot $Kit.Root -KitId $Kit.Id -DryRun $DryRun
        $fact = Get-ReceiptFact -Kit $Kit -Journal $run.Journal -Mode $Mode -Trigger $Trigger
        $fact.Script = $Script
        $fault = $null
        try {
            $run.Journal.Notes | ForEach-Object -Process { $results.Add($_); $_ }
            $run.Journal.Notes.Clear()
            foreach ($one in $Step) {
                & $one $run | ForEach-Object -Process { $results.Add($_); $_ }
            }
            $run.Journal.Notes | ForEach-Object -Process { $results.Add($_); $_ }
        }
        catch {
            $fault = $_
            $results.Add((ConvertTo-Result -Pin $null -Outcome 'Failed' -Code 'RUN_ENDED_BY_FAULT' -Message (Get-Cause $_.Exception)))
        }
        $summary = Get-RunSummary $Kit $results.ToArray()
        if (-not $DryRun) {
            Complete-KitRun -Run $run -Fact $fact -Summary $summary -Results $results.ToArray() -Fault $fault
        }
        if ($null -ne $fault) {
            throw $fault
        }
        $summary
    }
    finally {
        Exit-Run $run
    }
}

# After a fault the receipt is tried and its own fault is kept quiet: the first one is what counts.
function Complete-KitRun {
    param([System.Object] $Run, [System.Object] $Fact, [System.Object] $Summary, [System.Object[]] $Results, [System.Object] $Fault)
    $Fact.Results = $Results
    $Fact.ExitCode = $Summary.Exit
    $Fact.Conditions = $Summary.Verdicts
    $Fact.State = $Summary.State
    if ($null -eq $Fault) {
        ConvertTo-ReceiptEntry (Write-Receipt -Run $Run -Fact $Fact)
        return
    }
    if ($Fault.Exception.Data.Contains('AirgapExit')) {
        $Fact.ExitCode = [int] $Fault.Exception.Data['AirgapExit']
    }
    try {
        ConvertTo-ReceiptEntry (Write-Receipt -Run $Run -Fact $Fact)
    }
    catch {
        [void] $_
    }
}

function ConvertTo-ReceiptEntry {
    param([System.Object] $Receipt)
    $result = ConvertTo-Result -Pin $null -Outcome 'Noted' -Code $Receipt.Code -Message $Receipt.Message
    $result.Kind = 'receipt'
    foreach ($name in @('Path', 'Sequence', 'Signed')) {
        $result | Add-Member -MemberType NoteProperty -Name $name -Value $Receipt.$name
    }
    $result | Add-Member -MemberType NoteProperty -Name 'ReceiptSha256' -Value $Receipt.Sha256
    $result
}

# Exit: 0 all of it, 1 a clear no, 3 could not find out. Verdicts: of each condition, as it is now.
function Get-RunSummary {
    param([System.Object] $Kit, [System.Object[]] $Results)
    $summary = [pscustomobject] @{ Kind = 'summary'; Kit = $Kit.Id; Title = $Kit.Title; Exit = Get-RunExit $Results; Restart = Test-RestartNeeded $Results; Outcome = Get-RunOutcome $Results; Verdicts = @(); State = $null; Fault = '' }
    try {
        $check = Get-AirgapVerdict -KitRoot $Kit.Root
        $summary.Verdicts = @($check.Verdicts)
        $summary.State = $check.State
    }
    catch {
        $summary.Fault = ConvertTo-PlainText (Get-Cause $_.Exception)
    }
    $summary
}

function Test-Outcome {
    param([System.Object[]] $Results, [string[]] $Outcome)
    foreach ($result in $Results) {
        if ([System.Array]::IndexOf($Outcome, $result.Outcome) -ge 0) {
            return $true
        }
    }
    $false
}

# A clear no stays a no, whatever else could not be found out.
function Get-RunExit {
    param([System.Object[]] $Results)
    if (Test-Outcome $Results 'Refused') { return 1 }
    if (Test-Outcome $Results 'Failed') { return 3 }
    if (Test-Outcome $Results 'Declined') { return 1 }
    0
}

function Test-RestartNeeded {
    param([System.Object[]] $Results)
    foreach ($result in $Results) {
        if ((Test-Same $result.Outcome 'RestartNeeded') -or (Test-Same $result.Code 'UPDATE_RESTART_FIRST')) {
            return $true
        }
    }
    $false
}

# One word for a list of hosts.
function Get-RunOutcome {
    param([System.Object[]] $Results)
    if (Test-Outcome $Results 'Refused') { return 'refused' }
    if (Test-Outcome $Results 'Failed') { return 'failed' }
    if (Test-Outcome $Results 'Declined') { return 'declined' }
    if (Test-Outcome $Results 'RestartNeeded') { return 'restart-needed' }
    if (Test-Outcome $Results @('Added', 'Removed', 'Installed')) { return 'changed' }
    if (Test-Outcome $Results @('WouldAdd', 'WouldRemove', 'WouldInstall')) { return 'would-change' }
    'unchanged'
}
