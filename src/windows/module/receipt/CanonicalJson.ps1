# JSON as the kit's manifest is written: members in byte order, printable ASCII, \" and \\ only, integers, true, false,
# no blanks. One value has one text, so its digest means something.

function ConvertTo-CanonicalJson {
    param([System.Object] $Value)
    $text = New-Object System.Text.StringBuilder
    Add-CanonicalValue -Text $text -Value $Value
    $text.ToString()
}

function Add-CanonicalValue {
    param([System.Text.StringBuilder] $Text, [System.Object] $Value)
    if ($Value -is [bool]) {
        [void] $Text.Append($Value.ToString().ToLowerInvariant())
    }
    elseif ($Value -is [int] -or $Value -is [long]) {
        if ($Value -lt 0) {
            throw (New-Object System.ArgumentException -ArgumentList 'a number below zero has no place here')
        }
        [void] $Text.Append($Value.ToString([System.Globalization.CultureInfo]::InvariantCulture))
    }
    elseif ($Value -is [System.Collections.IDictionary]) {
        Add-CanonicalObject -Text $Text -Value $Value
    }
    elseif ($Value -is [System.Array]) {
        $comma = ''
        [void] $Text.Append('[')
        foreach ($item in $Value) {
            [void] $Text.Append($comma)
            Add-CanonicalValue -Text $Text -Value $item
            $comma = ','
        }
        [void] $Text.Append(']')
    }
    else {
        Add-CanonicalText -Text $Text -Value ([string] $Value)
    }
}

function Add-CanonicalObject {
    param([System.Text.StringBuilder] $Text, [System.Collections.IDictionary] $Value)
    [string[]] $names = @(foreach ($name in $Value.Keys) { [string] $name })
    [System.Array]::Sort($names, [System.StringComparer]::Ordinal)
    $comma = ''
    [void] $Text.Append('{')
    foreach ($name in $names) {
        [void] $Text.Append($comma)
        Add-CanonicalText -Text $Text -Value $name
        [void] $Text.Append(':')
        Add-CanonicalValue -Text $Text -Value $Value[$name]
        $comma = ','
    }
    [void] $Text.Append('}')
}

# What is not printable ASCII becomes an escape of ours inside the text; what is too long is cut and says so.
function Add-CanonicalText {
    param([System.Text.StringBuilder] $Text, [string] $Value)
    $plain = ConvertTo-PlainText $Value
    if ($plain.Length -gt 1024) {
        $plain = $plain.Substring(0, 1021) + '...'
    }
    [void] $Text.Append('"').Append($plain.Replace('\', '\\').Replace('"', '\"')).Append('"')
}
