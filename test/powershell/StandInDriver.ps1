# What no machine of a test has: Windows' rights on folders, a FIPS policy, a provider that disagrees. Functions of the
# assembled Verify-Kit.ps1 are stood in for. A line for each case: its name, what is wanted, what came.
param([string] $Script, [string] $Kit, [string] $Sha256)

# The script has parameters of the same names.
$original = $Kit
$digest = $Sha256
. $Script -FunctionsOnly

function Get-ClockSecond {
    ConvertFrom-TimeText '2026-11-25T12:00:00Z' 2000 2099
}

function Test-FipsPolicy {
    $true
}

function Get-RunCode {
    $code = Invoke-VerifyKit -Kit $original -Anchor "sha256:$digest"
    "$code/" + [string]::Join('/', [string[]] @($script:VerifyKitReport.Findings | ForEach-Object -Process { $_.Code }))
}

"fips-provider-agrees 0/FLOOR_NOT_CHECKED $(Get-RunCode)"

function Test-ProviderSignature {
    $false
}

"fips-provider-disagrees 1/SIGNATURE_INVALID $(Get-RunCode)"

function Test-PosixSystem {
    $false
}

function Get-FolderAccess {
    [pscustomobject] @{ Owner = 'S-1-5-21-1-2-3-1001'; User = 'S-1-5-21-1-2-3-1002'; Allowed = $script:Allowed }
}

function Get-Shared {
    param([string] $Sid, [int] $Rights)
    $script:Allowed = @(
        [pscustomobject] @{ Sid = 'S-1-5-18'; Rights = 2032127 }
        [pscustomobject] @{ Sid = $Sid; Rights = $Rights })
    Test-SharedFolder 'C:\kits'
}

# 2032127 is full control, 1179817 read and execute, 1245631 modify; the negative one is generic read and execute.
"rights-administrators False $(Get-Shared 'S-1-5-32-544' 2032127)"
"rights-owner False $(Get-Shared 'S-1-5-21-1-2-3-1001' 2032127)"
"rights-user False $(Get-Shared 'S-1-5-21-1-2-3-1002' 2032127)"
"rights-creator-owner False $(Get-Shared 'S-1-3-0' 0x10000000)"
"rights-users-read False $(Get-Shared 'S-1-5-32-545' 1179817)"
"rights-users-generic-read False $(Get-Shared 'S-1-5-32-545' -1610612736)"
"rights-users-append True $(Get-Shared 'S-1-5-32-545' 4)"
"rights-users-delete True $(Get-Shared 'S-1-5-32-545' 65536)"
"rights-authenticated-users-generic-write True $(Get-Shared 'S-1-5-11' 0x40000000)"
"rights-everyone-modify True $(Get-Shared 'S-1-1-0' 1245631)"
"rights-other-person-full True $(Get-Shared 'S-1-5-21-1-2-3-1003' 2032127)"
