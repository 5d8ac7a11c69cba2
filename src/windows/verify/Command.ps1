# The command line, checked by hand: what a binder refuses would exit with 1, which means a clear no.

function Assert-Option {
    param([System.Object] $Option)
    if ($null -ne $Option.Rest -and $Option.Rest.Length -gt 0) {
        throw (ConvertTo-Usage "not known: $(ConvertTo-PlainText ([string]::Join(' ', $Option.Rest)))" 'Get-Help .\Verify-Kit.ps1 -Full lists the options')
    }
    if ($Option.Manifest.Length -gt 0) {
        if ($Option.Extract -or $Option.To.Length -gt 0 -or $Option.Station) {
            throw (ConvertTo-Usage '-Extract, -To and -Station belong to a whole kit' 'Get-Help .\Verify-Kit.ps1 -Full lists the options')
        }
        if ($Option.Kit.Length -gt 0 -or $Option.Signature.Length -eq 0) {
            throw (ConvertTo-Usage 'a manifest alone is verified with its signature files and no kit' '-Manifest FILE -Signature FILE[,FILE] -Anchor sha256:...')
        }
        return
    }
    if ($Option.Signature.Length -gt 0) {
        throw (ConvertTo-Usage '-Signature belongs to -Manifest' 'Get-Help .\Verify-Kit.ps1 -Full lists the options')
    }
    if ($Option.Kit.Length -eq 0) {
        throw (ConvertTo-Usage 'no kit was given' 'Verify-Kit.ps1 KIT -Anchor sha256:...')
    }
    if ($Option.Extract -ne ($Option.To.Length -gt 0)) {
        throw (ConvertTo-Usage '-Extract and -To are given together' 'Verify-Kit.ps1 KIT -Extract -To FOLDER -Anchor sha256:...')
    }
    if ($Option.Station -and ($Option.Json -or -not $Option.Extract)) {
        throw (ConvertTo-Usage '-Station belongs to -Extract, without -Json' 'Verify-Kit.ps1 KIT -Extract -To FOLDER -Station -Anchor sha256:...')
    }
}

function Read-Purpose {
    param([string] $Value)
    if ($Value.Length -eq 0) {
        return 'apply'
    }
    foreach ($one in @('apply', 'audit')) {
        if ([string]::Equals($Value, $one, [System.StringComparison]::OrdinalIgnoreCase)) {
            return $one
        }
    }
    throw (ConvertTo-Usage "-For takes Apply or Audit, not $(ConvertTo-PlainText $Value)" 'Apply is the default')
}

# Only where somebody watches: never into a file or pipe.
function Test-Watched {
    param([bool] $Json)
    -not $Json -and [System.Environment]::UserInteractive -and -not [System.Console]::IsOutputRedirected -and -not [System.Console]::IsErrorRedirected
}

# The run; a finding that stops a stage ends it, and is kept in it.
function Invoke-Stage {
    param([System.Object] $Run, [System.Object] $Option)
    try {
        if ($Option.Manifest.Length -gt 0) {
            Invoke-ManifestRun $Run @(Split-ListValue $Option.Signature)
        }
        elseif ($Option.Extract) {
            Invoke-ExtractionRun $Run $Option.To
        }
        else {
            Invoke-KitRun $Run
        }
    }
    catch {
        if (-not $_.Exception.Data.Contains('Code')) {
            throw
        }
        $Run.Stop = ConvertTo-Finding $_.Exception.Data['Code'] $_.Exception.Data['Values']
    }
}

function Invoke-Verification {
    param([System.Object] $Option)
    Assert-Option $Option
    $purpose = Read-Purpose $Option.For
    $subject = $Option.Kit + $Option.Manifest
    if ($Option.Anchor.Length -eq 0) {
        throw (ConvertTo-Usage 'no trust anchor given, so there is no verdict' '-Anchor sha256:<digest of the signer''s certificate, as it was read to you>')
    }
    Assert-Platform
    $run = Get-Run $subject @(Read-Anchor $Option.Anchor $subject) $purpose (Test-Watched $Option.Json)
    Invoke-Stage $run $Option
    $report = Get-Report $run
    $script:VerifyKitReport = $report
    if ($Option.Json) {
        Add-Line $script:VerifyKitOut (ConvertTo-ReportJson $report).Split([char] 10)
    }
    else {
        Add-Line $script:VerifyKitOut @(Format-Report $report)
    }
    if ($Option.Station -and $report.ExtractedTo.Length -gt 0) {
        Add-Line $script:VerifyKitOut @(Format-Station $report)
    }
    if ($report.Ok) {
        0
    }
    else {
        1
    }
}

# What stock Windows has and a crippled one may lack. Nothing is compiled: the assembly is the system's own.
function Assert-Platform {
    try {
        Add-Type -AssemblyName System.Numerics
        [void] (New-Object System.Numerics.BigInteger -ArgumentList 1)
        # The enumeration is as old as .NET 4.5 itself.
        [void] [System.IO.Compression.CompressionLevel]::Fastest
        (Get-Sha256).Dispose()
    }
    catch {
        throw (ConvertTo-Fault 3 "this system's .NET lacks what is needed: $((Get-Cause $_.Exception).Message)" `
                'verify the kit with kit-verifier.jar (Java 17), or on a station with OpenSSL as the documentation shows')
    }
}

# Words for what went wrong, and the exit code.
function ConvertTo-Failure {
    param([System.Exception] $Exception)
    $cause = Get-Cause $Exception
    $exit = 70
    $message = "internal fault, no verdict: $($cause.GetType().Name): $($cause.Message)"
    $hint = 'please report it, with this text'
    if ($Exception.Data.Contains('Exit')) {
        $exit = $Exception.Data['Exit']
        $message = $Exception.Message
        $hint = $Exception.Data['Hint']
    }
    elseif (Test-UnreadableCause $cause) {
        $exit = 3
        $message = "could not read or write: $($cause.Message)"
        $hint = 'no verdict was reached; try again when it can be read'
    }
    Add-Failure $message $hint
    $exit
}

function Select-Given {
    param([string[]] $Value)
    foreach ($one in $Value) {
        if (-not [string]::IsNullOrEmpty($one)) {
            $one
        }
    }
}

# One run. Gives the exit code; what is to be said stands in VerifyKitOut and VerifyKitErr.
function Invoke-VerifyKit {
    param([string] $Kit, [string[]] $Anchor, [string] $For, [bool] $Json, [bool] $Extract, [string] $To, [string] $Manifest,
        [string[]] $Signature, [bool] $Station, [string[]] $Rest)
    $script:VerifyKitOut = New-Object 'System.Collections.Generic.List[string]'
    $script:VerifyKitErr = New-Object 'System.Collections.Generic.List[string]'
    $script:VerifyKitReport = $null
    $option = [pscustomobject] @{
        Kit = $Kit; Anchor = @(Select-Given $Anchor); For = $For; Json = $Json
        Extract = $Extract; To = $To; Manifest = $Manifest; Station = $Station; Rest = $Rest
        Signature = @(Select-Given $Signature)
    }
    try {
        Invoke-Verification $option
    }
    catch {
        $script:VerifyKitOut.Clear()
        ConvertTo-Failure $_.Exception
    }
}
