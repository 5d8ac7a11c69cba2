# What an extracted kit says about itself: manifest, profile, certificates. Whether it is the signer's, the verifier says.

function Read-KitJson {
    param([string] $KitRoot, [string] $Path, [string] $Format)
    $file = [System.IO.Path]::Combine($KitRoot, $Path.Replace('/', [string] [System.IO.Path]::DirectorySeparatorChar))
    if (-not [System.IO.File]::Exists($file)) {
        throw (ConvertTo-Fault -Code 'KIT_DATA_MISSING' -ExitCode 3 -Message ("$file is not there or may not be read. Without it nothing is known about what this host needs. " +
                'Start the script from an extracted kit, from an elevated prompt if the kit lies in the protected folder.'))
    }
    try {
        if ((New-Object System.IO.FileInfo -ArgumentList $file).Length -gt 4194304) {
            throw (New-Object System.IO.InvalidDataException -ArgumentList 'over 4 MiB')
        }
        $bytes = [System.IO.File]::ReadAllBytes($file)
    }
    catch [System.IO.InvalidDataException] {
        throw (Get-KitDataFault $Path 'has more than 4 MiB')
    }
    catch {
        throw (ConvertTo-Fault -Code 'KIT_DATA_MISSING' -ExitCode 3 -Message "$file could not be read ($(Get-Cause $_.Exception)). Find out who holds or denies the file, then run again.")
    }
    try {
        $value = ConvertFrom-Json -InputObject ([System.Text.Encoding]::UTF8.GetString($bytes))
    }
    catch {
        throw (Get-KitDataFault $Path 'is not JSON')
    }
    if (-not (Test-Same (Get-PartText $value 'format') $Format)) {
        throw (Get-KitDataFault $Path "is not of the format $Format")
    }
    [pscustomobject] @{ Value = $value; Sha256 = Get-Sha256Hex $bytes }
}

function Get-KitDataFault {
    param([string] $Path, [string] $Fact)
    ConvertTo-Fault -Code 'KIT_DATA_MALFORMED' -ExitCode 1 -Message ("$Path $Fact. A verdict that rests on it would be worth nothing, so none was made. " +
        'Verify the kit again with the verifier pack and tell the sender.')
}

# PowerShell 7 makes a time of what looks like one, 5.1 leaves it text.
function ConvertTo-KitText {
    param([System.Object] $Value)
    if ($Value -is [System.DateTime]) {
        return (ConvertTo-TimeText $Value)
    }
    [string] $Value
}

# The time that dates of certificates are held against, as text: the host's clock, or the kit's own time where the clock is
# behind it, for it is later than that by all means. Without a clock it is not known, and empty. Whether the kit itself has
# expired or comes from the future is measured otherwise.
function Get-DecidingTime {
    param([string] $Clock, [string] $Created)
    if ($Clock.Length -gt 0 -and (Test-TimeText $Created) -and [string]::CompareOrdinal($Clock, $Created) -lt 0) {
        return $Created
    }
    $Clock
}

function Test-TimeText {
    param([string] $Time)
    Test-Shape $Time '[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z'
}

# The one place where the date of a certificate, or of what limits one, meets a time. Times of this shape sort as text; if
# Now is not known every date counts as reached.
function Test-TimeReached {
    param([string] $Time, [string] $Now)
    (Test-TimeText $Time) -and ($Now.Length -eq 0 -or [string]::CompareOrdinal($Time, $Now) -le 0)
}

# Id, Title, Created, Expires, Trains, Updates, Certificates, Absent (roots of the profile that the kit does not carry).
function Read-KitData {
    param([string] $KitRoot)
    $manifest = (Read-KitJson -KitRoot $KitRoot -Path 'META/manifest.json' -Format 'airgap-kit/1').Value
    $rules = Read-KitJson -KitRoot $KitRoot -Path 'data/profile.json' -Format 'airgap-profile/1'
    foreach ($entry in @(Get-Part $manifest 'entries')) {
        if ((Test-Same $entry.path 'data/profile.json') -and -not (Test-Same $entry.sha256 $rules.Sha256)) {
            throw (Get-KitDataFault 'data/profile.json' 'is not the one that the manifest lists')
        }
    }
    $kit = [pscustomobject] @{
        Id = ConvertTo-PlainText $manifest.id; Title = ConvertTo-PlainText $manifest.profile.title
        Created = ConvertTo-KitText $manifest.created; Expires = ConvertTo-KitText $manifest.expires
        Trains = @(Get-Part $rules.Value 'trains'); Updates = @(Get-Part $manifest 'updates'); Certificates = @(); Absent = @()
    }
    $main = @(foreach ($one in @(Get-Part $rules.Value 'certificates')) {
            if ((Test-Same $one.store 'Root') -and (Test-Same $one.include 'default')) { $one.id }
        })
    $kit.Certificates = @(foreach ($member in @(Get-Part $manifest 'certificates')) {
            if (Test-StoreAllowed $member.store) { Read-KitCertificate -KitRoot $KitRoot -Member $member -Main $main }
        })
    $carried = [string[]] @(foreach ($certificate in $kit.Certificates) { $certificate.Id })
    $kit.Absent = @(foreach ($id in $main) { if (-not (Test-AmongText $carried $id)) { ConvertTo-PlainText $id } })
    $kit
}

# The bytes are compared with their pin first: a damaged file would make a root look altered that is not.
function Read-KitCertificate {
    param([string] $KitRoot, [System.Object] $Member, [string[]] $Main)
    $pin = ConvertTo-Pin @{ Name = $Member.name; Path = $Member.path; Sha256 = $Member.sha256; Store = $Member.store }
    $refusal = Get-PinFault $KitRoot $pin
    if ($null -ne $refusal) {
        throw (ConvertTo-Fault -Code $refusal.Code -ExitCode 1 -Message $refusal.Message)
    }
    $id = $pin.Path.Substring($pin.Path.LastIndexOf('/') + 1)
    if ($id.EndsWith('.cer', [System.StringComparison]::Ordinal)) {
        $id = $id.Substring(0, $id.Length - 4)
    }
    $certificate = [pscustomobject] @{
        Id = $id; Condition = 'extra root'; Kind = 'ROOT'; Path = $pin.Path; Sha1 = $pin.Thumbprint; Sha256 = $pin.Sha256
        Subject = ConvertTo-PlainText $pin.Subject; ListedNames = [string[]] @(Get-ListedName $pin.Bytes)
    }
    if (Test-Same $pin.Store 'CA') {
        $certificate.Condition = 'intermediate'
        $certificate.Kind = 'INTERMEDIATE'
    }
    elseif (Test-AmongText $Main $id) {
        $certificate.Condition = 'root'
    }
    $certificate
}

# A kit's certificates as they are imported: the profile's own roots first, should something end the run.
function Get-CertificateOrder {
    param([System.Object] $Kit)
    $main = [string[]] @(foreach ($one in @(Get-Part (Read-KitJson -KitRoot $Kit.Root -Path 'data/profile.json' -Format 'airgap-profile/1').Value 'certificates')) {
            if ((Test-Same $one.store 'Root') -and (Test-Same $one.include 'default')) { "certs/Root/$($one.id).cer" }
        })
    foreach ($first in @($true, $false)) {
        foreach ($item in $Kit.Certificates) {
            if ((Test-AmongText $main $item['Path']) -eq $first) { $item }
        }
    }
}
