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
  scripts                PowerShell: Check-Host.ps1, Apply-Kit.ps1, Apply-Policy.ps1, Undo-Kit.ps1,
                         Import-Roots.ps1, the module AirgapKit<#if scriptsSigned>, signed<#else>, NOT signed</#if>
  data\profile.json      which Windows needs which update, with sources and certainty
  META                   manifest, digests, signatures: what is verified
  ${updates} references to Windows updates stand in META\manifest.json; no update file
  is carried by this kit. Root and update are two conditions: both are needed.

How to verify it
  with Java      java -jar kit-verifier.jar verify ${kit.id}.zip --anchor sha256:<digest>
  with OpenSSL   the recipe in the project's kit-format document, section 13; it needs
                 openssl, grep, sha256sum and find
  then extract   java -jar kit-verifier.jar extract ${kit.id}.zip --to <new folder> --anchor sha256:<digest>

How to use it
  In the protected folder, from an elevated Windows PowerShell:
    scripts\Check-Host.ps1              says what this host lacks, changes nothing
    scripts\Apply-Kit.ps1 -WhatIf       says what would be done, in order
    scripts\Apply-Kit.ps1               certificates, updates, receipt; again at any time
    scripts\Apply-Policy.ps1            the same certificates by local policy, see gpo
    scripts\Undo-Kit.ps1                takes back the certificates and the policy it added, nothing else
    scripts\Import-Roots.ps1            the certificates alone (-WhatIf, -Undo)

Certificates
<#list certificates as c>
  ${c.store?right_pad(4)} ${c.name}
       SHA-1   ${c.sha1}
       SHA-256 ${c.sha256}
       until   ${c.until}
</#list>
