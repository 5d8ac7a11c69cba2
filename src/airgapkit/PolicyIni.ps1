# gpt.ini of the local policy: its version, and the extensions that Windows calls for it. A text of lines, ANSI as Windows
# writes it or UTF-16 with its mark; all other lines and their ends stay as they are. What is not understood is refused.

$script:PolicyGuid = '\{[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}'
$script:PolicyRegistry = '{35378EAC-683F-11D2-A89A-00C04FBBCFA2}'
$script:PolicyEfs = '{B1BE8D72-6EAC-11D2-A4EA-00C04F79F83A}'
$script:PolicyCertificateTool = '{53D6AB1D-2488-11D1-A28C-00C04FB94F17}'
$script:PolicyTemplateTool = '{D02B1F72-3407-48AE-BA88-E8213C6761F1}'

function Get-PolicyIniFault {
    param([string] $Path, [string] $Fact)
    ConvertTo-Fault 'POLICY_INI_BAD' 1 ("$Path $Fact. Without its version and its list of extensions Windows applies nothing of the policy, and a guess could " +
        'turn off what is applied now, so nothing was changed. Find out what wrote it, keep a copy, and have it set right from a backup or with the ' +
        'Group Policy editor (gpedit.msc), then run again.')
}

# What we need: the registry extension writes the values, the other one belongs to certificates.
function Get-PolicyPair {
    param([bool] $Values)
    $pairs = @(($script:PolicyRegistry + $script:PolicyCertificateTool), ($script:PolicyEfs + $script:PolicyCertificateTool))
    if ($Values) {
        $pairs += $script:PolicyRegistry + $script:PolicyTemplateTool
    }
    $pairs
}

function Read-PolicyIni {
    param([byte[]] $Bytes, [string] $Path)
    $ini = [pscustomobject] @{ Path = $Path; Wide = $false; Lines = New-Object 'System.Collections.Generic.List[string]'; Version = [long] 0; Names = $null; VersionLine = -1; NamesLine = -1; Last = -1 }
    $text = ConvertFrom-PolicyIni $ini $Bytes
    foreach ($line in [System.Text.RegularExpressions.Regex]::Matches($text, '[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\z')) {
        $ini.Lines.Add($line.Value)
    }
    Read-PolicyIniLine $ini
    if ($ini.Last -lt 0) {
        throw (Get-PolicyIniFault $Path 'has no section [General]')
    }
    [void] (ConvertFrom-PolicyName $ini.Names $Path)
    $ini
}

function ConvertFrom-PolicyIni {
    param([System.Object] $Ini, [byte[]] $Bytes)
    if ($Bytes.Length -gt 65536) {
        throw (Get-PolicyIniFault $Ini.Path "has $($Bytes.Length) bytes, more than 64 KiB")
    }
    $Ini.Wide = $Bytes.Length -ge 2 -and $Bytes[0] -eq 0xFF -and $Bytes[1] -eq 0xFE
    if ($Ini.Wide) {
        $text = [System.Text.Encoding]::Unicode.GetString($Bytes, 2, $Bytes.Length - 2)
    }
    else {
        $text = [System.Text.Encoding]::GetEncoding(28591).GetString($Bytes)
    }
    $Ini.Lines.Add($text)
    $same = Test-Same ([System.Convert]::ToBase64String((ConvertTo-PolicyIni $Ini))) ([System.Convert]::ToBase64String($Bytes))
    $Ini.Lines.Clear()
    if (-not $same -or $text.IndexOf([char] 0) -ge 0) {
        throw (Get-PolicyIniFault $Ini.Path 'is neither ANSI text nor whole UTF-16 with its mark')
    }
    $text
}

function ConvertTo-PolicyIni {
    param([System.Object] $Ini)
    $text = [string]::Join('', $Ini.Lines.ToArray())
    if ($Ini.Wide) {
        return , [System.Text.Encoding]::Unicode.GetBytes([char] 0xFEFF + $text)
    }
    , [System.Text.Encoding]::GetEncoding(28591).GetBytes($text)
}

