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
# First of all: the inherited search path is the user's, and this process may be elevated. Without a method call, which
# a constrained session refuses.
$env:PSModulePath = $PSHOME + '/Modules'
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
    'LANGUAGE_MODE_LIMITED: an application control policy lets this script run in a limited language mode only, in which the host cannot be read.'
    'Nothing was looked at. Have the script signer allowed by that policy, then run again.'
    exit 3
}
try {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'AirgapKit', 'Entry.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'AirgapKit', 'EntryCheck.ps1'))
    Invoke-CheckEntry -KitRoot ([System.IO.Path]::GetDirectoryName($PSScriptRoot)) -Folder $PSScriptRoot -Json ([bool] $Json) -Rest $Rest
}
catch {
    [System.Console]::Error.WriteLine('BUG: the kit''s module could not be loaded (' + ($_.Exception.Message -creplace '[^ -~]', '?') + '). Verify the kit again.')
    exit 70
}
exit $script:EntryExit
