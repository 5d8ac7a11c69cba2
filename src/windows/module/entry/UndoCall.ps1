# What was asked for; Exit is set by the module.
$call = [pscustomobject] @{
    Mode = 'undo'; Root = [System.IO.Path]::GetDirectoryName($PSScriptRoot); Script = $PSCommandPath; DryRun = [bool] $WhatIf; Json = [bool] $Json
    CertificatesOnly = $false; Installer = $false; Trigger = $Trigger; Minutes = '1'; Rest = $Rest; Exit = 70
}
