# Every code a host can be given, with the one verdict it stands for and why. src/docs/host-codes.md shows the same table.

$script:HostCodes = New-Object 'System.Collections.Generic.Dictionary[string,object]' -ArgumentList ([System.StringComparer]::Ordinal)
foreach ($row in @(
        # The update.
        @('UPDATE_NATIVE', 'MET', 'This Windows has had from its first release what the update brings; no update is needed for it.'),
        @('UPDATE_FLOOR_REACHED', 'MET', 'Updates are cumulative: a revision at or above the floor contains the update.'),
        @('UPDATE_FLOOR_DISPUTED', 'MET', 'The revision is at or above the floor, but below the higher one that a vendor asks for. Sources disagree; take the newest update to end the question.'),
        @('UPDATE_KB_LISTED', 'MET', 'An update that contains the floor is listed as installed. This Windows has no revision number to rely on, so the list decides.'),
        @('UPDATE_ROLLUP_REVISION', 'MET', 'The installed rollup has the revision of an update that contains the floor.'),
        @('UPDATE_BELOW_FLOOR', 'NOT MET', 'The update is missing. The root does not make up for it.'),
        @('UPDATE_PREREQUISITE_MISSING', 'NOT MET', 'The update is missing, and so is what must be installed before it, or no sign of it was found. A newer servicing stack does as well. Install in the order given.'),
        @('UPDATE_ARCHITECTURE_NOT_LISTED', 'NOT MET', 'The update is missing, and the profile names none for this processor architecture. An update for another one cannot be installed.'),
        @('UPDATE_RESTART_PENDING', 'NOT MET', 'An update waits for the restart; until then the old system runs. Restart this host, then check again. Nothing needs to be installed for it.'),
        @('UPDATE_LISTED_NOT_EFFECTIVE', 'NOT MET', 'An update that contains the floor is on this host but not in force, and no restart is known to be pending: perhaps it was rolled back, or its installation broke off. Do not rely on a restart alone: install it again.'),
        @('UPDATE_NO_REMEDY', 'NO REMEDY EXISTS', 'No update for this Windows brings what is needed. No kit can help: the operating system has to be replaced by a newer one.'),
        @('UPDATE_BUILD_UNKNOWN', 'COULD NOT TELL', 'The profile of this kit does not know this build. A newer kit may; nothing is guessed.'),
        @('UPDATE_HOST_UNREAD', 'COULD NOT TELL', 'Without the build number nothing can be said.'),
        @('UPDATE_PRODUCT_TYPE_UNKNOWN', 'COULD NOT TELL', 'This build number is that of a client and of a server, which take different updates.'),
        @('UPDATE_REVISION_UNREAD', 'COULD NOT TELL', 'Without the revision (UBR), and with no list that shows the update, nothing can be said.'),
        @('UPDATE_REVISION_DISPUTED', 'COULD NOT TELL', 'The revision in the registry and the installed rollup contradict each other. Scripts exist that overwrite the revision to please an installer.'),
        @('UPDATE_RESTART_UNREAD', 'COULD NOT TELL', 'The update is there, but whether it waits for a restart could not be read.'),
        @('UPDATE_ROLLUP_NOT_LISTED', 'COULD NOT TELL', 'A rollup is installed whose revision is in no list, and no listed KB was seen. On this Windows a security-only update might bear such a revision too.'),
        @('UPDATE_PACKAGES_UNREAD', 'COULD NOT TELL', 'The list of packages could not be read, and that of the hotfixes leaves updates out: it proves presence, never absence.'),
        @('UPDATE_FILE_HINT', 'COULD NOT TELL', 'Only the version of the kernel file speaks, which is a hint and no proof.'),
        # The root, and each extra root.
        @('ROOT_PRESENT', 'MET', 'The certificate in the store is byte for byte the one in the kit, nothing known restricts or denies it.'),
        @('ROOT_PRESENT_THIRD_PARTY', 'MET', 'The certificate is trusted, in the third-party store that Windows'' own updater keeps. The updater deletes it there when it leaves the list; an import into Root makes it stay.'),
        @('ROOT_MISSING', 'NOT MET', 'The root is missing: signatures that end in it are refused with 0x800B0109 (-2146762487, CERT_E_UNTRUSTEDROOT) or 0x800B010A (-2146762486, CERT_E_CHAINING). No update brings it.'),
        @('ROOT_WOULD_BE_FETCHED', 'COULD NOT TELL', 'The root is absent, but Windows would fetch it when it is first needed, if it reaches the list then. On an isolated host it will not: import it.'),
        @('ROOT_IN_WRONG_STORE', 'NOT MET', 'The root is on this host, but where it does not count: it belongs into the Root store of the local computer. Services do not see a user''s store; the CA store makes nothing trusted.'),
        @('ROOT_THIRD_PARTY_OFF', 'NOT MET', 'The root is only in the third-party store, which a policy of this host leaves out (ProtectedRoots\Flags, 0x8). The policy can stay: an import into Root counts all the same.'),
        @('ROOT_ALTERED', 'NOT MET', 'A certificate lies under the root''s name or key that is not the root: damaged or forged. Keep it as evidence, find out who put it there, have it removed.'),
        @('ROOT_DISALLOWED', 'NOT MET', 'The Disallowed store denies the root, which beats every store that holds it. Somebody decided that; an import changes nothing. Ask the host''s owner.'),
        @('ROOT_DISALLOWED_BY_LIST', 'NOT MET', 'The list of disallowed certificates that this host has loaded names the root, which beats every store. An import changes nothing.'),
        @('ROOT_RESTRICTED', 'NOT MET', 'The root is there, but limited so that the signatures it is needed for are refused. An import does not lift a limit set by Windows'' own list.'),
        @('ROOT_RESTRICTION_UNCLEAR', 'COULD NOT TELL', 'The root is there, with a limit of which it is not known whether it touches the signatures that matter.'),
        @('ROOT_STORE_UNREAD', 'COULD NOT TELL', 'The root was not seen, but not every store could be read.'),
        @('ROOT_DISALLOWED_UNREAD', 'COULD NOT TELL', 'The root is there, but whether this host denies it could not be read, and a denial beats every store.'),
        @('ROOT_THIRD_PARTY_UNREAD', 'COULD NOT TELL', 'The root is only in the third-party store, and whether a policy leaves that store out (ProtectedRoots\Flags) could not be read. An import into Root counts either way.'),
        @('ROOT_NOT_IN_KIT', 'COULD NOT TELL', 'The profile names this root but the kit does not carry it, so there is nothing to compare with.'),
        @('INTERMEDIATE_DISALLOWED', 'NOT MET', 'The host denies an intermediate certificate: signatures that go through it are refused whatever root is there. Ask the host''s owner.'),
        # Notes: worth knowing, no verdict.
        @('INTERMEDIATE_ABSENT', 'note', 'Intermediate certificates of the kit are not in the CA store. Signatures usually carry them; the kit adds them for those that do not.'),
        @('ROOT_NAMESAKE', 'note', 'Besides the root another certificate of the same name is trusted on this host. Find out who put it there.'),
        @('ROOT_DISALLOWED_FOR_USER', 'note', 'The account that ran this check denies the root for itself.'),
        @('PREREQUISITE_NOT_CHECKED', 'note', 'An update for this Windows needs a licence for extended support, which was not looked at. Without it the update seems to install and is rolled back at the restart.'),
        @('RESTART_HINT', 'note', 'File renames wait for a restart. Many programs leave such, so it decides nothing.'),
        @('CLOCK_BEFORE_KIT', 'note', 'The clock of this host is before the time the kit was made. A wrong clock makes good signatures look expired (0x800B0101).'),
        @('CLOCK_AFTER_KIT', 'note', 'By the clock of this host the kit has expired. Ask for a newer one, or set the clock.'),
        @('SPACE_LOW', 'note', 'Less than 10 GB are free on the system drive, which may not do for an update (rule of thumb).'),
        @('ACCOUNT_IS_SYSTEM', 'note', 'This ran as SYSTEM: the stores of the current user that were read are those of SYSTEM, not of a person.'),
        @('NOT_ELEVATED', 'note', 'This ran without administrator rights. What could not be read is named.'),
        @('PROCESS_32_BIT', 'note', 'This is a 32-bit PowerShell on a 64-bit Windows. The check is right all the same; use the 64-bit one to apply.'),
        @('FRAMEWORK_OLD', 'note', 'The .NET Framework is older than 4.5; the kit''s other scripts need 4.5.'),
        @('POLICY_ALL_SIGNED', 'note', 'The execution policy is AllSigned: an unattended run stops at a question until the script signer is a trusted publisher.'),
        @('FIPS_ON', 'note', 'The FIPS policy is on. The kit''s scripts keep to it.'),
        @('KIT_ON_SHARE', 'note', 'The kit lies on a network share. Programs started from there may be refused (0xC0000428); copy, verify and extract it locally.'),
        @('FACT_UNREAD', 'note', 'A fact about this host could not be read.')
    )) {
    $script:HostCodes.Add($row[0], [pscustomobject] @{ Code = $row[0]; Verdict = $row[1]; Why = $row[2] })
}

