<Backups xmlns="http://www.microsoft.com/GroupPolicy/GPOOperations/Manifest" xmlns:mfst="http://www.microsoft.com/GroupPolicy/GPOOperations/Manifest" mfst:version="1.0">
  <BackupInst>
    <#include "record.xml.ftl">
  </BackupInst>
</Backups>
