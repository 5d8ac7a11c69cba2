# Fake hosts in, verdicts out: every case of cases/*.json by the module's own functions, one JSON line a case, one engine
# process for all. What is wanted stands in the JSON; this driver only puts values in the places named with @.
# ProfileFile: data/profile.json of a kit of acs.
param([Parameter(Mandatory = $true)] [string] $ProfileFile, [string] $Only = '*')
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$source = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'src'))
. ([System.IO.Path]::Combine($PSScriptRoot, 'Products.ps1'))
New-Module -Name 'AirgapKit' -ScriptBlock ([scriptblock]::Create((Get-ProductText 'AirgapKit.psm1'))) | Import-Module -Force

function Read-Json {
    param([string] $Path)
    ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllText($Path))
}

function Get-Given {
    param([object] $Object, [string] $Name, [object] $Default)
    if ($null -ne $Object -and $null -ne $Object.psobject.Properties[$Name]) { , $Object.$Name } else { , $Default }
}

$base = Read-Json ([System.IO.Path]::Combine($PSScriptRoot, 'cases', 'kit.json'))
$rules = Read-Json $ProfileFile

function New-CaseKit {
    $order = 0
    [pscustomobject] @{
        Id = 'acs-20261125T120000Z'; Title = 'x'; Created = '2026-11-25T12:00:00Z'; Expires = '2027-11-25T12:00:00Z'; Absent = @(); Trains = @($rules.trains)
        Updates = @(foreach ($line in $base.updates) {
                $word = ($line + ' ').Split(' ')
                $order++
                [pscustomobject] @{ architecture = 'x64'; kb = $word[2]; kind = $word[1]; order = $order; path = $word[3]; train = $word[0] }
            })
        Certificates = @(foreach ($one in $base.certificates) {
                $cert = $base.($one.cert)
                [pscustomobject] @{ Id = $one.cert; Condition = $one.Condition; Kind = $one.Kind; Path = $one.Path; Sha1 = $cert.Sha1; Sha256 = $cert.Sha256; Subject = $cert.Subject; ListedNames = @() }
            })
    }
}

# "name 112" is a package and its state; the state is behind the last blank.
function ConvertTo-CasePackage {
    param([object[]] $Lines)
    foreach ($line in $Lines) {
        $cut = $line.LastIndexOf(' ')
        [pscustomobject] @{ Name = $line.Substring(0, $cut); State = [int] $line.Substring($cut + 1) }
    }
}

function ConvertTo-CaseEntry {
    param([object] $Short)
    $entry = [pscustomobject] @{ Place = ''; Key = ''; Sha1 = ''; Sha256 = ''; Subject = ''; Uses = $null; DeniedUses = $null; DeniedFrom = $null; IssuedBefore = $null; IssuedBeforeUses = $null }
    $name = Get-Given $Short 'cert' ''
    if ($name.Length -gt 0) { foreach ($member in $base.$name.psobject.Properties) { $entry.($member.Name) = $member.Value } }
    foreach ($member in $Short.psobject.Properties) {
        if (-not [string]::Equals($member.Name, 'cert')) {
            # PowerShell 7 makes a time of what looks like one.
            if ($member.Value -is [System.DateTime]) { $entry.($member.Name) = $member.Value.ToString('yyyy-MM-ddTHH:mm:ssZ', [System.Globalization.CultureInfo]::InvariantCulture) }
            else { $entry.($member.Name) = $member.Value }
        }
    }
    $entry
}

function ConvertTo-CaseList {
    param([object] $List)
    if ($null -eq $List) { return $null }
    $synced = $List.Synced
    if ($synced -is [System.DateTime]) { $synced = $synced.ToString('yyyy-MM-ddTHH:mm:ssZ', [System.Globalization.CultureInfo]::InvariantCulture) }
    [pscustomobject] @{ Present = $List.Present; Synced = [string] $synced; Listed = @(foreach ($name in $List.Listed) { $base.$name.Sha256 }) }
}

# The base host, then the file's and the case's own facts over it.
function New-CaseState {
    param([object[]] $Layers, [object] $Certificates)
    $facts = @{ }
    foreach ($layer in @($base.state) + $Layers) {
        if ($null -eq $layer) { continue }
        foreach ($member in $layer.psobject.Properties) {
            $value = $member.Value
            if ($value -is [System.DateTime]) { $value = $value.ToString('yyyy-MM-ddTHH:mm:ssZ', [System.Globalization.CultureInfo]::InvariantCulture) }
            $facts[$member.Name] = $value
        }
    }
    $state = [pscustomobject] $facts
    if ($null -ne $state.Packages) { $state.Packages = @(ConvertTo-CasePackage $state.Packages) }
    $entries = $state.Certificates
    if ($null -ne $Certificates) { $entries = $Certificates }
    $state.Certificates = @(foreach ($short in $entries) { ConvertTo-CaseEntry $short })
    $state.RootList = ConvertTo-CaseList $state.RootList
    $state.DisallowedList = ConvertTo-CaseList $state.DisallowedList
    $state
}

