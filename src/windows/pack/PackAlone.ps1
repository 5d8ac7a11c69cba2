# -Run: the pack where nobody sits (a task of SYSTEM, a management engine, WinRM). Nothing is asked; the answer is one JSON
# object on one line. What the sheet is for a person, the pack's own anchor.cer is here: it was compared when the pack was
# installed, and only administrators can write there.

function Get-PackUseFault {
    param([string] $Message)
    ConvertTo-Fault 'ARGUMENT_NOT_KNOWN' 2 "$Message Nothing was done."
}

# Checked by hand: what the binder refuses would end with 1, a clear no.
function Assert-PackTask {
    param([System.Object] $Task)
    if ([System.Array]::IndexOf([string[]] @('extract', 'check', 'whatif', 'apply', 'undo'), $Task.Run) -lt 0) {
        throw (Get-PackUseFault '-Run takes extract, check, whatif, apply or undo.')
    }
    $options = [System.Text.RegularExpressions.RegexOptions]::CultureInvariant
    if (-not [System.Text.RegularExpressions.Regex]::IsMatch($Task.Trigger, '\A[a-z0-9-]{1,32}\z', $options)) {
        throw (Get-PackUseFault '-Trigger takes 1 to 32 of a-z, 0-9 and hyphen.')
    }
    if (-not [System.Text.RegularExpressions.Regex]::IsMatch($Task.Minutes, '\A[1-9][0-9]{0,3}\z', $options)) {
        throw (Get-PackUseFault '-TimeoutMinutes takes 1 to 9999.')
    }
    if (Test-Same $Task.Run 'extract') {
        return
    }
    # A kit's id and not a profile's, which stands in the manifest too: what was meant as a kit and is none must not end at
    # a folder that is not trusted.
    if (-not [System.Text.RegularExpressions.Regex]::IsMatch($Task.Kit, '\A([a-z0-9][a-z0-9-]{0,31}-[0-9]{8}T[0-9]{6}Z|[0-9a-f]{16})\z', $options)) {
        throw (Get-PackUseFault '-Kit takes the id of an extracted kit (such as acs-20261125T120000Z), or the first 16 digits of its digest, in lower case.')
    }
}

# Nothing is made here: a check must leave a host as it is.
function Get-PackKitsHere {
    $folder = Get-ProtectedFolderPath
    foreach ($path in @($folder, "$folder\kits")) {
        if (-not (Test-ProtectedFolder $path $false)) {
            throw (ConvertTo-Fault 'KIT_NOT_HERE' 3 "there is no $path, so no kit was extracted on this host. Extract it with this pack first.")
        }
    }
    "$folder\kits"
}

