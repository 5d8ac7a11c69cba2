# Certificates and values by local Group Policy, on a host that no domain serves: the second way beside the machine's own
# stores. The contract is section 7 of src/docs/policy.md.

<#
.SYNOPSIS
Writes a kit's policy into this host's own Group Policy, value by value, and has Windows apply it.

.DESCRIPTION
The extracted kit is compared with its manifest, the kit's policy and every certificate in it are checked, and the host's own
policy file (System32\GroupPolicy\Machine\registry.pol) is read; a file that is damaged, or reached by a link, is refused. Only
then values of ours are put where they stand, or behind the others; what others wrote keeps its bytes and its order. The file
before is copied beside the journal, the journal says what will be done, and gpt.ini is raised by one version. At last
gpupdate is run, and every value is read back from the registry.

One object a value is given back (Subject, Sha256, Store, Outcome, Code, Message, Policy), then one of the receipt, then one
that sums up. Nothing asks a question. Undo-AirgapKit takes it back.

.PARAMETER KitRoot
The folder the kit was extracted to, below the protected folder.

.PARAMETER Trigger
What started the run, for the receipt: manual, gpo-startup, task.

.PARAMETER Script
The entry script that runs, for the receipt.

.EXAMPLE
Install-AirgapPolicy -KitRoot $root -WhatIf

.EXAMPLE
Install-AirgapPolicy -KitRoot $root
#>
function Install-AirgapPolicy {
    [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
    [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory = $true)] [string] $KitRoot,
        [string] $Trigger = 'manual',
        [string] $Script = ''
    )
    $kit = Read-AllowedKit $KitRoot
    Assert-KitContent $kit @('certificate', 'crl', 'data', 'document', 'policy', 'script', 'sums')
    $ours = Read-KitPolicy $kit
    $cmdlet = $PSCmdlet
    $ask = { param($target, $action) $cmdlet.ShouldProcess($target, $action) }
    Invoke-KitRun -Kit $kit -Mode 'apply' -Trigger $Trigger -Script $Script -DryRun ([bool] $WhatIfPreference) -Step @(
        { param($run) Invoke-PolicyGuarded -Run $run -Step { param($same) Invoke-PolicyStep -Run $same -Ours $ours -Ask $ask } })
}

# A fault that was named is a result like another: the certificates' part of an undo goes on, and the receipt has it.
function Invoke-PolicyGuarded {
    param([System.Object] $Run, [scriptblock] $Step)
    try {
        & $Step $Run
    }
    catch {
        $code = Get-FaultCode $_.Exception
        if ($code.Length -eq 0) {
            throw
        }
        $outcome = 'Failed'
        if ([int] $_.Exception.Data['AirgapExit'] -eq 1) {
            $outcome = 'Refused'
        }
        ConvertTo-PolicyNote -Outcome $outcome -Code $code -Message $_.Exception.Message.Substring($code.Length + 2)
    }
}

# Policy: the value's place in the registry; a result with this member is about policy, and the receipt lists it under other.
function ConvertTo-PolicyNote {
    param([string] $Outcome, [string] $Code, [string] $Message)
    $result = ConvertTo-Result $null $Outcome $Code $Message
    $result | Add-Member -MemberType NoteProperty -Name 'Policy' -Value ''
    $result
}

