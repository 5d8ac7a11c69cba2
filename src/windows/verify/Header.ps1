<#
.SYNOPSIS
Is this kit exactly what its signer made, and may it be used here and now?

.DESCRIPTION
Verifies a sealed kit (format airgap-kit/1) with nothing but Windows PowerShell 3.0 or later. The kit is read, never run,
never changed. The anchor is the SHA-256 of the signer's certificate and must have come by another way than the kit:
read out, on paper, by telephone.

Exit codes: 0 yes; 1 a clear no; 2 wrong use, no anchor; 3 could not find out; 70 a fault of this script.

.PARAMETER Kit
The kit, one zip file.

.PARAMETER Anchor
sha256:<64 hex digits>, blanks and colons do not matter; several are separated by commas. Or a file with the certificate
(DER or PEM) that lies elsewhere than the kit: then nobody has compared it, and -For Apply says so.

.PARAMETER For
Apply (default): exit 0 needs authentic and fit. Audit: exit 0 needs authentic alone.

.PARAMETER Json
The report for machines, on standard output.

.PARAMETER Extract
With -To: writes the content, META included, into a new folder. Nothing is left behind unless the answer is yes.

.PARAMETER To
The folder to extract into. It must not exist; its parent must, and only you and administrators may have a hand in the
parent and the folders above it.

.PARAMETER Manifest
Verifies a manifest alone, with -Signature; nothing is said about the kit's content.

.PARAMETER Signature
The signature files that belong to -Manifest.

.PARAMETER Station
With -Extract: prints also the one digest to carry along when the extracted folder is copied to a fresh medium.

.PARAMETER FunctionsOnly
For tests of this script: dot-sourced with this and nothing else, it makes its functions known and verifies nothing.

.PARAMETER Rest
Not to be used: whatever else is given is wrong use.

.EXAMPLE
.\Verify-Kit.ps1 E:\acs-20261125T120000Z.zip -Anchor 'sha256:9c1d22aa ...'

.EXAMPLE
.\Verify-Kit.ps1 E:\acs-20261125T120000Z.zip -Extract -To C:\kits\acs -Anchor 'sha256:9c1d22aa ...'

.EXAMPLE
.\Verify-Kit.ps1 -Manifest E:\acs-20261125T120000Z.manifest.json -Signature E:\acs-20261125T120000Z.5be2f07a12345678.p7s -Anchor 'sha256:9c1d22aa ...'
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingPositionalParameters', '', Justification = 'Functions of this one file, all with few arguments in the order of their lists.')]
[CmdletBinding()]
param(
    [Parameter(Position = 0)] [string] $Kit,
    [string[]] $Anchor,
    [string] $For,
    [switch] $Json,
    [switch] $Extract,
    [string] $To,
    [string] $Manifest,
    [string[]] $Signature,
    [switch] $Station,
    [switch] $FunctionsOnly,
    [Parameter(ValueFromRemainingArguments = $true)] [string[]] $Rest
)

# An inherited module path could put other commands in the place of the engine's own.
$env:PSModulePath = "$PSHOME\Modules"

# Up to here and in these two checks stands only what old engines and a constrained language can run, too.
if ($PSVersionTable.PSVersion.Major -lt 3) {
    Write-Error -ErrorAction Continue -Message ("Verify-Kit.ps1: error: POWERSHELL_TOO_OLD: PowerShell $($PSVersionTable.PSVersion) is too old, 3.0 is needed; " +
        'no verdict was reached. hint: verify the kit with kit-verifier.jar (Java 17), or on a station with OpenSSL as the documentation shows.')
    exit 3
}
if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
    Write-Error -ErrorAction Continue -Message ("Verify-Kit.ps1: error: LANGUAGE_MODE_LIMITED: PowerShell runs in the language mode " +
        "$($ExecutionContext.SessionState.LanguageMode) here, in which no file can be verified; no verdict was reached. " +
        'hint: verify the kit with kit-verifier.jar (Java 17), or on a station with OpenSSL as the documentation shows.')
    exit 3
}

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
