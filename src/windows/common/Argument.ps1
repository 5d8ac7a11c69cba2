# How the command line of a native program is written. One place, because a wrong quote is a hole.

# As CommandLineToArgvW and the C run time read it: backslashes count only in front of a quote.
function ConvertTo-ProcessArgument {
    param([string] $Text)
    if ($Text.Length -gt 0 -and (Test-Shape $Text '[A-Za-z0-9_./:\\=+-]+')) {
        return $Text
    }
    $line = New-Object System.Text.StringBuilder
    [void] $line.Append('"')
    $slashes = 0
    foreach ($character in $Text.ToCharArray()) {
        if ($character -ceq [char] '\') {
            $slashes++
            continue
        }
        if ($character -ceq [char] '"') {
            [void] $line.Append([char] '\', 2 * $slashes + 1)
        }
        else {
            [void] $line.Append([char] '\', $slashes)
        }
        [void] $line.Append($character)
        $slashes = 0
    }
    [void] $line.Append([char] '\', 2 * $slashes).Append('"')
    $line.ToString()
}

function ConvertTo-ProcessLine {
    param([string[]] $Argument)
    [string]::Join(' ', @(foreach ($item in $Argument) { ConvertTo-ProcessArgument $item }))
}