function ConvertTo-PolicyResult {
    param([System.Object] $Item, [string] $Outcome, [string] $Code, [string] $Message)
    $pin = [pscustomobject] @{ Subject = $Item.Key + ': ' + $Item.Name; Sha256 = ''; Store = '' }
    if ($null -ne $Item.Pin) {
        $pin = [pscustomobject] @{ Subject = $Item.Pin.Subject; Sha256 = $Item.Pin.Sha256; Store = 'Policy/' + $Item.Pin.Store }
        if (-not $Item.Listed) {
            $Message += ' This certificate is in the policy alone: it is the script signer''s own trust, not one of the kit''s certificates.'
        }
    }
    $result = ConvertTo-Result $pin $Outcome $Code $Message
    $result | Add-Member -MemberType NoteProperty -Name 'Policy' -Value (ConvertTo-PlainText ('HKLM\' + $Item.Key + '\' + $Item.Name))
    $result
}

# A certificate that this host distrusts, or that its policy file distrusts, refuses all: half of a policy is another policy.
function Get-PolicyRefusal {
    param([System.Object] $Ours, [System.Object] $Local)
    foreach ($item in $Ours.Items) {
        if ($null -eq $item.Pin) { continue }
        $denied = (Find-PolicyEntry $Local.Policy ('Software\Policies\Microsoft\SystemCertificates\Disallowed\Certificates\' + $item.Pin.Thumbprint) 'Blob') -ge 0
        if ($denied -or (Test-Disallowed $item.Pin)) {
            ConvertTo-PolicyResult -Item $item -Outcome 'Refused' -Code 'CERTIFICATE_DISALLOWED' -Message (
                "the machine's Disallowed store, or its policy file, holds this certificate: somebody distrusts it on this host, and a policy could not change that. " +
                'Nothing of this policy was written. Ask the host''s owner why it is there (certlm.msc, Untrusted Certificates); its removal is their decision, not the kit''s.')
        }
    }
}

# What is to be done: Actions (one for each entry of ours), Bytes, IniBytes, Write (whether anything is).
function Get-PolicyPlan {
    param([System.Object] $Run, [System.Object] $Ours, [System.Object] $Local)
    $merged = Merge-Policy $Local.Policy $Ours.Policy
    $plan = [pscustomobject] @{ Actions = $merged.Actions; Bytes = $merged.Bytes; IniBytes = $Local.Ini; Write = $false; Change = $true }
    if ($null -eq $Local.File -and $Ours.Policy.Keys.Count -eq 0) {
        $plan.Bytes = $null
    }
    $mine = @(Get-PolicyRecord $Run.Journal $Run.Journal.Kit)
    $whole = $mine.Length -gt 0 -and $mine[$mine.Length - 1].Whole -and (Test-Same $mine[$mine.Length - 1].Ours $Ours.Digest)
    $ini = Get-LocalPolicyIni $Local
    $names = Join-PolicyName ([string] $ini.Names) (Get-OurPair $Ours) $Local.Place.Ini
    $same = Test-Same (Get-BytesDigest $plan.Bytes) $Local.FileDigest
    # Of the version only the lower half is the machine's: the user's policy may have raised the other one alone.
    $named = $null -ne $Local.Ini -and ($ini.Version -band 65535) -gt 0 -and (Test-Same $names ([string] $ini.Names))
    # Half a change of ours: the file may be written and the version not.
    $half = $mine.Length -gt 0 -and -not $whole
    if (-not ($same -and $named) -or $half) {
        $plan.IniBytes = Get-PolicyIniBytes $ini $names
    }
    $plan.Write = -not ($same -and $named -and $whole)
    $plan.Change = -not ($same -and $named) -or $half
    $plan
}

# A kit that was built anew under one id, with another policy: undo could not tell the two apart.
function Get-PolicyTwin {
    param([System.Object] $Run, [System.Object] $Ours)
    foreach ($record in @(Get-PolicyRecord $Run.Journal $Run.Journal.Kit)) {
        if (-not (Test-Same $record.Ours $Ours.Digest)) {
            return (ConvertTo-PolicyNote -Outcome 'Refused' -Code 'POLICY_OF_ANOTHER_BUILD' -Message ("the journal says that a kit of this id wrote another policy (SHA-256 $($record.Ours)): " +
                    'two kits were built under one id. Nothing was written. Undo the other one first, or build this kit anew, which gives it an id of its own.'))
        }
    }
}

# With values outside the certificate stores the console's templates are named too.
function Get-OurPair {
    param([System.Object] $Ours)
    $values = $false
    foreach ($item in $Ours.Items) {
        if ($null -eq $item.Pin -and $item.Name.Length -gt 0) { $values = $true }
    }
    Get-PolicyPair $values
}

function Invoke-PolicyStep {
    param([System.Object] $Run, [System.Object] $Ours, [scriptblock] $Ask)
    $local = Read-LocalPolicy
    $refusals = @(Get-PolicyRefusal $Ours $local)
    if ($refusals.Length -gt 0) {
        return $refusals
    }
    $twin = Get-PolicyTwin $Run $Ours
    if ($null -ne $twin) {
        return $twin
    }
    $plan = Get-PolicyPlan -Run $Run -Ours $Ours -Local $local
    if ($Run.DryRun) {
        return (Get-PolicyWhatIf $Ours $plan)
    }
    if ($plan.Write) {
        if ($plan.Change -and -not (& $Ask $local.Place.File 'Write the kit''s policy')) {
            return (ConvertTo-PolicyNote -Outcome 'Declined' -Code 'POLICY_DECLINED' -Message 'the local policy was not written, because you said no.')
        }
        foreach ($bytes in @($local.File, $local.Ini, $Ours.Bytes)) { Save-PolicyCopy $Run $bytes }
        Edit-LocalPolicy $Run $local ([pscustomobject] @{ Verb = 'merge'; File = $plan.Bytes; Ini = $plan.IniBytes; Ours = $Ours.Digest })
    }
    Get-PolicyOutcomeResult -Run $Run -Ours $Ours -Plan $plan
}

function Get-PolicyWhatIf {
    param([System.Object] $Ours, [System.Object] $Plan)
    foreach ($item in $Ours.Items) {
        if ($item.Name.Length -eq 0) { continue }
        switch -CaseSensitive ($Plan.Actions[$item.I]) {
            'Same' { ConvertTo-PolicyResult -Item $item -Outcome 'AlreadyThere' -Code 'POLICY_VALUE_ALREADY_THERE' -Message 'in the local policy already; left alone.' }
            'Replaced' { ConvertTo-PolicyResult -Item $item -Outcome 'WouldAdd' -Code 'POLICY_VALUE_WOULD_BE_WRITTEN' -Message 'the local policy says something else here; would be replaced where it stands, and comes back with undo.' }
            default { ConvertTo-PolicyResult -Item $item -Outcome 'WouldAdd' -Code 'POLICY_VALUE_WOULD_BE_WRITTEN' -Message 'not in the local policy; would be added behind the other values.' }
        }
    }
    Get-PolicyDomainNote
}

# Windows is asked to apply it only where a value is not in force yet: a run that finds all in order changes nothing.
function Get-PolicyOutcomeResult {
    param([System.Object] $Run, [System.Object] $Ours, [System.Object] $Plan)
    $refused = ''
    $states = @(Get-PolicyForce $Ours)
    if ($Plan.Change -or -not (Test-AllInForce $states)) {
        $refused = Invoke-PolicyRefresh $Run
        $states = @(Get-PolicyForce $Ours)
    }
    foreach ($item in $Ours.Items) {
        if ($item.Name.Length -gt 0) {
            Get-PolicyValueResult -Item $item -Action $Plan.Actions[$item.I] -State $states[$item.I] -Waiting ($refused.Length -gt 0)
        }
    }
    if ($refused.Length -gt 0) {
        ConvertTo-PolicyNote -Outcome 'Noted' -Code 'POLICY_WRITTEN_NOT_APPLIED' -Message ("the policy is written, but gpupdate did not apply it ($refused). Windows applies it at its next start " +
            'or policy refresh by itself. To have it now: C:\Windows\System32\gpupdate.exe /target:computer /force, then run this again to see it in force.')
    }
    Get-PolicyDomainNote
}

function Get-PolicyValueResult {
    param([System.Object] $Item, [string] $Action, [string] $State, [bool] $Waiting)
    $words = @{
        Same = @('AlreadyThere', 'POLICY_VALUE_ALREADY_THERE', 'in the local policy already; left alone. ')
        Added = @('Added', 'POLICY_VALUE_WRITTEN', 'added to the local policy. ')
        Replaced = @('Added', 'POLICY_VALUE_REPLACED', 'written in the place of another value of the local policy, which comes back with undo. ')
    }[$Action]
    if (Test-Same $State 'InForce') {
        return (ConvertTo-PolicyResult -Item $Item -Outcome $words[0] -Code $words[1] -Message ($words[2] + 'In force: read back from the registry.'))
    }
    $fact = @{ Absent = 'the registry does not have it'; Other = 'the registry says something else'; Unread = 'the registry could not be read' }[$State]
    if ($Waiting) {
        return (ConvertTo-PolicyResult -Item $Item -Outcome $words[0] -Code $words[1] -Message ($words[2] + "Not in force yet: $fact."))
    }
    ConvertTo-PolicyResult -Item $Item -Outcome 'Failed' -Code 'POLICY_VALUE_NOT_IN_FORCE' -Message ($words[2] + "gpupdate says that it applied the policy, but $fact. Another policy overrides it: a domain's, or an order to delete " +
        'in the local one. See C:\Windows\System32\gpresult.exe /scope computer /h report.html, settle it with whoever owns that policy, then run again.')
}

# Gives why Windows did not apply the policy; an empty string if it says that it did.
function Invoke-PolicyRefresh {
    param([System.Object] $Run)
    try {
        $ran = Invoke-Tool -Run $Run -Name 'gpupdate.exe' -Argument @('/target:computer', '/force') -Seconds 600 -Stop $true
    }
    catch {
        # A fault with a name of its own is not gpupdate's.
        if ((Get-FaultCode $_.Exception).Length -gt 0) {
            throw
        }
        return (Get-Cause $_.Exception)
    }
    if (-not $ran.Ended) {
        return 'it did not end within 10 minutes'
    }
    if ($ran.Exit -ne 0) {
        return "exit code $($ran.Exit)"
    }
    ''
}

function Get-PolicyDomainNote {
    try {
        $member = Test-PlatformDomainMember
    }
    catch {
        return (ConvertTo-PolicyNote -Outcome 'Noted' -Code 'POLICY_DOMAIN_UNREAD' -Message "whether this host belongs to a domain could not be read ($(Get-Cause $_.Exception)); if it does, the domain's policy comes last and wins.")
    }
    if ($member) {
        ConvertTo-PolicyNote -Outcome 'Noted' -Code 'POLICY_DOMAIN_HOST' -Message ('this host belongs to a domain. Local policy applies there too, but the domain''s comes last and wins, and it may turn local policy off. ' +
            'The lasting way on such hosts is the kit''s backup, imported into a policy of the domain.')
    }
}

function Test-AllInForce {
    param([string[]] $State)
    foreach ($one in $State) {
        if (-not (Test-Same $one 'InForce')) { return $false }
    }
    $true
}

# Of each entry of ours, whether the registry has it: InForce, Absent, Other, Unread.
function Get-PolicyForce {
    param([System.Object] $Ours)
    foreach ($item in $Ours.Items) {
        Get-PolicyForceOne $Ours.Policy $item
    }
}

function Get-PolicyForceOne {
    param([System.Object] $Policy, [System.Object] $Item)
    try {
        if ($Item.Name.Length -eq 0) {
            # An empty key holds nothing that would have to be there.
            return 'InForce'
        }
        $found = Get-PlatformRegistryValue -Path $Item.Key -Name $Item.Name
    }
    catch {
        return 'Unread'
    }
    if ($null -eq $found) {
        return 'Absent'
    }
    [byte[]] $wanted = Get-PolicyData $Policy $Item.I
    if ($found.Kind -eq $Policy.Types[$Item.I] -and (Test-Same (ConvertTo-RegistryText $found.Value) ([System.Convert]::ToBase64String($wanted)))) {
        return 'InForce'
    }
    'Other'
}

# A value as a policy file holds it, for comparing.
function ConvertTo-RegistryText {
    param([System.Object] $Value)
    $bytes = $null
    if ($Value -is [byte[]]) { $bytes = $Value }
    elseif ($Value -is [int] -or $Value -is [long]) { $bytes = [System.BitConverter]::GetBytes($Value) }
    elseif ($Value -is [string]) { $bytes = [System.Text.Encoding]::Unicode.GetBytes($Value + "`0") }
    elseif ($Value -is [string[]]) { $bytes = [System.Text.Encoding]::Unicode.GetBytes([string]::Join('', @(foreach ($one in $Value) { $one + "`0" })) + "`0") }
    if ($null -eq $bytes) {
        return ''
    }
    [System.Convert]::ToBase64String($bytes)
}