# @name and @name|DEFAULT out of the row; a text that is one reference alone keeps the value's own type.
function Resolve-Reference {
    param([object] $Value, [object] $Row)
    if ($Value -is [string]) {
        $whole = [regex]::Match($Value, '\A@([a-z_]+)\z')
        if ($whole.Success) { return , $Row.($whole.Groups[1].Value) }
        $text = $Value
        foreach ($found in [regex]::Matches($Value, '@([a-z_]+)(?:\|@?([A-Za-z_]+))?')) {
            $known = Get-Given $Row $found.Groups[1].Value $null
            if ($null -eq $known) {
                $known = $found.Groups[2].Value
                if ($found.Value.Contains('|@')) { $known = $Row.$known }
            }
            $text = $text.Replace($found.Value, [string] $known)
        }
        return $text
    }
    if ($Value -is [object[]]) { return , @(foreach ($item in $Value) { Resolve-Reference $item $Row }) }
    , $Value
}

function Resolve-State {
    param([object] $State, [object] $Row)
    $answer = @{ Build = $Row.build; ProductType = $Row.type }
    foreach ($member in $State.psobject.Properties) {
        $answer[$member.Name] = Resolve-Reference $member.Value $Row
    }
    [pscustomobject] $answer
}

function Write-Case {
    param([string] $Name, [string] $Want, [string] $Got)
    ConvertTo-Json -Compress -InputObject ([pscustomobject] @{ case = $Name; want = $Want; got = $Got })
}

function Get-Said {
    param([object] $Verdict)
    $Verdict.Verdict + ' ' + $Verdict.Code + ' [' + [string]::Join(', then ', [string[]] @($Verdict.Remedies | ForEach-Object { if ($_.Path.Length -gt 0) { $_.Path } else { $_.Kb } })) + ']'
}

$kit = New-CaseKit
$module = Get-Module -Name AirgapKit

$covered = New-Object 'System.Collections.Generic.HashSet[string]'

function Add-Covered {
    param([string] $What, [string] $Column)
    if ($Column.Length -gt 0) { [void] $covered.Add("$What $Column") }
}

function Get-RowTrain {
    param([object] $Row)
    $train = (& $module { Find-HostTrain $args[0] $args[1] } ([pscustomobject] @{ Build = $Row.build; ProductType = $Row.type }) $kit.Trains).Train
    if ($null -ne $train) { $train.id }
}

function Invoke-Product {
    param([string] $File, [object] $Cases)
    foreach ($row in $Cases.rows) {
        foreach ($situation in $Cases.situations) {
            $needs = Get-Given $situation 'needs' ''
            $lacks = Get-Given $situation 'lacks' ''
            if (($needs.Length -gt 0 -and $null -eq (Get-Given $row $needs $null)) -or ($lacks.Length -gt 0 -and $null -ne (Get-Given $row $lacks $null))) { continue }
            $state = New-CaseState @((Get-Given $Cases 'base' $null), (Resolve-State $situation.state $row)) $null
            $verdict = try { & $module { Get-UpdateVerdict $args[0] $args[1] } $state $kit } catch { $null; $fault = $_.Exception.Message }
            $want = Resolve-Reference $situation.want $row
            $got = if ($null -eq $verdict) { $fault } else { Get-Said $verdict }
            $train = Get-Given $row 'train' ''
            Add-Covered (Get-RowTrain $row) (Get-Given $situation 'column' '')
            if ($train.Length -gt 0 -and $null -ne $verdict -and $null -eq (Get-Given $situation.state 'Build' $null)) { $want += ' ' + $train; $got += ' ' + $verdict.Name }
            Write-Case ($File + ': ' + $row.row + ', ' + $situation.name) $want $got
        }
    }
}

function Get-NoteText {
    param([object] $State, [object[]] $Verdicts, [string] $Root, [object[]] $Codes)
    $notes = @(& $module { Get-HostNote $args[0] $args[1] $args[2] $args[3] } $State $kit $Verdicts $Root | ForEach-Object { $_.Code })
    # A case may leave the note on intermediates out; it is on nearly every host.
    if ($Codes.Count -gt 0 -and -not ($Codes -ccontains 'INTERMEDIATE_ABSENT')) { $notes = @($notes | Where-Object { $_ -cne 'INTERMEDIATE_ABSENT' }) }
    [string]::Join(' ', $notes)
}

# "condition: text" must stand in that member of that condition's verdict.
function Test-Said {
    param([object[]] $Verdicts, [string] $Part, [string] $Text)
    $cut = $Text.IndexOf(': ')
    $one = @($Verdicts | Where-Object { [string]::Equals($_.Condition, $Text.Substring(0, $cut)) })[0]
    $one.$Part.Contains($Text.Substring($cut + 2))
}

