# The first statements of every script that people or engines start, before anything that an old engine could not read or a
# constrained session refuses: no method call. $frameLead stands before what is said: an engine may want its own first word.

# The inherited search path is the user's, and this process may be elevated.
$env:PSModulePath = $PSHOME + '/Modules'
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

# Without this an engine would see exit 1, a clear no, from the first call that is refused.
if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
    $frameLead + 'LANGUAGE_MODE_LIMITED: an application control policy lets this script run in a limited language mode only, in which it cannot work. Nothing was done. Have the script signer allowed by that policy, then run again.'
    exit 3
}
if ($PSVersionTable.PSVersion.Major -lt 3 -or [System.Environment]::Version.Major -lt 4) {
    $frameLead + 'POWERSHELL_TOO_OLD: PowerShell 3.0 with .NET 4.5 is needed, here are ' + $PSVersionTable.PSVersion + ' and ' + [System.Environment]::Version +
    '. Nothing was done. Verify the kit on a station, then use Legacy-Host.cmd of the verifier pack.'
    exit 3
}
