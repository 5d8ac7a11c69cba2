# Keeps the machine's Root store, on a Windows by Wine, as the programs of a test leave it, for as long as this runs. Wine
# fills the store from this machine's bundle. Wine 10 does it anew in every process that opens a store while no other is
# at it, and takes every certificate there that the bundle lacks for one that has left the bundle: it deletes the lot.
# Windows does nothing of the kind. Wine's mark for "another is at it or has been" is a named semaphore; this holds it.
param([string] $Ready)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

# Once beforehand, so that the bundle is there.
$store = New-Object System.Security.Cryptography.X509Certificates.X509Store -ArgumentList 'Root', 'LocalMachine'
$store.Open('ReadOnly')
$store.Close()
$mark = New-Object System.Threading.Semaphore -ArgumentList 1, 1, 'crypt32_root_semaphore'
[System.IO.File]::WriteAllText($Ready, 'held')
Start-Sleep -Seconds 3600
$mark.Dispose()
