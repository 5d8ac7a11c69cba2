# The report as lines of text, at most 80 columns but for names and paths; the verdict stands last and alone.

$script:LabelWidth = 12

function Format-Line {
    param([string] $Label, [string] $Text)
    $Label + (' ' * [System.Math]::Max([long] ($script:LabelWidth - $Label.Length), [long] 2)) + $Text
}

function Format-More {
    param([string] $Text)
    (' ' * $script:LabelWidth) + $Text
}

# Breaks at blanks where it can.
function Format-Wrapped {
    param([string] $Text)
    $width = 80 - $script:LabelWidth
    $left = $Text
    while ($left.Length -gt $width) {
        $blank = $left.LastIndexOf([char] ' ', $width)
        if ($blank -le 0) {
            break
        }
        Format-More $left.Substring(0, $blank)
        $left = $left.Substring($blank + 1)
    }
    Format-More $left
}

# 64 hex digits in two lines of four groups of eight: never shortened, easy to read out.
function Format-Digest {
    param([string] $Label, [string] $Hex)
    [string[]] $groups = @(for ($i = 0; $i -lt 64; $i += 8) { $Hex.Substring($i, 8) })
    Format-Line $Label ([string]::Join(' ', $groups, 0, 4))
    Format-More ([string]::Join(' ', $groups, 4, 4))
}

# 1,231,872.
function ConvertTo-Grouped {
    param([long] $Number)
    $Number.ToString('#,##0', [System.Globalization.CultureInfo]::InvariantCulture)
}

function Format-Kit {
    param([System.Object] $Report)
    $m = $Report.Manifest
    if ($null -eq $m) {
        return Format-Line 'kit' (ConvertTo-PlainText $Report.Subject)
    }
    Format-Line 'kit' $m.Id
    Format-More "profile $($m.Profile) revision $(ConvertTo-Digit $m.Revision), sequence $(ConvertTo-Digit $m.Sequence)"
    if ($m.Reference.Length -gt 0) {
        Format-More ('reference ' + (ConvertTo-PlainText $m.Reference))
    }
    Format-Line 'created' "$($m.Created)   expires $($m.Expires)"
}

function Get-AnchorWord {
    param([System.Object] $Report, [System.Object] $Signer)
    if (-not $Signer.Anchored) {
        return 'none of those given; counts for nothing'
    }
    foreach ($one in $Report.Anchors) {
        if ((Test-Same $one.Sha256 $Signer.Sha256) -and $one.File.Length -eq 0) {
            return 'digest given, equal'
        }
    }
    'equal to a file; anchor not compared with what was read to you'
}

function Format-Signer {
    param([System.Object] $Report)
    foreach ($signer in $Report.Signers) {
        Format-Line 'signer' (ConvertTo-PlainText $signer.Subject)
        Format-More "key $($signer.KeySha256.Substring(0, 16)), its certificate says valid $($signer.Validity)"
        Format-Digest '' $signer.Sha256
        Format-More ('anchor: ' + (Get-AnchorWord $Report $signer))
    }
}

function Format-Content {
    param([System.Object] $Report)
    $m = $Report.Manifest
    $entries = ConvertTo-Digit $m.Entries.Count
    $counts = "$entries entries, $(ConvertTo-Grouped (Get-ContentByteCount $m)) bytes"
    if (-not $Report.PayloadChecked) {
        return Format-Line 'content' "$counts listed; not looked at"
    }
    $differ = 0
    foreach ($one in $Report.Findings) {
        if (Test-Same $one.Stage 'content') {
            $differ++
        }
    }
    if ($differ -gt 0) {
        Format-Line 'content' "$(ConvertTo-Digit $differ) of $entries entries differ"
    }
    elseif ($Report.Authentic) {
        Format-Line 'content' "${counts}: all equal"
    }
    else {
        Format-Line 'content' "$counts listed"
    }
    Format-More ("$(ConvertTo-Digit $m.Certificates.Count) certificates, $(ConvertTo-Digit (Get-UpdateFileCount $m)) update files for " +
        "$(ConvertTo-Digit $m.Updates.Count) update references")
}

