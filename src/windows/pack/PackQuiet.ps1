# Starts a script of the pack or of a kit where nobody sits: no window, no question, bounded time, its output caught.

# Windows PowerShell by full path; from a 32-bit process the 64-bit one.
function Get-PackPowerShell {
    $native = 'C:\Windows\Sysnative\WindowsPowerShell\v1.0\powershell.exe'
    if (Test-Same (Get-PackKind -Path $native) 'File') {
        return $native
    }
    'C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe'
}

# Exit, Text (what it wrote to its output), Late. What takes longer than Seconds is left alone: it may be installing.
function Invoke-PackQuiet {
    param([string] $Path, [string[]] $Argument, [int] $Seconds)
    $line = ConvertTo-ProcessLine (@('-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'RemoteSigned', '-File', $Path) + $Argument)
    Invoke-PackQuietChild -Program (Get-PackPowerShell) -ArgumentLine $line -Seconds $Seconds
}

# A JSON object that names its format, or nothing: a script that could not start leaves no such object.
function ConvertFrom-PackJson {
    param([string] $Text, [string] $Format)
    $value = $null
    try {
        $value = ConvertFrom-Json -InputObject $Text
    }
    catch {
        $value = $null
    }
    if ($null -eq $value -or $value -is [System.Array]) {
        return
    }
    $named = $value.psobject.Properties['format']
    if ($null -ne $named -and (Test-Same ([string] $named.Value) $Format)) {
        $value
    }
}
