# One update: the checks that stand before it, the tool, the look afterwards.

function Invoke-UpdateItem {
    param([System.Object] $State, [System.Object] $Item)
    $row = $Item.Row
    switch -CaseSensitive ($Item.Action) {
        'None' { return (Get-NoUpdateResult $State) }
        'Pending' {
            $State.Stop = 'UPDATE_RESTART_NEEDED'
            return (ConvertTo-UpdateResult -Row $row -Outcome 'RestartNeeded' -Code 'UPDATE_RESTART_NEEDED' -Message 'installed, and waits for the restart.')
        }
        'Fetch' { return (Get-FetchResult $Item) }
    }
    $obstacle = Get-UpdateObstacle $State $row
    if ($null -ne $obstacle) {
        $State.Stop = $obstacle.Code
        return $obstacle
    }
    if ($State.Run.DryRun) {
        return (ConvertTo-UpdateResult -Row $row -Outcome 'WouldInstall' -Code 'UPDATE_WOULD_BE_INSTALLED' -Message (
                "would be installed by $(Get-UpdateTool $State $row): $($row.Path), $([System.Math]::Ceiling($row.Size / 1048576)) MB. This takes 10 to 60 minutes, and Windows may ask for a restart."))
    }
    if (-not (& $State.Ask $row.Kb 'Install')) {
        $State.Stop = 'UPDATE_DECLINED'
        return (ConvertTo-UpdateResult -Row $row -Outcome 'Declined' -Code 'UPDATE_DECLINED' -Message 'not installed, because you said no.')
    }
    ConvertTo-Result -Pin $null -Outcome 'Noted' -Code 'UPDATE_BEGUN' -Message "$($row.Kb) is being installed now. This takes 10 to 60 minutes; let it end and do not switch off. If it is broken off all the same, run this again."
    $result = Install-Update $State $row
    if ([System.Array]::IndexOf(@('Installed', 'AlreadyThere', 'Noted'), $result.Outcome) -lt 0) {
        $State.Stop = $result.Code
    }
    $result
}

function Get-NoUpdateResult {
    param([System.Object] $State)
    $case = $State.Case
    ConvertTo-UpdateResult -Row $null -Outcome 'Refused' -Code 'UPDATE_NOT_IN_KIT' -Message (
        "the update condition is not met ($($case.Verdict.Fact)), and this kit names no update for $($case.Train.id) on $($case.State.Architecture). " +
        'Find out which update this Windows takes, install it with WSUS or wusa.exe, then run Check-Host.ps1 again.')
}

# Named in the kit, but without a file.
function Get-FetchResult {
    param([System.Object] $Item)
    $row = $Item.Row
    $way = 'with WSUS or wusa.exe; then run Check-Host.ps1 again.'
    $fetch = "fetch $($row.Kb) for $($row.Architecture) from the Microsoft Update Catalog (search for the number, choose by the file name)"
    if (-not $Item.Target) {
        return (ConvertTo-UpdateResult -Row $row -Outcome 'Noted' -Code 'UPDATE_ONLY_REFERENCED' -Message (
                'a prerequisite that the kit names and carries no file for. No sign of it is here, which is no proof: a newer one does as well. ' +
                "If the update itself is refused with 0x800F0823: $fetch and install it first, $way"))
    }
    ConvertTo-UpdateResult -Row $row -Outcome 'Refused' -Code 'UPDATE_ONLY_REFERENCED' -Message (
        "needed here; the kit names it and carries no file for it. Bring it another way: $fetch, or a later cumulative update of the same Windows, and install it $way")
}

# Nothing if it may be installed now.
function Get-UpdateObstacle {
    param([System.Object] $State, [System.Object] $Row)
    if ($State.Stop.Length -gt 0) {
        return (ConvertTo-UpdateResult -Row $Row -Outcome 'Skipped' -Code 'RUN_STOPPED' -Message 'not tried, because of the step before it. Run again when that is solved: what is done stays done.')
    }
    $now = Get-AirgapHostState
    if ($true -eq $now.RestartPending) {
        return (ConvertTo-UpdateResult -Row $Row -Outcome 'Failed' -Code 'UPDATE_RESTART_FIRST' -Message (
                'a restart of this host is pending, and Windows would refuse the update or take it back. Not installed. Restart, then run this again: it goes on from here.'))
    }
    if ((Test-Same (Get-UpdateTool $State $Row) 'wusa.exe') -and (Test-PlatformRemoteSession)) {
        return (ConvertTo-UpdateResult -Row $Row -Outcome 'Failed' -Code 'UPDATE_REMOTE_SESSION' -Message (
                'this session came over the network (WinRM or a remote shell), where wusa.exe ends with 0x80070005 for a .msu. Not installed. ' +
                'Run this at the console or in a remote desktop session, or as a scheduled task of SYSTEM.'))
    }
    $free = $now.FreeBytes
    if ($null -ne $free -and $free -lt 2 * $Row.Size) {
        return (ConvertTo-UpdateResult -Row $Row -Outcome 'Failed' -Code 'UPDATE_NO_SPACE' -Message (
                "the system drive has $([System.Math]::Floor($free / 1048576)) MB free; the update's file has $([System.Math]::Ceiling($Row.Size / 1048576)) MB and at least " +
                'twice as much is needed (10 GB more is a rule of thumb). Not installed. Make room, then run again.'))
    }
}

