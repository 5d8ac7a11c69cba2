# Stage 3, second half (section 7): the rules R1 to R16 in their order; the first broken one ends the run. Loops over
# entries call no function: there may be 10,000 of them.

function Assert-Range {
    param([string] $Member, [long] $Value, [long] $Least)
    if ($Value -lt $Least -or $Value -gt $script:Limit.MAX_INTEGER) {
        throw (ConvertTo-Stop 'NUMBER_OUT_OF_RANGE' @($Member, $Value))
    }
}

# R1
function Assert-Number {
    param([System.Object] $Document)
    $largest = $script:Limit.MAX_INTEGER
    foreach ($size in $Document.Entries.Size) {
        if ($size -gt $largest) {
            Assert-Range 'entries.size' $size 0
        }
    }
    Assert-Range 'profile.revision' $Document.Revision 1
    Assert-Range 'sequence' $Document.Sequence 1
    foreach ($order in $Document.Updates.Order) {
        if ($order -lt 1 -or $order -gt $largest) {
            Assert-Range 'updates.order' $order 1
        }
    }
}

function Read-Moment {
    param([string] $Member, [string] $Text, [int] $FirstYear, [int] $LastYear)
    $second = ConvertFrom-TimeText $Text $FirstYear $LastYear
    if ($null -eq $second) {
        throw (ConvertTo-Stop 'TIME_NOT_VALID' @($Member, $Text))
    }
    $second
}

# R2. Certificates share most of their times, so each text is looked at once.
function Assert-Moment {
    param([System.Object] $Document)
    $list = $Document.Certificates
    $seen = New-Object 'System.Collections.Generic.HashSet[string]' -ArgumentList ([System.StringComparer]::Ordinal)
    for ($i = 0; $i -lt $list.Count; $i++) {
        if ($seen.Add($list.NotAfter[$i])) {
            [void] (Read-Moment 'certificates.not_after' $list.NotAfter[$i] 1950 9999)
        }
        if ($seen.Add($list.NotBefore[$i])) {
            [void] (Read-Moment 'certificates.not_before' $list.NotBefore[$i] 1950 9999)
        }
    }
    $Document.CreatedSeconds = Read-Moment 'created' $Document.Created 2000 2099
    $Document.ExpiresSeconds = Read-Moment 'expires' $Document.Expires 2000 2099
}

# R3
function Assert-MemberCount {
    param([string] $Member, [int] $Count, [int] $Limit)
    if ($Count -gt $Limit) {
        throw (ConvertTo-Stop 'MEMBERS_TOO_MANY' @($Member, $Count, $Limit))
    }
}

# R4 for one array of texts.
function Assert-Ascending {
    param([string] $Member, [System.Object] $List)
    for ($i = 1; $i -lt $List.Count; $i++) {
        if ([string]::CompareOrdinal($List[$i - 1], $List[$i]) -ge 0) {
            throw (ConvertTo-Stop 'MEMBERS_NOT_SORTED' @($i, $Member))
        }
    }
}

function Assert-UpdateOrder {
    param([System.Object] $List)
    for ($i = 1; $i -lt $List.Count; $i++) {
        $comparison = [string]::CompareOrdinal($List.Train[$i - 1], $List.Train[$i])
        if ($comparison -eq 0) {
            $comparison = [string]::CompareOrdinal($List.Architecture[$i - 1], $List.Architecture[$i])
        }
        if ($comparison -eq 0) {
            $comparison = $List.Order[$i - 1].CompareTo($List.Order[$i])
        }
        if ($comparison -ge 0) {
            throw (ConvertTo-Stop 'MEMBERS_NOT_SORTED' @($i, 'updates'))
        }
    }
}

# R4
function Assert-Order {
    param([System.Object] $Document)
    Assert-Ascending 'certificates' $Document.Certificates.Path
    Assert-Ascending 'entries' $Document.Entries.Path
    Assert-Ascending 'signers' @(foreach ($one in $Document.Signers) { $one.Key })
    Assert-UpdateOrder $Document.Updates
}

# The expression of 4.2; lengths are asked beside it.
function Get-PathExpression {
    $word = '[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?'
    $guid = '\{[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}\}'
    $device = '(?!(?:[Cc][Oo][Nn]|[Pp][Rr][Nn]|[Aa][Uu][Xx]|[Nn][Uu][Ll]|[Cc][Oo][Mm][0-9]|[Ll][Pp][Tt][0-9])(?:[./]|\z))'
    $segment = $device + '(?:' + $word + '|' + $guid + ')'
    New-Object System.Text.RegularExpressions.Regex -ArgumentList ('\A' + $segment + '(?:/' + $segment + ')*\z'),
    ([System.Text.RegularExpressions.RegexOptions]::CultureInvariant)
}

