${kit.id}
${""?left_pad(kit.id?length, "=")}

RUN NOTHING FROM HERE, and nothing from a medium. A kit cannot vouch for itself.
First verify the zip with the verifier pack, which came to you by another way,
and an anchor that was read to you. Then extract it with the same verifier.

What this is
  A remediation kit for isolated Windows hosts.
  profile   ${profile.id} revision ${profile.revision}: ${profile.title}
  created   ${kit.created}
  expires   ${kit.expires}

What is in it
  certs\Root, certs\CA   ${certificates?size} certificates (DER), by the store they are for
  scripts                PowerShell: Check-Host.ps1, Apply-Kit.ps1, Undo-Kit.ps1,
                         the module AirgapKit<#if scriptsSigned>, signed<#else>, NOT signed</#if>
<#if policy.any>
  gpo                    the same certificates by Group Policy, for a domain or one host, and
                         the way back; no Windows update comes that way
</#if>
  fleet                  for many hosts: Discover-Kit.ps1 and Remediate-Kit.ps1 for management
                         engines, playbook.yml for Ansible. They start the installed verifier pack
  data\profile.json      which Windows needs which update, with sources and certainty
  META                   manifest, digests, signatures: what is verified
  ${updates} references to Windows updates stand in META\manifest.json; no update file
  is carried by this kit. Root and update are two conditions: both are needed.
  Check-Host.ps1 names the update that a host lacks: bring it another way, install
  it with WSUS or wusa.exe, then run Check-Host.ps1 again.

How to verify it
  with Java      java -jar kit-verifier.jar verify ${kit.id}.zip --anchor sha256:<digest>
  with OpenSSL   the recipe in the project's kit-format document, section 13; it needs
                 a shell with openssl, unzip and the usual text tools
  then extract   java -jar kit-verifier.jar extract ${kit.id}.zip --to <new folder> --anchor sha256:<digest>

How to use it
  In the protected folder, from an elevated Windows PowerShell:
    scripts\Check-Host.ps1              says what this host lacks, changes nothing
    scripts\Apply-Kit.ps1 -WhatIf       says what would be done, in order
    scripts\Apply-Kit.ps1               certificates, receipt; says which update is missing; again at any time
    scripts\Undo-Kit.ps1                takes back the certificates it added, nothing else
    scripts\Apply-Kit.ps1 -CertificatesOnly
                                        the certificates alone

<#if policy.any>
By Group Policy
  On a domain controller, or where the Group Policy console is, from the extracted kit:
    Import-GPO -BackupId ${policy.apply} -Path <kit>\gpo\apply\GPOs -TargetName <name> -CreateIfNeeded
  and link it. Importing erases what the policy <name> said before: take a new name.
  It sets the certificates below, each in its store<#if policy.lines?has_content>, and</#if>
<#list policy.lines as l>
    ${l.label?right_pad(17)}${l.text}
                     ${l.detail}
</#list>
  To take back: unlink it; where something stayed, import and link for a while
    Import-GPO -BackupId ${policy.remove} -Path <kit>\gpo\remove\GPOs -TargetName <other name> -CreateIfNeeded
<#if policy.trust>
  THIS POLICY MAKES HOSTS TRUST THE SIGNER OF THIS KIT'S SCRIPTS. Whoever holds that key can
  run code on every host the policy reaches. The builder asked for it in so many words.
</#if>
</#if>

Certificates
<#list certificates as c>
  ${c.store?right_pad(4)} ${c.name}
       SHA-1   ${c.sha1}
       SHA-256 ${c.sha256}
       until   ${c.until}
</#list>