# Both values under each other, with a mark where they first differ.
function Format-AnchorComparison {
    param([System.Object] $Report, [string] $Certificates)
    Format-Wrapped 'the kit may be good, but not from whom you trust: compare the anchor first, character by character'
    foreach ($one in $Report.Anchors) {
        Format-More ('anchor ' + $one.Sha256)
    }
    $first = $Certificates.Split([char] ',')[0]
    Format-More ('kit    ' + $first)
    if ($Report.Anchors.Length -eq 1 -and $first.Length -eq 64) {
        $at = 0
        while ($at -lt 64 -and $first[$at] -eq $Report.Anchors[0].Sha256[$at]) {
            $at++
        }
        Format-More ('       ' + (' ' * $at) + '^ first difference')
    }
}

function Format-Finding {
    param([System.Object] $Report)
    foreach ($one in $Report.Findings) {
        $label = 'finding'
        if ((Test-Same $one.Severity 'note') -or (Test-Same $one.Severity 'warning')) {
            $label = $one.Severity
        }
        Format-Line $label $one.Code
        Format-Wrapped $one.Message
        if (Test-Same $one.Code 'SIGNER_NOT_TRUSTED') {
            Format-AnchorComparison $Report $one.Values[0]
        }
    }
}

# What a person does next; never how to go on without the check.
function Format-Remedy {
    param([System.Object] $Report)
    if ($Report.Findings.Length -eq 1 -and (Test-Same $Report.Findings[0].Code 'SIGNER_NOT_TRUSTED')) {
        Format-Line 'what to do' 'compare the anchor with what was read to you; if it was right, ask the'
        Format-More 'sender which key signed this kit, and use nothing from it until then'
        return
    }
    Format-Line 'what to do' 'copy the kit again and compare the file''s digest there and here;'
    Format-More 'if it fails twice, tell the sender; use nothing from this kit'
}

function Format-Verdict {
    param([System.Object] $Report)
    if (Test-Severity $Report.Findings 'refused') {
        return Format-Line 'NOT EXTRACTED' 'nothing was written'
    }
    if (-not $Report.Authentic) {
        Format-Remedy $Report
        return Format-Line 'NOT VERIFIED' 'the bytes are not the signer''s, or nobody could tell whose they are'
    }
    if ($Report.ExtractedTo.Length -gt 0) {
        Format-Line 'extracted' (ConvertTo-PlainText $Report.ExtractedTo)
    }
    $anchor = ''
    foreach ($one in $Report.Findings) {
        if (Test-Same $one.Code 'ANCHOR_NOT_COMPARED') {
            $anchor = ', ANCHOR NOT COMPARED'
        }
    }
    if ($Report.PayloadChecked) {
        Format-Line 'VERIFIED' ('these are exactly the signer''s bytes' + $anchor)
    }
    else {
        Format-Line 'MANIFEST VERIFIED' ('PAYLOAD NOT CHECKED' + $anchor)
    }
    if (-not (Test-Same $Report.Purpose 'apply')) {
        return
    }
    if ($Report.Fit) {
        return Format-Line 'APPLY' 'not expired, not from the future'
    }
    [string[]] $reasons = @(foreach ($one in $Report.Findings) { if (Test-Same $one.Severity 'not_fit') { $one.Code } })
    Format-Line 'DO NOT APPLY' ([string]::Join(', ', $reasons))
}

function Format-Report {
    param([System.Object] $Report)
    Format-Kit $Report
    Format-Signer $Report
    if ($null -ne $Report.Manifest) {
        Format-Content $Report
        Format-Digest 'kit digest' $Report.KitDigest
        Format-More 'compare it with the one that was read to you'
    }
    Format-Finding $Report
    Format-Line 'clock here' (ConvertTo-TimeText $Report.Now)
    Format-Line 'unchecked' 'revocation and dates of the signer''s certificate, time stamps'
    if (-not $Report.PlaceJudged) {
        Format-More 'NOT CHECKED: who else may write to the folders above what was extracted'
    }
    Format-Verdict $Report
}

# What goes along when the extracted folder is copied to a fresh medium: one value for the whole payload.
function Format-Station {
    param([System.Object] $Report)
    Format-Digest 'station' $Report.Manifest.Entries.Sha256[$Report.Manifest.SumsIndex]
    Format-More 'is the SHA-256 of META/SHA256SUMS: on the fresh medium compare that'
    Format-More 'file with it, then every file with the list'
}
