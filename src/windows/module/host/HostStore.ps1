# The certificates of a host, one physical store (registry key) after the other, with what limits each of them.

# Place: what the rest of the module calls it. Only the first four make a certificate trusted as a root on this machine.
$script:HostPlaces = @(
    @('Machine/Root', 'Machine', 'SOFTWARE\Microsoft\SystemCertificates\Root\Certificates'),
    @('Machine/AuthRoot', 'Machine', 'SOFTWARE\Microsoft\SystemCertificates\AuthRoot\Certificates'),
    @('Machine/Policy/Root', 'Machine', 'SOFTWARE\Policies\Microsoft\SystemCertificates\Root\Certificates'),
    @('Machine/Enterprise/Root', 'Machine', 'SOFTWARE\Microsoft\EnterpriseCertificates\Root\Certificates'),
    @('Machine/CA', 'Machine', 'SOFTWARE\Microsoft\SystemCertificates\CA\Certificates'),
    @('Machine/Policy/CA', 'Machine', 'SOFTWARE\Policies\Microsoft\SystemCertificates\CA\Certificates'),
    @('Machine/Enterprise/CA', 'Machine', 'SOFTWARE\Microsoft\EnterpriseCertificates\CA\Certificates'),
    @('Machine/Disallowed', 'Machine', 'SOFTWARE\Microsoft\SystemCertificates\Disallowed\Certificates'),
    @('Machine/Policy/Disallowed', 'Machine', 'SOFTWARE\Policies\Microsoft\SystemCertificates\Disallowed\Certificates'),
    @('Machine/Enterprise/Disallowed', 'Machine', 'SOFTWARE\Microsoft\EnterpriseCertificates\Disallowed\Certificates'),
    @('User/Root', 'User', 'SOFTWARE\Microsoft\SystemCertificates\Root\Certificates'),
    @('User/AuthRoot', 'User', 'SOFTWARE\Microsoft\SystemCertificates\AuthRoot\Certificates'),
    @('User/Policy/Root', 'User', 'SOFTWARE\Policies\Microsoft\SystemCertificates\Root\Certificates'),
    @('User/CA', 'User', 'SOFTWARE\Microsoft\SystemCertificates\CA\Certificates'),
    @('User/Policy/CA', 'User', 'SOFTWARE\Policies\Microsoft\SystemCertificates\CA\Certificates'),
    @('User/Disallowed', 'User', 'SOFTWARE\Microsoft\SystemCertificates\Disallowed\Certificates'),
    @('User/Policy/Disallowed', 'User', 'SOFTWARE\Policies\Microsoft\SystemCertificates\Disallowed\Certificates')
)

# DER: one sequence of object identifiers and nothing else, lengths below 128 (some thirty uses) or in one more byte. The
# platform's own reader takes rubbish for an empty list, which would read as "no use is left".
function Test-UseList {
    param([byte[]] $Bytes)
    $at = 2
    if ($Bytes.Length -gt 2 -and $Bytes[1] -eq 0x81) {
        $at = 3
    }
    if ($Bytes.Length -lt 2 -or $Bytes[0] -ne 0x30 -or $Bytes[$at - 1] -ne $Bytes.Length - $at) {
        return $false
    }
    while ($at + 1 -lt $Bytes.Length) {
        if ($Bytes[$at] -ne 0x06 -or $Bytes[$at + 1] -lt 1 -or $Bytes[$at + 1] -gt 0x7F) {
            return $false
        }
        $at += 2 + $Bytes[$at + 1]
    }
    $at -eq $Bytes.Length
}

# A list of uses as object identifiers with blanks between them; empty if no use is left; 'unreadable' if it is none.
function ConvertTo-UseText {
    param([byte[]] $Bytes)
    if (-not (Test-UseList $Bytes)) {
        return 'unreadable'
    }
    try {
        $encoded = New-Object System.Security.Cryptography.AsnEncodedData -ArgumentList (, $Bytes)
        $uses = New-Object System.Security.Cryptography.X509Certificates.X509EnhancedKeyUsageExtension -ArgumentList $encoded, $false
        [string]::Join(' ', [string[]] @(foreach ($use in $uses.EnhancedKeyUsages) { $use.Value }))
    }
    catch {
        'unreadable'
    }
}

function ConvertTo-TimeText {
    param([System.DateTime] $Time)
    $Time.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ', [System.Globalization.CultureInfo]::InvariantCulture)
}

# Windows' count of 100 ns since 1601. What an empty value means is documented nowhere.
function ConvertTo-FileTimeText {
    param([byte[]] $Bytes)
    if ($null -eq $Bytes -or $Bytes.Length -ne 8) {
        return 'unreadable'
    }
    try {
        ConvertTo-TimeText ([System.DateTime]::FromFileTimeUtc([System.BitConverter]::ToInt64($Bytes, 0)))
    }
    catch {
        'unreadable'
    }
}