# From build 26100 on dism.exe takes a .msu as well, and it needs neither the service nor a local session.
function Get-UpdateTool {
    param([System.Object] $State, [System.Object] $Row)
    if ($Row.Path.EndsWith('.cab', [System.StringComparison]::OrdinalIgnoreCase)) {
        return 'dism.exe'
    }
    if ($State.Case.State.Build -ge 26100 -and (Test-PlatformRemoteSession)) {
        return 'dism.exe'
    }
    'wusa.exe'
}

# Held open from the check of its digest until the tool has ended. Beside other .msu files both tools are known to go
# astray, so such a file is copied into a folder of its own.
function Install-Update {
    param([System.Object] $State, [System.Object] $Row)
    $path = Get-KitPath $State.Kit.Root $Row.Path
    if (-not (Test-ProtectedFile $path)) {
        throw (Get-KitContentFault $path 'is missing')
    }
    $copy = @([System.IO.Directory]::GetFiles([System.IO.Path]::GetDirectoryName($path), '*.msu')).Length -gt 1
    try {
        if ($copy) {
            $own = [System.IO.Path]::Combine((Get-RunFolder $State.Run ('work-' + $Row.Kb)), [System.IO.Path]::GetFileName($path))
            Copy-PlatformFile -From $path -To $own
            $path = $own
        }
        $held = Open-PlatformFile -Path $path
    }
    catch {
        throw (Get-AccessFault -Code 'UPDATE_FILE_NOT_USABLE' -Path $path -Exception $_.Exception)
    }
    try {
        $digest = Get-FileSha256 $path
        if (-not (Test-Same $digest $Row.Sha256)) {
            throw (Get-KitContentFault $path "has the SHA-256 $digest, listed is $($Row.Sha256)")
        }
        Invoke-Update -State $State -Row $Row -Path $path
    }
    finally {
        $held.Dispose()
        if ($copy) {
            Clear-PlatformFile -Path $path
        }
    }
}

# Journal, service if it has to be, tool, look, journal.
function Invoke-Update {
    param([System.Object] $State, [System.Object] $Row, [string] $Path)
    $run = $State.Run
    $tool = Get-UpdateTool $State $Row
    $isDism = Test-Same $tool 'dism.exe'
    $log = [System.IO.Path]::Combine((Get-RunFolder $run 'logs'), $Row.Kb + '-' + (Get-PlatformClock).ToString('yyyyMMddTHHmmssZ', [System.Globalization.CultureInfo]::InvariantCulture))
    $arguments = @($Path, '/quiet', '/norestart', "/log:$log.evtx")
    if ($isDism) {
        $arguments = @('/Online', '/Add-Package', "/PackagePath:$Path", '/Quiet', '/NoRestart', '/English', "/LogPath:$log.log", '/LogLevel:2', '/ScratchDir:' + (Get-WorkFolder $run))
    }
    $result = ConvertTo-UpdateResult -Row $Row -Outcome '' -Code '' -Message ''
    $result.Before = 'Absent'
    $result.Log = @("$log.evtx", "$log.log")[[int] $isDism]
    $service = (-not $isDism) -and (Test-Same (Get-PlatformServiceStart -Name 'wuauserv') 'disabled')
    if ($service) {
        Enable-UpdateService $run.Journal
    }
    Write-JournalThing -Journal $run.Journal -Thing ('update:' + $Row.Kb) -Step 'will-install' -Before 'absent'
    $end = $null
    $refusal = ''
    try {
        $end = Invoke-Tool -Run $run -Name $tool -Argument $arguments -Seconds $State.Seconds -Stop $false
    }
    catch {
        $refusal = Get-Cause $_.Exception
    }
    Complete-Update -State $State -Result $result -Row $Row -End $end -Refusal $refusal
    if ($service) {
        Restore-UpdateService $run.Journal
    }
    $result
}

