# What was asked for; Exit is set by the module.
$call = [pscustomobject] @{
    Mode = 'check'; Root = [System.IO.Path]::GetDirectoryName($PSScriptRoot); Script = $PSCommandPath; DryRun = $true; Json = [bool] $Json
    CertificatesOnly = $false; Installer = $false; Trigger = 'manual'; Minutes = '1'; Rest = $Rest; Exit = 70
}
