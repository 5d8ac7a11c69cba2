# The extracted kit's own data: META/manifest.json and data/profile.json, read after the verifier's work and never
# instead of it. Everything that is used is looked at once more; what is not of the expected shape ends the run.

function Get-KitFault {
    param([string] $Fact)
    ConvertTo-Fault 'KIT_DATA_NOT_USABLE' 1 ("$Fact. The kit does not say what to do, so nothing was done. " +
        'Extract the kit again with the kit verifier; if it stays, tell the sender.')
}

function Get-KitContentFault {
    param([string] $Path, [string] $Fact)
    ConvertTo-Fault 'KIT_CONTENT_DIFFERS' 1 ("$Path $Fact. This kit is not what was extracted: somebody changed it, or the disk did. " +
        'Nothing was imported, installed or removed. Keep the folder as evidence, find out who wrote there, and extract the kit again with the kit verifier.')
}

# A member of an object that came out of JSON; $null if it is not there.
function Get-JsonMember {
    param([System.Object] $Object, [string] $Name)
    if ($null -eq $Object) {
        return $null
    }
    $member = $Object.psobject.Properties[$Name]
    if ($null -eq $member) {
        return $null
    }
    $member.Value
}

# The elements of a list, none if it is not there.
function Get-JsonList {
    param([System.Object] $Object, [string] $Name)
    foreach ($item in @(Get-JsonMember $Object $Name)) {
        if ($null -ne $item) {
            $item
        }
    }
}

function Get-JsonText {
    param([System.Object] $Object, [string] $Name)
    [string] (Get-JsonMember $Object $Name)
}

# A number that is none, such as the word "unknown", is -1.
function Get-JsonNumber {
    param([System.Object] $Object, [string] $Name)
    $value = Get-JsonMember $Object $Name
    if ($value -is [int] -or $value -is [long]) {
        return [long] $value
    }
    -1
}

