<#ftl output_format="PowerShell">
# .SYNOPSIS
# Adds the certificates of this kit to the machine's Root and CA stores, or takes them back.
#
# .DESCRIPTION
# Run it from the extracted kit in the protected folder (below %ProgramData%\AirgapKit), from an elevated PowerShell,
# after the kit was verified with the verifier pack.
#
# Checked here: that the kit lies in the protected folder and that folder is as it was made; every certificate's SHA-256
# against the pin in this script, all of them before the first change; that none of them is in the machine's Disallowed
# store; that each change really arrived in the store (read back); the journal's chain.
#
# Not checked here: whether this script and its module are the signer's (that is the verifier pack's part, and a script
# cannot vouch for itself); Microsoft's own list of disallowed certificates; dates and revocation of the certificates;
# Windows updates, which are the other half of the remedy.
#
# Exit codes: 0 done and all of it, 1 a clear no, 2 wrong use, 3 could not find out (rights, I/O), 70 a bug of ours.
#
# .PARAMETER WhatIf
# Says what would be done. Nothing is changed, the journal included.
#
# .PARAMETER Undo
# Takes back what this kit added: only that, only if it is unchanged, only if no other kit needs it.
#
# .PARAMETER Json
# Writes one JSON object instead of lines for people.
#
# .PARAMETER Rest
# Takes what is none of the above, to refuse it.
#
# .EXAMPLE
# .\Import-Roots.ps1 -WhatIf
#
# .EXAMPLE
# .\Import-Roots.ps1
#
# .EXAMPLE
# .\Import-Roots.ps1 -Undo
[CmdletBinding()]
param(
    [switch] $WhatIf,
    [switch] $Undo,
    [switch] $Json,
    [Parameter(ValueFromRemainingArguments = $true)] [string[]] $Rest
)
# First of all: the inherited search path is the user's, and this process may be elevated.
$env:PSModulePath = [System.IO.Path]::Combine($PSHOME, 'Modules')
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

# Data of the kit. Everything that a stranger could have written stands in single quotes.
$kit = [pscustomobject] @{
    Id     = '${kit.id}'
    Title  = '${profile.title}'
    Root   = [System.IO.Path]::GetDirectoryName($PSScriptRoot)
    Script = 'Import-Roots.ps1'
}
$certificates = @(
<#list certificates as c>
    @{
        Name   = '${c.name}'
        Path   = '${c.path}'
        Sha256 = '${c.sha256}'
        Store  = '${c.store}'
    }
</#list>
)

try {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'AirgapKit', 'Entry.ps1'))
    Invoke-Entry -Kit $kit -Certificate $certificates -Undo ([bool] $Undo) -DryRun ([bool] $WhatIf) -Json ([bool] $Json) -Rest $Rest
}
catch {
    [System.Console]::Error.WriteLine('BUG: the kit''s module could not be loaded (' + $_.Exception.Message + '). Verify the kit again.')
    exit 70
}
exit $script:EntryExit
