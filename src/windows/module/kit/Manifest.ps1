# What of the extracted kit's manifest is acted on, read after the verifier's work and never instead of it. Everything
# that is used is looked at once more; what is not of the expected shape ends the run.

function Get-KitFault {
    param([string] $Fact)
    ConvertTo-Fault -Code 'KIT_DATA_NOT_USABLE' -ExitCode 1 -Message ("$Fact. The kit does not say what to do, so nothing was done. " +
        'Extract the kit again with the kit verifier; if it stays, tell the sender.')
}

function Get-KitContentFault {
    param([string] $Path, [string] $Fact)
    ConvertTo-Fault -Code 'KIT_CONTENT_DIFFERS' -ExitCode 1 -Message ("$Path $Fact. This kit is not what was extracted: somebody changed it, or the disk did. " +
        'Nothing was imported, installed or removed. Keep the folder as evidence, find out who wrote there, and extract the kit again with the kit verifier.')
}

# A path of a manifest, on this host. Its shape cannot lead out of the kit.
function Get-KitPath {
    param([string] $Root, [string] $Path)
    $segment = '(?:[A-Za-z0-9_][A-Za-z0-9._-]*|\{[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}\})'
    if (-not (Test-Shape $Path ($segment + '(?:/' + $segment + ')*')) -or $Path.Length -gt 120) {
        throw (Get-KitFault "the manifest names the path '$Path', which no kit may have")
    }
    [System.IO.Path]::Combine($Root, $Path.Replace('/', [string] [System.IO.Path]::DirectorySeparatorChar))
}

# Root, Id, Title, Created, Digest, Sequence, Profile, Signers, Entries, Certificates, Updates.
function Read-KitManifest {
    param([string] $Root)
    $document = Read-KitJson -KitRoot $Root -Path 'META/manifest.json' -Format 'airgap-kit/1'
    $manifest = $document.Value
    $about = Get-Part $manifest 'profile'
    $kit = [pscustomobject] @{
        Root = $Root; Id = [string] (Get-Part $manifest 'id'); Digest = $document.Sha256; Sequence = Get-PartNumber $manifest 'sequence'
        Title = ConvertTo-KitText (Get-Part $about 'title'); Created = ConvertTo-KitText (Get-Part $manifest 'created'); Profile = [string] (Get-Part $about 'id')
        Signers = [string[]] @(foreach ($signer in @(Get-Part $manifest 'signers')) { [string] (Get-Part $signer 'key_sha256') })
        Entries = @(foreach ($entry in @(Get-Part $manifest 'entries')) { ConvertTo-KitEntry $entry })
        Certificates = @(); Updates = @()
    }
    Assert-KitId $kit.Id
    $kit.Certificates = [System.Collections.Hashtable[]] @(foreach ($item in @(Get-Part $manifest 'certificates')) {
            @{
                Name = [string] (Get-Part $item 'name'); Path = [string] (Get-Part $item 'path')
                Sha256 = [string] (Get-Part $item 'sha256'); Store = [string] (Get-Part $item 'store')
            }
        })
    $kit.Updates = @(foreach ($item in @(Get-Part $manifest 'updates')) { ConvertTo-UpdateRow $item $kit.Entries })
    $kit
}

# A number that is none is -1.
function Get-PartNumber {
    param([System.Object] $Object, [string] $Name)
    $value = Get-Part $Object $Name
    if ($value -is [int] -or $value -is [long]) {
        return [long] $value
    }
    [long] -1
}

function ConvertTo-KitEntry {
    param([System.Object] $Entry)
    $kept = [pscustomobject] @{
        Path = [string] (Get-Part $Entry 'path'); Role = [string] (Get-Part $Entry 'role')
        Sha256 = [string] (Get-Part $Entry 'sha256'); Size = Get-PartNumber $Entry 'size'
    }
    if (-not (Test-Shape $kept.Sha256 '[0-9a-f]{64}') -or $kept.Size -lt 0) {
        throw (Get-KitFault "the manifest says nothing usable of '$($kept.Path)'")
    }
    $kept
}

function ConvertTo-UpdateRow {
    param([System.Object] $Item, [System.Object[]] $Entry)
    $row = [pscustomobject] @{
        Architecture = [string] (Get-Part $Item 'architecture'); Kb = [string] (Get-Part $Item 'kb'); Kind = [string] (Get-Part $Item 'kind')
        Order = Get-PartNumber $Item 'order'; Path = [string] (Get-Part $Item 'path'); Train = [string] (Get-Part $Item 'train'); Sha256 = ''; Size = [long] 0
    }
    $shape = (Test-Shape $row.Architecture 'arm64|x64|x86') -and (Test-Shape $row.Kb 'KB[0-9]{6,7}') -and
    (Test-Shape $row.Kind 'floor|rollup|prerequisite') -and $row.Order -ge 1
    if (-not $shape) {
        throw (Get-KitFault "the manifest names the update '$($row.Kb)' in a way that is not known")
    }
    if ($row.Path.Length -gt 0) {
        foreach ($one in $Entry) {
            if ((Test-Same $one.Path $row.Path) -and (Test-Same $one.Role 'update')) {
                $row.Sha256 = $one.Sha256
                $row.Size = $one.Size
            }
        }
        if ($row.Sha256.Length -eq 0) {
            throw (Get-KitFault "the manifest names the update file '$($row.Path)' and does not list it")
        }
    }
    $row
}
