# The extracted kit while its script runs: every file held open, so that nobody can change it, and compared once more
# while it is held. From the kit digest to the manifest, to the sums, to each file; nothing else may lie there.

# Signed text of at most a few megabytes.
function Read-PackStream {
    param([System.IO.Stream] $Stream)
    $Stream.Position = 0
    $reader = New-Object System.IO.BinaryReader -ArgumentList $Stream
    [System.Text.Encoding]::ASCII.GetString($reader.ReadBytes([int] [System.Math]::Min([long] $Stream.Length, [long] 8388608)))
}

# Path with slashes to stream, in order.
function Open-PackKit {
    param([string] $Kit)
    $held = New-Object 'System.Collections.Generic.SortedDictionary[string,System.IO.Stream]' -ArgumentList ([System.StringComparer]::Ordinal)
    try {
        foreach ($name in @(Get-PackTree $Kit '')) {
            $held.Add($name.Replace('\', '/'), (Open-PlatformFile -Path ($Kit + '\' + $name)))
        }
    }
    catch {
        Close-PackKit $held
        throw (ConvertTo-Fault 'KIT_FILE_BUSY' 3 "a file of $Kit cannot be held: $($_.Exception.GetBaseException().Message). Nothing was started. Find out which program has it open.")
    }
    $held
}

function Close-PackKit {
    param([System.Object] $Held)
    foreach ($stream in $Held.Values) {
        $stream.Dispose()
    }
}

function Assert-PackHeld {
    param([System.Object] $Held, [string] $Kit, [string] $Name, [string] $Digest)
    if (-not $Held.ContainsKey($Name)) {
        throw (Get-FolderFault $Kit "lacks $Name")
    }
    if (-not (Test-Same (Get-StreamSha256 $Held[$Name]) $Digest)) {
        throw (Get-FolderFault $Kit "holds a $Name that is not what was verified")
    }
}

# The manifest is the signer's, by its digest; what it says of the sums is looked for as text, as an auditor would.
# Updates are gigabytes: whoever neither runs nor installs them need not read them, they only have to be there.
function Assert-PackKit {
    param([System.Object] $Held, [string] $Kit, [string] $Digest, [bool] $Updates = $true)
    Assert-PackHeld $Held $Kit 'META/manifest.json' $Digest
    $sums = 'META/SHA256SUMS'
    $listed = [System.Text.RegularExpressions.Regex]::Match((Read-PackStream $Held['META/manifest.json']),
        '"path":"META/SHA256SUMS","role":"sums","sha256":"([0-9a-f]{64})"', [System.Text.RegularExpressions.RegexOptions]::CultureInvariant)
    Assert-PackHeld $Held $Kit $sums $listed.Groups[1].Value
    $seen = New-Object 'System.Collections.Generic.HashSet[string]' -ArgumentList ([System.StringComparer]::Ordinal)
    foreach ($line in (Read-PackStream $Held[$sums]).Split([char] 10)) {
        if ($line.Length -gt 66) {
            $name = $line.Substring(66)
            if ($Updates -or -not $Held.ContainsKey($name) -or -not $name.StartsWith('updates/', [System.StringComparison]::Ordinal)) {
                Assert-PackHeld $Held $Kit $name $line.Substring(0, 64)
            }
            [void] $seen.Add($name)
        }
    }
    foreach ($name in $Held.Keys) {
        $own = (Test-Same $name $sums) -or (Test-Same $name 'META/manifest.json') -or
        [System.Text.RegularExpressions.Regex]::IsMatch($name, '\AMETA/signatures/[0-9a-f]{16}\.p7s\z', [System.Text.RegularExpressions.RegexOptions]::CultureInvariant)
        if (-not $own -and -not $seen.Contains($name)) {
            throw (Get-FolderFault $Kit "has $name, which is not a file of this kit")
        }
    }
}
