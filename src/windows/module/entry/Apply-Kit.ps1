# .SYNOPSIS
# Applies this kit to this host: certificates, Windows updates, a receipt. Can be run again at any time.
#
# .DESCRIPTION
# Run it from the extracted kit in the protected folder (below %ProgramData%\AirgapKit), elevated, after the verifier
# pack has verified the kit: best by the pack, which holds the files fast while this script runs.
#
# In this order: the extracted files are compared with META/manifest.json; all pins are checked; certificates that are
# missing are added to the machine's Root and CA stores and read back; the updates that this Windows needs and the kit
# carries are installed and looked for again; a receipt is written below receipts, with an event in the Application log.
# Certificates and updates are two conditions. What is there already is left alone.
#
# Each change is journalled before it is made. If the run is killed, run it again: it goes on, or Undo-Kit.ps1 takes back.
#
# Not checked here: whether this script, its module and the manifest are the signer's. A script cannot vouch for itself:
# whoever can change it can change its checks. That is the verifier pack's part. The comparison here finds damage and
# clumsy hands. Not checked either: revocation of certificates, licences for extended updates.
#
# It never asks. From a start-up script or an installer: -Json -InstallerExitCodes -Trigger gpo-startup.
#
# Exit codes: 0 done and all of it (a restart may still be needed, which is said), 1 a clear no, 2 wrong use, 3 could not
# find out or the host did not let us (rights, I/O, restart first), 70 a bug of ours. With -InstallerExitCodes: 3010
# where a restart is needed and nothing else is wrong.
#
# .PARAMETER WhatIf
# Says what would be done, in order. Nothing is changed, the journal included.
#
# .PARAMETER CertificatesOnly
# Adds the certificates and leaves updates alone. Undo-Kit.ps1 takes them back.
#
# .PARAMETER Json
# Writes one JSON object instead of lines for people.
#
# .PARAMETER InstallerExitCodes
# Ends with 3010 instead of 0 where a restart is needed, as installer engines expect it.
#
# .PARAMETER Trigger
# What started the run, for the receipt: manual (default), gpo-startup, task, or another word of a-z, 0-9 and hyphen.
#
# .PARAMETER TimeoutMinutes
# How long one update may take before this run stops waiting for it (default 120). It is not broken off.
#
# .PARAMETER Rest
# Takes what is none of the above, to refuse it.
#
# .EXAMPLE
# .\Apply-Kit.ps1 -WhatIf
#
# .EXAMPLE
# .\Apply-Kit.ps1
#
# .EXAMPLE
# .\Apply-Kit.ps1 -Json -InstallerExitCodes -Trigger gpo-startup
# A word that is no name of an argument must not become the value of one.
[CmdletBinding(PositionalBinding = $false)]
param(
    [switch] $WhatIf,
    [switch] $CertificatesOnly,
    [switch] $Json,
    [switch] $InstallerExitCodes,
    [string] $Trigger = 'manual',
    [string] $TimeoutMinutes = '120',
    [Parameter(ValueFromRemainingArguments = $true)] [string[]] $Rest
)
$frameLead = ''