function Invoke-List {
    param([string] $File, [object] $Cases)
    foreach ($case in $Cases.cases) {
        $state = New-CaseState @(, (Get-Given $case 'state' $null)) (Get-Given $case 'certificates' $null)
        Add-Covered 'scenario' ([string] (Get-Given $case 'scenario' ''))
        $root = Get-Given $case 'root' 'C:\ProgramData\AirgapKit\kits\0123456789abcdef'
        $want = @()
        $got = @()
        try {
            $verdicts = @(& $module { Get-HostVerdict $args[0] $args[1] } $state $kit)
            foreach ($member in $case.want.psobject.Properties) {
                $remedy = $member.Value
                foreach ($path in $Cases.paths.psobject.Properties) { $remedy = [regex]::Replace($remedy, '(?<=\[|then )' + $path.Name + '(?=\])', $path.Value) }
                $want += $member.Name + ': ' + $remedy
                $said = @($verdicts | Where-Object { [string]::Equals($_.Condition, $member.Name) } | ForEach-Object { Get-Said $_ })
                $got += $member.Name + ': ' + [string]::Join(' + ', $said)
            }
            $codes = Get-Given $case 'notes' $null
            if ($null -ne $codes) {
                $want += 'notes: ' + [string]::Join(' ', @($codes))
                $got += 'notes: ' + (Get-NoteText $state $verdicts $root @($codes))
            }
            foreach ($part in @('Fact', 'Why')) {
                foreach ($text in (Get-Given $case $part.ToLowerInvariant() $null)) {
                    $want += "$part True"
                    $got += "$part " + (Test-Said $verdicts $part $text)
                }
            }
        }
        catch {
            $got = @($_.Exception.Message)
        }
        Write-Case ($File + ': ' + ([string] (Get-Given $case 'scenario' '') + ' ' + $case.name).TrimStart()) ([string]::Join('; ', $want)) ([string]::Join('; ', $got))
    }
}

# Whether the cases show what they have to. A train without prerequisites cannot lack one; one without builds is on no host.
function Invoke-Coverage {
    $want = Read-Json ([System.IO.Path]::Combine($PSScriptRoot, 'cases', 'coverage.json'))
    foreach ($column in $want.columns) {
        $trains = @(foreach ($train in $rules.trains) {
                $first = @($train.prerequisites | Where-Object { @('floor', 'newest') -ccontains $_.when -and $null -ne (Get-Given $_ 'kb' $null) })
                $none = $column -ceq 'prerequisite missing' -and $train.verdict -cne 'native' -and $train.verdict -cne 'none' -and $first.Count -eq 0
                if ($train.builds.Count -gt 0 -and -not $none -and -not $covered.Contains("$($train.id) $column")) { $train.id }
            })
        Write-Case ('coverage: ' + $column + ', trains without a case') '' ([string]::Join(' ', $trains))
    }
    $guide = [System.IO.File]::ReadAllText([System.IO.Path]::Combine($source, 'docs', 'operations.md'))
    foreach ($scenario in $want.scenarios) {
        $lacks = @(if (-not $covered.Contains("scenario $($scenario.number)")) { 'case' }
            foreach ($test in $scenario.tests) {
                $cut = $test.IndexOf(': ')
                $file = [System.IO.Path]::Combine($PSScriptRoot, $test.Substring(0, $cut) + '.Tests.ps1')
                if (-not [System.IO.File]::ReadAllText($file).Contains("It '" + $test.Substring($cut + 2).Replace("'", "''") + "'")) { $test }
            }
            foreach ($text in $scenario.guide) { if (-not $guide.Contains($text)) { $text } })
        Write-Case ('coverage: ' + $scenario.number + ' ' + $scenario.problem + ', lacks') '' ([string]::Join('; ', $lacks))
    }
    $unsaid = @(foreach ($one in $rules.codes) {
            $code = @($one.code.Split(' '))[-1]
            if ([regex]::IsMatch($one.code, '\A(?:0x800[9B]|577|0xC|wusa|DISM)') -and -not $guide.Contains($code)) { $code }
        })
    Write-Case 'coverage: codes of the profile that the guide does not have' '' ([string]::Join(' ', $unsaid))
    $numbers = [string]::Join(' ', @($want.scenarios | ForEach-Object { $_.number }))
    Write-Case 'coverage: the problems that concern hosts' '1 2 3 4 5 6 7 8 9 16 17 18 19 20 21 22 23 24 25 26 27 32' $numbers
}

foreach ($file in [System.IO.Directory]::GetFiles([System.IO.Path]::Combine($PSScriptRoot, 'cases'), "$Only.json")) {
    $name = [System.IO.Path]::GetFileNameWithoutExtension($file)
    $cases = Read-Json $file
    if ($null -ne $cases.psobject.Properties['rows']) { Invoke-Product $name $cases }
    elseif ($null -ne $cases.psobject.Properties['cases']) { Invoke-List $name $cases }
}
if ($Only -ceq '*') {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'HostTables.ps1'))
    Invoke-Coverage
}
