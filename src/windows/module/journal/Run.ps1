# One run: who we are, where the kit lies, the lock, the journal. Everything that changes something happens inside.

function Enter-Run {
    param([string] $KitRoot, [string] $KitId, [bool] $DryRun)
    $folder = Assert-RunAllowed $KitRoot $KitId
    $run = [pscustomobject] @{ Folder = $folder; Lock = $null; Journal = $null; DryRun = $DryRun }
    if (-not (Test-ProtectedFolder $folder (-not $DryRun))) {
        $run.Journal = Open-Journal -Folder $folder -KitId $KitId -DryRun $true
        return $run
    }
    $run.Lock = Open-RunLock $folder $DryRun
    try {
        $run.Journal = Open-Journal -Folder $folder -KitId $KitId -DryRun $DryRun
        Complete-JournalStep $run.Journal
        Complete-JournalThing $run.Journal $folder
    }
    catch {
        Exit-Run $run
        throw
    }
    $run
}

function Exit-Run {
    param([System.Object] $Run)
    if ($null -ne $Run -and $null -ne $Run.Lock) {
        Close-PlatformLock -Lock $Run.Lock
        $Run.Lock = $null
    }
}

function Assert-Administrator {
    if (-not (Test-PlatformAdministrator)) {
        throw (ConvertTo-Fault -Code 'NOT_ADMINISTRATOR' -ExitCode 3 -Message ('this process has no administrator rights. The machine''s stores and the journal belong to ' +
                'Administrators, even for a look. Open an elevated PowerShell (Run as administrator) and start the script there.'))
    }
}

# What must hold before a single file of the kit is used.
function Assert-RunAllowed {
    param([string] $KitRoot, [string] $KitId)
    Assert-KitId $KitId
    Assert-Administrator
    $folder = Get-ProtectedFolderPath
    Assert-KitPlace $KitRoot $folder
    $folder
}

# A dry run takes the lock only if the file is there already: it may not even make a file.
function Open-RunLock {
    param([string] $Folder, [bool] $DryRun)
    $path = [System.IO.Path]::Combine($Folder, 'run.lock')
    if (-not (Test-ProtectedFile $path) -and $DryRun) {
        return $null
    }
    try {
        $lock = Open-PlatformLock -Path $path
    }
    catch {
        throw (ConvertTo-Fault -Code 'LOCK_NOT_ACCESSIBLE' -ExitCode 3 -Message ("$path could not be opened ($(Get-Cause $_.Exception)). " +
                'Without it two runs could change this host at once, so nothing is done. Find out who denies the file.'))
    }
    if ($null -eq $lock) {
        throw (ConvertTo-Fault -Code 'RUN_ALREADY_ACTIVE' -ExitCode 3 -Message ("another run holds $path. Two at once would not know of each other's changes, " +
                'so this one did nothing. Wait until the other one has ended, then run again.'))
    }
    $lock
}

# Journal, change, read back, journal. What the change's call says is not believed, only what the physical store shows.
function Edit-PhysicalStore {
    param([System.Object] $Run, [System.Object] $Pin, [string] $Verb, [string] $Before)
    $adds = Test-Same $Verb 'add'
    $kit = $Run.Journal.Kit
    $change = [pscustomobject] @{ Done = $false; Refusal = '' }
    Write-Journal -Journal $Run.Journal -Pin $Pin -Step "will-$Verb" -Before $Before -Kit $kit
    try {
        if ($adds) {
            Add-PlatformStoreBlob -Store $Pin.Store -Thumbprint $Pin.Thumbprint -Blob (ConvertTo-StoreBlob $Pin.Bytes)
        }
        elseif (Test-Same $Before 'present') {
            Clear-PlatformStoreKey -Store $Pin.Store -Thumbprint $Pin.Thumbprint
        }
    }
    catch {
        $change.Refusal = Get-Cause $_.Exception
    }
    $now = Get-StoreState -Store $Pin.Store -Thumbprint $Pin.Thumbprint -Sha256 $Pin.Sha256
    $step = 'removed'
    $wanted = 'Absent'
    if ($adds) {
        $step = 'added'
        $wanted = 'Equal'
    }
    $change.Done = Test-Same $now $wanted
    if (-not $change.Done) {
        $step = "not-$step"
    }
    Write-Journal -Journal $Run.Journal -Pin $Pin -Step $step -Before $Before -Kit $kit
    $change
}
