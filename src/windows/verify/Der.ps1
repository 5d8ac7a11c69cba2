# A strict walk over DER: definite minimal lengths, every element inside its parent. A fault is a FormatException,
# which nothing else here throws; it has no detail, because none matters.

function Get-DerFault {
    New-Object System.FormatException -ArgumentList 'malformed DER'
}

# A place in the bytes and where the element around it ends.
function Get-DerWalk {
    param([byte[]] $Bytes, [int] $At, [int] $End)
    [pscustomobject] @{ Bytes = $Bytes; At = $At; End = $End }
}

function Read-DerLength {
    param([System.Object] $Walk)
    if ($Walk.At -ge $Walk.End) {
        throw (Get-DerFault)
    }
    $first = [int] $Walk.Bytes[$Walk.At]
    $Walk.At++
    if ($first -lt 0x80) {
        return $first
    }
    $count = $first - 0x80
    if ($count -lt 1 -or $count -gt 2 -or $count -gt $Walk.End - $Walk.At) {
        throw (Get-DerFault)
    }
    $value = 0
    for ($i = 0; $i -lt $count; $i++) {
        $value = $value * 256 + $Walk.Bytes[$Walk.At]
        $Walk.At++
    }
    $least = 0x80
    if ($count -eq 2) {
        $least = 0x100
    }
    if ($value -lt $least) {
        throw (Get-DerFault)
    }
    $value
}

function Test-DerTag {
    param([System.Object] $Walk, [int] $Tag)
    $Walk.At -lt $Walk.End -and $Walk.Bytes[$Walk.At] -eq $Tag
}

# The content of the next element, which must have this tag; the walk goes on behind it.
function Enter-Der {
    param([System.Object] $Walk, [int] $Tag)
    if (-not (Test-DerTag $Walk $Tag)) {
        throw (Get-DerFault)
    }
    $Walk.At++
    $length = Read-DerLength $Walk
    if ($length -gt $Walk.End - $Walk.At) {
        throw (Get-DerFault)
    }
    $content = Get-DerWalk $Walk.Bytes $Walk.At ($Walk.At + $length)
    $Walk.At += $length
    $content
}

# The next element, header included.
function Read-Der {
    param([System.Object] $Walk, [int] $Tag)
    $start = $Walk.At
    [void] (Enter-Der $Walk $Tag)
    , (Get-Slice $Walk.Bytes $start ($Walk.At - $start))
}

function Read-DerRest {
    param([System.Object] $Walk)
    , (Get-Slice $Walk.Bytes $Walk.At ($Walk.End - $Walk.At))
}

function Assert-DerEnd {
    param([System.Object] $Walk)
    if ($Walk.At -ne $Walk.End) {
        throw (Get-DerFault)
    }
}

# A minimal positive INTEGER (X.690, 8.3.2), without the zero that keeps it positive.
function Read-DerPositive {
    param([System.Object] $Walk)
    [byte[]] $content = Read-DerRest (Enter-Der $Walk 0x02)
    if ($content.Length -eq 0 -or $content[0] -ge 0x80) {
        throw (Get-DerFault)
    }
    if ($content[0] -ne 0) {
        return , $content
    }
    if ($content.Length -lt 2 -or $content[1] -lt 0x80) {
        throw (Get-DerFault)
    }
    , (Get-Slice $content 1 ($content.Length - 1))
}

# One element with the parts as its content.
function Join-Der {
    param([int] $Tag, [System.Object[]] $Part)
    [byte[]] $content = Join-Byte $Part
    $length = $content.Length
    if ($length -lt 0x80) {
        [byte[]] $header = @($Tag, $length)
    }
    elseif ($length -lt 0x100) {
        [byte[]] $header = @($Tag, 0x81, $length)
    }
    else {
        $low = $length % 256
        [byte[]] $header = @($Tag, 0x82, (($length - $low) / 256), $low)
    }
    , (Join-Byte @($header, $content))
}