# R5a for a path that fits the expression.
function Test-PathLength {
    param([string] $Path)
    $segments = $Path.Split([char] '/')
    $longest = 0
    foreach ($segment in $segments) {
        $longest = [System.Math]::Max([long] $longest, [long] $segment.Length)
    }
    $Path.Length -le $script:Limit.MAX_PATH_CHARS -and $segments.Length -le $script:Limit.MAX_PATH_DEPTH -and $longest -le $script:Limit.MAX_SEGMENT_CHARS
}

# R5
function Assert-Entry {
    param([System.Object] $List)
    $allowed = Get-PathExpression
    $ordinal = [System.StringComparison]::Ordinal
    $folded = [System.StringComparison]::OrdinalIgnoreCase
    for ($i = 0; $i -lt $List.Count; $i++) {
        $path = $List.Path[$i]
        $role = [string]::Equals($List.Role[$i], 'sums', $ordinal)
        $sums = $role -and [string]::Equals($path, 'META/SHA256SUMS', $ordinal)
        if (-not $allowed.IsMatch($path) -or ($path.Length -ge 16 -and -not (Test-PathLength $path))) {
            throw (ConvertTo-Stop 'PATH_NOT_ALLOWED' @($path))
        }
        # The path is ASCII by now, so folding by Unicode's rules is folding by ASCII's.
        if (-not $sums -and $path.StartsWith('META/', $folded)) {
            throw (ConvertTo-Stop 'PATH_RESERVED' @($path))
        }
        if (-not $sums -and $role) {
            throw (ConvertTo-Stop 'ROLE_NOT_ALLOWED' @($path))
        }
        if ($List.Size[$i] -gt $script:Limit.MAX_ENTRY_BYTES -or $List.Size[$i] -eq $script:Limit.REFUSED_ENTRY_BYTES) {
            throw (ConvertTo-Stop 'ENTRY_SIZE_NOT_ALLOWED' @($path, $List.Size[$i]))
        }
    }
}

# R6, R7: gives the index of the sums.
function Find-SumsEntry {
    param([System.Object] $List)
    $index = $List.Path.BinarySearch('META/SHA256SUMS', [System.StringComparer]::Ordinal)
    # By R5 that path has no other role than sums.
    if ($index -lt 0) {
        throw (ConvertTo-Stop 'SUMS_ENTRY_MISSING')
    }
    if ($List.Count -lt 2) {
        throw (ConvertTo-Stop 'PAYLOAD_MISSING')
    }
    $index
}

# R8: one spelling and one kind for each prefix. A folder is kept with a slash behind it.
function Assert-NoConflict {
    param([System.Collections.Generic.List[string]] $List)
    $seen = New-Object 'System.Collections.Generic.Dictionary[string,string]' -ArgumentList ([System.StringComparer]::OrdinalIgnoreCase)
    $seen.Add('META', 'META/')
    $seen.Add('META/manifest.json', 'META/manifest.json')
    $seen.Add('META/signatures', 'META/signatures/')
    $ordinal = [System.StringComparison]::Ordinal
    $last = ''
    $spelling = ''
    foreach ($path in $List) {
        $folder = $path.Substring(0, $path.LastIndexOf([char] '/') + 1)
        # Sorted paths share their folder with the one before; it was looked at then.
        if ($folder.Length -gt 0 -and -not [string]::Equals($folder, $last, $ordinal)) {
            for ($slash = $folder.IndexOf([char] '/'); $slash -ge 0; $slash = $folder.IndexOf([char] '/', $slash + 1)) {
                $prefix = $folder.Substring(0, $slash)
                if (-not $seen.TryGetValue($prefix, [ref] $spelling)) {
                    $seen.Add($prefix, $folder.Substring(0, $slash + 1))
                }
                elseif (-not [string]::Equals($spelling, $folder.Substring(0, $slash + 1), $ordinal)) {
                    throw (ConvertTo-Stop 'PATH_CONFLICT' @($path))
                }
            }
            $last = $folder
        }
        if ($seen.ContainsKey($path)) {
            throw (ConvertTo-Stop 'PATH_CONFLICT' @($path))
        }
        $seen.Add($path, $path)
    }
}

# R9 to R11
function Assert-Identity {
    param([System.Object] $Document)
    $lifetime = $Document.ExpiresSeconds - $Document.CreatedSeconds
    if ($lifetime -le 0 -or $lifetime -gt $script:Limit.MAX_LIFETIME_SECONDS) {
        throw (ConvertTo-Stop 'EXPIRES_NOT_ALLOWED' @($Document.Expires, $Document.Created))
    }
    $id = $Document.Profile + '-' + $Document.Created.Replace('-', '').Replace(':', '')
    if (-not (Test-Same $Document.Id $id)) {
        throw (ConvertTo-Stop 'ID_MISMATCH' @($Document.Id, $id))
    }
    if ($Document.Sequence -gt $Document.CreatedSeconds) {
        throw (ConvertTo-Stop 'SEQUENCE_AHEAD' @($Document.Sequence, $Document.CreatedSeconds))
    }
}

