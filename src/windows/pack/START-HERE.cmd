@echo off
rem Checks the installed verifier pack and starts its second stage. It decides by its own place alone whether anything
rem is started: a pack on a medium, or in any folder but the protected one, is only told how to be installed.
rem
rem Exit codes: 0 done, 1 a clear no, 2 wrong use, 3 could not find out.
rem
rem No pipes and no "for /f" over a command here: both start a second cmd, and that one would run what the user's
rem registry names as AutoRun, with administrator rights.
setlocal EnableExtensions DisableDelayedExpansion

rem Before any change of folder: a name without a path is only right until then.
set "AIRGAP_HERE=%~dp0"
set "AIRGAP_STAGE=%~1"
set "AIRGAP_REST=%~2"
set "AIRGAP_EXIT=3"
set "AIRGAP_SWITCH="

if not exist C:\Windows\System32\cmd.exe goto elsewhere
cd /d C:\Windows
if not "%AIRGAP_REST%"=="" goto usage
if "%AIRGAP_STAGE%"=="" goto place
if /i "%AIRGAP_STAGE%"=="/elevated" goto place
goto usage

:place
rem Not a variable and not the current folder: what is elevated is named by these letters.
if /i not "%AIRGAP_HERE%"=="C:\Program Files\AirgapKit\" goto not_installed
if not exist "C:\Program Files\AirgapKit\Start-Here.ps1" goto incomplete
call :clean
if defined AIRGAP_LEFT goto dirty
if /i "%AIRGAP_STAGE%"=="/elevated" set "AIRGAP_SWITCH=-Elevated"

rem From a 32-bit prompt System32 is another folder; Sysnative is the real one, and exists for such a prompt only.
set "AIRGAP_SYSTEM=C:\Windows\System32"
if exist C:\Windows\Sysnative\cmd.exe set "AIRGAP_SYSTEM=C:\Windows\Sysnative"
if not exist "%AIRGAP_SYSTEM%\WindowsPowerShell\v1.0\powershell.exe" goto no_powershell
"%AIRGAP_SYSTEM%\WindowsPowerShell\v1.0\powershell.exe" -NoProfile -ExecutionPolicy RemoteSigned -File "C:\Program Files\AirgapKit\Start-Here.ps1" %AIRGAP_SWITCH%
set "AIRGAP_EXIT=%ERRORLEVEL%"
goto end

:not_installed
set "AIRGAP_EXIT=1"
echo PACK_NOT_INSTALLED: this pack was started from
echo   "%AIRGAP_HERE%"
echo and asks for no rights there: whoever can write to that folder or medium could
echo have changed it. Nothing was started.
echo.
call :how_to_install
goto end

:incomplete
set "AIRGAP_EXIT=1"
echo PACK_FILE_MISSING: C:\Program Files\AirgapKit has no Start-Here.ps1. Copy the
echo whole pack again and compare it with the sheet.
goto end

:elsewhere
echo WINDOWS_ELSEWHERE: there is no C:\Windows\System32\cmd.exe. This pack names its
echo programs by full path and does not guess. Verify the kit on another station.
goto end

:no_powershell
echo POWERSHELL_MISSING: this host has no Windows PowerShell. Verify the kit on a
echo station that has it, then use Legacy-Host.cmd of this pack here.
goto end

:dirty
echo ENVIRONMENT_NOT_CLEAN: variables are set that load foreign code into .NET
echo programs, and this script does not know them by name. Remove them from your
echo account and from the system, open a new prompt, and start again:
set COR_ 2>nul
set COMPlus_ 2>nul
set DOTNET_ 2>nul
goto end

:usage
set "AIRGAP_EXIT=2"
echo Usage: "C:\Program Files\AirgapKit\START-HERE.cmd"
echo Checks this pack, asks for administrator rights, verifies a kit, extracts it into
echo C:\ProgramData\AirgapKit and starts it. It takes no arguments.
echo.
call :how_to_install
goto end

:end
rem A window that was opened for the second stage would take its last words with it.
if /i "%AIRGAP_STAGE%"=="/elevated" pause
exit /b %AIRGAP_EXIT%

rem ---- what the user's account could have set ----------------------------------------------------------------------
:clean
rem Known names are cleared; if others with these beginnings are left, AIRGAP_LEFT names one.
for %%V in (COR_ENABLE_PROFILING COR_PROFILER COR_PROFILER_PATH COR_PROFILER_PATH_32 COR_PROFILER_PATH_64) do set "%%V="
for %%V in (COMPlus_Version COMPlus_InstallRoot COMPlus_DefaultVersion COMPlus_BuildFlavor COMPlus_DbgEnableMiniDump) do set "%%V="
for %%V in (COMPlus_ETWEnabled COMPlus_ProfAPI_ProfilerCompatibilitySetting COMPlus_LoaderOptimization) do set "%%V="
for %%V in (DOTNET_ROOT DOTNET_STARTUP_HOOKS DOTNET_ADDITIONAL_DEPS DOTNET_SHARED_STORE DOTNET_CLI_TELEMETRY_OPTOUT) do set "%%V="
for %%V in (PSExecutionPolicyPreference __PSLockdownPolicy __COMPAT_LAYER DEVPATH APPDOMAIN_MANAGER_ASM APPDOMAIN_MANAGER_TYPE) do set "%%V="
set "SystemRoot=C:\Windows"
set "windir=C:\Windows"
set "ComSpec=C:\Windows\System32\cmd.exe"
set "PATH=C:\Windows\System32;C:\Windows"
set "PATHEXT=.COM;.EXE"
set "PSModulePath=C:\Windows\System32\WindowsPowerShell\v1.0\Modules"
if /i "%AIRGAP_STAGE%"=="/elevated" set "TEMP=C:\Windows\Temp"
if /i "%AIRGAP_STAGE%"=="/elevated" set "TMP=C:\Windows\Temp"
set "AIRGAP_LEFT="
for %%P in (COR_ COMPlus_ DOTNET_) do call :left %%P
exit /b 0

:left
rem "set" with a beginning gives errorlevel 0 if a variable has it, 1 if none has.
call :zero
set %1 >nul 2>nul
if not errorlevel 1 set "AIRGAP_LEFT=%1"
exit /b 0

:zero
exit /b 0

rem ---- words -------------------------------------------------------------------------------------------------------
:how_to_install
echo Install it once: press Start, type cmd, choose "Run as administrator", and type
echo (with this pack's folder in place of E:\verifier-pack):
echo.
echo   cd /d C:\Windows
echo   md "C:\Program Files\AirgapKit"
echo   copy /b "E:\verifier-pack\*" "C:\Program Files\AirgapKit\"
echo   C:\Windows\System32\icacls.exe "C:\Program Files\AirgapKit" /setowner *S-1-5-32-544 /T
echo   C:\Windows\System32\icacls.exe "C:\Program Files\AirgapKit" /reset /T
echo.
echo Then compare every file with the printed sheet; it has the certutil lines. Then:
echo.
echo   "C:\Program Files\AirgapKit\START-HERE.cmd"
exit /b 0
