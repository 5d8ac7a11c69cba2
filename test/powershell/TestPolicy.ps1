# Policy files for the tests, put together by hand and not by the module; kits that carry one; a host's own policy.

$script:StorePath = 'Software\Policies\Microsoft\SystemCertificates\'
$script:VectorFolder = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', 'vectors', 'policy'))

# Policies that Windows wrote: where the variable says, else where test/outside.properties does.
function Get-TestSampleFolder {
    $root = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))
    $named = [System.Environment]::GetEnvironmentVariable('AIRGAPKIT_SAMPLES')
    if ([System.String]::IsNullOrEmpty($named)) {
        $start = 'AIRGAPKIT_SAMPLES='
        $named = @([System.IO.File]::ReadAllLines([System.IO.Path]::Combine($root, 'test', 'outside.properties')) | Where-Object { $_.StartsWith($start, [System.StringComparison]::Ordinal) })[0].Substring($start.Length)
    }
    [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($root, $named))
}
$script:SampleFolder = Get-TestSampleFolder

# Half pairs too, which an encoder would replace.
function Get-TestWide {
    param([string] $Text)
    $bytes = New-Object 'System.Byte[]' -ArgumentList (2 * $Text.Length)
    [System.Buffer]::BlockCopy($Text.ToCharArray(), 0, $bytes, 0, $bytes.Length)
    , $bytes
}

function Join-TestByte {
    param([object[]] $Part)
    $stream = New-Object System.IO.MemoryStream
    foreach ($one in $Part) { $stream.Write([byte[]] $one, 0, ([byte[]] $one).Length) }
    , $stream.ToArray()
}

function New-TestEntry {
    param([string] $Key, [string] $Name = '', [uint32] $Type = 0, [byte[]] $Data = @())
    , (Join-TestByte @((Get-TestWide "[$Key`0;$Name`0;"), [System.BitConverter]::GetBytes($Type), (Get-TestWide ';'),
            [System.BitConverter]::GetBytes([uint32] $Data.Length), (Get-TestWide ';'), $Data, (Get-TestWide ']')))
}

function New-TestNumber { param([string] $Key, [string] $Name, [int] $Value) , (New-TestEntry $Key $Name 4 ([System.BitConverter]::GetBytes($Value))) }

function New-TestPolicy {
    param([object[]] $Entry = @())
    , (Join-TestByte (@(, [byte[]] @(0x50, 0x52, 0x65, 0x67, 1, 0, 0, 0)) + $Entry))
}

# Records 3, 11 and 32, as the builder writes them; Friendly makes another value of the same certificate.
function New-TestBlob {
    param([object] $Certificate, [string] $Friendly = '')
    $parts = @()
    foreach ($record in @(@(3, [System.Security.Cryptography.SHA1]::HashData([byte[]] $Certificate.Bytes)), @(11, (Get-TestWide ($Friendly + "`0"))), @(32, $Certificate.Bytes))) {
        if ($record[0] -eq 11 -and $Friendly.Length -eq 0) { continue }
        $parts += , (Join-TestByte @([System.BitConverter]::GetBytes([uint32] $record[0]), [System.BitConverter]::GetBytes([uint32] 1), [System.BitConverter]::GetBytes([uint32] $record[1].Length), $record[1]))
    }
    , (Join-TestByte $parts)
}

