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
        'Export-AirgapNeeds', 'Get-AirgapHostState', 'Install-AirgapKit', 'Install-AirgapRoot',
        'Install-AirgapUpdate', 'New-AirgapReceipt', 'Test-AirgapHost', 'Undo-AirgapChange', 'Undo-AirgapKit'
    )
    CmdletsToExport   = @()
    VariablesToExport = @()
    AliasesToExport   = @()
    FileList          = @(
        'AirgapKit.psd1', 'AirgapKit.psm1', 'Apply.ps1', 'CanonicalJson.ps1', 'Check.ps1', 'Entry.ps1',
        'EntryCheck.ps1', 'EntryKit.ps1', 'Folder.ps1', 'HostCode.ps1', 'HostFetch.ps1', 'HostNote.ps1',
        'HostRemedy.ps1', 'HostRoot.ps1', 'HostState.ps1', 'HostStore.ps1', 'HostUpdate.ps1', 'Import.ps1',
        'Journal.ps1', 'JournalFile.ps1', 'JournalThing.ps1', 'KitContent.ps1',
        'KitData.ps1', 'Manifest.ps1', 'Needs.ps1', 'Pin.ps1', 'Platform.ps1', 'PlatformHost.ps1',
        'PlatformProcess.ps1',
        'Process.ps1', 'Receipt.ps1',
        'ReceiptFile.ps1', 'Report.ps1', 'Root.ps1', 'Run.ps1', 'Signature.ps1', 'Store.ps1', 'Undo.ps1',
        'Update.ps1', 'UpdateCodes.ps1', 'UpdateRun.ps1', 'UpdateService.ps1'
    )
}
