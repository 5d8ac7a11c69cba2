# What this host needs, as a file for the people on the connected side. No secrets; the name only if it may go out.

<#
.SYNOPSIS
Writes a needs file: what this Windows is, and what it lacks.

.DESCRIPTION
Canonical JSON, format airgap-needs/1, for whoever prepares kits and updates; no tool reads it yet. It holds build, revision, product type,
architecture, the installed updates that are listed, the verdict of each condition of the kit, and the updates that the
kit only names or does not name. Nothing on the host is changed.

One object is given back: Path, Sha256.

.PARAMETER Path
The file to be made. It must not exist.

.PARAMETER KitRoot
The folder of the kit that the host was judged by. Without one the file holds the facts and no verdicts.

.PARAMETER WithoutName
Leaves the host's name out, where names may not leave the site. Several files are then told apart by their content.

.EXAMPLE
Export-AirgapNeeds -Path E:\needs-SRV07.json -KitRoot $root

.EXAMPLE
Export-AirgapNeeds -Path E:\needs-1.json -KitRoot $root -WithoutName
#>
function Export-AirgapNeeds {
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory = $true)] [string] $Path,
        [string] $KitRoot = '',
        [switch] $WithoutName
    )
    $target = [System.IO.Path]::GetFullPath($Path)
    $kit = $null
    $case = $null
    $state = $null
    $verdicts = @()
    if ($KitRoot.Length -gt 0) {
        $kit = Read-KitManifest ([System.IO.Path]::GetFullPath($KitRoot).TrimEnd([System.IO.Path]::DirectorySeparatorChar))
        $check = Get-AirgapVerdict -KitRoot $kit.Root
        $state = $check.State
        $verdicts = $check.Verdicts
        $case = Get-UpdateCase (Read-KitData $kit.Root)
    }
    else {
        $state = Get-AirgapHostState
    }
    $document = Get-NeedsDocument -State $state -Kit $kit -Case $case -Verdict $verdicts
    if ($WithoutName) {
        $document['host'] = ''
    }
    $bytes = [System.Text.Encoding]::ASCII.GetBytes((ConvertTo-CanonicalJson $document))
    try {
        Export-PlatformFile -Path $target -Bytes $bytes
    }
    catch {
        throw (ConvertTo-Fault -Code 'NEEDS_NOT_WRITTEN' -ExitCode 3 -Message ("$target could not be written ($(Get-Cause $_.Exception)). A file that is there already is never replaced. " +
                'Choose another name, or check the medium and its write protection.'))
    }
    [pscustomobject] @{ Path = $target; Sha256 = Get-Sha256Hex $bytes }
}

function Get-NeedsDocument {
    param([System.Object] $State, [System.Object] $Kit, [System.Object] $Case, [System.Object[]] $Verdict)
    $about = @{ digest = ''; id = ''; profile = '' }
    if ($null -ne $Kit) {
        $about = @{ digest = $Kit.Digest; id = $Kit.Id; profile = $Kit.Profile }
    }
    $free = ''
    if ($null -ne $State.FreeBytes) {
        $free = ([long] $State.FreeBytes).ToString([System.Globalization.CultureInfo]::InvariantCulture)
    }
    @{
        format       = 'airgap-needs/1'
        created      = ConvertTo-TimeText (Get-PlatformClock)
        host         = [string] $State.Name
        kit          = $about
        os           = Get-ReceiptSystem $State
        free_bytes   = $free
        installed    = Get-NeedsInstalled $State $Case
        conditions   = @(foreach ($one in $Verdict) { Get-ReceiptCondition $one })
        train        = Get-NeedsTrain $Case
        updates      = @(Get-NeedsUpdate $Kit $Case)
    }
}

function Get-NeedsTrain {
    param([System.Object] $Case)
    if ($null -ne $Case -and $null -ne $Case.Train) {
        return [string] $Case.Train.id
    }
    ''
}

# KBs of which there is a sign, in ordinal order, and the newest rollup's revision.
function Get-NeedsInstalled {
    param([System.Object] $State, [System.Object] $Case)
    $kbs = New-Object 'System.Collections.Generic.SortedSet[string]' -ArgumentList ([System.StringComparer]::Ordinal)
    foreach ($id in @($State.HotFixes)) {
        if ($null -ne $id -and (Test-Shape $id 'KB[0-9]{6,7}')) { [void] $kbs.Add($id) }
    }
    $rollup = ''
    if ($null -ne $Case -and $null -ne $Case.Evidence) {
        foreach ($id in $Case.Evidence.Seen) { [void] $kbs.Add($id) }
        if ($Case.Evidence.Rollup -ge 0) { $rollup = [string] $Case.Evidence.Rollup }
    }
    @{ kbs = [string[]] @($kbs); rollup_revision = $rollup }
}

# What a kit would have to bring a file for: nothing if the condition is met, waits for a restart, or has no remedy.
function Get-NeedsUpdate {
    param([System.Object] $Kit, [System.Object] $Case)
    if ($null -eq $Case -or $null -ne (Get-UpdateAnswer $Case)) {
        return
    }
    foreach ($item in @(Get-UpdatePlan $Kit $Case)) {
        if ($null -ne $item.Row) {
            @{
                architecture = $item.Row.Architecture; in_kit = $item.Row.Path.Length -gt 0; kb = $item.Row.Kb; kind = $item.Row.Kind; order = $item.Row.Order
            }
        }
    }
}