function New-TestBlobEntry {
    param([object] $Certificate, [string] $Store = 'Root', [string] $Friendly = '')
    , (New-TestEntry ($StorePath + "$Store\Certificates\" + $Certificate.Thumbprint) 'Blob' 3 (New-TestBlob $Certificate $Friendly))
}

# What the builder writes for certificates of Root.
function New-TestRootPolicy {
    param([object[]] $Certificate, [string] $Friendly = '', [object[]] $More = @())
    $entries = @(foreach ($one in $Certificate) { , (New-TestBlobEntry $one 'Root' $Friendly) })
    , (New-TestPolicy ($entries + @((New-TestEntry ($StorePath + 'Root\CRLs')), (New-TestEntry ($StorePath + 'Root\CTLs'))) + $More))
}

function Set-TestKitPolicy {
    param([object] $Kit, [byte[]] $Bytes)
    $file = [System.IO.Path]::Combine($Kit.Root, 'gpo/apply/GPOs/{0A1B2C3D-0000-5000-8000-00000000ABCD}/DomainSysvol/GPO/Machine/registry.pol')
    [void] [System.IO.Directory]::CreateDirectory([System.IO.Path]::GetDirectoryName($file))
    [System.IO.File]::WriteAllBytes($file, $Bytes)
    [System.IO.File]::Delete($Kit.Fake)
    Update-TestManifest $Kit
    Set-TestFake $Kit @{ }
}

function New-TestPolicyKit {
    param([object] $HostFolder, [object[]] $Certificate, [byte[]] $Policy)
    $kit = New-TestWholeKit $HostFolder $Certificate
    if ($null -eq $Policy) { $Policy = New-TestRootPolicy $Certificate }
    Set-TestKitPolicy $kit $Policy
    $kit
}

function Get-TestPolicyPath {
    param([object] $HostFolder, [string] $Name = 'Machine/registry.pol')
    [System.IO.Path]::Combine($HostFolder.Root, 'GroupPolicy', $Name)
}

function Set-TestLocalPolicy {
    param([object] $HostFolder, [byte[]] $Policy, [string] $Ini = '')
    [void] [System.IO.Directory]::CreateDirectory((Get-TestPolicyPath $HostFolder 'Machine'))
    if ($null -ne $Policy) { [System.IO.File]::WriteAllBytes((Get-TestPolicyPath $HostFolder), $Policy) }
    if ($Ini.Length -gt 0) { [System.IO.File]::WriteAllText((Get-TestPolicyPath $HostFolder 'gpt.ini'), $Ini) }
}

# The two files as text, for comparing; absent is a word.
function Get-TestPolicy {
    param([object] $HostFolder)
    $path = Get-TestPolicyPath $HostFolder
    if (-not [System.IO.File]::Exists($path)) { return 'absent' }
    [System.Convert]::ToBase64String([System.IO.File]::ReadAllBytes($path))
}

function Get-TestIni {
    param([object] $HostFolder)
    $path = Get-TestPolicyPath $HostFolder 'gpt.ini'
    if (-not [System.IO.File]::Exists($path)) { return 'absent' }
    [System.IO.File]::ReadAllText($path).Replace("`r`n", '|')
}

# With the manifest's list of certificates, or another kit's certificates than the policy's.
function Install-TestPolicy {
    param([object] $Kit, [switch] $WhatIf)
    Import-TestModule $Kit
    Install-AirgapPolicy -KitRoot $Kit.Root -WhatIf:$WhatIf
}

# What was said about policy, and the exit code.
function Get-TestPolicyCode {
    param([object[]] $Results)
    [string]::Join(' ', @($Results[-1].Exit) + @($Results | Where-Object { $_.psobject.Properties['Policy'] } | ForEach-Object { $_.Code }))
}

# The policy's own steps in a run, without what stands around them.
function Invoke-TestPolicyStep {
    param([object] $Kit, [switch] $Undo, [switch] $Decline)
    Import-TestModule $Kit
    & (Get-Module AirgapKit) {
        $kit = Read-AllowedKit $args[0]
        $run = Enter-Run $kit.Root $kit.Id $false
        $say = $args[2]
        try {
            $run.Journal.Notes
            if ($args[1]) { Invoke-PolicyUndoStep -Run $run -Kit $kit -Ask $say }
            else { Invoke-PolicyStep -Run $run -Ours (Read-KitPolicy $kit) -Ask $say }
        }
        finally {
            Exit-Run $run
        }
    } $Kit.Root ([bool] $Undo) $(if ($Decline) { { $false } } else { { $true } })
}
