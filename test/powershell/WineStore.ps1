# Stores, registry, processes and files through the real Platform files, under Wine: one JSON line a case. Only what Wine
# cannot do is replaced: reading owners and rights back. One process: Wine fills the Root store anew for every other one.
param([string] $Pem)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

function Write-Case {
    param([string] $Name, [string] $Want, [scriptblock] $Run)
    $got = try { [string]::Join(' ', @(& $Run | ForEach-Object { $_ })) } catch { $_.Exception.GetType().Name + ' ' + $_.Exception.Message }
    ConvertTo-Json -Compress -InputObject ([pscustomobject] @{ case = $Name; want = $Want; got = $got.Replace('"', '').Replace('\', '/').Replace("`n", ' ').Replace("`r", '') })
}

function Get-StoreKey {
    param([string] $Store)
    $key = [Microsoft.Win32.Registry]::LocalMachine.OpenSubKey("Software\Microsoft\SystemCertificates\$Store\Certificates")
    if ($null -eq $key) { return '' }
    $names = $key.GetSubKeyNames()
    [System.Array]::Sort($names, [System.StringComparer]::Ordinal)
    [string]::Join(' ', $names)
}

function Get-Code {
    param([scriptblock] $Run)
    & $Run | ForEach-Object { $_.Code }
}

. ([System.IO.Path]::Combine($PSScriptRoot, 'WineKit.ps1')) -Pem $Pem -Fresh

# Opened once beforehand: Wine writes the machine's bundle then.
[void] (& $loaded { Test-PlatformEffective -Store 'Root' -Bytes $args[0] } $bytes)
[void] (& $loaded { Test-PlatformEffective -Store 'Disallowed' -Bytes $args[0] } $bytes)
$before = Get-StoreKey 'Root'

Write-Case 'Wine filled the store' 'True False' { $before.Length -gt 400; $before.Contains($thumbprint) }
Write-Case 'what-if' 'CERTIFICATE_WOULD_BE_ADDED True' {
    Get-Code { Install-AirgapRoot @kept -WhatIf }
    [string]::Equals((Get-StoreKey 'Root'), $before)
}
Write-Case 'import' 'Added CERTIFICATE_ADDED registry True' {
    $result = @(Install-AirgapRoot @kept)[0]
    $result.Outcome, $result.Code, $result.Method
    (Get-StoreKey 'Root').Contains($thumbprint)
}
Write-Case 'the key holds the certificate, and Windows'' own view shows it' 'Equal True' {
    & $loaded { Get-StoreState 'Root' $args[0] $args[1] } $thumbprint $kept.Certificate.Sha256
    & $loaded { Test-PlatformEffective -Store 'Root' -Bytes $args[0] } $bytes
}
Write-Case 'nothing else was added' 'True' {
    [string]::Equals([string]::Join(' ', @((Get-StoreKey 'Root').Split(' ') | Where-Object { $_ -cne $thumbprint })), $before)
}
Write-Case 'where it lies' 'Machine/Root' {
    & $loaded { Get-CertificatePlace ([pscustomobject] @{ Thumbprint = $args[0]; Sha256 = $args[1] }) } $thumbprint $kept.Certificate.Sha256
}
Write-Case 'a kit on a share or another drive, under other words for its place' 'KIT_NOT_IN_PROTECTED_FOLDER/1 KIT_NOT_IN_PROTECTED_FOLDER/1 KIT_NOT_IN_PROTECTED_FOLDER/1 KIT_NOT_IN_PROTECTED_FOLDER/1 KIT_NOT_IN_PROTECTED_FOLDER/1' {
    foreach ($root in @('\\srv\kits\0123456789abcdef', '\\localhost\C$\ProgramData\AirgapKit\kits\0123456789abcdef', '\\?\UNC\srv\kits', 'Z:\kit', "$kit\..\..\..\kit")) {
        try { Install-AirgapRoot -KitRoot $root -KitId $kept.KitId -Certificate $kept.Certificate } catch { $_.Exception.Data['AirgapCode'] + '/' + $_.Exception.Data['AirgapExit'] }
    }
}
Write-Case 'again' 'CERTIFICATE_ALREADY_THERE' { Get-Code { Install-AirgapRoot @kept } }
Write-Case 'two at once' 'RUN_ALREADY_ACTIVE' {
    $lock = [System.IO.File]::Open("$folder\run.lock", 'Open', 'ReadWrite', 'None')
    try { Get-Code { Install-AirgapRoot @kept } } catch { $_.Exception.Data['AirgapCode'] } finally { $lock.Dispose() }
}
Write-Case 'undo: the keys are as before' 'CERTIFICATE_REMOVED True False' {
    Get-Code { Undo-AirgapChange @kept }
    [string]::Equals((Get-StoreKey 'Root'), $before)
    & $loaded { Test-PlatformEffective -Store 'Root' -Bytes $args[0] } $bytes
}
Write-Case 'in Disallowed: refused, and the keys are as before' 'CERTIFICATE_DISALLOWED True' {
    & $loaded { Add-PlatformStoreBlob -Store 'Disallowed' -Thumbprint $args[1] -Blob (ConvertTo-StoreBlob $args[0]) } $bytes $thumbprint
    Get-Code { Install-AirgapRoot @kept }
    & $loaded { Clear-PlatformStoreKey -Store 'Disallowed' -Thumbprint $args[0] } $thumbprint
    [string]::Equals((Get-StoreKey 'Root'), $before)
}
Write-Case 'undo again' 'CERTIFICATE_NOT_IN_JOURNAL' { Get-Code { Undo-AirgapChange @kept } }
Write-Case 'a child sees the new environment and no other' '7' {
    $env:COR_PROFILER = 'evil'
    $ended = & $loaded { Invoke-Tool -Run ([pscustomobject] @{ Folder = $args[0] }) -Name 'cmd.exe' -Argument @('/d', '/c', 'if not defined COR_PROFILER if "%TEMP%"=="C:\ProgramData\AirgapKit\work" exit 7') -Seconds 60 -Stop $true } $folder
    $ended.Exit
}
[System.IO.Directory]::Delete($folder, $true)
