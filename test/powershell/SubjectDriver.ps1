# What the assembled Verify-Kit.ps1 makes of certificates, one in hex a line. A line for each: subject and times as JSON
# texts, or none.
param([string] $Script, [string] $Certificates)

. $Script -FunctionsOnly

foreach ($line in [System.IO.File]::ReadAllLines($Certificates)) {
    [byte[]] $der = New-Object byte[] ($line.Length / 2)
    for ($i = 0; $i -lt $der.Length; $i++) {
        $der[$i] = [System.Convert]::ToByte($line.Substring(2 * $i, 2), 16)
    }
    try {
        $certificate = Read-SignerCertificate $der
        (ConvertTo-Quoted (Get-SubjectText $certificate.Subject)) + ' ' + (ConvertTo-Quoted (Get-ValidityText $certificate.Validity))
    }
    catch [System.FormatException] {
        'none'
    }
}
