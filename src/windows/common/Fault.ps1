# Faults: what ends a run. Code and exit code travel with it.

# A fault ends the run. The exit code travels with it, so that the entry script needs no table of codes.
function ConvertTo-Fault {
    param([string] $Code, [int] $ExitCode, [string] $Message)
    $text = ConvertTo-PlainText $Message
    # Whoever sees only the exception sees the code too.
    $exception = New-Object System.InvalidOperationException -ArgumentList "${Code}: $text"
    $exception.Data['AirgapCode'] = $Code
    $exception.Data['AirgapText'] = $text
    $exception.Data['AirgapExit'] = $ExitCode
    $category = [System.Management.Automation.ErrorCategory]::InvalidOperation
    New-Object System.Management.Automation.ErrorRecord -ArgumentList $exception, $Code, $category, $null
}

function Get-FaultCode {
    param([System.Exception] $Exception)
    if ($Exception.Data.Contains('AirgapCode')) {
        return [string] $Exception.Data['AirgapCode']
    }
    return ''
}

# PowerShell wraps what a .NET method throws; the inner text is the one that says why.
function Get-Cause {
    param([System.Exception] $Exception)
    $cause = $Exception
    while ($null -ne $cause.InnerException) {
        $cause = $cause.InnerException
    }
    $cause.GetType().Name + ': ' + $cause.Message
}
