# Times of the format, as Unix seconds: days that exist, no leap second.

$script:UnixEpochTicks = 621355968000000000L

# Null if there is no such moment in these years. The text fits the grammar already.
function ConvertFrom-TimeText {
    param([string] $Text, [int] $FirstYear, [int] $LastYear)
    $moment = [System.DateTime]::MinValue
    $read = [System.DateTime]::TryParseExact($Text, "yyyy'-'MM'-'dd'T'HH':'mm':'ss'Z'", [System.Globalization.CultureInfo]::InvariantCulture,
        [System.Globalization.DateTimeStyles]::None, [ref] $moment)
    if (-not $read -or $moment.Year -lt $FirstYear -or $moment.Year -gt $LastYear) {
        return $null
    }
    ConvertTo-UnixSecond $moment
}

function ConvertTo-UnixSecond {
    param([System.DateTime] $Moment)
    [long] $ticks = $Moment.Ticks - $script:UnixEpochTicks
    [long] $rest = $ticks % 10000000
    if ($rest -lt 0) {
        $rest += 10000000
    }
    [long] (($ticks - $rest) / 10000000)
}

function ConvertTo-TimeText {
    param([long] $Second)
    $moment = New-Object System.DateTime -ArgumentList ($script:UnixEpochTicks + $Second * 10000000)
    $moment.ToString("yyyy'-'MM'-'dd'T'HH':'mm':'ss'Z'", [System.Globalization.CultureInfo]::InvariantCulture)
}

# The run's one clock reading.
function Get-ClockSecond {
    ConvertTo-UnixSecond ([System.DateTime]::UtcNow)
}
