# Would Windows fetch an absent root by itself? Its settings and the lists it has loaded say how far to believe so.

function Get-FetchAnswer {
    param([System.Object] $State, [System.Object] $Certificate, [string] $Now)
    $answer = [pscustomobject] @{ Would = $false; Text = '' }
    $off = Get-Part $State 'DisableRootAutoUpdate'
    $list = Get-Part $State 'RootList'
    if ($null -ne $off -and $off -ne 0) {
        $answer.Text = "automatic root update is off by policy (DisableRootAutoUpdate = $off)"
        return $answer
    }
    if (Test-ThirdPartyOff $State) {
        $answer.Text = "the store that automatic root update fills does not count ($script:ThirdPartySwitch has 0x8)"
        return $answer
    }
    if ($null -eq $off -or $null -eq $list) {
        $answer.Would = $true
        $answer.Text = 'whether automatic root update is on, and works, could not be read'
        return $answer
    }
    $place = Get-PartText $State 'RootDirUrl'
    $answer.Text = 'automatic root update is on'
    if ($place.Length -gt 0) {
        $answer.Text += " (RootDirUrl $place)"
    }
    if ($list.Present -and -not (Test-AmongText @($list.Listed) $Certificate.Sha256)) {
        $answer.Text += ', but the list it has loaded does not name this root'
        return $answer
    }
    $age = Get-SyncAge $list $Now
    if ($age.Length -gt 0) {
        $answer.Text += ", but $age"
        return $answer
    }
    $answer.Would = $true
    if ($list.Synced.Length -gt 0) {
        $answer.Text += ", list got $($list.Synced)"
    }
    $answer
}

# Why the list is not within reach, as far as it can be seen; empty if nothing speaks against it. A month without it is
# taken for "it does not come here".
function Get-SyncAge {
    param([System.Object] $List, [string] $Now)
    if ($List.Synced.Length -eq 0) {
        return 'no list has ever come'
    }
    if ((Test-Same $List.Synced 'unreadable') -or $Now.Length -eq 0) {
        return ''
    }
    $style = [System.Globalization.DateTimeStyles]::AdjustToUniversal -bor [System.Globalization.DateTimeStyles]::AssumeUniversal
    $culture = [System.Globalization.CultureInfo]::InvariantCulture
    $form = 'yyyy-MM-ddTHH:mm:ssZ'
    $days = ([System.DateTime]::ParseExact($Now, $form, $culture, $style) - [System.DateTime]::ParseExact($List.Synced, $form, $culture, $style)).TotalDays
    if ($days -gt 30) {
        return "the last list came on $($List.Synced)"
    }
    ''
}
