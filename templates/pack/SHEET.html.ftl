<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="US-ASCII">
<title>Verifier pack: digests</title>
<style>
@page { size: A4; margin: 14mm; }
body { font: 10pt/1.35 Arial, Helvetica, sans-serif; color: #000; max-width: 182mm; margin: 0 auto; }
h1 { font-size: 15pt; margin: 0 0 1mm; }
h2 { font-size: 11.5pt; margin: 5mm 0 1mm; break-after: avoid; }
p, ol { margin: 1mm 0; }
code, .hex { font-family: "Courier New", Courier, monospace; }
.hex { font-size: 9.5pt; white-space: nowrap; }
.hex i { font-style: normal; margin-right: 1.6mm; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 0.2mm solid #555; padding: 1mm 1.6mm; text-align: left; vertical-align: top; }
tr { break-inside: avoid; }
th { background: #eee; }
td.tick { width: 8mm; }
.num { text-align: right; white-space: nowrap; }
.anchor { border: 0.5mm solid #000; padding: 2mm 3mm; }
.anchor .hex { font-size: 12pt; }
pre { font: 8.5pt/1.5 "Courier New", Courier, monospace; margin: 1mm 0; white-space: pre-wrap; overflow-wrap: anywhere; }
tr.hand td { background: #f3f3f3; font-weight: bold; }
.sign td { height: 9mm; }
</style>
</head>
<body>
<h1>Verifier pack: digests</h1>
<p>kit-builder ${version}. Scripts in this pack are <#if scriptsSigned>signed<#else><b>not</b> signed</#if>.
Print this sheet and carry it by hand, not with the pack: two people read and tick, each in a column of their own.</p>

<h2>Anchor: the signer whose kits are accepted</h2>
<div class="anchor">
<p>${anchor.subject}<br>valid ${anchor.validity}; SHA-256 of the certificate (anchor.cer):</p>
<p class="hex"><#list anchor.groups as g><i>${g}</i><#if g?index == 3><br></#if></#list></p>
</div>
<p>START-HERE asks for this digest. Type it from this sheet; do not copy it from a file that came with a kit.</p>

<h2>Files: SHA-256</h2>
<table>
<tr><th>File</th><th>Bytes</th><th>SHA-256</th><th>1st</th><th>2nd</th></tr>
<#list files as f>
<tr<#if f.byHand> class="hand"</#if>><td>${f.name}<#if f.byHand> *</#if></td><td class="num">${f.bytes}</td><td class="hex"><#list f.groups as g><i>${g}</i><#if g?index == 3><br></#if></#list></td><td class="tick"></td><td class="tick"></td></tr>
</#list>
</table>
<p>* These three by hand, always. START-HERE compares the others with SHA256SUMS by machine; comparing them by hand as
well costs minutes and trusts one thing less. Where START-HERE is not used, compare what is: Legacy-Host.cmd, Verify-Kit.ps1,
kit-verifier.jar, Test-Pack.ps1.</p>
<p>Two more files belong to the pack: SHEET.html and SHEET.txt, which are this sheet. Nothing runs or reads them.</p>

<h2>First use: copy, then compare, then start</h2>
<p>On the isolated host. Start nothing from the medium. Press Start, type <code>cmd</code>, choose <i>Run as
administrator</i>, and type (with the medium's folder in place of <code>E:\verifier-pack</code>):</p>
<pre>cd /d C:\Windows
md "${place}"
copy /b "E:\verifier-pack\*" "${place}\"
C:\Windows\System32\icacls.exe "${place}" /setowner *S-1-5-32-544 /T
C:\Windows\System32\icacls.exe "${place}" /reset /T</pre>
<p>If <code>md</code> says that the folder is there already, stop: it is an older pack, or somebody made it. Find
out which, remove it (<code>rd /s /q "${place}"</code>), and begin again.</p>
<p>Compare what was copied, line by line, with the table above:</p>
<pre>
<#list files as f>
${f.command}
</#list></pre>
<p>All equal, and ticked twice? Then, in the same window:</p>
<pre>"${place}\START-HERE.cmd"</pre>
<p>One digit differs? Use nothing from this pack. Copy it again; if it differs again, tell the sender.</p>

<h2>Hosts without PowerShell 3.0</h2>
<p>Copy and compare the same way, then: <code>"${place}\Legacy-Host.cmd"</code> says what to type.
certutil of Windows Server 2008 has no SHA-256: there the comparison COULD NOT TELL, and nothing is imported.</p>

<h2>Compared by</h2>
<table class="sign">
<tr><th>Column</th><th>Name</th><th>Date</th><th>Host</th><th>Signature</th></tr>
<tr><td>1st</td><td></td><td></td><td></td><td></td></tr>
<tr><td>2nd</td><td></td><td></td><td></td><td></td></tr>
</table>
</body>
</html>