function Read-KitFile {
    param([string] $Root, [string] $Path, [long] $Limit)
    $file = Get-KitPath $Root $Path
    if (-not [System.IO.File]::Exists($file)) {
        throw (Get-KitFault "the kit's data file $file is missing")
    }
    try {
        $length = (New-Object System.IO.FileInfo -ArgumentList $file).Length
        if ($length -lt 2 -or $length -gt $Limit) {
            throw (Get-KitFault "$file has $length bytes, which is none of its sizes")
        }
        return , [System.IO.File]::ReadAllBytes($file)
    }
    catch {
        if ((Get-FaultCode $_.Exception).Length -gt 0) {
            throw
        }
        throw (ConvertTo-Fault 'KIT_UNREADABLE' 3 ("$file could not be read ($(Get-Cause $_.Exception)), so nothing was done. " +
                'Find out who holds or denies the file, then run again.'))
    }
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

function ConvertFrom-KitJson {
    param([byte[]] $Bytes, [string] $Name)
    try {
        $text = (New-Object System.Text.UTF8Encoding -ArgumentList $false, $true).GetString($Bytes)
        ConvertFrom-Json -InputObject $text
    }
    catch {
        throw (Get-KitFault "$Name is not JSON ($(Get-Cause $_.Exception))")
    }
}

# Root, Id, Title, Digest, Sequence, Profile, Signers, Entries, Certificates, Updates.
function Read-KitManifest {
    param([string] $Root)
    [byte[]] $bytes = Read-KitFile $Root 'META/manifest.json' 4194304
    $first = [System.Text.Encoding]::GetEncoding(28591).GetString($bytes)
    if ($first.IndexOf(',"format":"airgap-kit/1","grade":"', [System.StringComparison]::Ordinal) -lt 0) {
        throw (Get-KitFault 'META/manifest.json is not a manifest that this kit''s scripts know')
    }
    $manifest = ConvertFrom-KitJson $bytes 'META/manifest.json'
    $kit = [pscustomobject] @{
        Root = $Root; Id = Get-JsonText $manifest 'id'; Digest = Get-Sha256Hex $bytes; Sequence = Get-JsonNumber $manifest 'sequence'
        Title = Get-JsonText (Get-JsonMember $manifest 'profile') 'title'; Profile = Get-JsonText (Get-JsonMember $manifest 'profile') 'id'
        Signers = @(foreach ($signer in @(Get-JsonList $manifest 'signers')) { Get-JsonText $signer 'key_sha256' })
        Entries = @(foreach ($entry in @(Get-JsonList $manifest 'entries')) { ConvertTo-KitEntry $entry })
        Certificates = @(); Updates = @()
    }
    Assert-KitId $kit.Id
    $kit.Certificates = @(foreach ($item in @(Get-JsonList $manifest 'certificates')) {
            @{ Name = Get-JsonText $item 'name'; Path = Get-JsonText $item 'path'; Sha256 = Get-JsonText $item 'sha256'; Store = Get-JsonText $item 'store' }
        })
    $kit.Updates = @(foreach ($item in @(Get-JsonList $manifest 'updates')) { ConvertTo-UpdateRow $item $kit.Entries })
    $kit
}

function ConvertTo-KitEntry {
    param([System.Object] $Entry)
    $kept = [pscustomobject] @{
        Path = Get-JsonText $Entry 'path'; Role = Get-JsonText $Entry 'role'
        Sha256 = Get-JsonText $Entry 'sha256'; Size = Get-JsonNumber $Entry 'size'
    }
    if (-not (Test-Shape $kept.Sha256 '[0-9a-f]{64}') -or $kept.Size -lt 0) {
        throw (Get-KitFault "the manifest says nothing usable of '$($kept.Path)'")
    }
    $kept
}

function ConvertTo-UpdateRow {
    param([System.Object] $Item, [System.Object[]] $Entry)
    $row = [pscustomobject] @{
        Architecture = Get-JsonText $Item 'architecture'; Kb = Get-JsonText $Item 'kb'; Kind = Get-JsonText $Item 'kind'
        Order = Get-JsonNumber $Item 'order'; Path = Get-JsonText $Item 'path'; Train = Get-JsonText $Item 'train'; Sha256 = ''; Size = [long] 0
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

# The trains of the profile: Id, Os, Builds, Verdict, FloorUbr, Accepted (Kb, Revision), SecurityOnly, When (of a KB).
function Read-KitTrain {
    param([string] $Root)
    $document = ConvertFrom-KitJson (Read-KitFile $Root 'data/profile.json' 4194304) 'data/profile.json'
    if (-not (Test-Same (Get-JsonText $document 'format') 'airgap-profile/1')) {
        throw (Get-KitFault 'data/profile.json is not a profile that this kit''s scripts know')
    }
    foreach ($train in @(Get-JsonList $document 'trains')) {
        $when = New-Object 'System.Collections.Generic.Dictionary[string,string]' -ArgumentList ([System.StringComparer]::Ordinal)
        foreach ($need in @(Get-JsonList $train 'prerequisites')) {
            $when[(Get-JsonText $need 'kb')] = Get-JsonText $need 'when'
        }
        [pscustomobject] @{
            Id = Get-JsonText $train 'id'; Os = Get-JsonText $train 'os'; Verdict = Get-JsonText $train 'verdict'; When = $when
            Builds = [int[]] @(foreach ($build in @(Get-JsonList $train 'builds')) { if ($build -is [int] -or $build -is [long]) { [int] $build } })
            FloorUbr = Get-JsonNumber (Get-JsonMember $train 'floor') 'ubr'
            SecurityOnly = Get-JsonText (Get-JsonMember $train 'security_only') 'kb'
            Accepted = @(foreach ($one in @(Get-JsonList $train 'accepted')) {
                    [pscustomobject] @{ Kb = Get-JsonText $one 'kb'; Revision = Get-JsonNumber $one 'revision' }
                })
        }
    }
}
