# Findings stop a stage; faults stop the run without a verdict. Both travel as exceptions that carry their facts.

# A number as everybody writes it, whatever the culture's digits and signs are.
function ConvertTo-Digit {
    param([System.Object] $Value)
    if ($Value -is [string]) {
        return $Value
    }
    $Value.ToString([System.Globalization.CultureInfo]::InvariantCulture)
}

# Looked for when it is needed: most runs have few findings.
function Get-FindingRow {
    param([string] $Code)
    for ($i = 0; $i -lt $script:FindingRows.Length; $i += 2) {
        [string[]] $words = $script:FindingRows[$i].Split([char] ' ')
        if (Test-Same $words[0] $Code) {
            [string[]] $names = @(for ($k = 3; $k -lt $words.Length; $k++) { $words[$k] })
            return [pscustomobject] @{ Stage = $words[1]; Severity = $words[2]; Parameters = $names; Text = $script:FindingRows[$i + 1] }
        }
    }
    throw "there is no finding $Code"
}

function ConvertTo-Finding {
    param([string] $Code, [System.Object[]] $Value)
    $row = Get-FindingRow $Code
    [string[]] $texts = @(foreach ($one in $Value) { ConvertTo-Digit $one })
    if ($texts.Length -ne $row.Parameters.Length) {
        throw "the finding $Code takes $($row.Parameters.Length) values"
    }
    $message = New-Object System.Text.StringBuilder
    $at = 0
    for ($open = $row.Text.IndexOf('{'); $open -ge 0; $open = $row.Text.IndexOf('{', $at)) {
        $close = $row.Text.IndexOf('}', $open)
        $name = $row.Text.Substring($open + 1, $close - $open - 1)
        [void] $message.Append($row.Text, $at, $open - $at)
        [void] $message.Append((ConvertTo-PlainText $texts[[System.Array]::IndexOf($row.Parameters, $name)]))
        $at = $close + 1
    }
    [void] $message.Append($row.Text, $at, $row.Text.Length - $at)
    [pscustomobject] @{
        Code = $Code; Stage = $row.Stage; Severity = $row.Severity; Parameters = $row.Parameters; Values = $texts; Message = $message.ToString()
    }
}

# To be thrown: the stage ends with this finding. Texts only: the dictionary of .NET Framework takes no object of ours.
function ConvertTo-Stop {
    param([string] $Code, [System.Object[]] $Value)
    $finding = ConvertTo-Finding $Code $Value
    $exception = New-Object System.InvalidOperationException -ArgumentList "the finding $Code"
    $exception.Data['Code'] = $Code
    $exception.Data['Values'] = [string[]] $finding.Values
    $exception
}

# To be thrown: no verdict. Exit 2 is wrong use, 3 could not find out.
function ConvertTo-Fault {
    param([int] $Exit, [string] $Message, [string] $Hint)
    $exception = New-Object System.InvalidOperationException -ArgumentList $Message
    $exception.Data['Exit'] = $Exit
    $exception.Data['Hint'] = $Hint
    $exception
}

function ConvertTo-Usage {
    param([string] $Message, [string] $Hint)
    ConvertTo-Fault 2 $Message $Hint
}

function ConvertTo-Unknown {
    param([string] $Message)
    ConvertTo-Fault 3 $Message 'no verdict was reached; try again when it can be read'
}

# .NET puts what went wrong below the engine's own wrapping.
function Get-Cause {
    param([System.Exception] $Exception)
    $cause = $Exception
    while ($null -ne $cause.InnerException -and $cause -is [System.Management.Automation.RuntimeException]) {
        $cause = $cause.InnerException
    }
    $cause
}

function Test-UnreadableCause {
    param([System.Exception] $Cause)
    $Cause -is [System.IO.IOException] -or $Cause -is [System.UnauthorizedAccessException] -or
    $Cause -is [System.Security.SecurityException] -or $Cause -is [System.NotSupportedException]
}