# A member of an object out of JSON; nothing if it has none of that name. A list comes element by element.
function Get-Part {
    param([System.Object] $Object, [string] $Name)
    if ($null -ne $Object) {
        $member = $Object.psobject.Properties[$Name]
        if ($null -ne $member -and $null -ne $member.Value) {
            $member.Value
        }
    }
}

# The same for text: empty if there is none. (A cast would make $null of a command that gives nothing.)
function Get-PartText {
    param([System.Object] $Object, [string] $Name)
    $value = Get-Part $Object $Name
    if ($null -eq $value) {
        return ''
    }
    [string] $value
}

# Fact holds names from certificates and the registry, which strangers wrote: only printable ASCII leaves.
# Members left out are empty.
function ConvertTo-Verdict {
    param([string] $Condition, [string] $Code, [System.Collections.Hashtable] $More)
    $meaning = $script:HostCodes[$Code]
    $verdict = [pscustomobject] @{
        Condition = $Condition; Name = ''; Verdict = $meaning.Verdict; Code = $Code; Fact = ''; RestsOn = ''
        Remedies = @(); Why = $meaning.Why; Certainty = ''
    }
    foreach ($name in @('Name', 'Fact', 'RestsOn', 'Certainty')) {
        if ($More.ContainsKey($name)) {
            $verdict.$name = ConvertTo-PlainText ([string] $More[$name])
        }
    }
    if ($More.ContainsKey('Remedies')) {
        $verdict.Remedies = @($More['Remedies'])
    }
    $verdict
}

function ConvertTo-Note {
    param([string] $Code, [string] $Fact)
    [pscustomobject] @{ Code = $Code; Fact = (ConvertTo-PlainText $Fact); Why = $script:HostCodes[$Code].Why }
}
