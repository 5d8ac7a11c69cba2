# Looks through the scripts of a folder for arithmetic that ends at 2 GiB. PowerShell takes the overload of Min and Max by
# the first argument alone: with an Int32 there, a second one of 2^31 ends the run. A line for each place: file, line, rule,
# and the text.
#
#   mixed    Min or Max of System.Math whose arguments are not both cast to long
#   narrow   a parameter or variable of 32 bits that by its name counts bytes of files
#   cast     a cast to 32 bits of what a file or an entry says of its length
param([string] $Folder)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

$script:Narrow = @('int', 'int32', 'system.int32', 'uint32', 'system.uint32')

function Test-LongCast {
    param([System.Object] $Node)
    $Node -is [System.Management.Automation.Language.ConvertExpressionAst] -and $Node.Type.TypeName.FullName -eq 'long'
}

function Test-Mixed {
    param([System.Object] $Node)
    if ($Node -isnot [System.Management.Automation.Language.InvokeMemberExpressionAst] -or -not $Node.Static -or
        $Node.Expression -isnot [System.Management.Automation.Language.TypeExpressionAst] -or
        @('Math', 'System.Math') -notcontains $Node.Expression.TypeName.FullName -or @('Min', 'Max') -notcontains $Node.Member.Extent.Text) {
        return $false
    }
    -not ((Test-LongCast $Node.Arguments[0]) -and (Test-LongCast $Node.Arguments[1]))
}

function Test-ByteName {
    param([string] $Name)
    $Name -match '(^|[a-z])(Size|Offset|Position|Total|Left|Free|Space)$' -or $Name -match '^(Size|Offset|Position|Total|Free|Space)'
}

function Test-Narrow {
    param([System.Object] $Node)
    if ($Node -is [System.Management.Automation.Language.ParameterAst]) {
        return $script:Narrow -contains $Node.StaticType.Name -and (Test-ByteName $Node.Name.VariablePath.UserPath)
    }
    $Node -is [System.Management.Automation.Language.ConvertExpressionAst] -and $script:Narrow -contains $Node.Type.TypeName.FullName -and
    $Node.Child -is [System.Management.Automation.Language.VariableExpressionAst] -and (Test-ByteName $Node.Child.VariablePath.UserPath)
}

function Test-Cast {
    param([System.Object] $Node)
    $type = $null
    if ($Node -is [System.Management.Automation.Language.ConvertExpressionAst]) {
        $type = $Node.Type.TypeName.FullName
        $child = $Node.Child
    }
    elseif ($Node -is [System.Management.Automation.Language.BinaryExpressionAst] -and $Node.Operator -eq 'As') {
        $type = $Node.Right.TypeName.FullName
        $child = $Node.Left
    }
    $script:Narrow -contains $type -and $child -is [System.Management.Automation.Language.MemberExpressionAst] -and
    @('Length', 'Size', 'Position', 'AvailableFreeSpace', 'TotalFreeSpace') -contains $child.Member.Extent.Text
}

function Find-Number {
    param([string] $Path)
    $faults = $null
    $tree = [System.Management.Automation.Language.Parser]::ParseFile($Path, [ref] $null, [ref] $faults)
    if ($faults.Length -gt 0) {
        throw "$Path cannot be read: $($faults[0])"
    }
    foreach ($node in $tree.FindAll({ $true }, $true)) {
        $rule = ''
        if (Test-Mixed $node) { $rule = 'mixed' }
        elseif (Test-Narrow $node) { $rule = 'narrow' }
        elseif (Test-Cast $node) { $rule = 'cast' }
        if ($rule.Length -gt 0) {
            "$([System.IO.Path]::GetFileName($Path)):$($node.Extent.StartLineNumber) $rule $($node.Extent.Text.Split([char] 10)[0])"
        }
    }
}

$files = @(Get-ChildItem -LiteralPath $Folder -Recurse -File | Where-Object -FilterScript { @('.ps1', '.psm1', '.psd1') -contains $_.Extension })
foreach ($file in $files) {
    Find-Number $file.FullName
}
"files $($files.Length)"
