# Dot-sourced, the functions are only made known: that is how tests run hundreds of kits in one process.
if (-not [string]::Equals($MyInvocation.InvocationName, '.', [System.StringComparison]::Ordinal)) {
    $verifyKitExit = Invoke-VerifyKit -Kit $Kit -Anchor $Anchor -For $For -Json $Json.IsPresent -Extract $Extract.IsPresent -To $To `
        -Manifest $Manifest -Signature $Signature -Station $Station.IsPresent -Rest $Rest
    foreach ($line in $script:VerifyKitErr) {
        [System.Console]::Error.WriteLine($line)
    }
    $script:VerifyKitOut
    exit $verifyKitExit
}
