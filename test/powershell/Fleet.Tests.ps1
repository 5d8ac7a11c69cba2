# The scripts of fleet/ with the answers of the real module: what Check-Host.ps1 and Apply-Kit.ps1 say about a host made of
# folders goes through the logic that engines are answered by.
BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestKit.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'WholeKit.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'PackParts.ps1'))
    $script:Project = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))
    . (Get-SourcePath 'fleet/Fleet.ps1')
    # The functions of a part, without what runs at once.
    $text = Get-SourceText 'fleet/Remediate.ps1'
    . ([scriptblock]::Create($text.Substring(0, $text.IndexOf('$answer = $null'))))
    $script:fleetKit = 'test'
    $script:Engine = [System.Diagnostics.Process]::GetCurrentProcess().MainModule.FileName
    # The pack's answer around the real script's.
    function Invoke-Fleet {
        param([object] $Kit, [string] $Name, [string[]] $Argument)
        $text = & $Engine -NoProfile -NonInteractive -File ([System.IO.Path]::Combine($Kit.Root, 'scripts', $Name)) @Argument | Out-String
        $global:FleetText = ConvertTo-Json -Compress ([pscustomobject] @{ format = 'airgap-pack-run/2'; exit = $LASTEXITCODE; code = ''; message = ''; fit = $true; output = $text.Trim() })
        New-PackHost
        Add-PackHostFile 'Start-Here.ps1' 'x'
        $PackHost.Child = { [pscustomobject] @{ Exit = 0; Text = $FleetText } }
        if ($Name -ceq 'Check-Host.ps1') { return (Get-FleetDetection) }
        Get-FleetRemediation
    }
    $script:H = New-TestHost
    $script:K = New-TestWholeKit $H @(New-TestCertificate 'Test Root')
}
AfterAll { Remove-Item $H.Root -Recurse -Force }

Describe 'a host from the first look to the last' {
    It 'lacks what the kit carries, gets it, waits for the restart, is done' {
        $answer = Invoke-Fleet $K 'Check-Host.ps1' @('-Json')
        $answer.Exit | Should -Be 1 -Because $answer.Line
        $answer.Line | Should -BeLike 'NonCompliant kit=test *update=UPDATE_*+*=ROOT_MISSING+*'
        $answer = Invoke-Fleet $K 'Apply-Kit.ps1' @('-Json', '-InstallerExitCodes', '-Trigger', 'remediation', '-TimeoutMinutes', '50')
        $answer.Exit | Should -Be 0 -Because $answer.Line
        $answer.Line | Should -MatchExactly '^RestartNeeded kit=test .*receipt=[^ ]+-[0-9]+\.json '
        $answer = Invoke-Fleet $K 'Check-Host.ps1' @('-Json')
        $answer.Exit | Should -Be 3 -Because $answer.Line
        $answer.Line | Should -BeLike 'Blocked kit=test restart=pending *=UPDATE_RESTART_PENDING*=ROOT_PRESENT*'
        Restart-TestHost $H
        $answer = Invoke-Fleet $K 'Check-Host.ps1' @('-Json')
        $answer.Exit | Should -Be 0 -Because $answer.Line
        $answer.Line | Should -BeLike 'Compliant kit=test update=UPDATE_FLOOR_REACHED *=ROOT_PRESENT'
        (Invoke-Fleet $K 'Apply-Kit.ps1' @('-Json', '-InstallerExitCodes', '-Trigger', 'remediation')).Word | Should -BeExactly 'Done'
    }
    It 'runs a Windows that no update helps' {
        Set-TestWindows $H @{ Build = 10586; Ubr = 1 }
        $answer = Invoke-Fleet $K 'Check-Host.ps1' @('-Json')
        $answer.Line | Should -BeLike 'Blocked kit=test *update=UPDATE_NO_REMEDY*'
        $answer.Exit | Should -Be 3
    }
    It 'runs a Windows that the kit does not know' {
        Set-TestWindows $H @{ Build = 12345; Ubr = 1 }
        $answer = Invoke-Fleet $K 'Check-Host.ps1' @('-Json')
        $answer.Line | Should -BeLike 'Unknown kit=test *update=UPDATE_BUILD_UNKNOWN*'
        $answer.Exit | Should -Be 3
    }
    It 'has a damaged kit' {
        [System.IO.File]::WriteAllText([System.IO.Path]::Combine($K.Root, 'data', 'profile.json'), '{}')
        { Invoke-Fleet $K 'Check-Host.ps1' @('-Json') } | Should -Throw '*_*: *'
    }
}

# Values only between quotes, in the scripts and in the playbook; there marked so that Ansible does not fill in what they say.
Describe 'template <_>' -ForEach 'Discover-Kit.ps1.ftl', 'Remediate-Kit.ps1.ftl', 'playbook.yml.ftl' {
    It 'is ASCII, and quotes every value' {
        $text = [System.IO.File]::ReadAllText([System.IO.Path]::Combine($Project, 'templates', 'fleet', $_))
        $text | Should -MatchExactly '\A[\n -~]+\n\z'
        $text | Should -Not -MatchExactly '#\{|<@|\[#|Invoke-Expression|Bypass|::new\('
        foreach ($line in $text.Replace('${parts?no_esc}', '').Split("`n")) {
            if ($line.Contains('${') -and -not $line.StartsWith('#')) {
                $line | Should -MatchExactly '^\$fleetKit = ''\$\{kit\.id\}''$|^\$frameLead = ''Unknown kit=\$\{kit\.id\} code=''$|^    airgap_[a-z]+: !unsafe "\$\{[a-z.]+\}"$'
            }
        }
        foreach ($line in $text.Split("`n")) {
            if ($line.Contains('${') -and $line.StartsWith('#')) { @([regex]::Matches($line, '\$\{[^}]*\}') | ForEach-Object Value) | Should -BeExactly @('${kit.id}') }
        }
    }
}
