# The main things, for engines that cannot run Pester (the look of Windows PowerShell 5.1 and 3.0): one JSON line a case.
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. ([System.IO.Path]::Combine($PSScriptRoot, 'TestKit.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'WholeKit.ps1'))

function Write-Case {
    param([string] $Name, [string] $Want, [scriptblock] $Run)
    $got = try { [string]::Join(' ', @(& $Run | ForEach-Object { $_ })) } catch { $_.Exception.GetType().Name + ' ' + $_.Exception.Message }
    ConvertTo-Json -Compress -InputObject ([pscustomobject] @{ case = $Name; want = $Want; got = $got.Replace('"', '').Replace("`n", ' ') })
}

function Get-Code {
    param([scriptblock] $Run)
    & $Run | ForEach-Object { $_.Code }
}

# The script in this very engine: exit ends the script only, and leaves its code.
function Get-ScriptCode {
    param([object] $Kit, [hashtable] $Switch)
    $said = ConvertFrom-Json ([string] (& $Kit.Script -Json @Switch))
    @($LASTEXITCODE) + @($said.results | ForEach-Object { $_.Code } | Where-Object { $_ -cne 'UPDATE_BEGUN' })
}

$hostFolder = New-TestHost
$a = New-TestCertificate 'Test Root A'
$b = New-TestCertificate $script:HostileName
$kit = New-TestKit $hostFolder @($a, $b)
$empty = Get-TestState $hostFolder

Write-Case 'what-if' 'CERTIFICATE_WOULD_BE_ADDED CERTIFICATE_WOULD_BE_ADDED True' {
    Get-Code { Install-TestKit $kit -WhatIf }
    [string]::Equals((Get-TestState $hostFolder), $empty)
}
Write-Case 'wrong pin' 'RUN_STOPPED CERTIFICATE_PIN_MISMATCH True' {
    $kit.List[1].Sha256 = $a.Sha256
    Get-Code { Install-TestKit $kit }
    $kit.List[1].Sha256 = $b.Sha256
    [string]::Equals((Get-TestState $hostFolder), $empty)
}
Write-Case 'import' 'CERTIFICATE_ADDED CERTIFICATE_ADDED' { Get-Code { Install-TestKit $kit } }
Write-Case 'again' 'CERTIFICATE_ALREADY_THERE CERTIFICATE_ALREADY_THERE' { Get-Code { Install-TestKit $kit } }
Write-Case 'torn journal' 'JOURNAL_LINE_TORN CERTIFICATE_ALREADY_THERE CERTIFICATE_ALREADY_THERE' {
    [System.IO.File]::AppendAllText($hostFolder.Journal, '{"at')
    Get-Code { Install-TestKit $kit }
}
Write-Case 'lock' 'RUN_ALREADY_ACTIVE/3' {
    $lock = [System.IO.File]::Open([System.IO.Path]::Combine($hostFolder.Root, 'data', 'AirgapKit', 'run.lock'), 'Open', 'ReadWrite', 'None')
    Get-TestFault { Undo-TestKit $kit }
    $lock.Dispose()
}
Write-Case 'undo' 'CERTIFICATE_REMOVED CERTIFICATE_REMOVED True' {
    Get-Code { Undo-TestKit $kit }
    [string]::IsNullOrEmpty((Get-TestState $hostFolder -StoresOnly))
}
[System.IO.Directory]::Delete($hostFolder.Root, $true)
$hostFolder = New-TestHost
$whole = New-TestWholeKit $hostFolder @($b)
Set-TestWindows $hostFolder @{ Services = @{ wuauserv = 'disabled' } }
Write-Case 'certificates alone' '0 CERTIFICATE_ADDED RECEIPT_WRITTEN' { Get-ScriptCode $whole @{ CertificatesOnly = $true } }
Write-Case 'wrong use' '2' { Get-ScriptCode $whole @{ Rest = 'x' } }
Write-Case 'certificates back' '0 CERTIFICATE_REMOVED EVENT_SOURCE_LEFT RECEIPT_WRITTEN' {
    $whole.Script = $whole.Script.Replace('Apply-Kit', 'Undo-Kit')
    Get-ScriptCode $whole @{ }
    $whole.Script = $whole.Script.Replace('Undo-Kit', 'Apply-Kit')
}
Write-Case 'Disallowed' '1 CERTIFICATE_DISALLOWED RECEIPT_WRITTEN' {
    Set-TestStore $hostFolder 'Policy' 'Disallowed' $b
    Get-ScriptCode $whole @{ CertificatesOnly = $true }
    [System.IO.Directory]::Delete([System.IO.Path]::Combine($hostFolder.Root, 'stores'), $true)
}
Write-Case 'whole kit, what-if' '0 CERTIFICATE_WOULD_BE_ADDED UPDATE_WOULD_BE_INSTALLED UPDATE_WOULD_BE_INSTALLED' { Get-ScriptCode $whole @{ WhatIf = $true } }
Write-Case 'whole kit' '0 CERTIFICATE_ADDED UPDATE_INSTALLED UPDATE_RESTART_NEEDED RECEIPT_WRITTEN' { Get-ScriptCode $whole @{ Trigger = 'task' } }
Write-Case 'whole kit, again' '0 CERTIFICATE_ALREADY_THERE UPDATE_FLOOR_REACHED RECEIPT_WRITTEN' {
    Restart-TestHost $hostFolder
    Get-ScriptCode $whole @{ }
}
Write-Case 'whole kit, undo' '0 CERTIFICATE_REMOVED EVENT_SOURCE_LEFT UPDATE_NOT_UNDONE UPDATE_NOT_UNDONE RECEIPT_WRITTEN True' {
    $whole.Script = [System.IO.Path]::Combine($whole.Root, 'scripts', 'Undo-Kit.ps1')
    Get-ScriptCode $whole @{ }
    [string]::IsNullOrEmpty((Get-TestChainFault $hostFolder))
}
[System.IO.Directory]::Delete($hostFolder.Root, $true)
