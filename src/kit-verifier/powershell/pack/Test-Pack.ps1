# .SYNOPSIS
# Runs the vectors and read-only probes on a pilot host and writes one JSON file to send back.
#
# .DESCRIPTION
# For a host that can be thrown away, or that at least is not in use. It changes nothing but the file named by -Out, and,
# for vectors that are extracted, folders beside each vector, which it removes.
#
# The vectors are kits with one fault each and the findings they must yield. They are no part of the pack, because they
# are larger than it and are wanted once: the project writes them with
#   mvn -q -pl test/vectors compile, then the class io.airgapkit.vectors.VectorFiles with a new folder as its argument.
# Without -Vectors only the probes run.
#
# Exit codes: 0 every vector as expected, 1 one was not, 2 wrong use, 3 could not find out, 70 a bug of ours. A probe that
# failed is an answer, not a fault.
#
# .PARAMETER Out
# The JSON file to write. It must not exist.
#
# .PARAMETER Vectors
# A folder as VectorFiles writes it: vectors.json and a folder for each vector.
#
# .PARAMETER Rest
# Takes what is none of the above, to refuse it.
#
# .EXAMPLE
# .\Test-Pack.ps1 -Out C:\pilot\srv07.json
#
# .EXAMPLE
# .\Test-Pack.ps1 -Out C:\pilot\srv07.json -Vectors C:\pilot\vectors
[CmdletBinding()]
param(
    [string] $Out,
    [string] $Vectors,
    [Parameter(ValueFromRemainingArguments = $true)] [string[]] $Rest
)
$env:PSModulePath = [System.IO.Path]::Combine($PSHOME, 'Modules')
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
# Its parts; in a pack their text stands here, so that there are few files to compare by hand.
foreach ($part in @('PackTalk.ps1', 'PackPlatform.ps1', 'PackCheck.ps1', 'PackProbe.ps1', 'PackVector.ps1')) { . ([System.IO.Path]::Combine($PSScriptRoot, $part)) }

function Assert-PackTestOption {
    param([string] $Out, [string] $Vectors, [string[]] $Rest)
    if ($null -ne $Rest -and $Rest.Length -gt 0) {
        throw (ConvertTo-PackFault 'ARGUMENT_NOT_KNOWN' 2 'an argument is none of -Out, -Vectors. Nothing was done.')
    }
    if ($Out.Length -eq 0) {
        throw (ConvertTo-PackFault 'ARGUMENT_MISSING' 2 '-Out FILE.json names the file to write. Nothing was done.')
    }
    if (-not (Test-PackSame (Get-PackKind -Path $Out) 'Absent')) {
        throw (ConvertTo-PackFault 'OUTPUT_EXISTS' 1 "$Out is there already. Name another file. Nothing was done.")
    }
    if ($Vectors.Length -gt 0 -and -not (Test-PackSame (Get-PackKind -Path ([System.IO.Path]::Combine($Vectors, 'vectors.json'))) 'File')) {
        throw (ConvertTo-PackFault 'VECTORS_MISSING' 3 "there is no vectors.json in $Vectors. Nothing was done.")
    }
}

$script:PackExit = 0
try {
    Assert-PackTestOption -Out $Out -Vectors $Vectors -Rest $Rest
    $probes = @(Get-PackEngineProbe) + @(Get-PackFolderProbe $PSScriptRoot) + @(Get-PackStoreProbe) + @(Get-PackNativeProbe $PSScriptRoot)
    $results = @()
    if ($Vectors.Length -gt 0) {
        $results = @(Get-PackVectorResult ([System.IO.Path]::Combine($PSScriptRoot, 'Verify-Kit.ps1')) $Vectors)
    }
    $wrong = @($results | Where-Object -FilterScript { -not $_.ok })
    $document = [pscustomobject] @{
        format = 'airgap-pack-test/1'; probes = $probes; vectors = $results.Length; wrong = $wrong.Length; results = $results
    }
    Write-PackFile -Path $Out -Bytes ([System.Text.Encoding]::ASCII.GetBytes((ConvertTo-Json -InputObject $document -Depth 5)))
    "probes      $($probes.Length), $(@($probes | Where-Object -FilterScript { -not (Test-PackSame $_.outcome 'ok') }).Length) of them failed"
    "vectors     $($results.Length), $($wrong.Length) not as expected"
    foreach ($one in $wrong) {
        Write-PackText '            ' "$($one.name): expected $($one.expected), got $($one.got)"
    }
    "written     $(ConvertTo-PackPlain $Out)"
    if ($wrong.Length -gt 0) {
        $script:PackExit = 1
    }
}
catch {
    Write-PackEnd $_.Exception
}
exit $script:PackExit
