<BackupInst xmlns="http://www.microsoft.com/GroupPolicy/GPOOperations/Manifest">
  <#include "record.xml.ftl">
</BackupInst>
