@{
    RootModule        = 'AirgapKit.psm1'
    ModuleVersion     = '0.1.0'
    GUID              = '7b0f1c0e-5d0a-4a6e-9d7f-3c1a4f2b8e61'
    Author            = 'air-gap remediation kit builder'
    CompanyName       = 'air-gap remediation kit builder'
    Description       = 'Applies a remediation kit on an isolated Windows host, and takes back what it added.'
    # 3.0 is what Server 2012 has. No CompatiblePSEditions: 3.0 refuses a manifest that names it.
    PowerShellVersion = '3.0'
    FunctionsToExport = @(
        'Export-AirgapNeeds', 'Get-AirgapHostState', 'Get-AirgapVerdict', 'Install-AirgapKit', 'Install-AirgapRoot',
        'Install-AirgapUpdate', 'Invoke-AirgapEntry', 'New-AirgapReceipt', 'Undo-AirgapChange', 'Undo-AirgapKit'
    )
    CmdletsToExport   = @()
    VariablesToExport = @()
    AliasesToExport   = @()
    FileList          = @('AirgapKit.psd1', 'AirgapKit.psm1')
}
