# What the entry scripts have in common: lines of 80 columns, exit codes. No decision about certificates stands here.

$script:EntryExit = 70

# First stands before the first line, as many blanks before the others.
function Write-Wrapped {
    param([string] $First, [string] $Text)
    $indent = ' ' * $First.Length
    $line = $First
    foreach ($word in $Text.Split(' ')) {
        if ($line.Length -gt $indent.Length -and $line.Length + 1 + $word.Length -gt 80) {
            $line
            $line = $indent
        }
        if ($line.Length -gt $indent.Length) {
            $line += ' '
        }
        $line += $word
        # A word without blanks, such as a name that is all escapes, must not leave the window either.
        while ($line.Length -gt 80) {
            $line.Substring(0, 80)
            $line = $indent + $line.Substring(80)
        }
    }
    $line
}

<#
.SYNOPSIS
What an entry script of a kit starts: does what was asked, and says it in lines for people or in one JSON object.

.PARAMETER Call
Mode (apply, undo, check), Root (of the kit), Script, DryRun, CertificatesOnly, Json, Installer, Trigger, Minutes, Rest.
Its member Exit is set to the exit code.

.EXAMPLE
Invoke-AirgapEntry -Call $call

.EXAMPLE
Invoke-AirgapEntry -Call $call; exit $call.Exit
#>
function Invoke-AirgapEntry {
    param([System.Object] $Call)
    $script:EntryExit = 70
    if ([string]::Equals($Call.Mode, 'check', [System.StringComparison]::Ordinal)) {
        Invoke-CheckEntry $Call
    }
    else {
        Invoke-KitEntry $Call
    }
    $Call.Exit = $script:EntryExit
}
