<#assign element = {"Root": "RootCertificate", "CA": "IntermediateCACertificate"}>
<?xml version="1.0" encoding="utf-16"?>
<GPO xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://www.microsoft.com/GroupPolicy/Settings">
  <Identifier>
    <Identifier xmlns="http://www.microsoft.com/GroupPolicy/Types">${gpo}</Identifier>
    <Domain xmlns="http://www.microsoft.com/GroupPolicy/Types">airgapkit.invalid</Domain>
  </Identifier>
  <Name>${name}</Name>
  <IncludeComments>true</IncludeComments>
  <CreatedTime>${time}</CreatedTime>
  <ModifiedTime>${time}</ModifiedTime>
  <ReadTime>${time}Z</ReadTime>
  <Computer>
    <VersionDirectory>1</VersionDirectory>
    <VersionSysvol>1</VersionSysvol>
    <Enabled>true</Enabled>
<#if certificates?has_content>
    <ExtensionData>
      <Extension xmlns:q1="http://www.microsoft.com/GroupPolicy/Settings/PublicKey" xsi:type="q1:PublicKeySettings">
<#list certificates as c>
        <q1:${element[c.store]}>
          <q1:IssuedTo>${c.to}</q1:IssuedTo>
          <q1:IssuedBy>${c.by}</q1:IssuedBy>
          <q1:ExpirationDate>${c.until}</q1:ExpirationDate>
          <q1:Data>${c.data}</q1:Data>
        </q1:${element[c.store]}>
</#list>
      </Extension>
      <Name>Public Key</Name>
    </ExtensionData>
</#if>
<#if settings?has_content>
    <ExtensionData>
      <Extension xmlns:q2="http://www.microsoft.com/GroupPolicy/Settings/Registry" xsi:type="q2:RegistrySettings">
<#list settings as s>
        <q2:RegistrySetting>
          <q2:KeyPath>${s.key}</q2:KeyPath>
          <q2:AdmSetting>false</q2:AdmSetting>
<#if s.kind != "key">
          <q2:Value>
            <q2:Name>${s.name}</q2:Name>
            <#if s.kind == "number"><q2:Number>${s.value}</q2:Number><#else><q2:String>${s.value}</q2:String></#if>
          </q2:Value>
</#if>
        </q2:RegistrySetting>
</#list>
      </Extension>
      <Name>Registry</Name>
    </ExtensionData>
</#if>
  </Computer>
  <User>
    <VersionDirectory>0</VersionDirectory>
    <VersionSysvol>0</VersionSysvol>
    <Enabled>false</Enabled>
  </User>
</GPO>