# R12. Binary search in what R4 has found sorted.
function Assert-CertificateEntry {
    param([System.Object] $Entries, [System.Object] $Certificates)
    $ordinal = [System.StringComparison]::Ordinal
    $comparer = [System.StringComparer]::Ordinal
    for ($i = 0; $i -lt $Certificates.Count; $i++) {
        $path = $Certificates.Path[$i]
        $index = $Entries.Path.BinarySearch($path, $comparer)
        if ($index -lt 0 -or -not [string]::Equals($Entries.Role[$index], 'certificate', $ordinal)) {
            throw (ConvertTo-Stop 'CERTIFICATE_ENTRY_MISSING' @($path))
        }
        if (-not [string]::Equals($Entries.Sha256[$index], $Certificates.Sha256[$i], $ordinal)) {
            throw (ConvertTo-Stop 'CERTIFICATE_DIGEST_DIFFERS' @($path))
        }
    }
}

# R12 to R14
function Assert-Reference {
    param([System.Object] $Document)
    $ordinal = [System.StringComparison]::Ordinal
    $comparer = [System.StringComparer]::Ordinal
    $entries = $Document.Entries
    Assert-CertificateEntry $entries $Document.Certificates
    for ($i = 0; $i -lt $entries.Count; $i++) {
        if ([string]::Equals($entries.Role[$i], 'certificate', $ordinal) -and
            $Document.Certificates.Path.BinarySearch($entries.Path[$i], $comparer) -lt 0) {
            throw (ConvertTo-Stop 'CERTIFICATE_NOT_LISTED' @($entries.Path[$i]))
        }
    }
    foreach ($path in $Document.Updates.Path) {
        if ($path.Length -eq 0) {
            continue
        }
        $index = $entries.Path.BinarySearch($path, $comparer)
        if ($index -lt 0 -or -not [string]::Equals($entries.Role[$index], 'update', $ordinal)) {
            throw (ConvertTo-Stop 'UPDATE_ENTRY_MISSING' @($path))
        }
    }
}

# R15
function Assert-Sums {
    param([System.Object] $List, [int] $Sums)
    $text = New-Object System.Text.StringBuilder
    for ($i = 0; $i -lt $List.Count; $i++) {
        if ($i -ne $Sums) {
            [void] $text.Append($List.Sha256[$i]).Append('  ').Append($List.Path[$i]).Append([char] 10)
        }
    }
    [byte[]] $bytes = [System.Text.Encoding]::ASCII.GetBytes($text.ToString())
    $crc = (Get-Crc32 $bytes).ToString('x8', [System.Globalization.CultureInfo]::InvariantCulture)
    if ($List.Size[$Sums] -ne $bytes.Length -or -not (Test-Same $List.Crc32[$Sums] $crc) -or
        -not (Test-Same $List.Sha256[$Sums] (Get-Sha256Hex $bytes))) {
        throw (ConvertTo-Stop 'SUMS_MISMATCH')
    }
}

# R16
function Assert-KeyName {
    param([System.Object[]] $Signer)
    for ($i = 1; $i -lt $Signer.Length; $i++) {
        $name = $Signer[$i].Key.Substring(0, 16)
        if (Test-Same $name $Signer[$i - 1].Key.Substring(0, 16)) {
            throw (ConvertTo-Stop 'SIGNER_KEYS_AMBIGUOUS' @($name))
        }
    }
}

# The document, if it keeps every rule; SumsIndex is where the sums stand in its entries.
function Assert-Manifest {
    param([System.Object] $Document)
    Assert-Number $Document
    Assert-Moment $Document
    Assert-MemberCount 'certificates' $Document.Certificates.Count $script:Limit.MAX_REFERENCES
    Assert-MemberCount 'entries' $Document.Entries.Count ($script:Limit.MAX_PAYLOAD_ENTRIES + 1)
    Assert-MemberCount 'signers' $Document.Signers.Length $script:Limit.MAX_SIGNATURES
    Assert-MemberCount 'updates' $Document.Updates.Count $script:Limit.MAX_REFERENCES
    Assert-Order $Document
    Assert-Entry $Document.Entries
    $sums = Find-SumsEntry $Document.Entries
    Assert-NoConflict $Document.Entries.Path
    Assert-Identity $Document
    Assert-Reference $Document
    Assert-Sums $Document.Entries $sums
    Assert-KeyName $Document.Signers
    $Document.SumsIndex = $sums
}
