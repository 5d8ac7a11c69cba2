# Looks through the scripts of a folder for what the analyzer has no rule for. A line for each place: file, line, rule, and
# the text.
#
#   mixed    Min or Max of System.Math whose arguments are not both cast to long: PowerShell takes the overload by the first
#            argument alone, and with an Int32 there a second one of 2^31 ends the run
#   narrow   a parameter or variable of 32 bits that by its name counts bytes of files
#   cast     a cast to 32 bits of what a file or an entry says of its length
#   command  a command that is neither a function of these scripts nor in the table of safe ones; or a computed name
#   test     a function Test-* that gives something else than true or false, as far as its text can tell
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

# Every cmdlet that shipped parts call; each is in Windows PowerShell 3.0. One that is not here was not thought about yet.
$script:Safe = @('Add-Member', 'Add-Type', 'ConvertFrom-Json', 'ConvertTo-Json', 'Export-ModuleMember', 'ForEach-Object', 'Get-Acl', 'Get-AuthenticodeSignature',
    'Get-CimInstance', 'Get-ExecutionPolicy', 'Get-Item', 'Get-PSCallStack', 'Import-Module', 'New-Object', 'Read-Host', 'Select-Object', 'Set-Acl', 'Set-Item',
    'Set-Service', 'Set-StrictMode', 'Where-Object', 'Write-Error', 'Write-Progress')

# Members that are true or false.
$script:Truths = @('Equals', 'Contains', 'ContainsKey', 'IsMatch', 'StartsWith', 'EndsWith', 'Exists', 'SourceExists', 'IsInRole', 'IsWellKnown', 'VerifyHash',
    'VerifyData', 'Success', 'AllowOnlyFipsAlgorithms', 'IsSystem')
$script:TruthOperators = @('And', 'Or', 'Xor', 'Is', 'IsNot') + @('Eq', 'Ne', 'Ge', 'Gt', 'Lt', 'Le' | ForEach-Object { "I$_"; "C$_" }) +
@('match', 'notmatch', 'contains', 'notcontains', 'in', 'notin', 'like', 'notlike' | ForEach-Object { "I$_"; "C$_" })

function Test-KnownCommand {
    param([System.Object] $Node, [System.Object] $Own)
    $name = $Node.GetCommandName()
    if ($null -eq $name) {
        # A block that was handed over, or a file whose path was; never a name that a text became.
        return $Node.CommandElements[0] -is [System.Management.Automation.Language.VariableExpressionAst] -or
        $Node.CommandElements[0] -is [System.Management.Automation.Language.MemberExpressionAst]
    }
    $script:Safe -ccontains $name -or $Own.Contains($name)
}

# Whether an expression can only be true or false.
function Test-Truth {
    param([System.Object] $Node, [System.Object] $Body)
    if ($Node -is [System.Management.Automation.Language.CommandExpressionAst]) { return (Test-Truth $Node.Expression $Body) }
    if ($Node -is [System.Management.Automation.Language.CommandAst]) { return [string] $Node.GetCommandName() -clike 'Test-*' }
    if ($Node -is [System.Management.Automation.Language.PipelineAst]) { return $Node.PipelineElements.Count -eq 1 -and (Test-Truth $Node.PipelineElements[0] $Body) }
    if ($Node -is [System.Management.Automation.Language.ParenExpressionAst]) { return (Test-Truth $Node.Pipeline $Body) }
    if ($Node -is [System.Management.Automation.Language.UnaryExpressionAst]) { return @('Not', 'Exclaim') -contains [string] $Node.TokenKind }
    if ($Node -is [System.Management.Automation.Language.ConvertExpressionAst]) { return $Node.Type.TypeName.FullName -eq 'bool' }
    if ($Node -is [System.Management.Automation.Language.BinaryExpressionAst]) { return $script:TruthOperators -contains [string] $Node.Operator }
    if ($Node -is [System.Management.Automation.Language.MemberExpressionAst]) { return $script:Truths -ccontains $Node.Member.Extent.Text }
    if ($Node -is [System.Management.Automation.Language.VariableExpressionAst]) { return (Test-TruthVariable $Node.VariablePath.UserPath $Body) }
    $false
}

