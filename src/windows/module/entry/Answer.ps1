# What a script of a kit answers a machine: airgap-run/2 (src/docs/answers.md). One object on one line, one shape for every
# script, every member always there.

# Members by kind of part, as they are written. An object's property has the same name without underscores.
$script:AnswerTexts = @{
    result  = @('kind', 'code', 'message', 'outcome', 'subject', 'sha256', 'store', 'method', 'kb', 'update_kind', 'before', 'after', 'exit_text', 'log', 'path', 'receipt_sha256')
    verdict = @('condition', 'name', 'verdict', 'code', 'fact', 'rests_on', 'certainty', 'why')
    remedy  = @('kb', 'path')
    note    = @('code', 'fact', 'why')
    host    = @('name', 'product', 'architecture')
}
# Numbers and truths, null where nothing is known.
$script:AnswerValues = @{
    result = @('exit_code', 'sequence', 'signed'); verdict = @(); remedy = @(); note = @(); host = @('server_core', 'build', 'ubr', 'restart_pending')
}

function ConvertTo-AnswerPart {
    param([string] $Kind, [System.Object] $Object)
    $part = New-Object System.Collections.Specialized.OrderedDictionary
    foreach ($name in $script:AnswerTexts[$Kind]) {
        $property = $Object.psobject.Properties[$name.Replace('_', '')]
        $part[$name] = ''
        if ($null -ne $property) {
            $part[$name] = [string] $property.Value
        }
    }
    foreach ($name in $script:AnswerValues[$Kind]) {
        $property = $Object.psobject.Properties[$name.Replace('_', '')]
        $part[$name] = $null
        if ($null -ne $property) {
            $part[$name] = $property.Value
        }
    }
    $part
}

function ConvertTo-AnswerVerdict {
    param([System.Object] $Verdict)
    $part = ConvertTo-AnswerPart 'verdict' $Verdict
    $part['remedies'] = @(foreach ($remedy in @($Verdict.Remedies)) { ConvertTo-AnswerPart 'remedy' $remedy })
    $part
}

# What a run came to, before it is said: everything in it may still be empty.
function Get-EmptyAnswer {
    param([string] $Mode, [bool] $DryRun)
    [pscustomobject] @{
        Mode = $Mode; DryRun = $DryRun; Kit = ''; Title = ''; Restart = $false; State = $null; Results = @(); Verdicts = @(); Notes = @()
        Code = ''; Message = ''
    }
}

# The fault of a run goes into its answer. One that the module named has its exit code with it; anything else is a bug.
function Set-AnswerFault {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Changes an object of this run and nothing of the host.')]
    param([System.Object] $Answer, [System.Exception] $Exception)
    if ($Exception.Data.Contains('AirgapCode')) {
        $script:EntryExit = [int] $Exception.Data['AirgapExit']
        $Answer.Code = [string] $Exception.Data['AirgapCode']
        $Answer.Message = [string] $Exception.Data['AirgapText']
        return
    }
    $script:EntryExit = 70
    $Answer.Code = 'BUG'
    $Answer.Message = 'this should not have happened (' + $Exception.GetType().Name + ': ' + (ConvertTo-PlainText $Exception.Message) +
    '). The journal says what was done; the next run goes on from there. Please report it with this text.'
}

function ConvertTo-RunJson {
    param([System.Object] $Answer)
    $said = New-Object System.Collections.Specialized.OrderedDictionary
    $said['format'] = 'airgap-run/2'
    $said['mode'] = $Answer.Mode
    $said['dry_run'] = $Answer.DryRun
    $said['exit'] = $script:EntryExit
    $said['code'] = $Answer.Code
    $said['message'] = $Answer.Message
    $said['kit'] = $Answer.Kit
    $said['profile'] = $Answer.Title
    $said['restart'] = $Answer.Restart
    $said['host'] = $null
    if ($null -ne $Answer.State) {
        $said['host'] = ConvertTo-AnswerPart 'host' $Answer.State
    }
    $said['results'] = @(foreach ($one in $Answer.Results) { ConvertTo-AnswerPart 'result' $one })
    $said['verdicts'] = @(foreach ($one in $Answer.Verdicts) { ConvertTo-AnswerVerdict $one })
    $said['notes'] = @(foreach ($one in $Answer.Notes) { ConvertTo-AnswerPart 'note' $one })
    # What is not ASCII becomes the escape that JSON has for it: a console's code page must not decide about an answer.
    ConvertTo-PlainText (ConvertTo-Json -Compress -Depth 5 -InputObject $said)
}

# Faults last and on the error stream.
function Write-AnswerFault {
    param([System.Object] $Answer)
    foreach ($line in @(Write-Wrapped '' ($Answer.Code + ': ' + $Answer.Message))) {
        [System.Console]::Error.WriteLine($line)
    }
}
