# .SYNOPSIS
# Checks the installed verifier pack, asks for administrator rights, verifies a kit and starts it.
#
# .DESCRIPTION
# START-HERE.cmd starts it, twice: first without rights, then, after the checks, with them. The checks are the same both
# times: the pack lies in C:\Program Files\AirgapKit, nobody but administrators can write there, every file is as
# SHA256SUMS of the pack says, and nothing else lies beside them.
#
# Not checked here: whether SHA256SUMS and this script are the sender's. That is what the printed sheet and certutil are
# for, before the first start.
#
# With -Run it asks nothing and answers with one JSON object on one line (airgap-pack-run/1), for engines and tasks of
# SYSTEM. The same checks come first; an extracted kit is verified anew against this pack's anchor.cer, and its files are
# compared and held while its script runs.
#
# Exit codes: 0 done, 1 a clear no, 2 wrong use, 3 could not find out (rights, I/O), 70 a bug of ours. With -Run those of
# the kit's script, 3010 among them: done, a restart is needed.
#
# .PARAMETER Run
# extract: verify the zip named by -Kit and extract it into the protected folder. check, whatif, apply, undo:
# the script of the extracted kit named by -Kit.
#
# .PARAMETER Kit
# A zip by its full path, for extract; else the id of a kit, or the first 16 digits of its digest.
#
# .PARAMETER Anchor
# The anchor's digest, compared with this pack's anchor.cer. Wanted by extract.
#
# .PARAMETER Digest
# The kit digest of the transfer sheet, its first 16 digits or all. Wanted by extract.
#
# .PARAMETER Trigger
# What started the run, for the receipt.
#
# .PARAMETER TimeoutMinutes
# How long one update may take (default 120).
#
# .PARAMETER Elevated
# The second stage. Given by the first.
#
# .PARAMETER Rest
# Takes what is none of the above, to refuse it.
#
# .EXAMPLE
# C:\Program Files\AirgapKit\START-HERE.cmd
#
# .EXAMPLE
# Start-Here.ps1 -Run check -Kit acs-20261125T120000Z
[CmdletBinding(PositionalBinding = $false)]
param(
    [string] $Run = '',
    [string] $Kit = '',
    [string] $Anchor = '',
    [string] $Digest = '',
    [string] $Trigger = 'task',
    [string] $TimeoutMinutes = '120',
    [switch] $Elevated,
    [Parameter(ValueFromRemainingArguments = $true)] [string[]] $Rest
)
# First of all: the inherited search path is the user's, and this process may be elevated. Without a method call, which
# a constrained session refuses.
$env:PSModulePath = $PSHOME + '/Modules'
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

# Before anything that an old engine could not read: PowerShell 2.0 gets here and no further.
if ($PSVersionTable.PSVersion.Major -lt 3 -or [System.Environment]::Version.Major -lt 4) {
    [System.Console]::Error.WriteLine('POWERSHELL_TOO_OLD: PowerShell 3.0 with .NET 4.5 is needed, here are ' + $PSVersionTable.PSVersion + ' and ' + [System.Environment]::Version + '.')
    [System.Console]::Error.WriteLine('Verify the kit on a station, then use Legacy-Host.cmd of this pack.')
    exit 3
}
# Without this an engine would see exit 1, a clear no, from the first call that is refused.
if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
    'LANGUAGE_MODE_LIMITED: an application control policy lets this script run in a limited language mode only, in which it cannot work.'
    'Nothing was done. Have the script signer allowed by that policy, then run again.'
    exit 3
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
# Its parts; in a pack their text stands here, so that there are few files to compare by hand.
foreach ($part in @('PackTalk.ps1', 'PackPlatform.ps1', 'PackCheck.ps1', 'PackFolder.ps1', 'PackHold.ps1', 'PackQuiet.ps1', 'PackRun.ps1', 'PackAlone.ps1')) { . ([System.IO.Path]::Combine($PSScriptRoot, $part)) }

function Write-PackPlan {
    'VERIFIER PACK  what happens now'
    Write-PackText '  1. ' 'This pack is checked: where it lies, who can write there, its digests.'
    Write-PackText '  2. ' 'Windows asks whether cmd.exe may have administrator rights; the same checks run again with them.'
    Write-PackText '  3. ' 'You are asked for the kit and for the anchor''s digest on the printed sheet.'
    Write-PackText '  4. ' 'The kit is verified while it is extracted into the protected folder C:\ProgramData\AirgapKit. Nothing runs from a medium.'
    Write-PackText '  5. ' 'After you typed the kit digest, the kit''s own Apply-Kit.ps1 is started from there.'
    ''
}

function Invoke-PackFirstStage {
    if (Test-PackAdministrator) {
        Invoke-PackSecondStage $PSScriptRoot
        return
    }
    Write-PackLine -Line 'Next: Windows asks for administrator rights. Say no, and nothing is done.'
    # The outer pair of quotes is cmd's own: /c takes off the first and the last one of its line.
    $line = '/d /c ""' + $PSScriptRoot.TrimEnd('\') + '\START-HERE.cmd" /elevated"'
    $exit = Invoke-PackElevated -Program 'C:\Windows\System32\cmd.exe' -ArgumentLine $line
    if ($null -eq $exit) {
        throw (ConvertTo-PackFault 'RIGHTS_DECLINED' 3 'administrator rights were not given. Nothing was done.')
    }
    $script:PackExit = $exit
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
    foreach ($line in @(Write-PackDigest 'pack digest ' $packDigest)) {
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
