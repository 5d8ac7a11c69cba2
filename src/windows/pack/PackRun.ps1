# The second stage, with rights: asks, verifies and extracts by the installed verifier, starts the kit's own script.

function Invoke-PackScript {
    param([string] $Path, [string[]] $Argument, [bool] $Catch)
    $line = ConvertTo-ProcessLine (@('-NoProfile', '-ExecutionPolicy', 'RemoteSigned', '-File', $Path) + $Argument)
    Invoke-PackChild -Program (Get-PackPowerShell) -ArgumentLine $line -Catch $Catch
}

function Assert-PackKitPath {
    param([string] $Typed)
    $path = $Typed.Trim().Trim('"')
    $rooted = [System.Text.RegularExpressions.Regex]::IsMatch($path, '\A([A-Za-z]:\\|\\\\)[^"<>|*?]+\z')
    if (-not $rooted) {
        throw (ConvertTo-Fault 'KIT_PATH_MALFORMED' 2 'a full path is needed, such as E:\kit\acs-20261125T120000Z.zip.')
    }
    if (-not (Test-Same (Get-PackKind -Path $path) 'File')) {
        throw (ConvertTo-Fault 'KIT_UNREADABLE' 3 "there is no file $path, or it cannot be seen from the elevated prompt (drives that were mapped without rights are not there: use the full \\server\share path).")
    }
    $path
}

# The verifier's report on one page; every text in it may be a stranger's.
function Write-PackReport {
    param([System.Object] $Report)
    $kit = $Report.psobject.Properties['kit']
    if ($null -ne $kit) {
        Write-Wrapped 'kit         ' ((ConvertTo-PlainText $kit.Value.id) + ", sequence $($kit.Value.sequence), $($kit.Value.entries) entries")
        Write-Wrapped '            ' (ConvertTo-PlainText $kit.Value.title)
        Write-Wrapped 'created     ' ((ConvertTo-PlainText $kit.Value.created) + ', expires ' + (ConvertTo-PlainText $kit.Value.expires))
    }
    foreach ($signer in @($Report.signers)) {
        $mark = 'not your anchor: counts for nothing'
        if ($signer.anchored) {
            $mark = 'your anchor, as typed'
        }
        Write-Wrapped 'signer      ' ((ConvertTo-PlainText $signer.subject) + ' (' + $mark + ')')
    }
    foreach ($finding in @($Report.findings)) {
        Write-Wrapped ((ConvertTo-PlainText $finding.code) + '  ') (ConvertTo-PlainText $finding.message)
    }
    if (ConvertFrom-PackDigest ([string] $Report.kit_digest)) {
        Write-Digest 'kit digest  ' $Report.kit_digest
    }
    if (-not $Report.verdict.authentic) {
        'NOT VERIFIED'
    }
    elseif (-not $Report.verdict.ok) {
        'VERIFIED, but DO NOT APPLY'
    }
    else {
        'VERIFIED, APPLY'
    }
}

# Gives the report; a run of the verifier that says anything but yes ends this run with its exit code.
function Invoke-PackVerifier {
    param([string] $Folder, [string] $Kit, [string] $Anchor, [string] $To)
    $verifier = Get-PackPath $Folder 'Verify-Kit.ps1'
    if (-not (Test-Same (Get-PackKind -Path $verifier) 'File')) {
        throw (ConvertTo-Fault 'VERIFIER_MISSING' 3 'this pack has no Verify-Kit.ps1. Nothing was verified. Use kit-verifier.jar on a station with Java, or a complete pack.')
    }
    Write-PackLine -Line 'verifying   the kit is read and extracted; gigabytes take minutes ...'
    $run = Invoke-PackScript $verifier @($Kit, '-Anchor', "sha256:$Anchor", '-Extract', '-To', $To, '-Json') $true
    $report = $null
    try {
        $report = ConvertFrom-Json -InputObject $run.Text
    }
    catch {
        $report = $null
    }
    if ($null -eq $report -or $null -eq $report.psobject.Properties['verdict']) {
        throw (ConvertTo-Fault 'KIT_NOT_VERIFIED' ([System.Math]::Max([long] $run.Exit, [long] 1)) "the verifier gave no report (exit $($run.Exit)); what it said stands above. Nothing was applied.")
    }
    foreach ($line in @(Write-PackReport $report)) {
        Write-PackLine -Line $line
    }
    if ($run.Exit -ne 0 -or -not $report.verdict.ok) {
        throw (ConvertTo-Fault 'KIT_NOT_VERIFIED' ([System.Math]::Max([long] $run.Exit, [long] 1)) ('nothing was applied. Copy the kit again and compare the digest of its zip there and here; if it fails twice, tell the sender. Use nothing from this kit.'))
    }
    $report
}

# The digest on the transfer sheet, typed, is the word to go on: it shows that this kit is the one that was announced.
function Invoke-PackKit {
    param([string] $Digest, [string] $Folder)
    Write-PackLine -Line "extracted   $Folder"
    $apply = $Folder + '\scripts\Apply-Kit.ps1'
    if (-not (Test-Same (Get-PackKind -Path $apply) 'File')) {
        foreach ($line in @(Write-Wrapped '' "NOTHING APPLIED: this kit has no scripts\Apply-Kit.ps1. It lies verified in the folder above; its README.txt names the scripts that it has.")) {
            Write-PackLine -Line $line
        }
        return
    }
    $typed = (Read-PackLine -Prompt 'To apply: first 16 digits of the kit digest on the transfer sheet (empty: stop here)').Replace(' ', '').ToLowerInvariant()
    if ($typed.Length -eq 0) {
        Write-PackLine -Line 'STOPPED     verified and extracted, nothing applied'
        return
    }
    if (-not (Test-Same $typed $Digest.Substring(0, 16))) {
        throw (ConvertTo-Fault 'KIT_DIGEST_DIFFERS' 1 "typed $typed, this kit's digest begins $($Digest.Substring(0, 16)). It is another kit than the one on the sheet, or a slip: nothing was applied.")
    }
    $script:PackExit = (Invoke-PackScript $apply @() $false).Exit
}

# Held and compared until the kit's script is done, whether the folder is fresh or was there before.
function Invoke-PackHeldKit {
    param([string] $Digest, [string] $Folder)
    $held = Open-PackKit $Folder
    try {
        Assert-PackKit $held $Folder $Digest
        Invoke-PackKit $Digest $Folder
    }
    finally {
        Close-PackKit $held
    }
}

function Invoke-PackSecondStage {
    param([string] $Folder)
    if (-not (Test-PlatformAdministrator)) {
        throw (ConvertTo-Fault 'RIGHTS_MISSING' 3 'this stage needs administrator rights. Start START-HERE.cmd without arguments: it asks for them.')
    }
    $kit = Assert-PackKitPath (Read-PackLine -Prompt 'Kit (full path of the zip)')
    $anchor = Assert-PackAnchor $Folder (Read-PackLine -Prompt 'Anchor (64 digits, from the printed sheet)')
    $kits = Get-PackKitsFolder
    $fresh = $kits + '\new-' + (Get-PackNonce)
    $report = Invoke-PackVerifier $Folder $kit $anchor $fresh
    $digest = ConvertFrom-PackDigest ([string] $report.kit_digest)
    Invoke-PackHeldKit $digest (Complete-PackKit $kits $fresh $digest)
}
