# Tables that no JSON holds, over all trains of the profile and all values of a fact; part of HostCases.ps1, which loads it
# and has the kit, the module and the base host.

function New-TableState {
    param([System.Collections.Hashtable] $Facts, [object[]] $Certificates = $null)
    New-CaseState @(, ([pscustomobject] $Facts)) $Certificates
}

# What a host of this build, type, edition and installation is: written from the rule, not from the module.
function Get-WantedTrain {
    param([object[]] $Sharing, [object] $Type, [object] $Edition, [object] $Installed)
    if ($Sharing.Count -eq 1) { return $Sharing[0].id }
    $kind = ''
    if ($Edition -ceq 'ServerRdsh' -or $Type -eq 1 -or ($null -eq $Type -and $Installed -ceq 'Client')) { $kind = 'client' }
    elseif ($null -ne $Type -or $null -ne $Installed) { $kind = 'server' }
    $mine = @($Sharing | Where-Object { $_.os -ceq $kind })
    if ($mine.Count -eq 1) { return $mine[0].id }
    if (@($Sharing | Where-Object { $_.verdict -cne 'native' }).Count -eq 0) { return $Sharing[0].id }
    'UPDATE_PRODUCT_TYPE_UNKNOWN'
}

# All trains times all product types: the type chooses among trains of one build and never leaves a host without one.
function Invoke-TrainTable {
    foreach ($build in @($rules.trains | ForEach-Object { $_.builds } | Sort-Object -Unique)) {
        $sharing = @($rules.trains | Where-Object { $_.builds -contains $build })
        foreach ($edition in @($null, 'Enterprise', 'ServerRdsh')) {
            $want = @()
            $got = @()
            foreach ($type in @(1, 2, 3, $null)) {
                foreach ($installed in @('Client', 'Server', 'Server Core', $null)) {
                    $found = & $module { Find-HostTrain $args[0] $args[1] } ([pscustomobject] @{ Build = $build; ProductType = $type; Edition = $edition; InstallationType = $installed }) $kit.Trains
                    $want += Get-WantedTrain $sharing $type $edition $installed
                    $got += if ($null -ne $found.Train) { $found.Train.id } else { $found.Code }
                }
            }
            Write-Case "table: build $build, edition $edition, all product types" ([string]::Join(' ', $want)) ([string]::Join(' ', $got))
        }
    }
}

# What a host's lists say of an update that is not in force; Pending is the verdict while a restart is, Else otherwise.
function Get-Evidence {
    param([object] $Train)
    $part = '~31bf3856ad364e35~amd64~~'
    $first = $Train.accepted[0].kb
    $kb = 'Package_for_' + $first + $part + '6.1.1.4'
    $effect = 'NOT MET UPDATE_LISTED_NOT_EFFECTIVE'
    if ($Train.verdict -ceq 'ubr') {
        $floor = $Train.floor.ubr
        $rollup = 'Package_for_RollupFix' + $part + $Train.builds[0] + '.'
        @{ Name = 'rollup installed'; Ubr = $floor - 1; Packages = @("$rollup$floor.1.1 112"); Else = $effect }
        @{ Name = 'rollup waits'; Ubr = $floor - 1; Packages = @("$rollup$floor.1.1 96", "$rollup$($floor - 1).1.1 112"); Else = $effect }
        @{ Name = 'package of the KB waits'; Ubr = $floor - 1; Packages = @("$kb 96"); Else = $effect }
        @{ Name = 'KB listed'; Ubr = $floor - 1; HotFixes = @($first); Else = $effect }
        @{ Name = 'revision unread, rollup waits behind an old one'; Ubr = $null; Packages = @("$rollup$floor.1.1 96", "$rollup$($floor - 1).1.1 112"); Else = $effect }
        @{ Name = 'revision unread, package of the KB waits behind an old rollup'; Ubr = $null; Packages = @("$kb 96", "$rollup$($floor - 1).1.1 112"); Else = $effect }
        @{ Name = 'revision unread, rollup waits alone'; Ubr = $null; Packages = @("$rollup$floor.1.1 96"); Else = 'COULD NOT TELL UPDATE_REVISION_UNREAD' }
        return
    }
    @{ Name = 'package of the KB waits'; Ubr = $null; Packages = @("$kb 96"); Else = $effect }
    $known = @($Train.accepted | Where-Object { $null -ne (Get-Given $_ 'revision' $null) -and $_.revision -isnot [string] })
    if ($known.Count -gt 0) {
        $rollup = 'Package_for_RollupFix' + $part + $Train.builds[0] + '.'
        $revision = $known[0].revision
        @{ Name = 'rollup waits'; Ubr = $null; Packages = @("$rollup$revision.1.1 96"); Else = $effect }
        @{ Name = 'rollup waits behind one of the list'; Ubr = $null; Packages = @("$rollup$($known[-1].revision).1.1 96", "$rollup$revision.1.1 112"); Else = 'MET UPDATE_ROLLUP_REVISION'; Unread = 'COULD NOT TELL UPDATE_RESTART_UNREAD' }
        @{ Name = 'rollup waits behind one in no list'; Ubr = $null; Packages = @("$rollup$revision.1.1 96", "$($rollup)99999.1.1 112"); Else = 'COULD NOT TELL UPDATE_ROLLUP_NOT_LISTED' }
    }
}

