# .SYNOPSIS
# Says for each condition of this kit whether this host meets it. Changes nothing.
#
# .DESCRIPTION
# Run it from the extracted kit, elevated if you can: without administrator rights it says what it could not read.
#
# The update and each root are conditions of their own, with a verdict each: MET, NOT MET, NO REMEDY EXISTS, COULD NOT
# TELL. All of them are needed. Each verdict comes with a code, the fact it rests on, the remedy in this kit, and why.
#
# Not checked here: whether this script, its module and its data are the signer's (that is the verifier pack's part, and
# a script cannot vouch for itself); whether a signed program really starts; licences for extended updates.
#
# Exit codes: 0 every condition is met, 1 one is not met or has no remedy, 2 wrong use, 3 could not find out, 70 a bug of
# ours.
#
# .PARAMETER Json
# Writes one JSON object instead of lines for people.
#
# .PARAMETER Rest
# Takes what is none of the above, to refuse it.
#
# .EXAMPLE
# .\Check-Host.ps1
#
# .EXAMPLE
# .\Check-Host.ps1 -Json
[CmdletBinding()]
param(
    [switch] $Json,
    [Parameter(ValueFromRemainingArguments = $true)] [string[]] $Rest
)
$frameLead = ''
