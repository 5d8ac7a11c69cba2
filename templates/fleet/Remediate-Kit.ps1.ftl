<#ftl output_format="PowerShell">
# .SYNOPSIS
# Remediation script for a management engine: applies this kit to this host.
#
# .DESCRIPTION
# Runs from any folder, as SYSTEM. It needs the verifier pack installed in C:\Program Files\AirgapKit and the kit extracted
# by it. The pack verifies the kit anew and starts its Apply-Kit.ps1: certificates, updates whose files the kit carries, a
# receipt. It asks nothing and restarts nothing; an update that takes longer than 50 minutes is left running and found by
# the next run.
#
# One line on the output, the first word:
#
#   Done           all of it                                                                   exit code 0
#   RestartNeeded  done, and counts after the restart, which is the engine's to order          exit code 0
#   Refused        a clear no of the kit's script                                              exit code 1
#   NotDone        it could not, or not yet (restart first, no space, another run)             exit code 3
#   Unknown        it did not get that far; after code= why                                    exit code 3, 70 for a bug of ours
#
# Engines that know 3010 start the pack instead: Start-Here.ps1 -Run apply -Kit ${kit.id}
#
# .PARAMETER Rest
# Takes what is there, to refuse it.
#
# .EXAMPLE
# .\Remediate-Kit.ps1
[CmdletBinding()]
param([Parameter(ValueFromRemainingArguments = $true)] [string[]] $Rest)

# What stands before the first word that an engine compares, if the script cannot run here.
$frameLead = 'Unknown kit=${kit.id} code='
$fleetKit = '${kit.id}'

${parts?no_esc}
