# Where a path really leads: no link may hide that an anchor came with the kit.

# Where a link leads, as it is written in it; empty if it is none, null if this engine cannot tell.
function Get-LinkGoal {
    param([string] $Path, [System.IO.FileAttributes] $Attribute)
    if (($Attribute -band [System.IO.FileAttributes]::ReparsePoint) -eq 0) {
        return ''
    }
    $item = Get-Item -LiteralPath $Path -Force
    if ($null -eq $item.PSObject.Properties['Target']) {
        return $null
    }
    # 5.1 gives a list, 7 a text. Files of a cloud or of deduplication have the attribute and no goal.
    $goal = [string] @($item.Target)[0]
    if ($goal.TrimStart([char[]] '\?').StartsWith('Volume{', [System.StringComparison]::Ordinal)) {
        # A volume that is mounted here has no other path.
        return ''
    }
    $goal
}

function Split-RealPath {
    param([string] $Path)
    [char[]] $separators = @([System.IO.Path]::DirectorySeparatorChar, [System.IO.Path]::AltDirectorySeparatorChar)
    , [string[]] $Path.Split($separators, [System.StringSplitOptions]::RemoveEmptyEntries)
}

# The path with every link in it followed; each folder and link on the way is added to Way. Throws where it cannot be told.
function Get-RealPath {
    param([string] $Path, [System.Collections.Generic.List[string]] $Way)
    $left = New-Object 'System.Collections.Generic.List[string]'
    $root = [System.IO.Path]::GetPathRoot($Path)
    $done = $root
    $left.AddRange((Split-RealPath $Path.Substring($root.Length)))
    $links = 0
    while ($left.Count -gt 0) {
        $here = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($done, $left[0]))
        $left.RemoveAt(0)
        if ($null -ne $Way) {
            $Way.Add($here)
        }
        $attribute = Get-PathAttribute $here
        $goal = ''
        if ($null -ne $attribute) {
            $goal = Get-LinkGoal $here $attribute
        }
        if ($links -gt 40) {
            throw (ConvertTo-Unknown "the links in $(ConvertTo-PlainText $Path) lead round in a circle")
        }
        if ($null -eq $goal) {
            throw (ConvertTo-Usage "whether the anchor file lies beside the kit cannot be told here: $here is a link" `
                    '-Anchor sha256:<digest that came by another way>')
        }
        if ($goal.Length -eq 0) {
            $done = $here
            continue
        }
        $links++
        # A relative goal counts from the link's own folder; its dots from where the links before them lead.
        $goal = [System.IO.Path]::Combine($done, $goal)
        $done = [System.IO.Path]::GetPathRoot($goal)
        $left.InsertRange(0, (Split-RealPath $goal.Substring($done.Length)))
    }
    $done
}

# Whether the anchor lies in the folder of this kit or below it; both paths are real ones.
function Test-BelowFolder {
    param([string] $Anchor, [string] $Kit)
    $folder = [System.IO.Path]::GetDirectoryName($Kit)
    if ([string]::IsNullOrEmpty($folder) -or -not [System.IO.Directory]::Exists($folder)) {
        return $false
    }
    $comparison = [System.StringComparison]::OrdinalIgnoreCase
    if (Test-PosixSystem) {
        $comparison = [System.StringComparison]::Ordinal
    }
    $separator = [string] [System.IO.Path]::DirectorySeparatorChar
    $folder = (Get-RealPath $folder).TrimEnd([System.IO.Path]::DirectorySeparatorChar) + $separator
    $Anchor.StartsWith($folder, $comparison)
}

# A link to the kit has two folders: its own, and the one the kit really lies in.
function Test-BesideKit {
    param([string] $Anchor, [string] $Kit)
    $real = Get-RealPath $Anchor
    if (Test-BelowFolder $real $Kit) {
        return $true
    }
    $null -ne (Get-PathAttribute $Kit) -and (Test-BelowFolder $real (Get-RealPath $Kit))
}