# The one section General, and in it the two lines that matter. Last: where another line of that section would go.
function Read-PolicyIniLine {
    param([System.Object] $Ini)
    $inside = $false
    for ($i = 0; $i -lt $Ini.Lines.Count; $i++) {
        $line = $Ini.Lines[$i].Trim([char[]] @(' ', "`t", "`r", "`n"))
        if ($line.StartsWith('[', [System.StringComparison]::Ordinal)) {
            $inside = [string]::Equals($line, '[General]', [System.StringComparison]::OrdinalIgnoreCase)
            if (($inside -and $Ini.Last -ge 0) -or -not (Test-Shape $line '\[[^\[\]]*\]')) {
                throw (Get-PolicyIniFault $Ini.Path "line $($i + 1), is a second [General] or no name of a section")
            }
        }
        if (-not $inside -or $line.Length -eq 0) {
            continue
        }
        $Ini.Last = $i
        $parts = [string[]] @(foreach ($part in $line.Split([char[]] @('='), 2)) { $part.Trim([char[]] @(' ', "`t")) })
        # Ordinal: the language's own comparison overlooks characters such as the soft hyphen.
        if ([string]::Equals($parts[0], 'Version', [System.StringComparison]::OrdinalIgnoreCase)) {
            Edit-PolicyIniPart -Ini $Ini -Name 'VersionLine' -Line $i
            $Ini.Version = Get-PolicyVersion $Ini $parts
        }
        elseif ([string]::Equals($parts[0], 'gPCMachineExtensionNames', [System.StringComparison]::OrdinalIgnoreCase)) {
            Edit-PolicyIniPart -Ini $Ini -Name 'NamesLine' -Line $i
            $Ini.Names = $parts[$parts.Length - 1]
        }
    }
}

function Edit-PolicyIniPart {
    param([System.Object] $Ini, [string] $Name, [int] $Line)
    if ($Ini.$Name -ge 0) {
        throw (Get-PolicyIniFault $Ini.Path "line $($Line + 1), says a second time what line $($Ini.$Name + 1) says")
    }
    $Ini.$Name = $Line
}

function Get-PolicyVersion {
    param([System.Object] $Ini, [string[]] $Part)
    $number = [long] 0
    if ($Part.Length -eq 2 -and (Test-Shape $Part[1] '[0-9]{1,10}')) {
        $number = [long]::Parse($Part[1], [System.Globalization.CultureInfo]::InvariantCulture)
        if ($number -le 4294967295) {
            return $number
        }
    }
    throw (Get-PolicyIniFault $Ini.Path 'has a Version that is no number of 32 bits')
}

# Extension to its tools, both ascending, case ignored: a client stops at the first one out of order [MS-GPOL 2.2.4].
function ConvertFrom-PolicyName {
    param([string] $Names, [string] $Path)
    if (-not (Test-Shape $Names ('(?:\[(?:' + $script:PolicyGuid + ')+\])*'))) {
        throw (Get-PolicyIniFault $Path 'has a list of extensions (gPCMachineExtensionNames) that is none')
    }
    $table = New-Object 'System.Collections.Generic.SortedDictionary[string,object]' -ArgumentList ([System.StringComparer]::OrdinalIgnoreCase)
    foreach ($group in [System.Text.RegularExpressions.Regex]::Matches($Names, '\[[^\]]*\]')) {
        $guids = [string[]] @(foreach ($guid in [System.Text.RegularExpressions.Regex]::Matches($group.Value, $script:PolicyGuid)) { $guid.Value })
        for ($i = 0; $i -lt $guids.Length; $i++) {
            Add-PolicyName -Table $table -Extension $guids[0] -Tool $guids[$i] -WithTool ($i -gt 0)
        }
    }
    $table
}

function Add-PolicyName {
    param([System.Object] $Table, [string] $Extension, [string] $Tool, [bool] $WithTool)
    if (-not $Table.ContainsKey($Extension)) {
        $Table.Add($Extension, (New-Object 'System.Collections.Generic.SortedSet[string]' -ArgumentList ([System.StringComparer]::OrdinalIgnoreCase)))
    }
    if ($WithTool) {
        [void] $Table[$Extension].Add($Tool)
    }
}

