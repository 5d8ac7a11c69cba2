# Every call to Windows for local Group Policy, and nothing else: no judgement lives here. Tests put a fake host in this
# file's place.

# From a 32-bit PowerShell System32 is another folder, and the policy there is nobody's; Sysnative is the real one.
function Get-PlatformPolicyFolder {
    $folder = [System.Environment]::SystemDirectory
    if ([System.Environment]::Is64BitOperatingSystem -and -not [System.Environment]::Is64BitProcess) {
        $folder = [System.IO.Path]::Combine([System.IO.Path]::GetDirectoryName($folder), 'Sysnative')
    }
    [System.IO.Path]::Combine($folder, 'GroupPolicy')
}

# With the rights of the folder above it, as Windows' own editor makes it. Does nothing if it exists.
function Add-PlatformPolicyFolder {
    param([string] $Path)
    [void] [System.IO.Directory]::CreateDirectory($Path)
}

# In one step: whoever reads sees the old file or the new one. A file that is there keeps its owner, rights and streams.
function Switch-PlatformFile {
    param([string] $From, [string] $To)
    if ([System.IO.File]::Exists($To)) {
        [System.IO.File]::Replace($From, $To, [System.Management.Automation.Language.NullString]::Value)
        return
    }
    [System.IO.File]::Move($From, $To)
}

# Kind (as in a policy file) and Value of a value of the machine; $null if it is not there.
function Get-PlatformRegistryValue {
    param([string] $Path, [string] $Name)
    $machine = Open-PlatformRegistry
    try {
        $key = $machine.OpenSubKey($Path, $false)
        if ($null -eq $key) {
            return $null
        }
        try {
            $value = $key.GetValue($Name, $null, [Microsoft.Win32.RegistryValueOptions]::DoNotExpandEnvironmentNames)
            if ($null -ne $value) {
                [pscustomobject] @{ Kind = [int] $key.GetValueKind($Name); Value = $value }
            }
        }
        finally {
            $key.Dispose()
        }
    }
    finally {
        $machine.Dispose()
    }
}

# Whether a domain's policy comes on top of the local one.
function Test-PlatformDomainMember {
    [bool] (Get-CimInstance -ClassName 'Win32_ComputerSystem' -Property 'PartOfDomain').PartOfDomain
}
