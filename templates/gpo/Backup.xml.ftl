<?xml version="1.0" encoding="utf-8"?>
<GroupPolicyBackupScheme bkp:version="2.0" bkp:type="GroupPolicyBackupTemplate" xmlns:bkp="http://www.microsoft.com/GroupPolicy/GPOOperations" xmlns="http://www.microsoft.com/GroupPolicy/GPOOperations">
    <GroupPolicyObject>
        <SecurityGroups/>
        <FilePaths/>
        <GroupPolicyCoreSettings>
            <ID><![CDATA[${gpo}]]></ID>
            <Domain><![CDATA[airgapkit.invalid]]></Domain>
            <#-- Self-relative: owner and group Administrators, full access for SYSTEM and Administrators. An import does not use it. -->
            <SecurityDescriptor>01 00 04 80 14 00 00 00 24 00 00 00 00 00 00 00 34 00 00 00 01 02 00 00 00 00 00 05 20 00 00 00 20 02 00 00 01 02 00 00 00 00 00 05 20 00 00 00 20 02 00 00 02 00 34 00 02 00 00 00 00 00 14 00 00 00 00 10 01 01 00 00 00 00 00 05 12 00 00 00 00 00 18 00 00 00 00 10 01 02 00 00 00 00 00 05 20 00 00 00 20 02 00 00</SecurityDescriptor>
            <DisplayName><![CDATA[${name}]]></DisplayName>
            <#-- 1: the user part is off. -->
            <Options><![CDATA[1]]></Options>
            <UserVersionNumber><![CDATA[0]]></UserVersionNumber>
            <MachineVersionNumber><![CDATA[65537]]></MachineVersionNumber>
            <MachineExtensionGuids><![CDATA[${extensions}]]></MachineExtensionGuids>
            <UserExtensionGuids/>
            <WMIFilter/>
        </GroupPolicyCoreSettings>
        <GroupPolicyExtension bkp:ID="{35378EAC-683F-11D2-A89A-00C04FBBCFA2}" bkp:DescName="Registry">
            <FSObjectFile bkp:Path="%GPO_MACH_FSPATH%\registry.pol" bkp:SourceExpandedPath="\\dc.airgapkit.invalid\sysvol\airgapkit.invalid\Policies\${gpo}\Machine\registry.pol" bkp:Location="DomainSysvol\GPO\Machine\registry.pol"/>
            <FSObjectFile bkp:Path="%GPO_FSPATH%\Adm\*.*" bkp:SourceExpandedPath="\\dc.airgapkit.invalid\sysvol\airgapkit.invalid\Policies\${gpo}\Adm\*.*"/>
        </GroupPolicyExtension>
    </GroupPolicyObject>
</GroupPolicyBackupScheme>
