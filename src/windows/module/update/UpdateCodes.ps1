# What wusa.exe and dism.exe end with, in words. A table and nothing else; what is not in it is called unknown.
# Class: done, restart, already, other (not applicable here), refused (nothing was tried), failed.
# Certainty of the rows: src/docs/operations.md. A row never decides that an update is there: that is looked up.

function Get-UpdateCodeTable {
    @(
        @(0, 'done', 'SUCCESS', 'done'),
        @(3010, 'restart', 'ERROR_SUCCESS_REBOOT_REQUIRED', 'done, restart needed'),
        @(1641, 'restart', 'ERROR_SUCCESS_REBOOT_INITIATED', 'done, Windows has begun to restart'),
        @(0x00240005, 'restart', 'WU_S_REBOOT_REQUIRED', 'done, restart needed'),
        @(0x00240006, 'already', 'WU_S_ALREADY_INSTALLED', 'Windows says that it is installed already'),
        @(0x00240007, 'other', 'WU_S_ALREADY_UNINSTALLED', 'Windows says that it was removed already'),
        @(0x80240017, 'other', 'WU_E_NOT_APPLICABLE', 'not for this Windows: other build, architecture or edition, a prerequisite is missing, or a newer one is there'),
        @(0x800F081E, 'other', 'CBS_E_NOT_APPLICABLE', 'not for this Windows: other build, architecture or edition, a prerequisite is missing, or a newer one is there'),
        @(0x80240016, 'refused', 'WU_E_INSTALL_NOT_ALLOWED', 'another installation is running, or a restart is due first'),
        @(1058, 'refused', 'ERROR_SERVICE_DISABLED', 'the Windows Update service (wuauserv) is disabled; wusa needs it startable'),
        @(0x80070422, 'refused', 'ERROR_SERVICE_DISABLED', 'the Windows Update service (wuauserv) is disabled; wusa needs it startable'),
        @(5, 'refused', 'ERROR_ACCESS_DENIED', 'access denied: wusa does not work through WinRM or a remote shell; else a security product'),
        @(0x80070005, 'refused', 'E_ACCESSDENIED', 'access denied: wusa does not work through WinRM or a remote shell; else a security product'),
        @(87, 'refused', 'ERROR_INVALID_PARAMETER', 'the tool did not take its arguments'),
        @(1223, 'refused', 'ERROR_CANCELLED', 'cancelled'),
        @(112, 'failed', 'ERROR_DISK_FULL', 'the disk is full'),
        @(0x80070070, 'failed', 'ERROR_DISK_FULL', 'the disk is full'),
        @(552, 'failed', 'code 552', 'seen with a good result and with a rollback at the restart: only what is installed tells'),
        @(0x80070002, 'failed', 'ERROR_FILE_NOT_FOUND', 'a file is missing; once seen where the servicing stack update was missing'),
        @(0x80070490, 'failed', 'ERROR_NOT_FOUND', 'an element was not found; once seen at a rollback'),
        @(0x800F0805, 'failed', 'code 0x800F0805', 'not a package that this Windows knows'),
        @(0x800F0823, 'failed', 'CBS_E_NEW_SERVICING_STACK_REQUIRED', 'a servicing stack update has to be installed first'),
        @(0x800F0825, 'failed', 'code 0x800F0825', 'it cannot be removed'),
        @(0x800F0830, 'failed', 'code 0x800F0830', 'not supported for this Windows image'),
        @(0x800F0831, 'failed', 'CBS_E_STORE_CORRUPTION', 'a manifest or source package is missing: an older update was left half removed'),
        @(0x800F0922, 'failed', 'code 0x800F0922', 'the installation failed at its end, often for want of space on the system partition (not confirmed)')
    )
}

# Exit is signed where Windows means the same bits: -2146498530 is 0x800F081E.
function Get-UpdateCode {
    param([int] $ExitCode)
    $hex = '0x' + $ExitCode.ToString('X8', [System.Globalization.CultureInfo]::InvariantCulture)
    $plain = $ExitCode.ToString([System.Globalization.CultureInfo]::InvariantCulture)
    $code = [pscustomobject] @{ Class = 'failed'; Name = 'unknown'; Text = "$plain ($hex): not in this tool's table" }
    foreach ($row in Get-UpdateCodeTable) {
        # A hexadecimal constant above 0x7FFFFFFF is a negative number here, as the exit code is.
        if ([int] $row[0] -eq $ExitCode) {
            $code.Class = $row[1]
            $code.Name = $row[2]
            $code.Text = "$plain ($hex, $($row[2])): $($row[3])"
        }
    }
    $code
}
