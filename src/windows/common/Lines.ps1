# Lines for people: 80 columns, digests in groups.

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
