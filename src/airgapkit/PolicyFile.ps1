# registry.pol [MS-GPREG 2.2.1]: a strict reader, and a writer that puts entries together byte for byte. Rules and codes are
# those of src/docs/policy.md, section 4. What a foreign file says is data: compared, copied, and never anything else.

$script:PolicyKeyShape = New-Object System.Text.RegularExpressions.Regex -ArgumentList '\A[^\\]{1,255}(?:\\[^\\]{1,255})*\z', ([System.Text.RegularExpressions.RegexOptions]::CultureInvariant)
$script:PolicyHalf = New-Object System.Text.RegularExpressions.Regex -ArgumentList '[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]', ([System.Text.RegularExpressions.RegexOptions]::CultureInvariant)

function Get-PolicyFault {
    param([string] $Path, [string] $Code, [long] $At, [string] $Fact)
    ConvertTo-Fault $Code 1 ("$Path, byte ${At}: $Fact. Windows would stop reading there or read something else than was meant, so this file is not touched and " +
        'nothing was changed. If it is this host''s own, find out what wrote it, keep a copy, and have it set right with the Group Policy editor (gpedit.msc) ' +
        'or from a backup, then run again. If it is the kit''s, verify the kit again and tell the sender.')
}

# UTF-16 as it lies there, half pairs included: a decoder would put others in their place.
function ConvertTo-PolicyText {
    param([byte[]] $Bytes, [int] $From)
    $count = [int] [System.Math]::Max([long] 0, [long] (($Bytes.Length - $From) -shr 1))
    $characters = New-Object 'System.Char[]' -ArgumentList $count
    if ($count -gt 0) {
        [System.Buffer]::BlockCopy($Bytes, $From, $characters, 0, 2 * $count)
    }
    New-Object System.String -ArgumentList (, $characters)
}

# Entries side by side and no object for each: a file of 16 MiB has half a million of them. Index: the last entry of a key
# and a name, case ignored; Windows performs entries in their order, so the last one counts.
function Get-PolicyTable {
    param([byte[]] $Bytes, [string] $Path)
    [pscustomobject] @{
        Bytes = $Bytes; Path = $Path
        Keys = New-Object 'System.Collections.Generic.List[string]'; Names = New-Object 'System.Collections.Generic.List[string]'
        Types = New-Object 'System.Collections.Generic.List[long]'; Starts = New-Object 'System.Collections.Generic.List[int]'
        Data = New-Object 'System.Collections.Generic.List[int]'; Ends = New-Object 'System.Collections.Generic.List[int]'
        Index = New-Object 'System.Collections.Generic.Dictionary[string,int]' -ArgumentList ([System.StringComparer]::OrdinalIgnoreCase)
    }
}

function Get-EmptyPolicy {
    $bytes = [byte[]] @(0x50, 0x52, 0x65, 0x67, 1, 0, 0, 0)
    Get-PolicyTable $bytes ''
}

function Assert-PolicyHead {
    param([byte[]] $Bytes, [string] $Path)
    if ($Bytes.Length -gt 16777216) {
        throw (Get-PolicyFault -Path $Path -Code 'POLICY_TOO_LARGE' -At 0 -Fact "it has $($Bytes.Length) bytes, more than 16 MiB")
    }
    if ($Bytes.Length -lt 8 -or [System.BitConverter]::ToUInt64($Bytes, 0) -ne 0x167655250) {
        throw (Get-PolicyFault -Path $Path -Code 'POLICY_HEADER_BAD' -At 0 -Fact 'it does not begin with PReg and version 1')
    }
}

function Read-Policy {
    param([byte[]] $Bytes, [string] $Path)
    Assert-PolicyHead $Bytes $Path
    $policy = Get-PolicyTable $Bytes $Path
    # Data of odd length puts what follows at odd offsets: one text for each.
    $texts = @((ConvertTo-PolicyText $Bytes 8), (ConvertTo-PolicyText $Bytes 9))
    $options = [System.Text.RegularExpressions.RegexOptions] 'CultureInvariant, Singleline'
    $entry = New-Object System.Text.RegularExpressions.Regex -ArgumentList '\G\[([^\0]*)\0;([^\0]*)\0;..;..;', $options
    $at = 8
    while ($at -lt $Bytes.Length) {
        $odd = $at -band 1
        $found = $entry.Match($texts[$odd], ($at - 8 - $odd) -shr 1)
        if (-not $found.Success) { throw (Get-EntryFault -Policy $policy -Text $texts[$odd] -At $at) }
        $key = $found.Groups[1].Value
        $name = $found.Groups[2].Value
        $data = 8 + $odd + 2 * ($found.Index + $found.Length)
        $type = [System.BitConverter]::ToUInt32($Bytes, $data - 12)
        $end = $data + [System.BitConverter]::ToUInt32($Bytes, $data - 6) + 2
        $pair = $key + "`0" + $name
        if ($script:PolicyHalf.IsMatch($pair)) { throw (Get-PolicyFault -Path $Path -Code 'POLICY_ENTRY_BAD' -At $at -Fact 'a name holds half of a surrogate pair') }
        if ($key.Length -gt 16383 -or -not $script:PolicyKeyShape.IsMatch($key)) { throw (Get-PolicyFault -Path $Path -Code 'POLICY_KEY_BAD' -At $at -Fact 'a key is empty, too long, or has a backslash too many') }
        if ($name.Length -gt 16383) { throw (Get-PolicyFault -Path $Path -Code 'POLICY_NAME_BAD' -At $at -Fact 'a value''s name is too long') }
        if ($end -gt $Bytes.Length) { throw (Get-PolicyFault -Path $Path -Code 'POLICY_ENTRY_TRUNCATED' -At $at -Fact 'the file ends within the data of an entry') }
        if ($Bytes[$end - 2] -ne 0x5D -or $Bytes[$end - 1] -ne 0) { throw (Get-PolicyFault -Path $Path -Code 'POLICY_ENTRY_BAD' -At $at -Fact 'behind the data of an entry stands no bracket') }
        # A key's default value shares the empty name with the key by itself; we write none, so ours never meet it.
        if ($name.Length -gt 0 -or $type -eq 0) { $policy.Index[$pair] = $policy.Keys.Count }
        $policy.Keys.Add($key)
        $policy.Names.Add($name)
        $policy.Types.Add($type)
        $policy.Starts.Add($at)
        $policy.Data.Add($data)
        $policy.Ends.Add($end)
        $at = $end
    }
    $policy
}

