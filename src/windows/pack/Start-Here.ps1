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
# With -Run it asks nothing and answers with one JSON object on one line (airgap-pack-run/2), for engines and tasks of
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
$frameLead = ''
