# .SYNOPSIS
# Writes this kit's certificates and values into this host's own Group Policy. Can be run again at any time.
#
# .DESCRIPTION
# The second way to the certificates, beside Apply-Kit.ps1: for hosts whose policy is looked after, but that no domain
# serves. It carries no Windows update. Run it from the extracted kit in the protected folder (below
# %ProgramData%\AirgapKit), elevated, after the verifier pack has verified the kit.
#
# In this order: the extracted files are compared with META/manifest.json; the kit's policy and every certificate in it are
# checked; the host's policy file (System32\GroupPolicy\Machine\registry.pol) is read. One that is damaged, or reached by
# a link, is not touched. Values of ours are put where they stand, or behind the others; what others wrote stays, byte for
# byte. gpt.ini is raised by one version, gpupdate is run, and every value is read back from the registry. A receipt is
# written below receipts.
#
# The file before is copied beside the journal, and the journal says what will be done before it is done. If the run is
# killed, run it again: it goes on, or Undo-Kit.ps1 takes back.
#
# Not checked here: whether this script, its module and the manifest are the signer's. A script cannot vouch for itself;
# that is the verifier pack's part. On a member of a domain the domain's policy comes last and wins.
#
# It never asks. Exit codes: 0 done and all of it (a policy that is written and waits for the next policy refresh counts,
# and is said), 1 a clear no, 2 wrong use, 3 could not find out or the host did not let us (rights, I/O, another policy
# that overrides ours), 70 a bug of ours.
#
# .PARAMETER WhatIf
# Says what would be written, value by value. Nothing is changed, the journal included.
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
# .\Apply-Policy.ps1 -WhatIf
#
# .EXAMPLE
# .\Apply-Policy.ps1
# A word that is no name of an argument must not become the value of one.
[CmdletBinding(PositionalBinding = $false)]
param(
    [switch] $WhatIf,
    [switch] $Json,
    [string] $Trigger = 'manual',
    [Parameter(ValueFromRemainingArguments = $true)] [string[]] $Rest
)
# First of all: the inherited search path is the user's, and this process may be elevated. Without a method call, which
# a constrained session refuses.
$env:PSModulePath = $PSHOME + '/Modules'
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
    'LANGUAGE_MODE_LIMITED: an application control policy lets this script run in a limited language mode only, in which it cannot work.'
    'Nothing was done. Have the script signer allowed by that policy, then run again.'
    exit 3
}
try {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'AirgapKit', 'Entry.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'AirgapKit', 'EntryKit.ps1'))
    Invoke-KitEntry ([pscustomobject] @{
            Mode = 'policy'; Root = [System.IO.Path]::GetDirectoryName($PSScriptRoot); Script = $PSCommandPath; DryRun = [bool] $WhatIf; Json = [bool] $Json
            Installer = $false; Trigger = $Trigger; Minutes = '1'; Rest = $Rest
        })
}
catch {
    [System.Console]::Error.WriteLine('BUG: the kit''s module could not be loaded (' + ($_.Exception.Message -creplace '[^ -~]', '?') + '). Verify the kit again.')
    exit 70
}
exit $script:EntryExit
