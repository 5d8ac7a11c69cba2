# wusa needs the Windows Update service startable. Where it is disabled, it is set to manual for the run and set back,
# both in the journal: a run that is killed between the two is made good by the next one.

function Enable-UpdateService {
    param([System.Object] $Journal)
    Write-JournalThing -Journal $Journal -Thing 'service:wuauserv' -Step 'will-set' -Before 'disabled'
    try {
        Edit-PlatformServiceStart -Name 'wuauserv' -Start 'Manual'
    }
    catch {
        $Journal.Notes.Add((ConvertTo-Result -Pin $null -Outcome 'Noted' -Code 'SERVICE_NOT_CHANGED' -Message "the Windows Update service is disabled and could not be set to manual ($(Get-Cause $_.Exception))."))
    }
    $step = 'not-set'
    if (Test-Same (Get-PlatformServiceStart -Name 'wuauserv') 'manual') {
        $step = 'set'
    }
    Write-JournalThing -Journal $Journal -Thing 'service:wuauserv' -Step $step -Before 'disabled'
}

# Back to disabled, but only from what we set: somebody else's choice since is theirs.
function Restore-UpdateService {
    param([System.Object] $Journal)
    $state = Get-JournalThing $Journal 'service:wuauserv'
    if (-not (Test-Same $state.Step 'set')) {
        return
    }
    if (-not $Journal.DryRun) {
        Write-JournalThing -Journal $Journal -Thing 'service:wuauserv' -Step 'will-restore' -Before 'disabled'
        if (Test-Same (Get-PlatformServiceStart -Name 'wuauserv') 'manual') {
            try {
                Edit-PlatformServiceStart -Name 'wuauserv' -Start 'Disabled'
            }
            catch {
                $Journal.Notes.Add((ConvertTo-Result -Pin $null -Outcome 'Noted' -Code 'SERVICE_NOT_RESTORED' -Message ("the Windows Update service was disabled before, was set to manual for the update, " +
                            "and could not be disabled again ($(Get-Cause $_.Exception)). Do it by hand: Set-Service wuauserv -StartupType Disabled.")))
            }
        }
        $step = 'restored'
        if (Test-Same (Get-PlatformServiceStart -Name 'wuauserv') 'manual') {
            $step = 'not-restored'
        }
        Write-JournalThing -Journal $Journal -Thing 'service:wuauserv' -Step $step -Before 'disabled'
    }
}
