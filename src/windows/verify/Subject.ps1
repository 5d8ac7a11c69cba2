# What a signer's certificate says of itself, as text for people. Nothing is decided by it.

# Names that RFC 2253 has for attribute types; all others are shown as numbers.
$script:SubjectKeywords = New-Object 'System.Collections.Generic.Dictionary[string,string]' -ArgumentList ([System.StringComparer]::Ordinal)
foreach ($pair in @('2.5.4.3=CN', '2.5.4.7=L', '2.5.4.8=ST', '2.5.4.10=O', '2.5.4.11=OU', '2.5.4.6=C', '2.5.4.9=STREET',
        '0.9.2342.19200300.100.1.25=DC', '0.9.2342.19200300.100.1.1=UID')) {
    $script:SubjectKeywords.Add($pair.Split('=')[0], $pair.Split('=')[1])
}

function Read-OidText {
    param([byte[]] $Content)
    if ($Content.Length -eq 0 -or $Content[$Content.Length - 1] -ge 0x80) {
        throw (Get-DerFault)
    }
    $parts = New-Object 'System.Collections.Generic.List[string]'
    [long] $value = 0
    foreach ($octet in $Content) {
        if ($value -gt 72057594037927935L) {
            throw (Get-DerFault)
        }
        $value = $value * 128 + ($octet -band 0x7F)
        if ($octet -ge 0x80) {
            continue
        }
        if ($parts.Count -eq 0) {
            # The first number holds two: 40 times 0, 1 or 2, and the second.
            [long] $top = 2
            if ($value -lt 80) {
                $top = ($value - $value % 40) / 40
            }
            $parts.Add((ConvertTo-Digit $top))
            $value -= 40 * $top
        }
        $parts.Add((ConvertTo-Digit $value))
        $value = 0
    }
    [string]::Join('.', $parts.ToArray())
}

# A value with its special characters escaped (RFC 2253, 2.4).
function ConvertTo-EscapedValue {
    param([string] $Value)
    $out = New-Object System.Text.StringBuilder
    $inner = $Value.Trim([char[]] @([char] 32, [char] 13))
    $lead = $Value.Length - $Value.TrimStart([char[]] @([char] 32, [char] 13)).Length
    for ($i = 0; $i -lt $Value.Length; $i++) {
        $c = $Value[$i]
        if (($i -lt $lead -or $i -ge $lead + $inner.Length) -or ',=+<>#;"\'.IndexOf($c) -ge 0) {
            [void] $out.Append('\')
        }
        if ([int] $c -eq 0) {
            [void] $out.Append('\00')
        }
        else {
            [void] $out.Append($c)
        }
    }
    $out.ToString()
}

function Read-AttributeText {
    param([System.Object] $Set)
    $pair = Enter-Der $Set 0x30
    $oid = Read-OidText (Read-DerRest (Enter-Der $pair 0x06))
    if ($pair.At -ge $pair.End) {
        throw (Get-DerFault)
    }
    $tag = [int] $pair.Bytes[$pair.At]
    [byte[]] $whole = Read-DerRest $pair
    [byte[]] $content = Read-DerRest (Enter-Der $pair $tag)
    Assert-DerEnd $pair
    # UTF8String, PrintableString, T61String, IA5String, GeneralString, BMPString: the texts.
    if (-not $script:SubjectKeywords.ContainsKey($oid) -or @(0x0C, 0x13, 0x14, 0x16, 0x1B, 0x1E) -notcontains $tag) {
        $name = $oid
        if ($script:SubjectKeywords.ContainsKey($oid)) {
            $name = $script:SubjectKeywords[$oid]
        }
        return $name + '=#' + (ConvertTo-Hex $whole)
    }
    $script:SubjectKeywords[$oid] + '=' + (ConvertTo-EscapedValue ([System.Text.Encoding]::UTF8.GetString($content)))
}

# The last part of the name comes first (RFC 2253, 2.1).
function Get-SubjectText {
    param([byte[]] $Der)
    try {
        $parts = New-Object 'System.Collections.Generic.List[string]'
        $walk = Enter-Der (Get-DerWalk $Der 0 $Der.Length) 0x30
        while ($walk.At -lt $walk.End) {
            $set = Enter-Der $walk 0x31
            [string[]] $attributes = @(while ($set.At -lt $set.End) { Read-AttributeText $set })
            if ($attributes.Length -eq 0) {
                throw (Get-DerFault)
            }
            $parts.Insert(0, [string]::Join('+', $attributes))
        }
        [string]::Join(',', $parts.ToArray())
    }
    catch [System.FormatException] {
        'unreadable'
    }
}

# UTCTime or GeneralizedTime, digits as they stand (RFC 5280, 4.1.2.5).
function Read-TimeText {
    param([System.Object] $Walk)
    $utc = Test-DerTag $Walk 0x17
    if ($utc) {
        $digits = ConvertFrom-Latin (Read-DerRest (Enter-Der $Walk 0x17))
        $form = '\A[0-9]{12}Z\z'
    }
    else {
        $digits = ConvertFrom-Latin (Read-DerRest (Enter-Der $Walk 0x18))
        $form = '\A[0-9]{14}Z\z'
    }
    if (-not [System.Text.RegularExpressions.Regex]::IsMatch($digits, $form)) {
        throw (Get-DerFault)
    }
    if ($utc) {
        $century = '19'
        if ([int] $digits[0] -lt 0x35) {
            $century = '20'
        }
        $digits = $century + $digits
    }
    $digits.Substring(0, 4) + '-' + $digits.Substring(4, 2) + '-' + $digits.Substring(6, 2) + 'T' +
    $digits.Substring(8, 2) + ':' + $digits.Substring(10, 2) + ':' + $digits.Substring(12, 2) + 'Z'
}

function Get-ValidityText {
    param([byte[]] $Der)
    try {
        $walk = Enter-Der (Get-DerWalk $Der 0 $Der.Length) 0x30
        (Read-TimeText $walk) + ' ' + (Read-TimeText $walk)
    }
    catch [System.FormatException] {
        'unreadable'
    }
}