# "Restart, nothing else" is said while a restart is pending and at no other time. Where nothing is pending, or nobody
# knows, there is a remedy to say, if the kit has one at all.
function Invoke-RestartTable {
    foreach ($train in @($rules.trains | Where-Object { $_.verdict -ceq 'ubr' -or $_.verdict -ceq 'package' })) {
        $type = if ($train.os -ceq 'client') { 1 } else { 3 }
        $carried = @($kit.Updates | Where-Object { $_.train -ceq $train.id }).Count -gt 0
        foreach ($evidence in @(Get-Evidence $train)) {
            foreach ($pending in @($true, $false, $null)) {
                $facts = @{ Build = $train.builds[0]; ProductType = $type; Ubr = $evidence.Ubr; RestartPending = $pending }
                foreach ($list in @('Packages', 'HotFixes')) { if ($evidence.ContainsKey($list)) { $facts[$list] = $evidence[$list] } }
                $verdict = & $module { Get-UpdateVerdict $args[0] $args[1] } (New-TableState $facts) $kit
                $want = $evidence.Else
                if ($null -eq $pending -and $evidence.ContainsKey('Unread')) { $want = $evidence.Unread }
                if ($pending -eq $true) { $want = 'NOT MET UPDATE_RESTART_PENDING' }
                $remedy = $carried -and -not $want.StartsWith('MET') -and $want -cnotlike '*_RESTART_*'
                $got = $verdict.Verdict + ' ' + $verdict.Code + ' ' + ($verdict.Remedies.Length -gt 0)
                Write-Case "table: $($train.id), $($evidence.Name), restart pending: $pending" "$want $remedy" $got
            }
        }
    }
}

# A day that limits a root counts from the later of the host's clock and the kit's own time. Without a clock every day counts.
function Invoke-ClockTable {
    $days = @('1979-12-31T23:59:59Z', '2015-01-01T00:00:00Z', '2026-11-25T11:59:59Z', '2026-11-25T12:00:00Z', '2026-11-25T12:00:01Z', '2030-01-01T00:00:00Z')
    foreach ($clock in @('1980-01-01T00:00:00Z', '2026-11-25T11:59:59Z', '2026-11-25T12:00:00Z', '2026-11-25T12:00:01Z', '2040-01-01T00:00:00Z', $null)) {
        $now = $clock
        if ($null -ne $clock -and [string]::CompareOrdinal($clock, $kit.Created) -lt 0) { $now = $kit.Created }
        foreach ($limit in @('DeniedFrom', 'IssuedBefore')) {
            foreach ($day in $days) {
                $entry = @([pscustomobject] @{ cert = 'root'; Place = 'Machine/Root'; $limit = $day })
                $state = New-TableState @{ Clock = $clock } $entry
                $said = @(& $module { Get-HostVerdict $args[0] $args[1] } $state $kit | Where-Object { $_.Condition -ceq 'root' })[0]
                $want = 'MET ROOT_PRESENT []'
                if ($null -eq $now -or [string]::CompareOrdinal($day, $now) -le 0) { $want = 'NOT MET ROOT_RESTRICTED []' }
                Write-Case "table: clock $clock, $limit $day" $want (Get-Said $said)
            }
        }
    }
}

# Of the flags of ProtectedRoots the bit 8 alone takes the third-party store out of what counts.
function Invoke-FlagTable {
    $path = $kit.Certificates[0].Path
    foreach ($flags in @(0..63) + @(64, 65536, 65544, 4294967287, 4294967295)) {
        $want = 'MET ROOT_PRESENT_THIRD_PARTY [] MET ROOT_PRESENT []'
        if ([math]::Floor($flags / 8) % 2 -eq 1) { $want = "NOT MET ROOT_THIRD_PARTY_OFF [$path] MET ROOT_PRESENT []" }
        $got = @(foreach ($place in @('Machine/AuthRoot', 'Machine/Root')) {
                $state = New-TableState @{ ProtectedRootFlags = $flags } @([pscustomobject] @{ cert = 'root'; Place = $place })
                Get-Said @(& $module { Get-HostVerdict $args[0] $args[1] } $state $kit | Where-Object { $_.Condition -ceq 'root' })[0]
            })
        Write-Case "table: ProtectedRoots flags $flags" $want ([string]::Join(' ', $got))
    }
}

Invoke-TrainTable
Invoke-RestartTable
Invoke-ClockTable
Invoke-FlagTable