# The host is read anew: what it shows is the outcome, what the tool said is told beside it.
function Complete-Update {
    param([System.Object] $State, [System.Object] $Result, [System.Object] $Row, [System.Object] $End, [string] $Refusal)
    $case = Get-UpdateCase $State.Case.Kit
    $Result.After = Get-UpdatePresence $Row $case
    $code = [pscustomobject] @{ Class = 'failed'; Text = "the tool could not be started ($Refusal)" }
    if ($null -ne $End -and $End.Ended) {
        $Result.ExitCode = $End.Exit
        $code = Get-UpdateCode $End.Exit
    }
    elseif ($null -ne $End) {
        $code.Class = 'slow'
        $code.Text = "the tool (process $($End.Id)) had not ended in time and goes on"
    }
    $Result.ExitText = ConvertTo-PlainText $code.Text
    $verdict = Get-InstallVerdict -Presence $Result.After -Class $code.Class -Text $code.Text -Row $Row -Restart ($true -eq $case.State.RestartPending)
    $Result.Outcome = $verdict[0]
    $Result.Code = $verdict[1]
    $Result.Message = ConvertTo-PlainText $verdict[2]
    $step = 'not-installed'
    if (Test-Same $verdict[0] 'Noted') { $step = 'unseen' }
    if (Test-Same $verdict[0] 'Installed') { $step = 'installed' }
    if (Test-Same $verdict[0] 'RestartNeeded') { $step = 'restart-needed' }
    Write-JournalThing -Journal $State.Run.Journal -Thing ('update:' + $Row.Kb) -Step $step -Before 'absent'
}

# Outcome, code, message. Presence is what the host shows, class is what the tool said.
function Get-InstallVerdict {
    param([string] $Presence, [string] $Class, [string] $Text, [System.Object] $Row, [bool] $Restart)
    $says = "Windows' tool says: $Text."
    if (Test-Same $Presence 'Present') {
        return @('Installed', 'UPDATE_INSTALLED', "installed, seen on the host. $says")
    }
    if ((Test-Same $Presence 'Pending') -or ($Restart -and [System.Array]::IndexOf(@('done', 'restart'), $Class) -ge 0)) {
        return @('RestartNeeded', 'UPDATE_RESTART_NEEDED', "installed as far as it can be before the restart. $says Restart this host, then run Check-Host.ps1: only then it counts.")
    }
    switch -CaseSensitive ($Class) {
        'restart' {
            return @('RestartNeeded', 'UPDATE_RESTART_NEEDED', "the host shows nothing of it yet. $says Restart this host, then run Check-Host.ps1: only then it counts.")
        }
        'done' {
            if (Test-Same $Row.Kind 'prerequisite') {
                return @('Noted', 'UPDATE_NOT_SEEN', "$says This tool sees no trace of it: some servicing stacks bear no KB number. The next step shows it.")
            }
            return @('Failed', 'UPDATE_NOT_SEEN', "$says But this host shows neither the update nor a pending restart, so it does not count as installed. See the log, run again, and report it with this host's Windows version.")
        }
        'already' {
            if (Test-Same $Row.Kind 'prerequisite') {
                return @('AlreadyThere', 'UPDATE_SAID_TO_BE_THERE', "$says This tool sees no trace of it, which is normal where a newer one replaced it.")
            }
            return @('Failed', 'UPDATE_SAID_TO_BE_THERE', "$says But this host does not show it, so it does not count. Run Check-Host.ps1; look into the log.")
        }
        'other' {
            if (Test-Same $Row.Kind 'prerequisite') {
                return @('AlreadyThere', 'UPDATE_SAID_NOT_TO_FIT', "$says For a prerequisite that usually means that a newer one is there. The next step shows it.")
            }
            return @('Failed', 'UPDATE_NOT_APPLICABLE', "$says It was not installed. Check build, edition and architecture of this host, and the prerequisites named above.")
        }
        'refused' { return @('Failed', 'UPDATE_REFUSED', "$says Nothing was installed. Remove the reason, then run again.") }
        'slow' { return @('Failed', 'UPDATE_STILL_RUNNING', "$Text. It was not broken off. Wait until it has ended, then run again: this tool looks at what came of it.") }
    }
    @('Failed', 'UPDATE_FAILED', "$says It was not installed. The log says more; solve that, then run again.")
}
