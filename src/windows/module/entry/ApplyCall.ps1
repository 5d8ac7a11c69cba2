# What was asked for; Exit is set by the module.
$call = [pscustomobject] @{
    Mode = 'apply'; Root = [System.IO.Path]::GetDirectoryName($PSScriptRoot); Script = $PSCommandPath; DryRun = [bool] $WhatIf; Json = [bool] $Json
    CertificatesOnly = [bool] $CertificatesOnly; Installer = [bool] $InstallerExitCodes; Trigger = $Trigger; Minutes = $TimeoutMinutes; Rest = $Rest; Exit = 70
}