# Where an entry that is none breaks off: the end of the file is another fault than a wrong character.
function Get-EntryFault {
    param([System.Object] $Policy, [string] $Text, [int] $At)
    $ended = Get-PolicyFault -Path $Policy.Path -Code 'POLICY_ENTRY_TRUNCATED' -At $At -Fact 'the file ends within an entry'
    $wrong = Get-PolicyFault -Path $Policy.Path -Code 'POLICY_ENTRY_BAD' -At $At -Fact 'a bracket or semicolon is missing in an entry'
    $place = ($At - 8 - ($At -band 1)) -shr 1
    if ($place -ge $Text.Length) { return $ended }
    if ($Text[$place] -cne [char] '[') { return $wrong }
    foreach ($part in @('key', 'name')) {
        $from = $place + 1
        $place = $Text.IndexOf([char] 0, $from) + 1
        if ($place -eq 0) { return $ended }
        $word = $Text.Substring($from, $place - 1 - $from)
        if ($script:PolicyHalf.IsMatch($word)) { return (Get-PolicyFault -Path $Policy.Path -Code 'POLICY_ENTRY_BAD' -At $At -Fact 'a name holds half of a surrogate pair') }
        if ((Test-Same $part 'key') -and ($word.Length -gt 16383 -or -not $script:PolicyKeyShape.IsMatch($word))) {
            return (Get-PolicyFault -Path $Policy.Path -Code 'POLICY_KEY_BAD' -At $At -Fact 'a key is empty, too long, or has a backslash too many')
        }
        if ($place -ge $Text.Length) { return $ended }
        if ($Text[$place] -cne [char] ';') { return $wrong }
    }
    foreach ($part in @('type', 'size')) {
        $place += 3
        if ($place -ge $Text.Length) { return $ended }
        if ($Text[$place] -cne [char] ';') { return $wrong }
    }
    $ended
}

# The place of the entry that counts, or -1.
function Find-PolicyEntry {
    param([System.Object] $Policy, [string] $Key, [string] $Name)
    $at = 0
    if ($Policy.Index.TryGetValue($Key + "`0" + $Name, [ref] $at)) {
        return $at
    }
    -1
}

# Whether two entries say the same: type and data. How a name is spelled says nothing.
function Test-PolicyEntrySame {
    param([System.Object] $Left, [int] $LeftAt, [System.Object] $Right, [int] $RightAt)
    $size = $Left.Ends[$LeftAt] - $Left.Data[$LeftAt]
    if ($Left.Types[$LeftAt] -ne $Right.Types[$RightAt] -or $size -ne $Right.Ends[$RightAt] - $Right.Data[$RightAt]) {
        return $false
    }
    Test-Same ([System.Convert]::ToBase64String($Left.Bytes, $Left.Data[$LeftAt], $size)) ([System.Convert]::ToBase64String($Right.Bytes, $Right.Data[$RightAt], $size))
}

function Get-PolicyData {
    param([System.Object] $Policy, [int] $At)
    $data = New-Object 'System.Byte[]' -ArgumentList ($Policy.Ends[$At] - 2 - $Policy.Data[$At])
    [System.Array]::Copy($Policy.Bytes, $Policy.Data[$At], $data, 0, $data.Length)
    , $data
}

function Write-PolicyEntry {
    param([System.IO.MemoryStream] $Stream, [System.Object] $Policy, [int] $At)
    $Stream.Write($Policy.Bytes, $Policy.Starts[$At], $Policy.Ends[$At] - $Policy.Starts[$At])
}

# The file's bytes with some entries replaced or left out, others put at its end. Edits: place to entry (Policy, At) or $null.
# What is not named keeps its bytes and its order.
function Join-Policy {
    param([System.Object] $Policy, [System.Object] $Edits, [System.Object[]] $More)
    $stream = New-Object System.IO.MemoryStream
    $from = 0
    foreach ($at in $Edits.Keys) {
        $stream.Write($Policy.Bytes, $from, $Policy.Starts[$at] - $from)
        if ($null -ne $Edits[$at]) {
            Write-PolicyEntry -Stream $stream -Policy $Edits[$at].Policy -At $Edits[$at].At
        }
        $from = $Policy.Ends[$at]
    }
    $stream.Write($Policy.Bytes, $from, $Policy.Bytes.Length - $from)
    foreach ($entry in $More) {
        Write-PolicyEntry -Stream $stream -Policy $entry.Policy -At $entry.At
    }
    , $stream.ToArray()
}
