# .SYNOPSIS
# Takes back what this kit added to this host, and writes a receipt. Can be run again at any time.
#
# .DESCRIPTION
# Run it from the extracted kit in the protected folder (below %ProgramData%\AirgapKit), elevated, after the verifier
# pack has verified the kit: best by the pack, which holds the files fast while this script runs.
#
# A certificate is removed only if the journal says that this tool added it, only while the stored one is byte for byte
# that of this kit's manifest, and only if no other applied kit needs it. For each one it says whether it is removed,
# left because it was there before, or left because another kit needs it. Updates are not taken back: it says which ones
# stay. The event source stays, so that its events can be read.
#
# The kit's scripts and data are compared with META/manifest.json first; certificate, policy and update files may be gone.
# Not checked here: whether this script, its module and the manifest are the signer's. A script cannot vouch for itself;
# that is the verifier pack's part.
#
# It never asks. Exit codes: 0 done and all of it, 1 a clear no, 2 wrong use, 3 could not find out or the host did not
# let us (rights, I/O), 70 a bug of ours.
#
# .PARAMETER WhatIf
# Says what would be taken back. Nothing is changed, the journal included.
#
# .PARAMETER Json
# Writes one JSON object instead of lines for people.
#
# .PARAMETER Trigger
# What started the run, for the receipt: manual (default), gpo-startup, task, or another word of a-z, 0-9 and hyphen.
#
# .PARAMETER Rest
# Takes what is none of the above, to refuse it.
#
# .EXAMPLE
# .\Undo-Kit.ps1 -WhatIf
#
# .EXAMPLE
# .\Undo-Kit.ps1
# A word that is no name of an argument must not become the value of one.
[CmdletBinding(PositionalBinding = $false)]
param(
    [switch] $WhatIf,
    [switch] $Json,
    [string] $Trigger = 'manual',
    [Parameter(ValueFromRemainingArguments = $true)] [string[]] $Rest
)
$frameLead = ''