function ConvertTo-PolicyName {
    param([System.Object] $Table)
    $text = New-Object System.Text.StringBuilder
    foreach ($extension in $Table.Keys) {
        [void] $text.Append('[').Append($extension)
        foreach ($tool in $Table[$extension]) { [void] $text.Append($tool) }
        [void] $text.Append(']')
    }
    $text.ToString()
}

function Join-PolicyName {
    param([string] $Names, [string[]] $Pair, [string] $Path)
    $table = ConvertFrom-PolicyName $Names $Path
    foreach ($one in $Pair) {
        Add-PolicyName -Table $table -Extension $one.Substring(0, 38) -Tool $one.Substring(38) -WithTool $true
    }
    ConvertTo-PolicyName $table
}

# Without the pairs that the list before did not have. Back to the letter where that is all there was.
function Split-PolicyName {
    param([string] $Names, [string[]] $Pair, [string] $Before, [string] $Path)
    $table = ConvertFrom-PolicyName $Names $Path
    $old = ConvertFrom-PolicyName $Before $Path
    foreach ($one in $Pair) {
        $extension = $one.Substring(0, 38)
        if (-not $table.ContainsKey($extension)) { continue }
        $known = $old.ContainsKey($extension)
        if (-not ($known -and $old[$extension].Contains($one.Substring(38)))) { [void] $table[$extension].Remove($one.Substring(38)) }
        if ($table[$extension].Count -eq 0 -and -not $known) { [void] $table.Remove($extension) }
    }
    $text = ConvertTo-PolicyName $table
    if ([string]::Equals($text, (ConvertTo-PolicyName $old), [System.StringComparison]::OrdinalIgnoreCase)) {
        return $Before
    }
    $text
}

# The machine's half is the lower one. 0 would mean: nothing is set.
function Step-PolicyVersion {
    param([long] $Version)
    $machine = ($Version -band 65535) + 1
    if ($machine -gt 65535) {
        $machine = 1
    }
    ($Version -band 4294901760) -bor $machine
}

# The line's text up to the equals sign and all of its end stay. Value $null takes the line out.
function Edit-PolicyIniValue {
    param([System.Object] $Ini, [int] $Line, [string] $Name, [System.Object] $Value)
    if ($Line -ge 0) {
        $found = [System.Text.RegularExpressions.Regex]::Match($Ini.Lines[$Line], '\A([^=]*(?:=[ \t]*)?)(.*?)([ \t\r\n]*)\z', [System.Text.RegularExpressions.RegexOptions]::Singleline)
        $head = $found.Groups[1].Value
        if ($head.IndexOf('=') -lt 0) { $head += '=' }
        $Ini.Lines[$Line] = $head + $Value + $found.Groups[3].Value
        return
    }
    if ($Ini.Lines[$Ini.Last].IndexOfAny([char[]] @("`r", "`n")) -lt 0) {
        $Ini.Lines[$Ini.Last] += "`r`n"
    }
    $Ini.Lines.Insert($Ini.Last + 1, $Name + '=' + $Value + "`r`n")
}

# The bytes with the version risen and the list as given ($null: no such line).
function Get-PolicyIniBytes {
    param([System.Object] $Ini, [System.Object] $Names)
    $version = (Step-PolicyVersion $Ini.Version).ToString([System.Globalization.CultureInfo]::InvariantCulture)
    Edit-PolicyIniValue -Ini $Ini -Line $Ini.VersionLine -Name 'Version' -Value $version
    if ($null -eq $Names -and $Ini.NamesLine -ge 0) {
        $Ini.Lines.RemoveAt($Ini.NamesLine)
    }
    elseif ($null -ne $Names) {
        Edit-PolicyIniValue -Ini $Ini -Line $Ini.NamesLine -Name 'gPCMachineExtensionNames' -Value $Names
    }
    , (ConvertTo-PolicyIni $Ini)
}
