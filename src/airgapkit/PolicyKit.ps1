# The kit's own policy: which entry of the manifest it is, and what may be in it. The manifest lists the file by its digest;
# what is in it is looked at all the same, before the first change.

$script:PolicyStores = 'SOFTWARE\Policies\Microsoft\SystemCertificates\'

# The row of the manifest; $null if the kit carries no policy.
function Find-KitPolicy {
    param([System.Object] $Kit)
    $guid = '\{[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}\}'
    $found = @(foreach ($entry in $Kit.Entries) {
            if ((Test-Same $entry.Role 'policy') -and (Test-Shape $entry.Path ('gpo/apply/GPOs/' + $guid + '/DomainSysvol/GPO/Machine/registry\.pol'))) { $entry }
        })
    if ($found.Length -gt 1) {
        throw (Get-KitFault 'the manifest lists two policies to apply')
    }
    if ($found.Length -eq 1) {
        return $found[0]
    }
    $null
}

# The bytes, hashed once more: they are the ones that are read, written and later looked for.
function Read-KitPolicy {
    param([System.Object] $Kit)
    $entry = Find-KitPolicy $Kit
    if ($null -eq $entry) {
        throw (ConvertTo-Fault 'POLICY_NOT_IN_KIT' 1 ("the manifest lists no policy (gpo/apply/GPOs/{ID}/DomainSysvol/GPO/Machine/registry.pol), so there is nothing to write. " +
                'Nothing was done. Apply-Kit.ps1 imports the certificates without policy; a kit with policy is built by the sender.'))
    }
    $path = Get-KitPath $Kit.Root $entry.Path
    [byte[]] $bytes = Read-PolicyBytes $path
    if ($null -eq $bytes -or -not (Test-Same (Get-Sha256Hex $bytes) $entry.Sha256)) {
        throw (Get-KitContentFault $path 'is not the file that the manifest lists')
    }
    $policy = Read-Policy $bytes $path
    [pscustomobject] @{ Policy = $policy; Digest = $entry.Sha256; Bytes = $bytes; Items = @(Get-KitPolicyItem $policy $Kit) }
}

function Get-PolicyEntryFault {
    param([System.Object] $Policy, [int] $I, [string] $Code, [string] $Fact)
    Get-PolicyFault -Path $Policy.Path -Code $Code -At $Policy.Starts[$I] -Fact ("the entry $($Policy.Keys[$I]) $($Policy.Names[$I]) " + $Fact)
}

# One item an entry: I, Key, Name, Pin ($null: no certificate), Listed (the manifest names the certificate too).
function Get-KitPolicyItem {
    param([System.Object] $Policy, [System.Object] $Kit)
    if ($Policy.Index.Count -ne $Policy.Keys.Count) {
        throw (Get-PolicyFault -Path $Policy.Path -Code 'POLICY_ENTRY_NOT_ALLOWED' -At 8 -Fact 'a value is there twice')
    }
    for ($i = 0; $i -lt $Policy.Keys.Count; $i++) {
        $item = [pscustomobject] @{ I = $i; Key = $Policy.Keys[$i]; Name = $Policy.Names[$i]; Pin = $null; Listed = $false }
        $upper = $item.Key.ToUpperInvariant()
        if ($item.Name.StartsWith('**', [System.StringComparison]::Ordinal)) {
            throw (Get-PolicyEntryFault -Policy $Policy -I $i -Code 'POLICY_ENTRY_NOT_ALLOWED' -Fact 'is an order to delete, which no policy to apply holds')
        }
        if ((Test-Shape $upper '(?:.*\\)?(?:SYSTEM|ENTERPRISE)CERTIFICATES\\[^\\]+\\(?:CERTIFICATES|CRLS|CTLS)(?:\\.*)?') -and $item.Name.Length -gt 0) {
            $item.Pin = Get-PolicyPin $Policy $i
            $item.Listed = Test-PolicyListed -Policy $Policy -I $i -Pin $item.Pin -Kit $Kit
        }
        $item
    }
}

