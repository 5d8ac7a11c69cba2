# However it was started, it runs; a start that did nothing would end with 0. Who is to know the functions only, to run many
# kits in one process, says so, in the one way in which they stay.
$verifyKitLoads = $FunctionsOnly -and $PSBoundParameters.Count -eq 1 -and [string]::Equals($MyInvocation.InvocationName, '.', [System.StringComparison]::Ordinal)
if (-not $verifyKitLoads) {
    if ($FunctionsOnly) {
        $Rest = @('-FunctionsOnly')
    }
    $verifyKitExit = Invoke-VerifyKit -Kit $Kit -Anchor $Anchor -For $For -Json $Json.IsPresent -Extract $Extract.IsPresent -To $To `
        -Manifest $Manifest -Signature $Signature -Station $Station.IsPresent -Rest $Rest
    Write-Talk
    if (Test-OwnProcess) {
        $verifyKitExit = Write-Answer $verifyKitExit
    }
    else {
        $script:VerifyKitOut
    }
    exit $verifyKitExit
}
