# The way in which a kit's certificates get into a store, tried with one that nobody has the key of: into the machine's CA
# store, seen there by Windows, used in a chain, and out again. The only probe that changes the host; it leaves nothing.

# A CA and a certificate of it, made once; their keys were thrown away.
function Get-PackTrialCertificate {
    [pscustomobject] @{
        Authority = [System.Convert]::FromBase64String('MIIBuTCCAV+gAwIBAgIUSfRbihBEsxQEy3rIr4ctz+uzsLwwCgYIKoZIzj0EAwIwKTEnMCUGA1UEAwweYWlyLWdhcCBraXQgdGhyb3ctYXdheSB0ZXN0IENB' +
            'MCAXDTI2MTEzMDE5NTAxNVoYDzIxMjYxMTA2MTk1MDE1WjApMScwJQYDVQQDDB5haXItZ2FwIGtpdCB0aHJvdy1hd2F5IHRlc3QgQ0EwWTATBgcqhkjOPQIB' +
            'BggqhkjOPQMBBwNCAAQa9lsy9jpgbD4A6e9YL02+NBp6xar9qgfEOu1wE03WVijrdWDscV+I/7pdOQE+F181H3On8CSlVAFb00ig1a35o2MwYTAdBgNVHQ4E' +
            'FgQUXl45x7yGbZ5hBjb/tguDHfF0jJ4wHwYDVR0jBBgwFoAUXl45x7yGbZ5hBjb/tguDHfF0jJ4wDwYDVR0TAQH/BAUwAwEB/zAOBgNVHQ8BAf8EBAMCAgQw' +
            'CgYIKoZIzj0EAwIDSAAwRQIgWUuTlrawcQH92+qANapmY1TWsoo+5X5+83fY5TzGL8ICIQCTB8d24HFY1dDZInpyJumTcx81BFXBLT5ojWTMfcpQDg==')
        Leaf      = [System.Convert]::FromBase64String('MIIBjjCCATOgAwIBAgIBAjAKBggqhkjOPQQDAjApMScwJQYDVQQDDB5haXItZ2FwIGtpdCB0aHJvdy1hd2F5IHRlc3QgQ0EwIBcNMjYxMTMwMTk1MDE1WhgP' +
            'MjEyNjExMDYxOTUwMTVaMCYxJDAiBgNVBAMMG2Fpci1nYXAga2l0IHRocm93LWF3YXkgdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABGhixh4XhdLq' +
            'g3kE8WgIyA5klapLfQiZxHXk+o2/VDkvkyQowf8Vyvf/RGndkjlfrHz5I3JG2b94R5ivZuERtTWjTTBLMAkGA1UdEwQCMAAwHQYDVR0OBBYEFPPOMiNcBWlp' +
            'thuYuHr0KMqp/gURMB8GA1UdIwQYMBaAFF5eOce8hm2eYQY2/7YLgx3xdIyeMAoGCCqGSM49BAMCA0kAMEYCIQCkHvuwiCHfYf7yc9Ea0jQ6iMMv8FflbMqU' +
            'IOItgUimPgIhAOMS4+pbCFNDlg9qP4imvFDqghbYryI/YbMtQhu2y9FC')
    }
}

# Whether a chain for the leaf goes through the authority, as this host builds it.
function Test-PackTrialChain {
    param([byte[]] $Leaf, [byte[]] $Authority)
    $chain = New-Object System.Security.Cryptography.X509Certificates.X509Chain -ArgumentList $true
    $chain.ChainPolicy.RevocationMode = [System.Security.Cryptography.X509Certificates.X509RevocationMode]::NoCheck
    [void] $chain.Build((New-Object System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList (, $Leaf)))
    $wanted = [System.Convert]::ToBase64String($Authority)
    foreach ($element in $chain.ChainElements) {
        if (Test-Same ([System.Convert]::ToBase64String($element.Certificate.RawData)) $wanted) {
            return $true
        }
    }
    $false
}

# What was seen before, with it, and after; a key that was there already is left alone.
function Invoke-PackTrial {
    $pair = Get-PackTrialCertificate
    $thumbprint = (New-Object System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList (, $pair.Authority)).Thumbprint
    if ($null -ne (Get-PlatformStoreBlob -Location 'Machine' -Store 'CA' -Thumbprint $thumbprint)) {
        return 'there already, left alone'
    }
    "before: chain $(Test-PackTrialChain $pair.Leaf $pair.Authority)"
    try {
        Add-PlatformStoreBlob -Store 'CA' -Thumbprint $thumbprint -Blob (ConvertTo-StoreBlob $pair.Authority)
        [byte[]] $blob = Get-PlatformStoreBlob -Location 'Machine' -Store 'CA' -Thumbprint $thumbprint
        [byte[]] $read = ConvertFrom-StoreBlob $blob
        $same = $null -ne $read -and (Test-Same ([System.Convert]::ToBase64String($read)) ([System.Convert]::ToBase64String($pair.Authority)))
        "with it: read back $same, seen $(Test-PlatformEffective -Store 'CA' -Bytes $pair.Authority), chain $(Test-PackTrialChain $pair.Leaf $pair.Authority)"
        [byte[]] $used = Get-PlatformStoreBlob -Location 'Machine' -Store 'CA' -Thumbprint $thumbprint
        "records after use: $([string]::Join(' ', [string[]] @(foreach ($record in @(Get-BlobRecord $used)) { $record.Id })))"
    }
    finally {
        Clear-PlatformStoreKey -Store 'CA' -Thumbprint $thumbprint
    }
    "after: key gone $($null -eq (Get-PlatformStoreBlob -Location 'Machine' -Store 'CA' -Thumbprint $thumbprint)), seen $(Test-PlatformEffective -Store 'CA' -Bytes $pair.Authority)"
}

function Get-PackTrialProbe {
    Get-PackProbe 'a throw-away certificate in the CA store, in and out' { Invoke-PackTrial }
}
