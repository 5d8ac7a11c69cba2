# SHA-256 as lower-case hex. The provider's class and not SHA256Managed or SHA256.Create: those throw where the FIPS policy is on.

function Get-Sha256 {
    New-Object System.Security.Cryptography.SHA256CryptoServiceProvider
}

function ConvertTo-Hex {
    param([byte[]] $Bytes)
    [System.BitConverter]::ToString($Bytes).Replace('-', '').ToLowerInvariant()
}

function Get-Sha256Hex {
    param([byte[]] $Bytes)
    $stream = New-Object System.IO.MemoryStream -ArgumentList (, $Bytes)
    Get-StreamSha256 $stream
}

# From the beginning, to the end.
function Get-StreamSha256 {
    param([System.IO.Stream] $Stream)
    $sha256 = Get-Sha256
    try {
        $Stream.Position = 0
        ConvertTo-Hex $sha256.ComputeHash($Stream)
    }
    finally {
        $sha256.Dispose()
    }
}
