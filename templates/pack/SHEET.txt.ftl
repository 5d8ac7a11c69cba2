VERIFIER PACK: DIGESTS
kit-builder ${version}; scripts in this pack are <#if scriptsSigned>signed<#else>NOT signed</#if>

Print this sheet and carry it by hand, not with the pack. Two people read and
tick, each in a column of their own.

ANCHOR: THE SIGNER WHOSE KITS ARE ACCEPTED
<#list subjectLines as line>
  ${line}
</#list>
  valid ${anchor.validity}
  SHA-256 of the certificate (anchor.cer):
    ${anchor.groups[0..3]?join("  ")}
    ${anchor.groups[4..7]?join("  ")}
  START-HERE asks for this digest. Type it from this sheet; do not copy it from
  a file that came with a kit.

FILES: SHA-256                                                       1st   2nd
<#list files as f>
  ${f.name}, ${f.bytes} bytes<#if f.byHand>  * BY HAND, ALWAYS</#if>
    ${f.groups[0..3]?join("  ")}
    ${f.groups[4..7]?join("  ")}                           [   ] [   ]
</#list>
  * These three by hand, always. START-HERE compares the others with SHA256SUMS
  by machine. Where START-HERE is not used, compare what is: Legacy-Host.cmd,
  Verify-Kit.ps1, kit-verifier.jar, Test-Pack.ps1.
  SHEET.html and SHEET.txt are this sheet. Nothing runs or reads them.

FIRST USE: COPY, THEN COMPARE, THEN START
On the isolated host. Start nothing from the medium. Press Start, type cmd,
choose Run as administrator, and type (with the medium's folder in place of
E:\verifier-pack):

cd /d C:\Windows
md "${place}"
copy /b "E:\verifier-pack\*" "${place}\"
C:\Windows\System32\icacls.exe "${place}" /T ^
  /setowner *S-1-5-32-544
C:\Windows\System32\icacls.exe "${place}" /reset /T

If md says that the folder is there already, stop: it is an older pack, or
somebody made it. Find out which, remove it, and begin again:
rd /s /q "${place}"

Compare what was copied, line by line, with the digests above (each command is
one line; where this sheet breaks it, type a blank):

<#list files as f>
<#list f.commandLines as line>
${line}
</#list>
</#list>

All equal, and ticked twice? Then, in the same window:
"${place}\START-HERE.cmd"
One digit differs? Use nothing from this pack. Copy it again; if it differs
again, tell the sender.

HOSTS WITHOUT POWERSHELL 3.0
Copy and compare the same way, then "${place}\Legacy-Host.cmd"
says what to type. certutil of Windows Server 2008 has no SHA-256: there the
comparison COULD NOT TELL, and nothing is imported.
