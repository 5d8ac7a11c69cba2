# Says what the system's own certificate code sees in the machine's stores: store, blank, thumbprint, a line each.
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
foreach ($name in @('Root', 'CA')) {
    $store = New-Object System.Security.Cryptography.X509Certificates.X509Store -ArgumentList $name, 'LocalMachine'
    $store.Open('ReadOnly')
    foreach ($certificate in $store.Certificates) { "$name $($certificate.Thumbprint)" }
    $store.Close()
}
