<#ftl output_format="PowerShell">
# First of all: the inherited search path may be a user's. Without a method call, which a constrained session refuses.
$env:PSModulePath = $PSHOME + '/Modules'
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
    'Unknown kit=${kit.id} code=LANGUAGE_MODE_LIMITED an application control policy lets this script run in a limited language mode only. Have the script signer allowed there.'
    exit 3
}
if ($PSVersionTable.PSVersion.Major -lt 3 -or [System.Environment]::Version.Major -lt 4) {
    'Unknown kit=${kit.id} code=POWERSHELL_TOO_OLD PowerShell 3.0 with .NET 4.5 is needed; this host is served by a verification station.'
    exit 3
}
