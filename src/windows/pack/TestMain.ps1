# What Test-Pack.ps1 does, when its parts are known.

function Assert-PackTestOption {
    param([string] $Out, [string] $Vectors, [string[]] $Rest)
    if ($null -ne $Rest -and $Rest.Length -gt 0) {
        throw (ConvertTo-Fault 'ARGUMENT_NOT_KNOWN' 2 'an argument is none of -Out, -Vectors. Nothing was done.')
    }
    if ($Out.Length -eq 0) {
        throw (ConvertTo-Fault 'ARGUMENT_MISSING' 2 '-Out FILE.json names the file to write. Nothing was done.')
    }
    if (-not (Test-Same (Get-PackKind -Path $Out) 'Absent')) {
        throw (ConvertTo-Fault 'OUTPUT_EXISTS' 1 "$Out is there already. Name another file. Nothing was done.")
    }
    if ($Vectors.Length -gt 0 -and -not (Test-Same (Get-PackKind -Path ([System.IO.Path]::Combine($Vectors, 'vectors.json'))) 'File')) {
        throw (ConvertTo-Fault 'VECTORS_MISSING' 3 "there is no vectors.json in $Vectors. Nothing was done.")
    }
}

$script:PackExit = 0
try {
    Assert-PackTestOption -Out $Out -Vectors $Vectors -Rest $Rest
    $probes = @(Get-PackEngineProbe) + @(Get-PackFolderProbe $PSScriptRoot) + @(Get-PackStoreProbe) + @(Get-PackNativeProbe $PSScriptRoot) + @(Get-PackTrialProbe)
    $results = @()
    if ($Vectors.Length -gt 0) {
        $results = @(Get-PackVectorResult ([System.IO.Path]::Combine($PSScriptRoot, 'Verify-Kit.ps1')) $Vectors)
    }
    $wrong = @($results | Where-Object -FilterScript { -not $_.ok })
    $document = [pscustomobject] @{
        format = 'airgap-pack-test/1'; probes = $probes; vectors = $results.Length; wrong = $wrong.Length; results = $results
    }
    Export-PlatformFile -Path $Out -Bytes ([System.Text.Encoding]::ASCII.GetBytes((ConvertTo-Json -InputObject $document -Depth 5)))
    "probes      $($probes.Length), $(@($probes | Where-Object -FilterScript { -not (Test-Same $_.outcome 'ok') }).Length) of them failed"
    "vectors     $($results.Length), $($wrong.Length) not as expected"
    foreach ($one in $wrong) {
        Write-Wrapped '            ' "$($one.name): expected $($one.expected), got $($one.got)"
    }
    "written     $(ConvertTo-PlainText $Out)"
    if ($wrong.Length -gt 0) {
        $script:PackExit = 1
    }
}
catch {
    Write-PackEnd $_.Exception
}
exit $script:PackExit