# Properties: 9 uses left, 104 denied from, 122 uses taken away, 126 and 127 issued not after that, for these uses.
# A member that is $null: no such limit.
function ConvertTo-StoreEntry {
    param([string] $Place, [string] $Key, [System.Object] $Blob)
    $entry = [pscustomobject] @{
        Place = $Place; Key = ConvertTo-PlainText $Key; Sha1 = ''; Sha256 = ''; Subject = ''; Uses = $null
        DeniedUses = $null; DeniedFrom = $null; IssuedBefore = $null; IssuedBeforeUses = $null
    }
    if ($Blob -isnot [byte[]]) {
        return $entry
    }
    # Of an id that is there twice the last one counts.
    $records = New-Object 'System.Collections.Generic.Dictionary[int64,byte[]]'
    foreach ($record in @(Get-BlobRecord $Blob)) {
        $records[$record.Id] = Get-BlobContent $Blob $record
    }
    [byte[]] $der = ConvertFrom-StoreBlob $Blob
    if ($null -eq $der) {
        return $entry
    }
    foreach ($limit in @(@(9, 'Uses'), @(122, 'DeniedUses'), @(127, 'IssuedBeforeUses'))) {
        if ($records.ContainsKey($limit[0])) { $entry.($limit[1]) = ConvertTo-UseText $records[$limit[0]] }
    }
    foreach ($limit in @(@(104, 'DeniedFrom'), @(126, 'IssuedBefore'))) {
        if ($records.ContainsKey($limit[0])) { $entry.($limit[1]) = ConvertTo-FileTimeText $records[$limit[0]] }
    }
    try {
        $certificate = New-Object System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList (, $der)
        $entry.Subject = ConvertTo-PlainText $certificate.Subject
        $entry.Sha1 = $certificate.Thumbprint.ToUpperInvariant()
        $entry.Sha256 = Get-Sha256Hex $der
    }
    catch {
        # Not a certificate: the key alone stays known, and no digest that could be equal to one.
        $entry.Sha256 = ''
    }
    $entry
}

# A policy that was taken back may leave a certificate's key without its value: nothing is trusted by that. What is denied
# is read the careful way.
function Test-LeftByPolicy {
    param([string] $Place)
    $Place.Contains('/Policy/') -and -not $Place.EndsWith('/Disallowed', [System.StringComparison]::Ordinal)
}

# Fills Certificates and UnreadPlaces. A store that cannot be read stays named: "not seen" is not "not there".
function Read-HostStore {
    param([System.Object] $State)
    $found = New-Object 'System.Collections.Generic.List[object]'
    $unread = New-Object 'System.Collections.Generic.List[object]'
    foreach ($place in $script:HostPlaces) {
        try {
            $content = @(Get-PlatformKeyValue -Hive $place[1] -Path $place[2] -Name 'Blob')
            foreach ($item in $content) {
                if ($null -eq $item.Value -and (Test-LeftByPolicy $place[0])) { continue }
                $found.Add((ConvertTo-StoreEntry -Place $place[0] -Key $item.Key -Blob $item.Value))
            }
        }
        catch {
            $unread.Add([pscustomobject] @{ Place = $place[0]; Reason = ConvertTo-PlainText (Get-Cause $_.Exception) })
        }
    }
    $State.Certificates = $found.ToArray()
    $State.UnreadPlaces = $unread.ToArray()
}

# The signed part of a certificate: by its digest the list of disallowed certificates may name it.
function Get-SignedPart {
    param([byte[]] $Der)
    $start = 2
    if ($Der[1] -ge 0x80) {
        $start += $Der[1] - 0x80
    }
    $length = [long] $Der[$start + 1]
    $head = 2
    if ($length -ge 0x80) {
        $count = $length - 0x80
        $length = 0
        for ($i = 0; $i -lt $count; $i++) { $length = $length * 256 + $Der[$start + 2 + $i] }
        $head += $count
    }
    $part = New-Object 'System.Byte[]' -ArgumentList ([int] ($head + $length))
    [System.Array]::Copy($Der, $start, $part, 0, $part.Length)
    , $part
}

# Byte strings by which a list may name a certificate. The provider's classes: the others throw where FIPS is on.
function Get-ListedName {
    param([byte[]] $Der)
    $signed = Get-SignedPart $Der
    foreach ($text in @($Der, $signed)) {
        foreach ($hash in @(
                (New-Object System.Security.Cryptography.SHA1CryptoServiceProvider),
                (Get-Sha256),
                (New-Object System.Security.Cryptography.SHA384CryptoServiceProvider))) {
            ConvertTo-Hex $hash.ComputeHash([byte[]] $text)
            $hash.Dispose()
        }
    }
}
