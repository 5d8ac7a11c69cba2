# Programs that the pack's scripts start: every call to Windows for it, and nothing else. Tests put a fake in this file's place.

# cmd.exe and not PowerShell is what gets the rights: profiler variables of the user's registry reach the new process
# before anything of ours runs, and only a process without .NET can clear them in time.
function Invoke-PackElevated {
    param([string] $Program, [string] $ArgumentLine)
    $start = New-Object System.Diagnostics.ProcessStartInfo -ArgumentList $Program, $ArgumentLine
    $start.UseShellExecute = $true
    $start.Verb = 'runas'
    $start.WorkingDirectory = [System.Environment]::SystemDirectory
    try {
        $process = [System.Diagnostics.Process]::Start($start)
    }
    catch {
        $cause = $_.Exception.GetBaseException()
        # 1223: the person said no.
        if ($cause -is [System.ComponentModel.Win32Exception] -and $cause.NativeErrorCode -eq 1223) {
            return $null
        }
        throw
    }
    try {
        $process.WaitForExit()
        $process.ExitCode
    }
    finally {
        $process.Dispose()
    }
}

# Profiler and runtime variables do not go along.
function Get-PackStart {
    param([string] $Program, [string] $ArgumentLine)
    $start = New-Object System.Diagnostics.ProcessStartInfo -ArgumentList $Program, $ArgumentLine
    $start.UseShellExecute = $false
    $start.RedirectStandardOutput = $true
    $start.WorkingDirectory = [System.Environment]::SystemDirectory
    foreach ($name in @($start.EnvironmentVariables.Keys)) {
        foreach ($prefix in @('COR_', 'COMPLUS_', 'DOTNET_', 'APPDOMAIN_MANAGER_', 'DEVPATH', '__COMPAT_LAYER')) {
            if ($name.StartsWith($prefix, [System.StringComparison]::OrdinalIgnoreCase)) {
                $start.EnvironmentVariables.Remove($name)
            }
        }
    }
    $start
}

# Runs a program with this console's streams, or with its output caught.
function Invoke-PackChild {
    param([string] $Program, [string] $ArgumentLine, [bool] $Catch)
    $start = Get-PackStart -Program $Program -ArgumentLine $ArgumentLine
    $start.RedirectStandardOutput = $Catch
    $process = [System.Diagnostics.Process]::Start($start)
    try {
        $text = ''
        if ($Catch) {
            $text = $process.StandardOutput.ReadToEnd()
        }
        $process.WaitForExit()
        [pscustomobject] @{ Exit = $process.ExitCode; Text = $text }
    }
    finally {
        $process.Dispose()
    }
}

# Lines until the program has ended and nothing more comes. Not to the end of the pipe: an installer that the program left
# running has inherited it and keeps it open.
function Read-PackLineUntil {
    param([System.Diagnostics.Process] $Process, [System.Diagnostics.Stopwatch] $Clock, [int] $Seconds)
    $text = New-Object System.Text.StringBuilder
    $line = $Process.StandardOutput.ReadLineAsync()
    $ended = $false
    $wait = 250
    while ($true) {
        if ($line.Wait($wait)) {
            if ($null -eq $line.Result) {
                break
            }
            [void] $text.Append($line.Result).Append("`n")
            $line = $Process.StandardOutput.ReadLineAsync()
        }
        elseif ($ended -or $Clock.Elapsed.TotalSeconds -gt $Seconds) {
            break
        }
        elseif ($Process.HasExited) {
            # What it wrote last may still be on its way on a busy host.
            $ended = $true
            $wait = 5000
        }
    }
    $text.ToString()
}

# The same with nobody there: no window, an empty input, errors read and dropped. Late: it still runs, and is left alone.
function Invoke-PackQuietChild {
    param([string] $Program, [string] $ArgumentLine, [int] $Seconds)
    $start = Get-PackStart -Program $Program -ArgumentLine $ArgumentLine
    $start.RedirectStandardError = $true
    $start.RedirectStandardInput = $true
    $start.CreateNoWindow = $true
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    $process = [System.Diagnostics.Process]::Start($start)
    try {
        $process.StandardInput.Close()
        [void] $process.StandardError.ReadToEndAsync()
        $text = Read-PackLineUntil -Process $process -Clock $clock -Seconds $Seconds
        $rest = [System.Math]::Min([long] 2000000, [long] [System.Math]::Max([long] 1, [long] ($Seconds - $clock.Elapsed.TotalSeconds)))
        if (-not $process.WaitForExit([int] (1000 * $rest))) {
            return [pscustomobject] @{ Exit = -1; Text = $text; Late = $true }
        }
        [pscustomobject] @{ Exit = $process.ExitCode; Text = $text; Late = $false }
    }
    finally {
        $process.Dispose()
    }
}
