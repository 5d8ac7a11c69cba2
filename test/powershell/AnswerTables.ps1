# The tables of src/docs/answers.md for the tests: what an answer has that its table has not, and the other way round.
$script:AnswerRows = New-Object 'System.Collections.Generic.Dictionary[string,object]' -ArgumentList ([System.StringComparer]::Ordinal)
# What answers have shown so far: "table member: type".
$script:AnswerSeen = New-Object 'System.Collections.Generic.HashSet[string]' -ArgumentList ([System.StringComparer]::Ordinal)
$script:AnswerTable = $null
foreach ($line in [System.IO.File]::ReadAllLines([System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'src', 'docs', 'answers.md'))) {
    $heading = [regex]::Match($line, '\A##+ (airgap-[a-z-]+/[0-9]+(?:: [a-z_.]+)?)\z')
    $row = [regex]::Match($line, '\A\| `([a-z0-9_]+)` \| ([a-z ]+) \| .+ \|\z')
    if ($heading.Success) {
        $script:AnswerTable = [ordered] @{ }
        $script:AnswerRows.Add($heading.Groups[1].Value, $script:AnswerTable)
    }
    elseif ($row.Success -and $null -ne $script:AnswerTable) { $script:AnswerTable.Add($row.Groups[1].Value, [string[]] ($row.Groups[2].Value -split ' or ')) }
}

# In the words of the document. Times come as dates out of ConvertFrom-Json.
function Get-AnswerType {
    param([object] $Value)
    if ($null -eq $Value) { return 'null' }
    if ($Value -is [string] -or $Value -is [datetime]) { return 'text' }
    if ($Value -is [bool]) { return 'truth' }
    if ($Value -is [int] -or $Value -is [long]) { return 'number' }
    if ($Value -is [pscustomobject]) { return 'object' }
    if ($Value -isnot [array]) { return $Value.GetType().Name }
    $kinds = @($Value | ForEach-Object { Get-AnswerType $_ } | Select-Object -Unique)
    if ($kinds.Length -eq 0) { return 'empty list' }
    if ($kinds.Length -eq 1 -and $kinds[0] -ceq 'object') { return 'list of objects' }
    'list of ' + [string]::Join(', ', $kinds)
}

function Get-AnswerObjectFault {
    param([string] $Format, [string] $Path, [object] $Object)
    $name = $Format
    if ($Path.Length -gt 0) { $name = "${Format}: $Path" }
    if (-not $script:AnswerRows.ContainsKey($name)) { return "no table $name" }
    $rows = $script:AnswerRows[$name]
    foreach ($member in $Object.psobject.Properties) {
        if ($member.Name -cnotin @($rows.Keys)) { "$name $($member.Name): not in the table" }
    }
    foreach ($key in $rows.Keys) {
        $member = @($Object.psobject.Properties | Where-Object { $_.Name -ceq $key })
        if ($member.Length -eq 0) {
            if ($rows[$key] -cnotcontains 'absent') { "$name ${key}: absent" }
            continue
        }
        $value = $member[0].Value
        $type = Get-AnswerType $value
        [void] $script:AnswerSeen.Add("$name ${key}: $type")
        $fits = $rows[$key] -ccontains $type -or ($type -ceq 'empty list' -and @($rows[$key] -clike 'list of *').Length -gt 0)
        if (-not $fits) { "$name ${key}: $type" }
        $below = $key
        if ($Path.Length -gt 0) { $below = "$Path.$key" }
        if ($type -ceq 'object' -or $type -ceq 'list of objects') {
            foreach ($one in @($value)) { Get-AnswerObjectFault $Format $below $one }
        }
    }
}

# Nothing if the text is one answer on one line of printable ASCII, as the tables have it.
function Get-AnswerFault {
    param([string] $Text)
    if ($Text.Trim() -cnotmatch '\A[ -~]+\z') { return 'not one line of printable ASCII' }
    $answer = ConvertFrom-Json $Text
    Get-AnswerObjectFault ([string] $answer.format) '' $answer
}

# What no answer of the format has shown so far.
function Get-AnswerGap {
    param([string] $Format)
    foreach ($name in $script:AnswerRows.Keys) {
        if ($name.Split(':')[0] -cne $Format) { continue }
        foreach ($key in $script:AnswerRows[$name].Keys) {
            foreach ($type in $script:AnswerRows[$name][$key]) {
                if (-not $script:AnswerSeen.Contains("$name ${key}: $type")) { "$name ${key}: $type" }
            }
        }
    }
}
