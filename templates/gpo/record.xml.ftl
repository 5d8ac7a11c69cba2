<GPOGuid><![CDATA[${gpo}]]></GPOGuid>
<GPODomain><![CDATA[airgapkit.invalid]]></GPODomain>
<GPODomainGuid><![CDATA[${domainGuid}]]></GPODomainGuid>
<GPODomainController><![CDATA[dc.airgapkit.invalid]]></GPODomainController>
<BackupTime><![CDATA[${time}]]></BackupTime>
<ID><![CDATA[${backup}]]></ID>
<Comment><![CDATA[]]></Comment>
<GPODisplayName><![CDATA[${name}]]></GPODisplayName>
