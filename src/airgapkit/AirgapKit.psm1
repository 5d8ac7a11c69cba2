# The module's rooms, put together. Entry.ps1 is not among them: the entry scripts load it themselves.
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

# Each by its full path: a bare name would be looked up in the current folder, which an attacker may own.
. ([System.IO.Path]::Combine($PSScriptRoot, 'Report.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'Platform.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'Pin.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'Store.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'Folder.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'Journal.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'JournalFile.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'Run.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'Root.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'Undo.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'PlatformHost.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'HostCode.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'HostStore.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'HostState.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'HostUpdate.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'HostRemedy.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'HostRoot.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'HostFetch.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'HostNote.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'KitData.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'Check.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'PlatformProcess.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'Process.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'Import.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'JournalThing.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'CanonicalJson.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'Signature.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'ReceiptFile.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'Receipt.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'Manifest.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'KitContent.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'UpdateCodes.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'UpdateService.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'UpdateRun.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'Update.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'Needs.ps1'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'Apply.ps1'))

Export-ModuleMember -Function @(
    'Export-AirgapNeeds', 'Get-AirgapHostState', 'Install-AirgapKit', 'Install-AirgapRoot',
    'Install-AirgapUpdate', 'New-AirgapReceipt', 'Test-AirgapHost', 'Undo-AirgapChange', 'Undo-AirgapKit'
)
