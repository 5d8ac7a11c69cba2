# The scripts of fleet/ with the answers of the real module: what Check-Host.ps1 and Apply-Kit.ps1 say about a host made of
# folders goes through the logic that engines are answered by.
BeforeAll {
    . ([System.IO.Path]::Combine($PSScriptRoot, 'TestKit.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'WholeKit.ps1'))
    . ([System.IO.Path]::Combine($PSScriptRoot, 'FakePackPlatform.ps1'))
    $script:Project = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))
    foreach ($part in @('PackTalk.ps1', 'PackCheck.ps1', 'PackQuiet.ps1')) { . ([System.IO.Path]::Combine($Project, 'src', 'windows', 'pack', $part)) }
    # The functions of two templates, without what a builder puts in and what runs at once.
    $text = [System.IO.File]::ReadAllText([System.IO.Path]::Combine($Project, 'templates', 'fleet', 'Fleet.ps1.ftl')).Replace('${packParts?no_esc}', '').Replace('${kit.id}', 'test')
    $more = [System.IO.File]::ReadAllText([System.IO.Path]::Combine($Project, 'templates', 'fleet', 'Remediate-Kit.ps1.ftl'))
    $start = $more.IndexOf('function Get-FleetResult')
    $file = [System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), 'airgap-' + [System.Guid]::NewGuid().ToString('N') + '.ps1')
    [System.IO.File]::WriteAllText($file, $text.Substring($text.IndexOf("`n") + 1) + $more.Substring($start, $more.IndexOf('$answer = $null') - $start))
    . $file
    [System.IO.File]::Delete($file)
    $script:FleetKit = 'test'
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
Describe 'template <_>' -ForEach 'Begin.ps1.ftl', 'Detect-Kit.ps1.ftl', 'Discover-Kit.ps1.ftl', 'Fleet.ps1.ftl', 'Remediate-Kit.ps1.ftl', 'playbook.yml.ftl' {
    It 'is ASCII, and quotes every value' {
        $text = [System.IO.File]::ReadAllText([System.IO.Path]::Combine($Project, 'templates', 'fleet', $_))
        $text | Should -MatchExactly '\A[\n -~]+\n\z'
        $text | Should -Not -MatchExactly '#\{|<@|\[#|Invoke-Expression|Bypass|::new\('
        foreach ($line in $text.Replace('${packParts?no_esc}', '').Split("`n")) {
            if ($line.Contains('${') -and -not $line.StartsWith('#')) {
                $line | Should -MatchExactly '^\$script:FleetKit = ''\$\{kit\.id\}''$|^    ''Unknown kit=\$\{kit\.id\} code=[A-Z_]+ [^'']*''$|^    airgap_[a-z]+: !unsafe "\$\{[a-z.]+\}"$'
            }
        }
        foreach ($line in $text.Split("`n")) {
            if ($line.Contains('${') -and $line.StartsWith('#')) { @([regex]::Matches($line, '\$\{[^}]*\}') | ForEach-Object Value) | Should -BeExactly @('${kit.id}') }
        }
    }
}
