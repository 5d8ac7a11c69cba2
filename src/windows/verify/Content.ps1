# Stage 5 (8.5): every entry's bytes are hashed once, in one pass through the file; each that differs is reported.

$script:BufferBytes = 1048576

# Below this much content a run is over before anybody looks.
$script:SilentBytes = 67108864L

function Get-ContentPass {
    param([System.Object] $File, [System.Object] $Entries, [System.Object] $Manifest, [bool] $Talk)
    $sha1ByPath = New-Object 'System.Collections.Generic.Dictionary[string,string]' -ArgumentList ([System.StringComparer]::Ordinal)
    for ($i = 0; $i -lt $Manifest.Certificates.Count; $i++) {
        $sha1ByPath.Add($Manifest.Certificates.Path[$i], $Manifest.Certificates.Sha1[$i])
    }
    [long] $total = 0
    foreach ($size in $Manifest.Entries.Size) {
        $total += $size
    }
    [pscustomobject] @{
        File = $File; Entries = $Entries; Digests = $Manifest.Entries.Sha256; SumsIndex = $Manifest.SumsIndex; Sha1ByPath = $sha1ByPath
        Count = $Manifest.Entries.Count; Total = $total; Done = 0L; Talk = $Talk -and $total -ge $script:SilentBytes
        Watch = [System.Diagnostics.Stopwatch]::StartNew(); Sha256 = Get-Sha256
        Buffer = New-Object byte[] $script:BufferBytes; Ahead = New-Object byte[] $script:BufferBytes
    }
}

# At most a few times a second: drawing it costs more than hashing does.
function Show-Progress {
    param([System.Object] $Pass)
    if ($Pass.Watch.ElapsedMilliseconds -ge 500) {
        $Pass.Watch.Restart()
        $percent = [int] [System.Math]::Floor($Pass.Done * 100.0 / $Pass.Total)
        Write-Progress -Activity 'Verify-Kit' -Status "hashing, $percent % of $(ConvertTo-Grouped $Pass.Total) bytes" -PercentComplete $percent
    }
}

# What is in the buffer is hashed, and written where it goes.
function Add-Part {
    param([System.Object] $Pass, [int] $Count, [System.Object] $Sha1, [System.Object] $To)
    [byte[]] $buffer = $Pass.Buffer
    [void] $Pass.Sha256.TransformBlock($buffer, 0, $Count, $null, 0)
    if ($null -ne $Sha1) {
        [void] $Sha1.TransformBlock($buffer, 0, $Count, $null, 0)
    }
    if ($null -ne $To) {
        $To.Write($buffer, 0, $Count)
    }
    $Pass.Done += $Count
    if ($Pass.Talk) {
        Show-Progress $Pass
    }
}

# SHA-256 of one entry while it is copied to the stream, if there is one; and SHA-1 if it is asked for. The next part is
# read while this one is hashed.
function Read-LongEntry {
    param([System.Object] $Pass, [long] $At, [long] $Size, [System.Object] $Sha1, [System.Object] $To)
    $sha256 = $Pass.Sha256
    $sha256.Initialize()
    $part = [System.Math]::Min([long] $script:BufferBytes, [long] $Size)
    if ($part -gt 0) {
        Read-Into $Pass.File $At $Pass.Buffer $part 0
    }
    for ([long] $left = $Size; $left -gt 0; $part = $next) {
        $At += $part
        $next = [System.Math]::Min([long] $script:BufferBytes, [long] ($left - $part))
        $reading = $null
        if ($next -gt 0) {
            $reading = Start-Reading $Pass.File $At $Pass.Ahead $next
        }
        Add-Part $Pass $part $Sha1 $To
        if ($next -gt 0) {
            Complete-Reading $Pass.File $At $Pass.Ahead $next $reading
            $Pass.Buffer, $Pass.Ahead = $Pass.Ahead, $Pass.Buffer
        }
        $left -= $part
    }
    [void] $sha256.TransformFinalBlock($Pass.Buffer, 0, 0)
    if ($null -ne $Sha1) {
        [void] $Sha1.TransformFinalBlock($Pass.Buffer, 0, 0)
    }
    ConvertTo-Hex $sha256.Hash
}

# The finding about one entry, or null. Digest is the listed one.
function Find-ContentFault {
    param([System.Object] $Pass, [int] $Index, [string] $Digest, [System.Object] $Folder)
    $path = $Pass.Entries.Path[$Index]
    $listedSha1 = ''
    $sha1 = $null
    $to = $null
    if ($Pass.Sha1ByPath.TryGetValue($path, [ref] $listedSha1)) {
        $sha1 = Get-Sha1
    }
    try {
        if ($null -ne $Folder) {
            $to = Add-ExtractedFile $Folder $path
        }
        $size = $Pass.Entries.Size[$Index]
        $header = $Pass.Entries.LocalAt[$Index + 1] - $Pass.Entries.LocalAt[$Index]
        $here = Read-LongEntry $Pass ($Pass.Entries.Offset[$Index] + $header) $size $sha1 $to
        if (-not (Test-Same $here $Digest)) {
            return ConvertTo-Finding 'ENTRY_DIGEST_MISMATCH' @($path, $Digest, $here)
        }
        if ($null -ne $sha1) {
            $here = ConvertTo-Hex $sha1.Hash
            if (-not (Test-Same $here $listedSha1)) {
                return ConvertTo-Finding 'CERTIFICATE_SHA1_MISMATCH' @($path, $listedSha1, $here)
            }
        }
        $null
    }
    finally {
        foreach ($one in @($to, $sha1)) {
            if ($null -ne $one) {
                $one.Dispose()
            }
        }
    }
}

# All findings, in the order of the container.
function Find-ContentDifference {
    param([System.Object] $Pass, [System.Object] $Folder)
    try {
        for ($i = 0; $i -lt $Pass.Count; $i++) {
            # In the container the sums stand last, in the manifest in byte order.
            $listed = $i
            if ($i -eq $Pass.Count - 1) {
                $listed = $Pass.SumsIndex
            }
            elseif ($i -ge $Pass.SumsIndex) {
                $listed = $i + 1
            }
            $finding = Find-ContentFault $Pass $i $Pass.Digests[$listed] $Folder
            if ($null -ne $finding) {
                $finding
            }
        }
    }
    finally {
        $Pass.Sha256.Dispose()
        if ($Pass.Talk) {
            Write-Progress -Activity 'Verify-Kit' -Completed
        }
    }
}
