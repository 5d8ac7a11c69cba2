Export-ModuleMember -Function @(
    'Export-AirgapNeeds', 'Get-AirgapHostState', 'Install-AirgapKit', 'Install-AirgapRoot',
    'Install-AirgapUpdate', 'Invoke-AirgapEntry', 'New-AirgapReceipt', 'Test-AirgapHost', 'Undo-AirgapChange', 'Undo-AirgapKit'
)
