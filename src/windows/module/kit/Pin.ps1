# Pins: which certificates the kit means, by the SHA-256 of their DER, checked before anything is changed.

function Assert-KitId {
    param([string] $KitId)
    if (-not (Test-Shape $KitId '[a-z0-9][a-z0-9-]{0,31}-[0-9]{8}T[0-9]{6}Z')) {
        throw (ConvertTo-Fault -Code 'KIT_ID_MALFORMED' -ExitCode 2 -Message ("'$KitId' is not the id of a kit (<profile>-<YYYYMMDDThhmmssZ>). " +
                'Changes are journalled under this id, so nothing is done without a proper one. Use the script of the kit as it is.'))
    }
}

# The list as the script gives it, brought into one shape. Its faults are faults of use, not of the host.
function ConvertTo-Pin {
    param([System.Collections.Hashtable] $Item)
    $pin = [pscustomobject] @{
        Name       = [string] $Item['Name']
        Path       = [string] $Item['Path']
        Sha256     = [string] $Item['Sha256']
        Store      = [string] $Item['Store']
        Subject    = [string] $Item['Name']
        Thumbprint = ''
        Bytes      = $null
    }
    if (-not (Test-Shape $pin.Sha256 '[0-9a-f]{64}')) {
        throw (ConvertTo-Fault -Code 'PIN_MALFORMED' -ExitCode 2 -Message ("the pin '$($pin.Sha256)' of '$($pin.Name)' is not 64 lower-case hex digits. " +
                'Without a pin nothing says which certificate is meant. Use the script of the kit as it is.'))
    }
    $pin
}

function Test-StoreAllowed {
    param([string] $Store)
    (Test-Same $Store 'Root') -or (Test-Same $Store 'CA')
}

function Deny-Pin {
    param([System.Object] $Pin, [string] $Code, [string] $Message)
    ConvertTo-Result -Pin $Pin -Outcome 'Refused' -Code $Code -Message ($Message +
        ' Nothing was changed: a kit with one wrong part is wrong. Verify the kit again with the verifier pack and tell the sender.')
}

# The file's bytes are read once, and these very bytes are hashed, looked at and later imported.
function Read-PinnedFile {
    param([string] $KitRoot, [System.Object] $Pin)
    $segment = '[A-Za-z0-9_][A-Za-z0-9._-]*'
    if (-not (Test-Shape $Pin.Path ($segment + '(?:/' + $segment + ')*'))) {
        return (Deny-Pin -Pin $Pin -Code 'CERTIFICATE_PATH_NOT_ALLOWED' -Message "the path '$($Pin.Path)' leads out of the kit or is none that a kit may have.")
    }
    $file = [System.IO.Path]::Combine($KitRoot, $Pin.Path.Replace('/', [string] [System.IO.Path]::DirectorySeparatorChar))
    if (-not [System.IO.File]::Exists($file)) {
        return (Deny-Pin -Pin $Pin -Code 'CERTIFICATE_FILE_MISSING' -Message "the kit lists $($Pin.Path), but $file is not there.")
    }
    try {
        $length = (New-Object System.IO.FileInfo -ArgumentList $file).Length
        if ($length -gt 65536 -or $length -lt 1) {
            return (Deny-Pin -Pin $Pin -Code 'CERTIFICATE_FILE_SIZE' -Message "$file has $length bytes; a certificate has 1 to 65,536.")
        }
        $Pin.Bytes = [System.IO.File]::ReadAllBytes($file)
    }
    catch {
        throw (ConvertTo-Fault -Code 'CERTIFICATE_FILE_UNREADABLE' -ExitCode 3 -Message ("$file could not be read ($(Get-Cause $_.Exception)). " +
                'Its pin could not be checked, so nothing was imported. Find out who holds or denies the file, then run again.'))
    }
}

# Gives nothing when the certificate is the pinned one, else the refusal.
function Get-PinFault {
    param([string] $KitRoot, [System.Object] $Pin)
    if (-not (Test-StoreAllowed $Pin.Store)) {
        return (Deny-Pin -Pin $Pin -Code 'CERTIFICATE_STORE_NOT_ALLOWED' -Message "the store '$($Pin.Store)' was asked for; only Root and CA of the machine are ever changed.")
    }
    $refusal = Read-PinnedFile $KitRoot $Pin
    if ($null -ne $refusal) {
        return $refusal
    }
    $digest = Get-Sha256Hex $Pin.Bytes
    if (-not (Test-Same $digest $Pin.Sha256)) {
        return (Deny-Pin -Pin $Pin -Code 'CERTIFICATE_PIN_MISMATCH' -Message "$($Pin.Path) has the SHA-256 $digest, the kit's script pins $($Pin.Sha256).")
    }
    # The class also swallows PEM, PKCS#7 and PFX and then means something else than the pinned bytes.
    try {
        $certificate = New-Object System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList (, $Pin.Bytes)
        $same = Test-Same ([System.Convert]::ToBase64String($certificate.RawData)) ([System.Convert]::ToBase64String($Pin.Bytes))
    }
    catch {
        return (Deny-Pin -Pin $Pin -Code 'CERTIFICATE_NOT_DER' -Message "$($Pin.Path) is not a certificate ($(Get-Cause $_.Exception)).")
    }
    if (-not $same) {
        return (Deny-Pin -Pin $Pin -Code 'CERTIFICATE_NOT_DER' -Message "$($Pin.Path) holds something else than one certificate in DER.")
    }
    $Pin.Subject = $certificate.Subject
    $Pin.Thumbprint = $certificate.Thumbprint.ToUpperInvariant()
}

# Every pin is checked before the first change. One refusal refuses all.
function Get-PinRefusal {
    param([string] $KitRoot, [System.Object[]] $Pin)
    $refusals = @{}
    for ($i = 0; $i -lt $Pin.Length; $i++) {
        $refusal = Get-PinFault $KitRoot $Pin[$i]
        if ($null -ne $refusal) {
            $refusals[$i] = $refusal
        }
    }
    if ($refusals.Count -eq 0) {
        return
    }
    for ($i = 0; $i -lt $Pin.Length; $i++) {
        if ($refusals.ContainsKey($i)) {
            $refusals[$i]
        }
        else {
            ConvertTo-Result -Pin $Pin[$i] -Outcome 'Skipped' -Code 'RUN_STOPPED' -Message 'not imported, because another certificate of this kit was refused.'
        }
    }
}
