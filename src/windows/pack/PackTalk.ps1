# Words of the pack's scripts: faults with a code and an exit, lines of 80 columns, digests as people type them.

# What somebody typed: sha256: in front, blanks, colons, dashes and upper case do not matter. Empty if it is no digest.
function ConvertFrom-PackDigest {
    param([string] $Typed)
    $text = $Typed.Trim()
    if ($text.StartsWith('sha256:', [System.StringComparison]::OrdinalIgnoreCase)) {
        $text = $text.Substring(7)
    }
    $hex = $text.Replace(' ', '').Replace(':', '').Replace('-', '').ToLowerInvariant()
    if ([System.Text.RegularExpressions.Regex]::IsMatch($hex, '\A[0-9a-f]{64}\z', [System.Text.RegularExpressions.RegexOptions]::CultureInvariant)) {
        return $hex
    }
    ''
}

# Faults of ours carry their exit; anything else is a bug.
function Write-PackEnd {
    param([System.Exception] $Exception)
    $code = 70
    $message = 'BUG: this should not have happened (' + $Exception.GetType().Name + ': ' + (ConvertTo-PlainText $Exception.Message) + '). Please report it with this text.'
    if ($Exception.Data.Contains('AirgapCode')) {
        $code = [int] $Exception.Data['AirgapExit']
        $message = $Exception.Message
    }
    foreach ($line in @(Write-Wrapped '' $message)) {
        Write-PackFault -Line $line
    }
    $script:PackExit = $code
}
