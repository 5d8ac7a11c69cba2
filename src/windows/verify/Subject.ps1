# What a signer's certificate says of itself, as text for people. Nothing is decided by it.

# Names that RFC 2253 has for attribute types; all others are shown as numbers.
$script:SubjectKeywords = New-Object 'System.Collections.Generic.Dictionary[string,string]' -ArgumentList ([System.StringComparer]::Ordinal)
foreach ($pair in @('2.5.4.3=CN', '2.5.4.7=L', '2.5.4.8=ST', '2.5.4.10=O', '2.5.4.11=OU', '2.5.4.6=C', '2.5.4.9=STREET',
        '0.9.2342.19200300.100.1.25=DC', '0.9.2342.19200300.100.1.1=UID')) {
    $script:SubjectKeywords.Add($pair.Split('=')[0], $pair.Split('=')[1])
}

# Throws an ArgumentException where others put a replacement, and not all of them as many.
$script:StrictText = New-Object System.Text.UTF8Encoding -ArgumentList $false, $true

# Numbers of any size, each in as few octets as it needs (X.690, 8.19).
function Read-OidText {
    param([byte[]] $Content)
    if ($Content.Length -eq 0 -or $Content[$Content.Length - 1] -ge 0x80) {
        throw (Get-DerFault)
    }
    $parts = New-Object 'System.Collections.Generic.List[string]'
    $value = [System.Numerics.BigInteger]::Zero
    $begins = $true
    foreach ($octet in $Content) {
        if ($begins -and $octet -eq 0x80) {
            throw (Get-DerFault)
        }
        $value = $value * 128 + ($octet -band 0x7F)
        $begins = $octet -lt 0x80
        if (-not $begins) {
            continue
        }
        if ($parts.Count -eq 0) {
            # The first number holds two: 40 times 0, 1 or 2, and the second.
            $top = 2
            while ($top -gt 0 -and $value.CompareTo([System.Numerics.BigInteger] (40 * $top)) -lt 0) {
                $top--
            }
            $parts.Add((ConvertTo-Digit $top))
            $value = $value - 40 * $top
        }
        # Without R .NET may round what is long.
        $parts.Add($value.ToString('R', [System.Globalization.CultureInfo]::InvariantCulture))
        $value = [System.Numerics.BigInteger]::Zero
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

# What has no keyword, or is no text in UTF-8, is shown as its bytes (RFC 2253, 2.4).
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
    $name = $oid
    if ($script:SubjectKeywords.ContainsKey($oid)) {
        $name = $script:SubjectKeywords[$oid]
        # UTF8String, PrintableString, T61String, IA5String, GeneralString.
        if (@(0x0C, 0x13, 0x14, 0x16, 0x1B) -contains $tag) {
            try {
                $text = $script:StrictText.GetString($content)
                return $name + '=' + (ConvertTo-EscapedValue $text)
            }
            catch [System.ArgumentException] {
                # No text in UTF-8: its bytes, then.
                $text = ''
            }
        }
    }
    $name + '=#' + (ConvertTo-Hex $whole)
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
