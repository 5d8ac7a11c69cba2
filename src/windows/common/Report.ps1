# What the module says: one object a certificate, one fault for what stops the whole run.

# Names come out of certificates, so a stranger wrote them. Only printable ASCII leaves this module: no line can be
# forged, no terminal steered, no letter passed off as another.
function ConvertTo-PlainText {
    param([string] $Text)
    $plain = New-Object System.Text.StringBuilder
    foreach ($character in $Text.ToCharArray()) {
        $code = [int] $character
        if ($code -lt 0x20 -or $code -gt 0x7E) {
            [void] $plain.Append('\u').Append($code.ToString('X4', [System.Globalization.CultureInfo]::InvariantCulture))
        }
        else {
            [void] $plain.Append($character)
        }
    }
    $plain.ToString()
}

# Kind: certificate where there is a pin, else note; whoever makes an update's or a receipt's says so.
# Outcome: Added, AlreadyThere, WouldAdd, Removed, AlreadyGone, WouldRemove, LeftThere, NothingToUndo, Declined, Skipped,
# Noted, for updates also Installed, RestartNeeded, WouldInstall (all of them fine), Refused (a clear no), Failed (the
# host did not let us). Method: the way in which a certificate got into its store.
function ConvertTo-Result {
    param([System.Object] $Pin, [string] $Outcome, [string] $Code, [string] $Message)
    $kind = 'note'
    $subject = ''
    $sha256 = ''
    $store = ''
    if ($null -ne $Pin) {
        $kind = 'certificate'
        $subject = ConvertTo-PlainText $Pin.Subject
        $sha256 = ConvertTo-PlainText $Pin.Sha256
        $store = ConvertTo-PlainText $Pin.Store
    }
    [pscustomobject] @{
        Kind    = $kind
        Subject = $subject
        Sha256  = $sha256
        Store   = $store
        Outcome = $Outcome
        Code    = $Code
        Message = ConvertTo-PlainText $Message
        Method  = ''
    }
}

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