# True and false themselves, and a variable to which nothing else is ever given.
function Test-TruthVariable {
    param([string] $Name, [System.Object] $Body)
    if (@('true', 'false') -contains $Name) { return $true }
    $given = @($Body.FindAll({ param($n) $n -is [System.Management.Automation.Language.AssignmentStatementAst] -and $n.Left.Extent.Text.EndsWith('$' + $Name) }, $true))
    $given.Length -gt 0 -and @($given | Where-Object { -not (Test-Truth $_.Right $Body) }).Length -eq 0
}

# What a list of statements puts out.
function Get-Output {
    param([System.Object[]] $Statements)
    foreach ($one in $Statements) {
        if ($one -is [System.Management.Automation.Language.ReturnStatementAst]) { if ($null -ne $one.Pipeline) { $one.Pipeline } }
        elseif ($one -is [System.Management.Automation.Language.IfStatementAst]) {
            foreach ($clause in $one.Clauses) { Get-Output $clause.Item2.Statements }
            if ($null -ne $one.ElseClause) { Get-Output $one.ElseClause.Statements }
        }
        elseif ($one -is [System.Management.Automation.Language.TryStatementAst]) {
            Get-Output $one.Body.Statements
            foreach ($clause in $one.CatchClauses) { Get-Output $clause.Body.Statements }
        }
        elseif ($one -is [System.Management.Automation.Language.SwitchStatementAst]) { foreach ($clause in $one.Clauses) { Get-Output $clause.Item2.Statements } }
        elseif ($one -is [System.Management.Automation.Language.LoopStatementAst]) { Get-Output $one.Body.Statements }
        elseif ($one -is [System.Management.Automation.Language.PipelineAst] -and -not (Test-Silent $one)) { $one }
    }
}

# What puts nothing out: a call for its effect, a cast to void, a counter.
function Test-Silent {
    param([System.Object] $Pipeline)
    $text = $Pipeline.Extent.Text
    $text -cmatch '\A(Assert|Add|Set|Write|Clear|Read|Copy|Close)-' -or $text.StartsWith('[void]') -or $text.EndsWith('++') -or
    $text -cmatch '\.(Dispose|Close|Add|Open|ImportParameters)\('
}

function Test-TestFunction {
    param([System.Object] $Node)
    if ($Node -isnot [System.Management.Automation.Language.FunctionDefinitionAst] -or $Node.Name -cnotlike 'Test-*') { return $true }
    $out = @(Get-Output $Node.Body.EndBlock.Statements)
    $out.Length -gt 0 -and @($out | Where-Object { -not (Test-Truth $_ $Node.Body) }).Length -eq 0
}

function Read-Tree {
    param([string] $Path)
    $faults = $null
    $tree = [System.Management.Automation.Language.Parser]::ParseFile($Path, [ref] $null, [ref] $faults)
    if ($faults.Length -gt 0) {
        throw "$Path cannot be read: $($faults[0])"
    }
    $tree
}

function Find-Breach {
    param([string] $Path, [System.Object] $Own)
    foreach ($node in (Read-Tree $Path).FindAll({ $true }, $true)) {
        $rule = ''
        if (Test-Mixed $node) { $rule = 'mixed' }
        elseif (Test-Narrow $node) { $rule = 'narrow' }
        elseif (Test-Cast $node) { $rule = 'cast' }
        elseif ($node -is [System.Management.Automation.Language.CommandAst] -and -not (Test-KnownCommand $node $Own)) { $rule = 'command' }
        elseif (-not (Test-TestFunction $node)) { $rule = 'test' }
        if ($rule.Length -gt 0) {
            "$([System.IO.Path]::GetFileName($Path)):$($node.Extent.StartLineNumber) $rule $($node.Extent.Text.Split([char] 10)[0])"
        }
    }
}

$files = @(Get-ChildItem -LiteralPath $Folder -Recurse -File | Where-Object -FilterScript { @('.ps1', '.psm1', '.psd1') -contains $_.Extension })
$own = New-Object 'System.Collections.Generic.HashSet[string]' -ArgumentList ([System.StringComparer]::Ordinal)
foreach ($file in $files) {
    foreach ($node in (Read-Tree $file.FullName).FindAll({ param($n) $n -is [System.Management.Automation.Language.FunctionDefinitionAst] }, $true)) { [void] $own.Add($node.Name) }
}
foreach ($file in $files) {
    Find-Breach $file.FullName $own
}
"files $($files.Length)"
