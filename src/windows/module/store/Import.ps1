# Three ways into a store, tried one after the other. Windows' word that one of them worked is never taken: what counts
# is the certificate in the physical store. The first is known to be refused on fresh hosts where the last one works.

# Gives the way that worked, or an empty string; throws the last refusal if there was one and nothing worked.
function Add-StoreCertificate {
    param([System.Object] $Run, [System.Object] $Pin)
    $refusal = $null
    foreach ($way in @(Get-PlatformImportWay)) {
        try {
            Invoke-ImportWay -Run $Run -Pin $Pin -Way $way
        }
        catch {
            $refusal = $_
        }
        if (Test-Same (Get-StoreState $Pin.Store $Pin.Thumbprint $Pin.Sha256) 'Equal') {
            return $way
        }
    }
    if ($null -ne $refusal) {
        throw $refusal
    }
    ''
}

function Invoke-ImportWay {
    param([System.Object] $Run, [System.Object] $Pin, [string] $Way)
    $byTool = Test-Same $Way 'certutil'
    if (-not $byTool -and -not (Test-Same $Way 'Import-Certificate')) {
        Add-PlatformCertificate -Store $Pin.Store -Bytes $Pin.Bytes
        return
    }
    $path = [System.IO.Path]::Combine((Get-WorkFolder $Run), $Pin.Sha256 + '.cer')
    $held = Save-PlatformFile -Path $path -Bytes $Pin.Bytes
    try {
        if ($byTool) {
            [void] (Invoke-Tool -Run $Run -Name 'certutil.exe' -Argument @('-f', '-addstore', $Pin.Store, $path) -Seconds 120 -Stop $true)
        }
        else {
            [void] (Add-PlatformCertificateFile -Store $Pin.Store -Path $path)
        }
    }
    finally {
        $held.Dispose()
        Clear-PlatformFile -Path $path
    }
}

# Where a certificate lies, byte for byte, in the machine's physical stores; and whether it is distrusted by hand.
function Get-CertificatePlace {
    param([System.Object] $Pin)
    $places = New-Object 'System.Collections.Generic.List[string]'
    foreach ($location in @('Machine', 'Policy', 'Enterprise')) {
        foreach ($store in @('Root', 'CA', 'AuthRoot', 'TrustedPublisher', 'Disallowed')) {
            [byte[]] $blob = Get-PlatformStoreBlob -Location $location -Store $store -Thumbprint $Pin.Thumbprint
            if ($null -eq $blob) {
                continue
            }
            [byte[]] $der = ConvertFrom-StoreBlob $blob
            $equal = $null -ne $der -and (Test-Same (Get-Sha256Hex $der) $Pin.Sha256)
            if ($equal -or (Test-Same $store 'Disallowed')) {
                $places.Add($location + '/' + $store)
            }
        }
    }
    $places.ToArray()
}

# For a message: where it went instead of where it belongs.
function Get-StrayText {
    param([System.Object] $Pin)
    try {
        $strays = @(foreach ($place in @(Get-CertificatePlace $Pin)) { if (-not (Test-Same $place ('Machine/' + $Pin.Store))) { $place } })
    }
    catch {
        return ''
    }
    if ($strays.Length -eq 0) {
        return ''
    }
    ' It is found in ' + [string]::Join(', ', $strays) + ' instead: there it does not serve, or Windows may take it away by itself.'
}
