# Words of the pack's scripts: faults with a code and an exit, lines of 80 columns, digests as people type them.

function Test-PackSame {
    param([string] $Left, [string] $Right)
    [string]::Equals($Left, $Right, [System.StringComparison]::Ordinal)
}

# Windows' paths: the same in any case.
function Test-PackSamePath {
    param([string] $Left, [string] $Right)
    [string]::Equals($Left.TrimEnd('\'), $Right.TrimEnd('\'), [System.StringComparison]::OrdinalIgnoreCase)
}

# Paths and names may be a stranger's: only printable ASCII leaves these scripts.
function ConvertTo-PackPlain {
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

# Thrown: ends the run; code and exit travel with it.
function ConvertTo-PackFault {
    param([string] $Code, [int] $Exit, [string] $Message)
    $text = ConvertTo-PackPlain $Message
    $exception = New-Object System.InvalidOperationException -ArgumentList "${Code}: $text"
    $exception.Data['PackCode'] = $Code
    $exception.Data['PackText'] = $text
    $exception.Data['PackExit'] = $Exit
    New-Object System.Management.Automation.ErrorRecord -ArgumentList $exception, $Code, ([System.Management.Automation.ErrorCategory]::InvalidOperation), $null
}

# First stands before the first line, as many blanks before the others.
function Write-PackText {
    param([string] $First, [string] $Text)
    $indent = ' ' * $First.Length
    $line = $First
    foreach ($word in $Text.Split(' ')) {
        if ($line.Length -gt $indent.Length -and $line.Length + 1 + $word.Length -gt 80) {
            $line
            $line = $indent
        }
        if ($line.Length -gt $indent.Length) {
            $line += ' '
        }
        $line += $word
        while ($line.Length -gt 80) {
            $line.Substring(0, 80)
            $line = $indent + $line.Substring(80)
        }
    }
    $line
}

# Eight groups of eight in two lines: never shortened.
function Write-PackDigest {
    param([string] $First, [string] $Hex)
    [string[]] $groups = @(for ($i = 0; $i + 8 -le $Hex.Length; $i += 8) { $Hex.Substring($i, 8) })
    $First + [string]::Join(' ', $groups, 0, 4)
    (' ' * $First.Length) + [string]::Join(' ', $groups, 4, 4)
}

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

function Get-PackSha256 {
    param([byte[]] $Bytes)
    # This class and no other: it is allowed where FIPS mode is on.
    $sha256 = New-Object System.Security.Cryptography.SHA256CryptoServiceProvider
    try {
        [System.BitConverter]::ToString($sha256.ComputeHash($Bytes)).Replace('-', '').ToLowerInvariant()
    }
    finally {
        $sha256.Dispose()
    }
}

# The rules by which a Windows program takes its line apart: backslashes count only before a quote.
function Join-PackArgument {
    param([string[]] $Argument)
    $line = New-Object System.Text.StringBuilder
    foreach ($word in $Argument) {
        if ($line.Length -gt 0) {
            [void] $line.Append(' ')
        }
        [void] $line.Append('"')
        $backslashes = 0
        foreach ($character in $word.ToCharArray()) {
            if ($character -eq '\') {
                $backslashes++
            }
            else {
                if ($character -eq '"') {
                    [void] $line.Append('\' * ($backslashes + 1))
                }
                $backslashes = 0
            }
            [void] $line.Append($character)
        }
        [void] $line.Append('\' * $backslashes).Append('"')
    }
    $line.ToString()
}

# Faults of ours carry their exit; anything else is a bug.
function Write-PackEnd {
    param([System.Exception] $Exception)
    $code = 70
    $message = 'BUG: this should not have happened (' + $Exception.GetType().Name + ': ' + (ConvertTo-PackPlain $Exception.Message) + '). Please report it with this text.'
    if ($Exception.Data.Contains('PackCode')) {
        $code = [int] $Exception.Data['PackExit']
        $message = $Exception.Message
    }
    foreach ($line in @(Write-PackText '' $message)) {
        Write-PackFault -Line $line
    }
    $script:PackExit = $code
}
