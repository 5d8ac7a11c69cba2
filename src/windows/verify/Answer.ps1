# What is said, and how it leaves. A run keeps its lines until it is over: they go out as a whole or count for nothing.

# Printable ASCII, whatever a line was put together from: line ends are made here and nowhere else.
function Add-Line {
    param([System.Collections.Generic.List[string]] $List, [string[]] $Line)
    foreach ($one in $Line) {
        $List.Add((ConvertTo-PlainText $one))
    }
}

function Add-Failure {
    param([string] $Message, [string] $Hint)
    Add-Line $script:VerifyKitErr @("Verify-Kit.ps1: error: $Message", "Verify-Kit.ps1: hint: $Hint")
}

# That it cannot be said changes no exit code.
function Write-Talk {
    foreach ($line in $script:VerifyKitErr) {
        try {
            [System.Console]::Error.WriteLine($line)
        }
        catch {
            return
        }
    }
}

# Whether the process was started for this script alone (-File). To be asked by the script itself: the frames are then
# its own and this function's. In a session lines go into its pipeline, and what becomes of them is not ours to know.
function Test-OwnProcess {
    (Test-Same $Host.Name 'ConsoleHost') -and @(Get-PSCallStack).Length -eq 2
}

# Gives the exit code: yes and no count only if the whole answer was written. The engine's own way out of the pipeline
# would end with 1 where a disk is full, a clear no for a good kit.
function Write-Answer {
    param([int] $Exit)
    if ($script:VerifyKitOut.Count -eq 0) {
        return $Exit
    }
    try {
        # Without any standard output .NET gives this stream and is silent.
        if ([System.Object]::ReferenceEquals([System.Console]::OpenStandardOutput(), [System.IO.Stream]::Null)) {
            throw (ConvertTo-Unknown 'there is none')
        }
        foreach ($line in $script:VerifyKitOut) {
            $Host.UI.WriteLine($line)
        }
        $Exit
    }
    catch {
        $script:VerifyKitErr.Clear()
        Add-Failure "standard output did not take the whole answer: $((Get-Cause $_.Exception).Message)" `
            'what was printed is not the whole answer, so do not use it; run it again where it finds room'
        Write-Talk
        3
    }
}
