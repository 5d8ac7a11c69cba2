# Native programs: what a child may know, and where it may write.

# Built anew and never inherited: a user's TEMP, PATH, COR_PROFILER or DOTNET_STARTUP_HOOKS must not reach an elevated child.
function Get-ChildEnvironment {
    param([string] $Work)
    $system = Get-PlatformSystemFolder
    @{
        'SystemRoot'           = $system.Windows
        'windir'               = $system.Windows
        'SystemDrive'          = $system.Drive
        'ComSpec'              = [System.IO.Path]::Combine($system.System, 'cmd.exe')
        'Path'                 = $system.System + ';' + $system.Windows
        'PATHEXT'              = '.COM;.EXE'
        'ProgramFiles'         = $system.Programs
        'ProgramData'          = $system.Common
        'ALLUSERSPROFILE'      = $system.Common
        'NUMBER_OF_PROCESSORS' = [string] $system.Processors
        'COMPUTERNAME'         = $system.MachineName
        'TEMP'                 = $Work
        'TMP'                  = $Work
    }
}

# Gives Ended, Exit, Id of the run, or throws what kept the program from starting.
function Invoke-Tool {
    param([System.Object] $Run, [string] $Name, [string[]] $Argument, [int] $Seconds, [bool] $Stop)
    $work = Get-WorkFolder $Run
    $file = Get-PlatformToolPath -Name $Name
    Invoke-PlatformProcess -File $file -Arguments (ConvertTo-ProcessLine $Argument) -Environment (Get-ChildEnvironment $work) `
        -Folder ([System.IO.Path]::GetDirectoryName($file)) -Seconds $Seconds -Stop $Stop
}

# A folder for what tools write, below the protected folder and with its rights.
function Get-WorkFolder {
    param([System.Object] $Run)
    Get-RunFolder $Run 'work'
}

function Get-RunFolder {
    param([System.Object] $Run, [string] $Name)
    $path = [System.IO.Path]::Combine($Run.Folder, $Name)
    try {
        [void] (Test-ProtectedFolder $path $true)
    }
    catch {
        throw (Get-AccessFault -Code 'FOLDER_NOT_USABLE' -Path $path -Exception $_.Exception)
    }
    $path
}

# A fault that was named stays what it is; everything else that a file can do to us becomes one.
function Get-AccessFault {
    param([string] $Code, [string] $Path, [System.Exception] $Exception)
    $code = Get-FaultCode $Exception
    if ($code.Length -gt 0) {
        return (ConvertTo-Fault -Code $code -ExitCode ([int] $Exception.Data['AirgapExit']) -Message $Exception.Data['AirgapText'])
    }
    ConvertTo-Fault -Code $Code -ExitCode 3 -Message ("$Path could not be made, read or written ($(Get-Cause $Exception)), so the run stops here. What is done is done and stands in the journal. " +
        'Check the space on the disk and who holds or denies the file, then run again.')
}
