# Makes hosts and kits for the tests: fresh certificates, the entry scripts, a module with the fake host.

. ([System.IO.Path]::Combine($PSScriptRoot, 'Products.ps1'))
# What stands in for which part of the module.
$script:FakeFiles = @{ 'common/PlatformAccess.ps1' = 'FakePlatformAccess.ps1'; 'common/PlatformStore.ps1' = 'FakePlatformStore.ps1'; 'module/Platform.ps1' = 'FakePlatform.ps1'; 'module/host/PlatformHost.ps1' = 'FakePlatformHost.ps1'; 'module/update/PlatformProcess.ps1' = 'FakeProcess.ps1' }
$script:EntryScripts = @('Apply-Kit.ps1', 'Check-Host.ps1', 'Undo-Kit.ps1')
$script:HostileName = 'a'' ; exit 9 ; $(throw 1) `" ' + [char] 0x2019 + [char] 0x201C + "`r`n#> | " + [char] 0x202E + '${x}'

function New-TestCertificate {
    param([string] $Name = 'Test Root')
    $builder = New-Object System.Security.Cryptography.X509Certificates.X500DistinguishedNameBuilder
    $builder.AddCommonName($Name)
    $key = [System.Security.Cryptography.ECDsa]::Create([System.Security.Cryptography.ECCurve+NamedCurves]::nistP256)
    $request = New-Object System.Security.Cryptography.X509Certificates.CertificateRequest -ArgumentList $builder.Build(), $key, ([System.Security.Cryptography.HashAlgorithmName]::SHA256)
    $start = [System.DateTimeOffset]::Parse('2026-01-01T00:00:00Z', [System.Globalization.CultureInfo]::InvariantCulture)
    $certificate = $request.CreateSelfSigned($start, $start.AddYears(10))
    $hash = [System.Security.Cryptography.SHA256]::Create()
    [pscustomobject] @{
        Bytes      = $certificate.RawData
        Sha256     = [System.BitConverter]::ToString($hash.ComputeHash($certificate.RawData)).Replace('-', '').ToLowerInvariant()
        Thumbprint = $certificate.Thumbprint
        Name       = $certificate.Subject
    }
}

# The module with fakes in the place of its Platform parts, and the entry scripts, as they lie in a kit.
function Set-TestModule {
    param([string] $Scripts, [hashtable] $Other = @{ })
    $replace = @{ }
    foreach ($part in $script:FakeFiles.Keys) { $replace[$part] = [System.IO.Path]::Combine($PSScriptRoot, $script:FakeFiles[$part]) }
    foreach ($part in $Other.Keys) { $replace[$part] = [System.IO.Path]::Combine($PSScriptRoot, $Other[$part]) }
    $module = [System.IO.Path]::Combine($Scripts, 'AirgapKit')
    [void] [System.IO.Directory]::CreateDirectory($module)
    foreach ($name in @('AirgapKit.psd1', 'AirgapKit.psm1')) {
        [System.IO.File]::WriteAllText([System.IO.Path]::Combine($module, $name), (Get-ProductText $name $replace))
    }
    foreach ($name in $script:EntryScripts) {
        [System.IO.File]::WriteAllText([System.IO.Path]::Combine($Scripts, $name), (Get-ProductText $name))
    }
}

# Other text for a part of the module: a function that is defined twice is the later one.
function Add-TestModuleText {
    param([object] $Kit, [string] $Text)
    [System.IO.File]::AppendAllText([System.IO.Path]::Combine($Kit.Module, 'AirgapKit.psm1'), "`n$Text`n")
}

# A Server 2019 below the floor, nothing pending (FakeWindows.ps1).
function Get-TestWindowsStart {
    @{
        Build = 17763; Ubr = 1577; ProductType = 3; Architecture = 'AMD64'; RestartPending = $false; Free = 100GB; EventSource = $false
        Packages = @{ 'Package_for_RollupFix~31bf3856ad364e35~amd64~~17763.1577.1.5' = 112 }; HotFixes = @(); Events = @(); Services = @{ wuauserv = 'manual' }
    }
}

function New-TestHost {
    $root = [System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), 'airgap-' + [System.Guid]::NewGuid().ToString('N'))
    [void] [System.IO.Directory]::CreateDirectory([System.IO.Path]::Combine($root, 'data', 'AirgapKit', 'kits'))
    $journal = [System.IO.Path]::Combine($root, 'data', 'AirgapKit', 'journal.jsonl')
    [System.IO.File]::WriteAllText([System.IO.Path]::Combine($root, 'windows.json'), (ConvertTo-Json -Depth 5 (Get-TestWindowsStart)))
    [pscustomobject] @{ Root = $root; Journal = $journal; Kits = 0 }
}

function Set-TestStore {
    param([object] $HostFolder, [string] $Location, [string] $Store, [object] $Certificate, [byte[]] $Blob)
    if ($null -eq $Blob) {
        $stream = New-Object System.IO.MemoryStream
        foreach ($word in @(32, 1, $Certificate.Bytes.Length)) { $stream.Write([System.BitConverter]::GetBytes([uint32] $word), 0, 4) }
        $stream.Write($Certificate.Bytes, 0, $Certificate.Bytes.Length)
        $Blob = $stream.ToArray()
    }
    $path = [System.IO.Path]::Combine($HostFolder.Root, 'stores', $Location, $Store, $Certificate.Thumbprint)
    [void] [System.IO.Directory]::CreateDirectory([System.IO.Path]::GetDirectoryName($path))
    [System.IO.File]::WriteAllBytes($path, $Blob)
}

