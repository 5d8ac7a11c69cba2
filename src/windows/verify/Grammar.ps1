# Stage 3, first half (5.2, 5.3): the manifest is cut into pieces, one anchored expression each, as the specification
# writes them, with names for what is taken out. A piece that does not match is one fault, at its first byte.

$script:Grammar = New-Object 'System.Collections.Generic.Dictionary[string,object]' -ArgumentList ([System.StringComparer]::Ordinal)

function Add-Piece {
    param([string] $Name, [string] $Pattern)
    $text = $Pattern.Replace('<S>', '"((?:[ !#-\[\]-~]|\\["\\]){1,1024})"').Replace('<E>', '"((?:[ !#-\[\]-~]|\\["\\]){0,1024})"')
    $text = $text.Replace('<N>', '((?:0|[1-9][0-9]{0,15}))').Replace('<M>', '(,|(?=\]))')
    $text = $text.Replace('<T>', '"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)"')
    $options = [System.Text.RegularExpressions.RegexOptions]::CultureInvariant
    $script:Grammar.Add($Name, (New-Object System.Text.RegularExpressions.Regex -ArgumentList $text, $options))
}

Add-Piece 'builder' '\G\{"builder":\{"name":<S>,"version":<S>\},'
Add-Piece 'certificates' '\G"certificates":\[(?=[{\]])'
Add-Piece 'certificate' '\G\{"name":<S>,"not_after":<T>,"not_before":<T>,"path":<S>,"sha1":"([0-9a-f]{40})","sha256":"([0-9a-f]{64})","store":"(Root|CA|TrustedPublisher|Disallowed)"\}<M>'
Add-Piece 'created' '\G\],"created":<T>,'
Add-Piece 'entries' '\G"entries":\[(?=[{\]])'
Add-Piece 'entry' '\G\{"crc32":"([0-9a-f]{8})","path":<S>,"role":"(certificate|crl|data|document|policy|script|sums|update)","sha256":"([0-9a-f]{64})","size":<N>\}<M>'
Add-Piece 'expires' '\G\],"expires":<T>,'
Add-Piece 'format' '\G"format":"airgap-kit/1",'
Add-Piece 'grade' '\G"grade":"(production|quick-start)",'
Add-Piece 'id' '\G"id":<S>,'
Add-Piece 'profile' '\G"profile":\{"id":"([a-z0-9][a-z0-9-]{0,31})","revision":<N>,"title":<S>\},'
Add-Piece 'reference' '\G"reference":<E>,'
Add-Piece 'sequence' '\G"sequence":<N>,'
Add-Piece 'signers' '\G"signers":\[(?=[{\]])'
Add-Piece 'signer' '\G\{"certificate_sha256":"([0-9a-f]{64})","key_sha256":"([0-9a-f]{64})"\}<M>'
Add-Piece 'between' '\G\],'
Add-Piece 'updates' '\G"updates":\[(?=[{\]])'
Add-Piece 'update' '\G\{"architecture":"(arm64|x64|x86)","kb":"(KB[0-9]{6,7})","kind":"(floor|rollup|prerequisite)","order":<N>,"path":<E>,"train":"([a-z0-9][A-Za-z0-9-]{0,31})"\}<M>'
Add-Piece 'last' '\G\]\}\z'

$script:EscapedCharacter = New-Object System.Text.RegularExpressions.Regex -ArgumentList '\\(.)', ([System.Text.RegularExpressions.RegexOptions]::CultureInvariant)

