# What the scripts of a fleet share: they judge the installed pack, start it, and say what came of it in one line. $fleetKit is
# the kit they are for.

# What an engine keeps of an output: 2,048 characters at the least of those known.
$script:FleetLine = 2000

# One line, printable ASCII. Word first: an engine compares it, a person sorts by it.
function Get-FleetLine {
    param([string] $Word, [string] $Text)
    $line = ConvertTo-PlainText "$Word kit=$fleetKit $Text"
    if ($line.Length -gt $script:FleetLine) {
        $line = $line.Substring(0, $script:FleetLine - 4) + ' ...'
    }
    $line
}

function Get-FleetAnswer {
    param([string] $Word, [int] $Exit, [string] $Text)
    [pscustomobject] @{ Word = $Word; Exit = $Exit; Line = (Get-FleetLine $Word $Text) }
}

# Never 1, which tells an engine to run the remedy.
function Get-FleetFault {
    param([System.Exception] $Exception)
    if ($Exception.Data.Contains('AirgapCode')) {
        $exit = 3
        if ([int] $Exception.Data['AirgapExit'] -eq 70) {
            $exit = 70
        }
        $code = [string] $Exception.Data['AirgapCode']
        return (Get-FleetAnswer 'Unknown' $exit ("code=$code " + $Exception.Data['AirgapText']))
    }
    Get-FleetAnswer 'Unknown' 70 ('code=BUG this should not have happened (' + $Exception.GetType().Name + ': ' + $Exception.Message + '). Please report it with this line.')
}

# What the installed pack answers. It is judged first, by its own rules: whoever could write there could have this account
# do their work. The pack then verifies the kit anew, holds its files and starts the kit's script.
function Get-FleetReply {
    param([string] $Run, [string[]] $More, [int] $Seconds)
    $place = 'C:\Program Files\AirgapKit'
    $start = $place + '\Start-Here.ps1'
    if (-not (Test-Same (Get-PackKind -Path $start) 'File')) {
        throw (ConvertTo-Fault 'PACK_NOT_INSTALLED' 3 "there is no $start. Install the verifier pack on this host first.")
    }
    Assert-PackPlace $place
    $child = Invoke-PackQuiet $start (@('-Run', $Run, '-Kit', $fleetKit) + $More) $Seconds
    if ($child.Late) {
        throw (ConvertTo-Fault 'PACK_LATE' 3 "the pack was not done after $Seconds seconds and was left alone.")
    }
    $reply = ConvertFrom-PackJson $child.Text 'airgap-pack-run/2'
    if ($null -eq $reply) {
        throw (ConvertTo-Fault 'PACK_UNCLEAR' 3 "the pack ended with $($child.Exit) and without an answer. An older pack does not know -Run; execution policy or application control may refuse it.")
    }
    if ($reply.code.Length -gt 0) {
        throw (ConvertTo-Fault $reply.code $reply.exit $reply.message)
    }
    $reply
}

# The answer of the kit's script inside it.
function Get-FleetOutput {
    param([System.Object] $Reply)
    $output = ConvertFrom-PackJson $Reply.output 'airgap-run/2'
    if ($null -eq $output) {
        throw (ConvertTo-Fault 'KIT_SCRIPT_UNCLEAR' 3 'the kit''s script gave no answer that this script can read.')
    }
    if ($output.code.Length -gt 0) {
        throw (ConvertTo-Fault $output.code $output.exit $output.message)
    }
    $output
}

# Condition=CODE for each; a plus where the kit has the remedy.
function Get-FleetFact {
    param([System.Object[]] $Verdicts, [System.Object] $Restart)
    [string[]] $facts = @(foreach ($verdict in $Verdicts) {
            $mark = ''
            if (Test-FleetCurable $verdict $Restart) { $mark = '+' }
            $verdict.condition.Replace(' ', '-') + '=' + $verdict.code + $mark
        })
    [string]::Join(' ', $facts)
}

# Not met, and Apply-Kit.ps1 would do something about it now. Not for a denied or altered root, which are people's to
# decide; not for an update that the kit only names, or while a restart is due: it would be refused each time anew.
function Test-FleetCurable {
    param([System.Object] $Verdict, [System.Object] $Restart)
    $codes = [string[]] @('ROOT_MISSING', 'ROOT_IN_WRONG_STORE', 'ROOT_THIRD_PARTY_OFF', 'UPDATE_BELOW_FLOOR', 'UPDATE_PREREQUISITE_MISSING', 'UPDATE_LISTED_NOT_EFFECTIVE')
    if (-not (Test-Same $Verdict.verdict 'NOT MET') -or [System.Array]::IndexOf($codes, [string] $Verdict.code) -lt 0) {
        return $false
    }
    if ((Test-Same $Verdict.condition 'update') -and $Restart -eq $true) {
        return $false
    }
    $remedies = @($Verdict.remedies)
    foreach ($remedy in $remedies) {
        if ($remedy.path.Length -eq 0) {
            return $false
        }
    }
    $remedies.Length -gt 0
}

function Test-FleetVerdict {
    param([System.Object[]] $Verdicts, [string] $Word)
    foreach ($verdict in $Verdicts) {
        if (Test-Same $verdict.verdict $Word) {
            return $true
        }
    }
    $false
}

# Compliant, NonCompliant, Blocked, Unknown: see the project's document fleet.
function Get-FleetDetection {
    $reply = Get-FleetReply 'check' @() 1500
    $check = Get-FleetOutput $reply
    $verdicts = @($check.verdicts)
    $restart = $check.host.restart_pending
    $curable = $false
    $met = 0
    foreach ($verdict in $verdicts) {
        if (Test-Same $verdict.verdict 'MET') { $met++ }
        if (Test-FleetCurable $verdict $restart) { $curable = $true }
    }
    $facts = Get-FleetFact $verdicts $restart
    if ($restart -eq $true) {
        $facts = 'restart=pending ' + $facts
    }
    if ($verdicts.Length -gt 0 -and $met -eq $verdicts.Length) {
        return (Get-FleetAnswer 'Compliant' 0 $facts)
    }
    if ($curable -and -not $reply.fit) {
        return (Get-FleetAnswer 'Blocked' 3 ('code=KIT_NOT_FIT the kit has expired, or the clock is wrong: it would not be applied. ' + $facts))
    }
    if ($curable) {
        return (Get-FleetAnswer 'NonCompliant' 1 $facts)
    }
    if ($verdicts.Length -gt 0 -and -not (Test-FleetVerdict $verdicts 'COULD NOT TELL')) {
        return (Get-FleetAnswer 'Blocked' 3 $facts)
    }
    Get-FleetAnswer 'Unknown' 3 $facts
}
