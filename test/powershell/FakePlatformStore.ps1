# Certificate stores of the fake host, in the place of src/windows/common/PlatformStore.ps1; FakePlatform.ps1 comes with it.

function Get-PlatformStorePath {
    param([string] $Location, [string] $Store)
    $Location + '/' + $Store
}

function Get-PlatformStoreBlob {
    param([string] $Location, [string] $Store, [string] $Thumbprint)
    if ((Get-Fake 'DenyRead' '') -eq $Store) {
        throw (New-Object System.UnauthorizedAccessException -ArgumentList 'access denied')
    }
    $path = Get-FakePath $Location $Store $Thumbprint
    if (-not [System.IO.File]::Exists($path)) {
        return $null
    }
    [byte[]] $blob = [System.IO.File]::ReadAllBytes($path)
    if ([string]::Equals([System.Text.Encoding]::ASCII.GetString($blob), 'NO VALUE')) {
        return $null
    }
    , $blob
}

function Get-FakeThumbprint {
    param([byte[]] $Bytes)
    (New-Object System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList (, $Bytes)).Thumbprint
}

# The union, as Windows shows it.
function Test-PlatformEffective {
    param([string] $Store, [byte[]] $Bytes)
    $told = Get-Fake "View$Store" $null
    if ($null -ne $told) {
        return $told
    }
    $thumbprint = Get-FakeThumbprint $Bytes
    $seen = @(@('Machine', 'Policy', 'Enterprise') | Where-Object { [System.IO.File]::Exists((Get-FakePath $_ $Store $thumbprint)) })
    if ($Store -eq 'Root' -and [System.IO.File]::Exists((Get-FakePath 'Machine' 'AuthRoot' $thumbprint))) {
        return $true
    }
    $seen.Count -gt 0
}

# Windows computes properties into what we wrote when it first looks (Gains: their ids), before the certificate.
function Get-FakeBlob {
    param([byte[]] $Blob)
    $stream = New-Object System.IO.MemoryStream
    foreach ($id in @(Get-Fake 'Gains' @(4, 15, 20, 25))) {
        foreach ($word in @($id, 1, 4, 305419896)) { $stream.Write([System.BitConverter]::GetBytes([uint32] $word), 0, 4) }
    }
    $stream.Write($Blob, 0, $Blob.Length)
    , $stream.ToArray()
}

# A key first, then its value: a run that is killed between them leaves a key without one (NO VALUE here).
function Add-PlatformStoreBlob {
    param([string] $Store, [string] $Thumbprint, [byte[]] $Blob)
    if ((Get-Fake 'DenyWrite' '') -eq $Store -or @(Get-Fake 'DenyKey' @()) -contains $Thumbprint) {
        throw (New-Object System.UnauthorizedAccessException -ArgumentList 'access denied')
    }
    $target = Get-Fake 'AddGoesTo' $Store
    if ($target -eq 'Nowhere') {
        return
    }
    $path = Get-FakePath 'Machine' $target $Thumbprint
    Invoke-FakeStep {
        [void] [System.IO.Directory]::CreateDirectory([System.IO.Path]::GetDirectoryName($path))
        if (-not [System.IO.File]::Exists($path)) { [System.IO.File]::WriteAllText($path, 'NO VALUE') }
    }
    Invoke-FakeStep { [System.IO.File]::WriteAllBytes($path, (Get-FakeBlob $Blob)) }
}

function Clear-PlatformStoreKey {
    param([string] $Store, [string] $Thumbprint)
    if ((Get-Fake 'DenyWrite' '') -eq $Store) {
        throw (New-Object System.UnauthorizedAccessException -ArgumentList 'access denied')
    }
    if (Get-Fake 'KeepOnClear' $false) {
        return
    }
    $path = Get-FakePath 'Machine' $Store $Thumbprint
    if ([System.IO.File]::Exists($path)) {
        Invoke-FakeStep { [System.IO.File]::Delete($path) }
    }
}
