# Text: compared by its characters, shown as printable ASCII.

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

# A stranger wrote names, paths and what certificates say. Only printable ASCII leaves a script: no line can be forged, no
# terminal steered, no letter passed off as another.
function ConvertTo-PlainText {
    param([string] $Text)
    if (Test-Shape $Text '[ -~]*') {
        return $Text
    }
    $plain = New-Object System.Text.StringBuilder
    foreach ($character in $Text.ToCharArray()) {
        $code = [int] $character
        if ($code -lt 0x20 -or $code -gt 0x7E) {
            [void] $plain.Append('\u').Append($code.ToString('x4', [System.Globalization.CultureInfo]::InvariantCulture))
        }
        else {
            [void] $plain.Append($character)
        }
    }
    $plain.ToString()
}
