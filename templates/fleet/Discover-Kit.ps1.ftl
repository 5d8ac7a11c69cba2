<#ftl output_format="PowerShell">
# .SYNOPSIS
# Discovery script for a configuration item of Configuration Manager: one word, does this host need this kit?
#
# .DESCRIPTION
# Runs from any folder, as SYSTEM. It needs the verifier pack installed in C:\Program Files\AirgapKit and the kit extracted
# by it; it changes nothing and asks nothing. The output is one word:
#
#   Compliant     every condition is met                                                       exit code 0
#   NonCompliant  one is not met, the kit carries the remedy, and it would be applied now      exit code 0
#   Blocked       one is not met, and this kit cannot help, or not before a restart            exit code 3
#   Unknown       it could not be told: Start-Here.ps1 -Run check says why                     exit code 3, 70 for a bug of ours
#
# An engine that takes any exit code but 0 for a failed discovery starts no remediation for the last two. The rule of the
# item: the value is equal to Compliant.
#
# .PARAMETER Rest
# Takes what is there, to refuse it.
#
# .EXAMPLE
# .\Discover-Kit.ps1
[CmdletBinding()]
param([Parameter(ValueFromRemainingArguments = $true)] [string[]] $Rest)

# What stands before the first word that an engine compares, if the script cannot run here.
$frameLead = 'Unknown kit=${kit.id} code='
$fleetKit = '${kit.id}'

${parts?no_esc}
