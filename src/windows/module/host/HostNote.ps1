# Notes: what a person at this host should know beside the verdicts, and what decides nothing.

function Get-HostNote {
    param([System.Object] $State, [System.Object] $Kit, [System.Object[]] $Verdicts, [string] $KitRoot)
    $missing = @(foreach ($verdict in $Verdicts) {
            if ((Test-Same $verdict.Condition 'update') -and -not (Test-Same $verdict.Verdict 'MET')) { $verdict }
        })
    Get-CertificateNote $State $Kit
    if ($missing.Length -gt 0) {
        Get-UpdateNote $State $Kit
    }
    Get-ClockNote $State $Kit
    Get-RunNote $State
    if ($KitRoot.StartsWith('\\', [System.StringComparison]::Ordinal)) {
        ConvertTo-Note 'KIT_ON_SHARE' $KitRoot
    }
    foreach ($hint in @(Get-Part $State 'RestartHints')) {
        ConvertTo-Note 'RESTART_HINT' $hint
    }
    foreach ($unread in @(Get-Part $State 'Unread')) {
        ConvertTo-Note 'FACT_UNREAD' "$($unread.Fact): $($unread.Reason)"
    }
    foreach ($unread in @(Get-Part $State 'UnreadPlaces')) {
        ConvertTo-Note 'FACT_UNREAD' "$(Get-PlaceText $unread.Place): $($unread.Reason)"
    }
}

function Get-CertificateNote {
    param([System.Object] $State, [System.Object] $Kit)
    $places = [string[]] @('Machine/CA', 'Machine/Policy/CA', 'Machine/Enterprise/CA')
    $counting = [string[]] @(Get-CountingPlace $State)
    $absent = 0
    $count = 0
    foreach ($certificate in $Kit.Certificates) {
        $copies = @(Select-Copy $State $certificate)
        if (Test-Same $certificate.Kind 'INTERMEDIATE') {
            $count++
            $there = @(foreach ($copy in $copies) { if (Test-AmongText $places $copy.Place) { $copy } })
            if ($there.Length -eq 0) { $absent++ }
            continue
        }
        $trusted = @(foreach ($copy in $copies) { if (Test-AmongText $counting $copy.Place) { $copy } })
        $strangers = @(foreach ($stranger in @(Select-Stranger $State $certificate)) { if (Test-AmongText $counting $stranger.Place) { $stranger } })
        if ($trusted.Length -gt 0 -and $strangers.Length -gt 0) {
            ConvertTo-Note 'ROOT_NAMESAKE' ("$($certificate.Subject): " + (Get-PlaceList $strangers) + ", key $($strangers[0].Key)")
        }
        $denials = @(Select-Denial -State $State -Certificate $certificate -Owner 'User/')
        if ($denials.Length -gt 0) {
            ConvertTo-Note 'ROOT_DISALLOWED_FOR_USER' ("$($certificate.Subject): " + (Get-PlaceList $denials))
        }
    }
    if ($absent -gt 0) {
        ConvertTo-Note 'INTERMEDIATE_ABSENT' "$absent of $count"
    }
}

function Get-UpdateNote {
    param([System.Object] $State, [System.Object] $Kit)
    $train = (Find-HostTrain $State $Kit.Trains).Train
    if ($null -ne $train -and -not (Test-Same $train.verdict 'none') -and -not (Test-Same $train.verdict 'native')) {
        $case = [pscustomobject] @{ State = $State; Kit = $Kit; Train = $train; Evidence = Get-UpdateEvidence $State $train }
        if ((Get-UpdateRemedy $case).Licence) {
            ConvertTo-Note 'PREREQUISITE_NOT_CHECKED' 'licence for extended security updates (ESU)'
        }
    }
    $free = Get-Part $State 'FreeBytes'
    if ($null -ne $free -and $free -lt 10737418240) {
        ConvertTo-Note 'SPACE_LOW' "$([System.Math]::Floor($free / 1048576)) MB free"
    }
}

# Times of one shape sort as text.
function Get-ClockNote {
    param([System.Object] $State, [System.Object] $Kit)
    $clock = Get-PartText $State 'Clock'
    if ($clock.Length -gt 0 -and [string]::CompareOrdinal($clock, $Kit.Created) -lt 0) {
        ConvertTo-Note 'CLOCK_BEFORE_KIT' "clock $clock, kit made $($Kit.Created)"
    }
    if ($clock.Length -gt 0 -and [string]::CompareOrdinal($clock, $Kit.Expires) -ge 0) {
        ConvertTo-Note 'CLOCK_AFTER_KIT' "clock $clock, kit expires $($Kit.Expires)"
    }
}

function Get-RunNote {
    param([System.Object] $State)
    if ((Get-Part $State 'System') -eq $true) {
        ConvertTo-Note 'ACCOUNT_IS_SYSTEM' (Get-PartText $State 'Account')
    }
    if ((Get-Part $State 'Elevated') -eq $false) {
        ConvertTo-Note 'NOT_ELEVATED' (Get-PartText $State 'Account')
    }
    if ((Get-Part $State 'Process32') -eq $true) {
        ConvertTo-Note 'PROCESS_32_BIT' (Get-PartText $State 'PowerShell')
    }
    $framework = Get-Part $State 'DotNet'
    # 378389 is 4.5.
    if ($null -ne $framework -and $framework -lt 378389) {
        ConvertTo-Note 'FRAMEWORK_OLD' "release $framework"
    }
    if (Test-Same (Get-PartText $State 'ExecutionPolicy') 'AllSigned') {
        ConvertTo-Note 'POLICY_ALL_SIGNED' 'AllSigned'
    }
    if ((Get-Part $State 'Fips') -eq $true) {
        ConvertTo-Note 'FIPS_ON' 'FipsAlgorithmPolicy'
    }
}
