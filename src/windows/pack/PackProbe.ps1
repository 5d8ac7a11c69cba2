# Read-only questions to a pilot host: what only a real Windows can answer. Nothing here changes anything.

# One answer; a question that throws is an answer too.
function Get-PackProbe {
    param([string] $Name, [scriptblock] $Question)
    $answer = [pscustomobject] @{ name = $Name; outcome = 'ok'; value = '' }
    try {
        $answer.value = ConvertTo-PlainText ([string]::Join('; ', [string[]] @(& $Question | ForEach-Object -Process { [string] $_ })))
    }
    catch {
        $cause = $_.Exception.GetBaseException()
        $answer.outcome = 'failed'
        $answer.value = ConvertTo-PlainText ($cause.GetType().FullName + ': ' + $cause.Message)
    }
    $answer
}

# A native program with its exit code and first lines, the full path in front.
function Get-PackNativeAnswer {
    param([string] $Name, [string] $ArgumentLine)
    $program = 'C:\Windows\System32\' + $Name
    if (-not (Test-Same (Get-PackKind -Path $program) 'File')) {
        return 'not there'
    }
    $run = Invoke-PackChild -Program $program -ArgumentLine $ArgumentLine -Catch $true
    "exit $($run.Exit)"
    $run.Text.Trim()
}

function Get-PackEngineProbe {
    Get-PackProbe 'powershell' { $PSVersionTable.PSVersion; $PSVersionTable.PSEdition }
    Get-PackProbe 'framework' { [System.Environment]::Version; Get-PackMachineValue -Key 'SOFTWARE\Microsoft\NET Framework Setup\NDP\v4\Full' -Name 'Release' }
    Get-PackProbe 'windows' { [System.Environment]::OSVersion.Version; Get-PackMachineValue -Key 'SOFTWARE\Microsoft\Windows NT\CurrentVersion' -Name 'UBR' }
    Get-PackProbe 'product' { Get-PackMachineValue -Key 'SOFTWARE\Microsoft\Windows NT\CurrentVersion' -Name 'ProductName'; Get-PackMachineValue -Key 'SOFTWARE\Microsoft\Windows NT\CurrentVersion' -Name 'InstallationType' }
    Get-PackProbe 'bits' { [System.IntPtr]::Size * 8; [System.Environment]::Is64BitOperatingSystem }
    Get-PackProbe 'language mode' { (Get-PackEngine).Language }
    Get-PackProbe 'execution policy' { Get-ExecutionPolicy -List | ForEach-Object -Process { "$($_.Scope) $($_.ExecutionPolicy)" } }
    Get-PackProbe 'culture' { [System.Globalization.CultureInfo]::CurrentCulture.Name; [System.Globalization.CultureInfo]::InstalledUICulture.Name }
    Get-PackProbe 'fips' { [System.Security.Cryptography.CryptoConfig]::AllowOnlyFipsAlgorithms }
    Get-PackProbe 'administrator' { Test-PlatformAdministrator }
    Get-PackProbe 'console' { [System.Console]::OutputEncoding.WebName; [System.Console]::WindowWidth }
}

function Get-PackFolderProbe {
    param([string] $Folder)
    Get-PackProbe 'folders' { $all = Get-PackFolder; $all.System; $all.Programs; $all.Data; $all.Profile }
    Get-PackProbe 'drive of the pack' { Get-PackDriveKind -Path $Folder }
    foreach ($path in @($Folder, 'C:\Program Files', 'C:\ProgramData', 'C:\ProgramData\AirgapKit', 'C:\')) {
        Get-PackProbe "rights of $path" {
            $access = Get-PlatformAccess -Path $path
            'owner ' + $access.Owner
            "protected $($access.Protected)"
            foreach ($entry in $access.Entries) {
                "$($entry.Sid) allow=$($entry.Allow) rights=0x$($entry.Rights.ToString('X')) propagation=$($entry.Propagation)"
            }
        }
    }
    Get-PackProbe 'place of the pack' { Assert-PackPlace $Folder; 'accepted' }
    Get-PackProbe 'files of the pack' { Get-PackDigest $Folder }
}

function Get-PackStoreProbe {
    foreach ($store in @('Root', 'CA', 'AuthRoot', 'Disallowed')) {
        Get-PackProbe "store $store" {
            $view = New-Object System.Security.Cryptography.X509Certificates.X509Store -ArgumentList $store, ([System.Security.Cryptography.X509Certificates.StoreLocation]::LocalMachine)
            try {
                $view.Open([System.Security.Cryptography.X509Certificates.OpenFlags]::ReadOnly -bor [System.Security.Cryptography.X509Certificates.OpenFlags]::OpenExistingOnly)
                "$($view.Certificates.Count) certificates"
            }
            finally {
                $view.Close()
            }
        }
    }
}

# Programs that the pack, the kit and the printed sheet name. Only ways to ask them that change nothing.
function Get-PackNativeProbe {
    param([string] $Folder)
    $anchor = ConvertTo-ProcessLine @((Get-PackPath $Folder 'anchor.cer'))
    $own = ConvertTo-ProcessLine @($Folder)
    Get-PackProbe 'certutil SHA256' { Get-PackNativeAnswer 'certutil.exe' "-hashfile $anchor SHA256" }
    Get-PackProbe 'certutil -store with an unknown digest' { Get-PackNativeAnswer 'certutil.exe' '-store Root 0000000000000000000000000000000000000000' }
    Get-PackProbe 'icacls' { Get-PackNativeAnswer 'icacls.exe' $own }
    Get-PackProbe 'reg' { Get-PackNativeAnswer 'reg.exe' 'query HKU\S-1-5-19' }
    foreach ($name in @('dism.exe', 'wusa.exe', 'pkgmgr.exe', 'fsutil.exe')) {
        Get-PackProbe "program $name" { Get-PackKind -Path ('C:\Windows\System32\' + $name) }
    }
}
