# Text: compared by its characters, shown as printable ASCII in lines of 80 columns.

function Test-Same {
    param([string] $Left, [string] $Right)
    [string]::Equals($Left, $Right, [System.StringComparison]::Ordinal)
}

# Windows' paths: the same in any case.
function Test-SamePath {
    param([string] $Left, [string] $Right)
    [string]::Equals($Left.TrimEnd('\'), $Right.TrimEnd('\'), [System.StringComparison]::OrdinalIgnoreCase)
}

# \z and not $: a dollar also matches before a line feed at the end.
function Test-Shape {
    param([string] $Text, [string] $Shape)
    $options = [System.Text.RegularExpressions.RegexOptions]::CultureInvariant
    [System.Text.RegularExpressions.Regex]::IsMatch($Text, '\A(?:' + $Shape + ')\z', $options)
}

# Names come out of certificates, so a stranger wrote them. Only printable ASCII leaves a script: no line can be
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

# First stands before the first line, as many blanks before the others.
function Write-Wrapped {
    param([string] $First, [string] $Text)
    $indent = ' ' * $First.Length
    $line = $First
    # Results are plain already; a path, or an exception's words, may not be.
    foreach ($word in (ConvertTo-PlainText $Text).Split(' ')) {
        if ($line.Length -gt $indent.Length -and $line.Length + 1 + $word.Length -gt 80) {
            $line
            $line = $indent
        }
        if ($line.Length -gt $indent.Length) {
            $line += ' '
        }
        $line += $word
        # A word without blanks, such as a name that is all escapes, must not leave the window either.
        while ($line.Length -gt 80) {
            $line.Substring(0, 80)
            $line = $indent + $line.Substring(80)
        }
    }
    $line
}

# Eight groups of eight in two lines: never shortened.
function Write-Digest {
    param([string] $First, [string] $Hex)
    [string[]] $groups = @(for ($i = 0; $i + 8 -le $Hex.Length; $i += 8) { $Hex.Substring($i, 8) })
    $First + [string]::Join(' ', $groups, 0, 4)
    (' ' * $First.Length) + [string]::Join(' ', $groups, 4, 4)
}