# By the name of the folder, or by the id in the manifest: only a way to find it, the verifier's word is compared later.
function Find-PackKit {
    param([string] $Kits, [string] $Kit)
    $shape = New-Object System.Text.RegularExpressions.Regex -ArgumentList '\A[0-9a-f]{16}\z', ([System.Text.RegularExpressions.RegexOptions]::CultureInvariant)
    $found = @(foreach ($item in @(Get-PackItem -Path $Kits)) {
            $name = $item.Substring($item.LastIndexOf('\') + 1)
            $manifest = $item + '\META\manifest.json'
            if (-not $shape.IsMatch($name) -or -not (Test-Same (Get-PackKind -Path $manifest) 'File')) { continue }
            if (Test-Same $name $Kit) { $item; continue }
            $text = [System.Text.Encoding]::ASCII.GetString((Read-PlatformFile -Path $manifest))
            if ($text.IndexOf('"id":"' + $Kit + '"', [System.StringComparison]::Ordinal) -ge 0) { $item }
        })
    if ($found.Length -eq 0) {
        throw (ConvertTo-Fault 'KIT_NOT_HERE' 3 "no kit $Kit lies in $Kits. Extract it with this pack first.")
    }
    if ($found.Length -gt 1) {
        throw (ConvertTo-Fault 'KIT_NOT_CERTAIN' 3 "$($found.Length) kits in $Kits say $Kit. Name the one by the first 16 digits of its digest.")
    }
    $found[0]
}

# What the installed verifier says, or the end of the run. Anything but a report is no yes.
function Get-PackVerdict {
    param([string] $Folder, [string[]] $Argument, [int] $Seconds)
    $verifier = Get-PackPath $Folder 'Verify-Kit.ps1'
    if (-not (Test-Same (Get-PackKind -Path $verifier) 'File')) {
        throw (ConvertTo-Fault 'VERIFIER_MISSING' 3 'this pack has no Verify-Kit.ps1. Nothing was verified. Install a complete pack.')
    }
    $run = Invoke-PackQuiet $verifier ($Argument + '-Json') $Seconds
    $report = ConvertFrom-PackJson $run.Text 'airgap-report/1'
    if ($run.Late -or $null -eq $report -or $null -eq $report.psobject.Properties['verdict']) {
        throw (ConvertTo-Fault 'KIT_NOT_VERIFIED' 3 "the verifier gave no report (exit $($run.Exit)). Nothing was started.")
    }
    if ($run.Exit -ne 0 -or -not $report.verdict.ok) {
        $codes = [string]::Join(', ', [string[]] @(foreach ($finding in @($report.findings)) { $finding.code }))
        throw (ConvertTo-Fault 'KIT_NOT_VERIFIED' ([System.Math]::Max([long] $run.Exit, [long] 1)) "the verifier says no: $codes. Nothing was started. Use nothing from this kit.")
    }
    $report
}

# The extracted META anew, against the anchor. A kit that has expired may be looked at and taken back, never applied.
function Get-PackKitVerdict {
    param([System.Object] $Task, [string] $Kit, [System.Object] $Held)
    $purpose = 'Audit'
    if ([System.Array]::IndexOf([string[]] @('apply', 'whatif'), $Task.Run) -ge 0) {
        $purpose = 'Apply'
    }
    [string[]] $signatures = @(foreach ($name in $Held.Keys) {
            if ($name.StartsWith('META/signatures/', [System.StringComparison]::Ordinal)) { $Kit + '\' + $name.Replace('/', '\') }
        })
    Get-PackVerdict $Task.Pack @('-Manifest', ($Kit + '\META\manifest.json'), '-Signature', [string]::Join(',', $signatures), '-Anchor', "sha256:$($Task.Anchor)", '-For', $purpose) 600
}

# The kit's script and its arguments.
function Get-PackKitCall {
    param([System.Object] $Task)
    $more = @('-Json', '-Trigger', $Task.Trigger)
    switch ($Task.Run) {
        'check' { return @('Check-Host.ps1', '-Json') }
        'whatif' { return @('Apply-Kit.ps1', '-WhatIf') + $more }
        'apply' { return @('Apply-Kit.ps1', '-InstallerExitCodes', '-TimeoutMinutes', $Task.Minutes) + $more }
    }
    @('Undo-Kit.ps1') + $more
}

# Whether this is the answer of that script: what a script says of itself, and that nothing came between it and its end.
function Test-PackAnswer {
    param([System.Object] $Output, [string] $Run, [int] $Exit)
    if ($null -eq $Output) {
        return $false
    }
    $mode = $Output.psobject.Properties['mode']
    $code = $Output.psobject.Properties['exit']
    $null -ne $mode -and (Test-Same ([string] $mode.Value) $Run.Replace('whatif', 'apply')) -and $null -ne $code -and $code.Value -eq $Exit
}

# Only an answer in the script's own format carries its exit code on: an engine that could not start it says 1 as well.
function Invoke-PackKitScript {
    param([System.Object] $Task, [string] $Kit, [System.Object] $Answer)
    $call = Get-PackKitCall $Task
    $path = $Kit + '\scripts\' + $call[0]
    if (-not (Test-Same (Get-PackKind -Path $path) 'File')) {
        throw (ConvertTo-Fault 'KIT_SCRIPT_MISSING' 3 "this kit has no scripts\$($call[0]). Nothing was started.")
    }
    $seconds = 900 + 240 * [int]::Parse($Task.Minutes, [System.Globalization.CultureInfo]::InvariantCulture)
    if (Test-Same $Task.Run 'check') {
        $seconds = 600
    }
    $run = Invoke-PackQuiet $path ([string[]] @($call | Select-Object -Skip 1)) $seconds
    if ($run.Late) {
        throw (ConvertTo-Fault 'KIT_SCRIPT_LATE' 3 "scripts\$($call[0]) was not done after $seconds seconds and was left alone. Look at it before you start it again.")
    }
    $output = ConvertFrom-PackJson $run.Text 'airgap-run/2'
    if (-not (Test-PackAnswer $output $Task.Run $run.Exit)) {
        throw (ConvertTo-Fault 'KIT_SCRIPT_UNCLEAR' 3 ("scripts\$($call[0]) ended with $($run.Exit) and without an answer of its own. Execution policy or " +
                'application control may refuse it: start it by hand and read what it says.'))
    }
    $Answer.exit = $run.Exit
    $Answer.output = $run.Text.Trim()
}

function Invoke-PackKitTask {
    param([System.Object] $Task, [System.Object] $Answer)
    $kit = Find-PackKit (Get-PackKitsHere) $Task.Kit
    [void] (Test-ProtectedFolder $kit $false $true)
    $held = Open-PackKit $kit
    try {
        $report = Get-PackKitVerdict $Task $kit $held
        $digest = ConvertFrom-PackDigest ([string] $report.kit_digest)
        $name = $kit.Substring($kit.LastIndexOf('\') + 1)
        $same = (Test-Same $Task.Kit $name) -or (Test-Same $Task.Kit ([string] $report.kit.id))
        if (-not $same -or -not $digest.StartsWith($name, [System.StringComparison]::Ordinal)) {
            throw (Get-FolderFault $kit "holds the kit $($report.kit.id) with the digest $digest, which is not the one its name says")
        }
        Assert-PackKit $held $kit $digest (-not (Test-Same $Task.Run 'check'))
        $Answer.kit = [string] $report.kit.id
        $Answer.kit_digest = $digest
        $Answer.folder = $kit
        $Answer.fit = [bool] $report.verdict.fit
        Invoke-PackKitScript $Task $kit $Answer
    }
    finally {
        Close-PackKit $held
    }
}

# The digest of the transfer sheet is wanted here too: the anchor says whose kit it is, not which.
function Invoke-PackExtraction {
    param([System.Object] $Task, [string] $Digest, [System.Object] $Answer)
    $wanted = $Digest.Replace(' ', '').ToLowerInvariant()
    if (-not [System.Text.RegularExpressions.Regex]::IsMatch($wanted, '\A([0-9a-f]{16}|[0-9a-f]{64})\z', [System.Text.RegularExpressions.RegexOptions]::CultureInvariant)) {
        throw (Get-PackUseFault '-Digest takes the kit digest of the transfer sheet, its first 16 digits or all 64.')
    }
    $path = Assert-PackKitPath $Task.Kit
    $kits = Get-PackKitsFolder
    $fresh = $kits + '\new-' + (Get-PackNonce)
    $report = Get-PackVerdict $Task.Pack @($path, '-Anchor', "sha256:$($Task.Anchor)", '-Extract', '-To', $fresh) 14400
    $digest = ConvertFrom-PackDigest ([string] $report.kit_digest)
    if ($digest.Length -eq 0 -or -not $digest.StartsWith($wanted, [System.StringComparison]::Ordinal)) {
        Clear-PackFolder -Path $fresh
        throw (ConvertTo-Fault 'KIT_DIGEST_DIFFERS' 1 "the sheet says $wanted, this kit's digest is $digest. It is another kit than the one that was announced, or a slip: it was removed again.")
    }
    $kit = Complete-PackKit $kits $fresh $digest
    $held = Open-PackKit $kit
    try {
        Assert-PackKit $held $kit $digest $true
    }
    finally {
        Close-PackKit $held
    }
    $Answer.kit = [string] $report.kit.id
    $Answer.kit_digest = $digest
    $Answer.folder = $kit
    $Answer.fit = [bool] $report.verdict.fit
}

# Task: Run, Kit, Anchor (may be empty but for extract), Trigger, Minutes, Pack. Sets the script's variable PackExit.
function Invoke-PackAlone {
    param([System.Object] $Task, [string] $Digest)
    $answer = [pscustomobject] @{ format = 'airgap-pack-run/2'; run = $Task.Run; exit = 0; code = ''; message = ''; kit = ''; kit_digest = ''; folder = ''; fit = $false; output = '' }
    try {
        Assert-PackTask $Task
        if (-not (Test-PlatformAdministrator)) {
            throw (ConvertTo-Fault 'RIGHTS_MISSING' 3 'this needs administrator rights, or the account SYSTEM. Nothing was done.')
        }
        Assert-PackPlace $Task.Pack
        [void] (Get-PackDigest $Task.Pack)
        $extract = Test-Same $Task.Run 'extract'
        if ($Task.Anchor.Length -gt 0 -or $extract) {
            $Task.Anchor = Assert-PackAnchor $Task.Pack $Task.Anchor
        }
        else {
            $Task.Anchor = Get-Sha256Hex (Read-PlatformFile -Path (Get-PackPath $Task.Pack 'anchor.cer'))
        }
        if ($extract) {
            Invoke-PackExtraction $Task $Digest $answer
        }
        else {
            Invoke-PackKitTask $Task $answer
        }
    }
    catch {
        $answer.exit = 70
        $answer.code = 'BUG'
        $answer.message = 'this should not have happened (' + $_.Exception.GetType().Name + ': ' + $_.Exception.Message + '). Please report it with this text.'
        if ($_.Exception.Data.Contains('AirgapCode')) {
            $answer.exit = [int] $_.Exception.Data['AirgapExit']
            $answer.code = [string] $_.Exception.Data['AirgapCode']
            $answer.message = [string] $_.Exception.Data['AirgapText']
        }
    }
    $script:PackExit = $answer.exit
    # What is not ASCII becomes an escape, which is what JSON would have for it.
    Write-PackLine -Line (ConvertTo-PlainText (ConvertTo-Json -Compress -InputObject $answer))
}
