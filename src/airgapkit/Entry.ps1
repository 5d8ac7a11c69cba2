# What the entry scripts have in common: words for the operator, lines of 80 columns, exit codes. An entry script loads
# this file after it has set PSModulePath; it holds no decision about certificates.

$script:EntryExit = 70

# First stands before the first line, as many blanks before the others.
function Write-Wrapped {
    param([string] $First, [string] $Text)
    $indent = ' ' * $First.Length
    $line = $First
    # The module's results are plain already; a path, or an exception's words, may not be.
    foreach ($word in ($Text -creplace '[^ -~]', '?').Split(' ')) {
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

function Write-ResultText {
    param([System.Object] $Result, [int] $Number, [int] $Count)
    if ($Result.Sha256.Length -eq 0) {
        Write-Wrapped '' $Result.Message
        return
    }
    $Result.Code + "  [$Number/$Count] -> LocalMachine\" + $Result.Store
    if ($Result.Subject.Length -gt 0) {
        Write-Wrapped '    ' $Result.Subject
    }
    # In groups, because somebody compares it by eye.
    [string[]] $groups = @(for ($i = 0; $i + 8 -le $Result.Sha256.Length; $i += 8) { $Result.Sha256.Substring($i, 8) })
    if ($groups.Length -eq 8) {
        '    sha256 ' + [string]::Join(' ', $groups, 0, 4)
        '           ' + [string]::Join(' ', $groups, 4, 4)
    }
    Write-Wrapped '    ' $Result.Message.Substring($Result.Code.Length + 2)
}

# A clear no stays a no, whatever else could not be found out.
function Get-ResultExit {
    param([System.Object[]] $Results)
    $code = 0
    foreach ($result in $Results) {
        if ([string]::Equals($result.Outcome, 'Refused', [System.StringComparison]::Ordinal)) {
            return 1
        }
        if ([string]::Equals($result.Outcome, 'Failed', [System.StringComparison]::Ordinal)) {
            $code = 3
        }
        if ([string]::Equals($result.Outcome, 'Declined', [System.StringComparison]::Ordinal) -and $code -eq 0) {
            $code = 1
        }
    }
    $code
}

function Write-Summary {
    param([System.Object[]] $Results, [int] $Exit, [bool] $DryRun)
    $counts = New-Object 'System.Collections.Generic.SortedDictionary[string,int]' -ArgumentList ([System.StringComparer]::Ordinal)
    foreach ($result in $Results) {
        if ($result.Sha256.Length -gt 0 -and -not [string]::Equals($result.Outcome, 'Noted', [System.StringComparison]::Ordinal)) {
            if (-not $counts.ContainsKey($result.Outcome)) {
                $counts.Add($result.Outcome, 0)
            }
            $counts[$result.Outcome]++
        }
    }
    $parts = @(foreach ($outcome in $counts.Keys) { "$($counts[$outcome]) $outcome" })
    ''
    Write-Wrapped 'result      ' ([string]::Join(', ', $parts))
    Write-Wrapped 'unchecked   ' ('whether this folder is still what the signer made: that is the verifier''s part. ' +
        'Windows updates: the other half of the remedy, not of this script.')
    if ($DryRun) {
        'WHAT IF     nothing was changed'
    }
    elseif ($Exit -eq 0) {
        'DONE        all of it'
    }
    else {
        'NOT DONE    see above what and why'
    }
}

function Write-EntryJson {
    param([System.Object] $Kit, [System.Object[]] $Results, [System.Object] $Fault)
    # One object on one line; every member is always there.
    ConvertTo-Json -Compress -Depth 4 -InputObject ([pscustomobject] @{
            format = 'airgap-run/1'; kit = $Kit.Id; exit = $script:EntryExit; code = $Fault.Code; message = $Fault.Message; results = $Results
        })
}

# What the run came to, the faults last and on the error stream.
function Write-EntryText {
    param([System.Object] $Kit, [System.Object[]] $Results, [System.Object] $Fault, [int] $Count, [bool] $DryRun)
    if ($Results.Length -gt 0) {
        "kit         $($Kit.Id)"
        Write-Wrapped 'profile     ' $Kit.Title
    }
    $number = 0
    foreach ($result in $Results) {
        if (-not [string]::Equals($result.Outcome, 'Noted', [System.StringComparison]::Ordinal)) {
            $number++
        }
        Write-ResultText -Result $result -Number $number -Count $Count
    }
    if ($Fault.Code.Length -gt 0) {
        foreach ($line in @(Write-Wrapped '' $Fault.Message)) {
            [System.Console]::Error.WriteLine($line)
        }
    }
    elseif ($Results.Length -gt 0) {
        Write-Summary -Results $Results -Exit $script:EntryExit -DryRun $DryRun
    }
}

# A fault that the module named has its exit code with it; anything else is a bug of ours.
function ConvertTo-EntryFault {
    param([System.Exception] $Exception)
    if ($Exception.Data.Contains('AirgapCode')) {
        $script:EntryExit = [int] $Exception.Data['AirgapExit']
        return [pscustomobject] @{ Code = [string] $Exception.Data['AirgapCode']; Message = $Exception.Message }
    }
    $script:EntryExit = 70
    [pscustomobject] @{
        Code    = 'BUG'
        Message = 'BUG: this should not have happened (' + $Exception.GetType().Name + ': ' + ($Exception.Message -creplace '[^ -~]', '?') +
        '). The journal says what was done; the next run goes on from there. Please report it with this text.'
    }
}

# Kit: Id, Title, Root, Script. Sets the script's variable EntryExit; writes the lines, or one JSON object.
function Invoke-Entry {
    param([System.Object] $Kit, [System.Collections.Hashtable[]] $Certificate, [bool] $Undo, [bool] $DryRun, [bool] $Json, [string[]] $Rest)
    # Kept one by one: what was done before a fault must be told as well.
    $results = New-Object 'System.Collections.Generic.List[object]'
    $fault = [pscustomobject] @{ Code = ''; Message = '' }
    try {
        if ($null -ne $Rest -and $Rest.Length -gt 0) {
            $script:EntryExit = 2
            $fault.Code = 'ARGUMENT_NOT_KNOWN'
            $fault.Message = 'ARGUMENT_NOT_KNOWN: an argument is none of -WhatIf, -Undo, -Json. Nothing was done. ' +
            "Help: Get-Help .\$($Kit.Script) -Full"
        }
        else {
            Import-Module -Name ([System.IO.Path]::Combine($PSScriptRoot, 'AirgapKit.psd1')) -Force
            $arguments = @{ KitRoot = $Kit.Root; KitId = $Kit.Id; Certificate = $Certificate; WhatIf = $DryRun }
            if ($Undo) {
                Undo-AirgapChange @arguments | ForEach-Object -Process { $results.Add($_) }
            }
            else {
                Install-AirgapRoot @arguments | ForEach-Object -Process { $results.Add($_) }
            }
            $script:EntryExit = Get-ResultExit $results.ToArray()
        }
    }
    catch {
        $fault = ConvertTo-EntryFault $_.Exception
    }
    if ($Json) {
        Write-EntryJson -Kit $Kit -Results $results.ToArray() -Fault $fault
    }
    else {
        Write-EntryText -Kit $Kit -Results $results.ToArray() -Fault $fault -Count $Certificate.Length -DryRun $DryRun
    }
}
