# Whether a pack is what its sums say, and its anchor what a person typed.

# Name to digest; the file's own grammar and nothing else.
function ConvertFrom-PackSum {
    param([byte[]] $Bytes)
    $sums = New-Object 'System.Collections.Generic.SortedDictionary[string,string]' -ArgumentList ([System.StringComparer]::Ordinal)
    $text = [System.Text.Encoding]::ASCII.GetString($Bytes)
    $line = New-Object System.Text.RegularExpressions.Regex -ArgumentList '\G([0-9a-f]{64})  ([A-Za-z0-9][A-Za-z0-9._-]{0,63})\n', ([System.Text.RegularExpressions.RegexOptions]::CultureInvariant)
    $end = 0
    for ($match = $line.Match($text); $match.Success -and -not $sums.ContainsKey($match.Groups[2].Value); $match = $match.NextMatch()) {
        $sums.Add($match.Groups[2].Value, $match.Groups[1].Value)
        $end = $match.Index + $match.Length
    }
    if ($end -eq 0 -or $end -ne $text.Length) {
        throw (ConvertTo-Fault 'PACK_SUMS_MALFORMED' 1 "SHA256SUMS of this pack cannot be read from offset $end on. Copy the pack again and compare it with the sheet.")
    }
    $sums
}

function Get-PackPath {
    param([string] $Folder, [string] $Name)
    $Folder.TrimEnd('\') + '\' + $Name
}

function Assert-PackFile {
    param([string] $Folder, [string] $Name, [string] $Wanted)
    $path = Get-PackPath $Folder $Name
    if (-not (Test-Same (Get-PackKind -Path $path) 'File')) {
        throw (ConvertTo-Fault 'PACK_FILE_MISSING' 1 "$path is missing. Copy the pack again and compare it with the sheet.")
    }
    $here = Get-Sha256Hex (Read-PlatformFile -Path $path)
    if (-not (Test-Same $here $Wanted)) {
        throw (ConvertTo-Fault 'PACK_FILE_DIFFERS' 1 ("$path has the digest $here, SHA256SUMS lists $Wanted. A bad copy, or a changed pack: use nothing of it. " +
                'Copy it again and compare it with the sheet; if it differs again, tell the sender.'))
    }
}

# Every file equal to the sums, nothing else there. Gives the pack digest, the one that the sheet has for SHA256SUMS:
# a changed pack can bring changed sums, so a person compares it.
function Get-PackDigest {
    param([string] $Folder)
    $path = Get-PackPath $Folder 'SHA256SUMS'
    if (-not (Test-Same (Get-PackKind -Path $path) 'File')) {
        throw (ConvertTo-Fault 'PACK_FILE_MISSING' 1 "$path is missing. Copy the pack again and compare it with the sheet.")
    }
    $bytes = Read-PlatformFile -Path $path
    $sums = ConvertFrom-PackSum $bytes
    foreach ($name in $sums.Keys) {
        Assert-PackFile $Folder $name $sums[$name]
    }
    foreach ($item in @(Get-PackItem -Path $Folder)) {
        $name = $item.Substring($item.LastIndexOfAny([char[]] @('\', '/')) + 1)
        if (-not $sums.ContainsKey($name) -and [System.Array]::IndexOf([string[]] @('SHA256SUMS', 'SHEET.html', 'SHEET.txt'), $name) -lt 0) {
            throw (ConvertTo-Fault 'PACK_FILE_UNEXPECTED' 1 "$item does not belong to the pack. Nothing else may lie in its folder: find out who put it there, then remove the folder and copy the pack again.")
        }
    }
    Get-Sha256Hex $bytes
}

# The typed digest against the pack's own anchor: a person compares with the sheet by typing, the machine compares here.
function Assert-PackAnchor {
    param([string] $Folder, [string] $Typed)
    $wanted = ConvertFrom-PackDigest $Typed
    if ($wanted.Length -eq 0) {
        throw (ConvertTo-Fault 'ANCHOR_MALFORMED' 2 'what was typed is no SHA-256: 64 hex digits are needed, blanks and colons do not matter. Type it again from the sheet.')
    }
    $here = Get-Sha256Hex (Read-PlatformFile -Path (Get-PackPath $Folder 'anchor.cer'))
    if (Test-Same $here $wanted) {
        return $wanted
    }
    $at = 0
    while ($here[$at] -eq $wanted[$at]) {
        $at++
    }
    throw (ConvertTo-Fault 'ANCHOR_DIFFERS' 1 ("typed $wanted, this pack's anchor.cer has $here; they differ first at digit $($at + 1) of 64. A slip in typing, or a pack for another signer: " +
            'compare the sheet digit by digit, type it again, and if it still differs, ask the sender.'))
}