# A certificate is one value in one of three stores, under its own name. Everything else in there is none of ours.
function Get-PolicyPin {
    param([System.Object] $Policy, [int] $I)
    $part = $Policy.Keys[$I].Split('\')
    $name = $part[$part.Length - 1]
    $below = $Policy.Keys[$I].Substring(0, [System.Math]::Min([long] $Policy.Keys[$I].Length, [long] $script:PolicyStores.Length))
    $allowed = [string]::Equals($below, $script:PolicyStores, [System.StringComparison]::OrdinalIgnoreCase) -and $part.Length -eq 7 -and
    [System.Array]::IndexOf(@('Root', 'CA', 'TrustedPublisher'), $part[4]) -ge 0 -and (Test-Same $part[5] 'Certificates') -and
    (Test-Shape $name '[0-9A-F]{40}') -and (Test-Same $Policy.Names[$I] 'Blob') -and $Policy.Types[$I] -eq 3
    if (-not $allowed) {
        throw (Get-PolicyEntryFault -Policy $Policy -I $I -Code 'POLICY_ENTRY_NOT_ALLOWED' -Fact 'lies in a certificate store and is no certificate of Root, CA or TrustedPublisher')
    }
    [byte[]] $der = Read-PolicyBlob -Policy $Policy -I $I
    try {
        $certificate = New-Object System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList (, $der)
    }
    catch {
        throw (Get-PolicyEntryFault -Policy $Policy -I $I -Code 'BLOB_CERTIFICATE_BAD' -Fact "holds no certificate ($(Get-Cause $_.Exception))")
    }
    if (-not (Test-Same (Get-Sha1Hex $der) $name)) {
        throw (Get-PolicyEntryFault -Policy $Policy -I $I -Code 'BLOB_DIGEST_WRONG' -Fact 'is not named after the SHA-1 of its certificate')
    }
    [pscustomobject] @{ Subject = $certificate.Subject; Sha256 = Get-Sha256Hex $der; Store = $part[4]; Thumbprint = $name; Bytes = $der }
}

# Root and TrustedPublisher may hold the script signer's own chain, which is in the policy alone; an intermediate may not.
function Test-PolicyListed {
    param([System.Object] $Policy, [int] $I, [System.Object] $Pin, [System.Object] $Kit)
    foreach ($certificate in $Kit.Certificates) {
        if ((Test-Same $certificate['Sha256'] $Pin.Sha256) -and (Test-Same $certificate['Store'] $Pin.Store)) {
            return $true
        }
    }
    if (Test-Same $Pin.Store 'CA') {
        throw (Get-PolicyEntryFault -Policy $Policy -I $I -Code 'POLICY_CERTIFICATE_NOT_LISTED' -Fact "is an intermediate certificate (SHA-256 $($Pin.Sha256)) that the manifest does not name for that store")
    }
    $false
}

# As the FIPS policy allows it; here SHA-1 names a key of the registry and proves nothing.
function Get-Sha1Hex {
    param([byte[]] $Bytes)
    $hash = New-Object System.Security.Cryptography.SHA1CryptoServiceProvider
    try {
        (ConvertTo-Hex -Bytes $hash.ComputeHash($Bytes)).ToUpperInvariant()
    }
    finally {
        $hash.Dispose()
    }
}

# The certificate of a blob [MS-GPEF 2.2.1.1.1], by the rules of policy.md, section 3.
function Read-PolicyBlob {
    param([System.Object] $Policy, [int] $I)
    [byte[]] $blob = Get-PolicyData $Policy $I
    $seen = @{ }
    $at = 0
    while ($at -lt $blob.Length) {
        if ($blob.Length - $at -lt 12) { throw (Get-PolicyBlobFault -Policy $Policy -I $I -At $at -Code 'BLOB_TRUNCATED' -Fact 'ends within the head of a record') }
        $id = [long] [System.BitConverter]::ToUInt32($blob, $at)
        $length = [long] [System.BitConverter]::ToUInt32($blob, $at + 8)
        if ($id -eq 0 -or $seen.ContainsKey($id) -or [System.BitConverter]::ToUInt32($blob, $at + 4) -ne 1) { throw (Get-PolicyBlobFault -Policy $Policy -I $I -At $at -Code 'BLOB_RECORD_BAD' -Fact 'has a record that is none, or one twice') }
        if ($length -gt $blob.Length - $at - 12) { throw (Get-PolicyBlobFault -Policy $Policy -I $I -At $at -Code 'BLOB_TRUNCATED' -Fact 'ends within a record') }
        $seen[$id] = New-Object 'System.Byte[]' -ArgumentList ([int] $length)
        [System.Array]::Copy($blob, $at + 12, $seen[$id], 0, [int] $length)
        $last = $id
        $at += 12 + [int] $length
    }
    if (-not $seen.ContainsKey([long] 32) -or $last -ne 32) { throw (Get-PolicyBlobFault -Policy $Policy -I $I -At $at -Code 'BLOB_CERTIFICATE_MISSING' -Fact 'has no certificate, or not as its last record') }
    $der = $seen[[long] 32]
    if (-not (Test-DerSequence $der)) { throw (Get-PolicyBlobFault -Policy $Policy -I $I -At $at -Code 'BLOB_CERTIFICATE_BAD' -Fact 'has a certificate that is not one whole DER sequence') }
    if ($seen.ContainsKey([long] 3) -and -not (Test-Same (ConvertTo-Hex $seen[[long] 3]).ToUpperInvariant() (Get-Sha1Hex $der))) {
        throw (Get-PolicyBlobFault -Policy $Policy -I $I -At $at -Code 'BLOB_DIGEST_WRONG' -Fact 'has a record 3 that is not the SHA-1 of its certificate')
    }
    , $der
}

function Get-PolicyBlobFault {
    param([System.Object] $Policy, [int] $I, [int] $At, [string] $Code, [string] $Fact)
    Get-PolicyFault -Path $Policy.Path -Code $Code -At ($Policy.Data[$I] + $At) -Fact ("the value of $($Policy.Keys[$I]) " + $Fact)
}

# One SEQUENCE with the shortest length that fits, and nothing behind it.
function Test-DerSequence {
    param([byte[]] $Bytes)
    if ($Bytes.Length -lt 2 -or $Bytes[0] -ne 0x30) {
        return $false
    }
    $length = [long] $Bytes[1]
    $head = 2
    if ($length -ge 0x80) {
        $count = $length - 0x80
        if ($count -lt 1 -or $count -gt 4 -or $Bytes.Length -lt 2 + $count -or $Bytes[2] -eq 0) {
            return $false
        }
        $length = [long] 0
        for ($i = 0; $i -lt $count; $i++) { $length = 256 * $length + $Bytes[2 + $i] }
        $head = 2 + $count
        if ($length -lt 0x80) {
            return $false
        }
    }
    $Bytes.Length -eq $head + $length
}