# The only escapes are of quotation mark and backslash.
function ConvertFrom-Escaped {
    param([string] $Text)
    if ($Text.IndexOf('\', [System.StringComparison]::Ordinal) -lt 0) {
        return $Text
    }
    $script:EscapedCharacter.Replace($Text, '$1')
}

# The next piece; the cursor goes on behind it.
function Read-Piece {
    param([System.Object] $Cursor, [string] $Name)
    $match = $script:Grammar[$Name].Match($Cursor.Text, $Cursor.At)
    if (-not $match.Success) {
        throw (ConvertTo-Stop 'MANIFEST_MALFORMED' @($Cursor.At))
    }
    $Cursor.At += $match.Length
    $match
}

# All elements of an array: as columns, one list a group of the expression, because an object an element is what costs.
function Read-PieceList {
    param([System.Object] $Cursor, [string] $Name, [int[]] $Group)
    $lists = New-Object 'System.Collections.Generic.List[object]'
    foreach ($number in $Group) {
        $lists.Add((New-Object 'System.Collections.Generic.List[string]'))
    }
    $expression = $script:Grammar[$Name]
    $text = $Cursor.Text
    $at = $Cursor.At
    $more = $text[$at] -ne [char] ']'
    while ($more) {
        $match = $expression.Match($text, $at)
        if (-not $match.Success) {
            throw (ConvertTo-Stop 'MANIFEST_MALFORMED' @($at))
        }
        $groups = $match.Groups
        for ($i = 0; $i -lt $Group.Length; $i++) {
            $lists[$i].Add($groups[$Group[$i]].Value)
        }
        $more = $groups[$groups.Count - 1].Length -gt 0
        $at += $match.Length
    }
    $Cursor.At = $at
    , $lists.ToArray()
}

# A column whose values may hold escapes; only few do.
function ConvertFrom-EscapedList {
    param([System.Collections.Generic.List[string]] $List)
    for ($i = 0; $i -lt $List.Count; $i++) {
        if ($List[$i].IndexOf('\', [System.StringComparison]::Ordinal) -ge 0) {
            $List[$i] = ConvertFrom-Escaped $List[$i]
        }
    }
}

function ConvertTo-LongArray {
    param([System.Collections.Generic.List[string]] $List)
    $out = New-Object long[] $List.Count
    $invariant = [System.Globalization.CultureInfo]::InvariantCulture
    for ($i = 0; $i -lt $out.Length; $i++) {
        $out[$i] = [long]::Parse($List[$i], $invariant)
    }
    , $out
}

function Read-ManifestHead {
    param([System.Object] $Cursor, [System.Object] $Document)
    $match = Read-Piece $Cursor 'builder'
    $Document.Builder = (ConvertFrom-Escaped $match.Groups[1].Value) + ' ' + (ConvertFrom-Escaped $match.Groups[2].Value)
    [void] (Read-Piece $Cursor 'certificates')
    $c = Read-PieceList $Cursor 'certificate' @(2, 3, 4, 5, 6)
    ConvertFrom-EscapedList $c[2]
    $Document.Certificates = [pscustomobject] @{ NotAfter = $c[0]; NotBefore = $c[1]; Path = $c[2]; Sha1 = $c[3]; Sha256 = $c[4]; Count = $c[2].Count }
    $Document.Created = (Read-Piece $Cursor 'created').Groups[1].Value
    [void] (Read-Piece $Cursor 'entries')
    $e = Read-PieceList $Cursor 'entry' @(1, 2, 3, 4, 5)
    ConvertFrom-EscapedList $e[1]
    $sizes = ConvertTo-LongArray $e[4]
    $Document.Entries = [pscustomobject] @{ Crc32 = $e[0]; Path = $e[1]; Role = $e[2]; Sha256 = $e[3]; Size = $sizes; Count = $e[1].Count }
}

function Read-ManifestMiddle {
    param([System.Object] $Cursor, [System.Object] $Document)
    $Document.Expires = (Read-Piece $Cursor 'expires').Groups[1].Value
    [void] (Read-Piece $Cursor 'format')
    $Document.Grade = (Read-Piece $Cursor 'grade').Groups[1].Value
    $Document.Id = ConvertFrom-Escaped (Read-Piece $Cursor 'id').Groups[1].Value
    $match = Read-Piece $Cursor 'profile'
    $Document.Profile = $match.Groups[1].Value
    $Document.Revision = [long]::Parse($match.Groups[2].Value, [System.Globalization.CultureInfo]::InvariantCulture)
    $Document.Title = ConvertFrom-Escaped $match.Groups[3].Value
    $Document.Reference = ConvertFrom-Escaped (Read-Piece $Cursor 'reference').Groups[1].Value
    $Document.Sequence = [long]::Parse((Read-Piece $Cursor 'sequence').Groups[1].Value, [System.Globalization.CultureInfo]::InvariantCulture)
}

function Read-ManifestTail {
    param([System.Object] $Cursor, [System.Object] $Document)
    [void] (Read-Piece $Cursor 'signers')
    $s = Read-PieceList $Cursor 'signer' @(1, 2)
    $Document.Signers = @(for ($i = 0; $i -lt $s[0].Count; $i++) { [pscustomobject] @{ Certificate = $s[0][$i]; Key = $s[1][$i] } })
    [void] (Read-Piece $Cursor 'between')
    [void] (Read-Piece $Cursor 'updates')
    $u = Read-PieceList $Cursor 'update' @(1, 4, 5, 6)
    ConvertFrom-EscapedList $u[2]
    $orders = ConvertTo-LongArray $u[1]
    $Document.Updates = [pscustomobject] @{ Architecture = $u[0]; Order = $orders; Path = $u[2]; Train = $u[3]; Count = $u[2].Count }
    [void] (Read-Piece $Cursor 'last')
}

# A document that fits the grammar; nothing in it is checked yet.
function Read-ManifestText {
    param([string] $Text)
    if ($Text.IndexOf(',"format":"airgap-kit/1","grade":"', [System.StringComparison]::Ordinal) -lt 0) {
        throw (ConvertTo-Stop 'FORMAT_NOT_KNOWN')
    }
    $cursor = [pscustomobject] @{ Text = $Text; At = 0 }
    $document = [pscustomobject] @{
        Builder = ''; Certificates = $null; Created = ''; Entries = $null; Expires = ''; Grade = ''; Id = ''; Profile = ''
        Revision = 0L; Title = ''; Reference = ''; Sequence = 0L; Signers = @(); Updates = $null; CreatedSeconds = 0L; ExpiresSeconds = 0L; SumsIndex = -1
    }
    Read-ManifestHead $cursor $document
    Read-ManifestMiddle $cursor $document
    Read-ManifestTail $cursor $document
    $document
}
