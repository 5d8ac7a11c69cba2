# What Start-Here.ps1 does, when its parts are known.

function Write-PackPlan {
    'VERIFIER PACK  what happens now'
    Write-Wrapped '  1. ' 'This pack is checked: where it lies, who can write there, its digests.'
    Write-Wrapped '  2. ' 'Windows asks whether cmd.exe may have administrator rights; the same checks run again with them.'
    Write-Wrapped '  3. ' 'You are asked for the kit and for the anchor''s digest on the printed sheet.'
    Write-Wrapped '  4. ' 'The kit is verified while it is extracted into the protected folder C:\ProgramData\AirgapKit. Nothing runs from a medium.'
    Write-Wrapped '  5. ' 'After you typed the kit digest, the kit''s own Apply-Kit.ps1 is started from there.'
    ''
}

function Invoke-PackFirstStage {
    if (Test-PlatformAdministrator) {
        Invoke-PackSecondStage $PSScriptRoot
        return
    }
    Write-PackLine -Line 'Next: Windows asks for administrator rights. Say no, and nothing is done.'
    # The outer pair of quotes is cmd's own: /c takes off the first and the last one of its line.
    $line = '/d /c ""' + $PSScriptRoot.TrimEnd('\') + '\START-HERE.cmd" /elevated"'
    $exit = Invoke-PackElevated -Program 'C:\Windows\System32\cmd.exe' -ArgumentLine $line
    if ($null -eq $exit) {
        throw (ConvertTo-Fault 'RIGHTS_DECLINED' 3 'administrator rights were not given. Nothing was done.')
    }
    $script:PackExit = $exit
}

# An empty -Run is an engine's variable that was never set: it must not end at a question.
$alone = @($PSBoundParameters.Keys | Where-Object -FilterScript { 'Run', 'Kit', 'Anchor', 'Digest', 'Trigger', 'TimeoutMinutes' -contains $_ })
if ($alone.Length -gt 0 -and $Run.Length -eq 0) {
    [System.Console]::Error.WriteLine('ARGUMENT_NOT_KNOWN: -Run takes extract, check, whatif, apply or undo; -Kit and the others go with it. Nothing was done.')
    exit 2
}
if ($null -ne $Rest -and $Rest.Length -gt 0) {
    [System.Console]::Error.WriteLine('ARGUMENT_NOT_KNOWN: START-HERE.cmd takes no arguments, Start-Here.ps1 those of its help. Nothing was done.')
    exit 2
}
$script:PackExit = 0
if ($Run.Length -gt 0) {
    Invoke-PackAlone ([pscustomobject] @{ Run = $Run; Kit = $Kit; Anchor = $Anchor; Trigger = $Trigger; Minutes = $TimeoutMinutes; Pack = $PSScriptRoot }) $Digest
    exit $script:PackExit
}
try {
    if (-not $Elevated) {
        foreach ($line in @(Write-PackPlan)) {
            Write-PackLine -Line $line
        }
    }
    Assert-PackPlace $PSScriptRoot
    $packDigest = Get-PackDigest $PSScriptRoot
    Write-PackLine -Line 'checked     only administrators can write to this pack; its files are as listed'
    foreach ($line in @(Write-Digest 'pack digest ' $packDigest)) {
        Write-PackLine -Line $line
    }
    Write-PackLine -Line '            compare: the sheet has it as SHA256SUMS'
    if ($Elevated) {
        Invoke-PackSecondStage $PSScriptRoot
    }
    else {
        Invoke-PackFirstStage
    }
}
catch {
    Write-PackEnd $_.Exception
}
exit $script:PackExit
