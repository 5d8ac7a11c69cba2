# The policy file of a kit that the builder made, through the module, on a host made of folders: into nothing and out again,
# into another's file and out again. Says what held, a word a line. Source: a folder with the kit's certs and its registry.pol.
param([string] $Source)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
foreach ($part in @('TestKit.ps1', 'WholeKit.ps1', 'TestPolicy.ps1')) { . ([System.IO.Path]::Combine($PSScriptRoot, $part)) }

function Get-RealCertificate {
    param([string] $Store)
    foreach ($file in [System.IO.Directory]::GetFiles([System.IO.Path]::Combine($Source, 'certs', $Store))) {
        $bytes = [System.IO.File]::ReadAllBytes($file)
        $certificate = New-Object System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList (, $bytes)
        [pscustomobject] @{ Bytes = $bytes; Sha256 = Get-TestDigest $file; Thumbprint = $certificate.Thumbprint; Name = $certificate.Subject; Store = $Store }
    }
}

function Assert-Held {
    param([string] $Word, [string] $Is, [string] $Wanted)
    if ($Is -cne $Wanted) { throw "$Word failed: $($Is.Substring(0, [System.Math]::Min(400, $Is.Length)))" }
    $Word
}

$h = New-TestHost
try {
    $certificates = @(Get-RealCertificate 'Root') + @(Get-RealCertificate 'CA')
    $kit = New-TestWholeKit $h $certificates
    for ($i = 0; $i -lt $certificates.Count; $i++) { $kit.List[$i].Store = $certificates[$i].Store }
    $policy = [System.IO.File]::ReadAllBytes([System.IO.Path]::Combine($Source, 'registry.pol'))
    Set-TestKitPolicy $kit $policy
    $ours = [System.Convert]::ToBase64String($policy)
    $others = New-TestPolicy @((New-TestNumber 'Software\Policies\Plant' 'Keep' 7), (New-TestEntry ($StorePath + 'Root\CRLs')))
    $written = @($certificates | ForEach-Object { 'POLICY_VALUE_WRITTEN' }) -join ' '

    $codes = Get-TestPolicyCode @(Install-TestPolicy $kit)
    Assert-Held 'APPLIED' $codes.Substring(0, [System.Math]::Min($codes.Length, $written.Length + 2)) "0 $written"
    Assert-Held 'FILE_IS_OURS' (Get-TestPolicy $h) $ours
    [void] (Undo-TestWholeKit $kit)
    Assert-Held 'GONE' (Get-TestPolicy $h) 'absent'

    Set-TestLocalPolicy $h $others "[General]`r`nVersion=1`r`n"
    [void] (Install-TestPolicy $kit)
    $after = [System.IO.File]::ReadAllBytes((Get-TestPolicyPath $h))
    Assert-Held 'OTHERS_FIRST' ([System.Convert]::ToBase64String($after, 0, $others.Length)) ([System.Convert]::ToBase64String($others))
    [void] (Undo-TestWholeKit $kit)
    Assert-Held 'AS_BEFORE' (Get-TestPolicy $h) ([System.Convert]::ToBase64String($others))
}
finally {
    [System.IO.Directory]::Delete($h.Root, $true)
}