# Everything on the host but the kits: what "as before" and "nothing changed" are compared by.
function Get-TestState {
    param([object] $HostFolder, [switch] $StoresOnly)
    $kits = [System.IO.Path]::Combine('data', 'AirgapKit', 'kits')
    $files = [System.IO.Directory]::GetFiles($HostFolder.Root, '*', [System.IO.SearchOption]::AllDirectories)
    $lines = foreach ($file in $files) {
        $name = $file.Substring($HostFolder.Root.Length + 1)
        if (-not $name.StartsWith($kits) -and (-not $StoresOnly -or $name.StartsWith('stores'))) {
            $name + ' ' + [System.Convert]::ToBase64String([System.IO.File]::ReadAllBytes($file))
        }
    }
    $sorted = [string[]] @($lines)
    [System.Array]::Sort($sorted, [System.StringComparer]::Ordinal)
    [string]::Join("`n", $sorted)
}

# A kit in the protected folder: certificates and scripts, without a manifest. Other: more parts of the module to replace.
function New-TestKit {
    param([object] $HostFolder, [object[]] $Certificate, [string] $Store = 'Root', [hashtable] $Other = @{ })
    $HostFolder.Kits++
    $root = [System.IO.Path]::Combine($HostFolder.Root, 'data', 'AirgapKit', 'kits', $HostFolder.Kits.ToString('x16'))
    $module = [System.IO.Path]::Combine($root, 'scripts', 'AirgapKit')
    foreach ($folder in @($module, [System.IO.Path]::Combine($root, 'certs', $Store))) { [void] [System.IO.Directory]::CreateDirectory($folder) }
    Set-TestModule ([System.IO.Path]::GetDirectoryName($module)) $Other
    $id = 'test-' + $HostFolder.Kits + '-20261125T120000Z'
    $number = 0
    $list = @(foreach ($item in $Certificate) {
            $path = "certs/$Store/c$number.cer"
            $number++
            [System.IO.File]::WriteAllBytes([System.IO.Path]::Combine($root, $path), $item.Bytes)
            @{ Name = $item.Name; Path = $path; Sha256 = $item.Sha256; Store = $Store }
        })
    $script = [System.IO.Path]::Combine($root, 'scripts', 'Apply-Kit.ps1')
    $kit = [pscustomobject] @{ Root = $root; Id = $id; List = $list; Module = $module; Script = $script; HostFolder = $HostFolder; Fake = [System.IO.Path]::Combine($module, 'fake-host.json') }
    Set-TestFake $kit @{ }
    $kit
}

function Set-TestFake {
    param([object] $Kit, [hashtable] $Setting)
    $all = @{ Root = $Kit.HostFolder.Root }
    foreach ($name in $Setting.Keys) { $all[$name] = $Setting[$name] }
    [System.IO.File]::WriteAllText($Kit.Fake, (ConvertTo-Json -Depth 6 $all))
}

# The module itself keeps nothing between two runs; only the fake host counts and dies, so it is set back.
function Import-TestModule {
    param([object] $Kit)
    $loaded = @(Get-Module -Name AirgapKit)
    if ($loaded.Length -eq 1 -and $loaded[0].ModuleBase -ceq $Kit.Module) {
        & $loaded[0] { $script:FakeSteps = 0; $script:FakeDead = $false; $script:FakeLock = $null }
        return
    }
    # Modules of other kits have other paths and would stay beside this one.
    $loaded | Remove-Module -Force
    Import-Module -Name ([System.IO.Path]::Combine($Kit.Module, 'AirgapKit.psd1')) -Force -Global
}

function Install-TestKit {
    param([object] $Kit, [switch] $WhatIf)
    Import-TestModule $Kit
    Install-AirgapRoot -KitRoot $Kit.Root -KitId $Kit.Id -Certificate $Kit.List -WhatIf:$WhatIf
}

function Undo-TestKit {
    param([object] $Kit, [switch] $WhatIf)
    Import-TestModule $Kit
    Undo-AirgapChange -KitRoot $Kit.Root -KitId $Kit.Id -Certificate $Kit.List -WhatIf:$WhatIf
}

# The code of the fault that ends a run, or what the run gave if it did not end by one.
function Get-TestFault {
    param([scriptblock] $Run)
    try {
        $given = & $Run
        'no fault, but ' + [string]::Join(',', @($given | ForEach-Object { $_.Code }))
    }
    catch {
        if ($_.Exception.Data.Contains('AirgapCode')) { return "$($_.Exception.Data['AirgapCode'])/$($_.Exception.Data['AirgapExit'])" }
        $_.Exception.Message
    }
}

# The entry script as people run it: a process of its own.
function Invoke-TestScript {
    param([object] $Kit, [string[]] $Argument = @())
    $engine = [System.Diagnostics.Process]::GetCurrentProcess().MainModule.FileName
    $start = New-Object System.Diagnostics.ProcessStartInfo -ArgumentList $engine
    foreach ($word in @('-NoProfile', '-NonInteractive', '-File', $Kit.Script) + $Argument) { $start.ArgumentList.Add($word) }
    # A process that is killed leaves its diagnostic pipes behind.
    $start.Environment['DOTNET_EnableDiagnostics'] = '0'
    $start.Environment['POWERSHELL_DIAGNOSTICS_OPTOUT'] = '1'
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $process = [System.Diagnostics.Process]::Start($start)
    $talk = $process.StandardError.ReadToEndAsync()
    $data = $process.StandardOutput.ReadToEnd()
    $process.WaitForExit()
    [pscustomobject] @{ Exit = $process.ExitCode; Out = $data; Error = $talk.Result }
}
