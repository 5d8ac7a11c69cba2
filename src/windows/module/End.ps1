Export-ModuleMember -Function @(
    'Export-AirgapNeeds', 'Get-AirgapHostState', 'Get-AirgapVerdict', 'Install-AirgapKit', 'Install-AirgapRoot',
    'Install-AirgapUpdate', 'Invoke-AirgapEntry', 'New-AirgapReceipt', 'Undo-AirgapChange', 'Undo-AirgapKit'
)
