@echo off
rem For hosts without Windows PowerShell 3.0: Windows 7, Windows Server 2008 and 2008 R2. Only cmd and programs of
rem Windows, each by its full path. A verification station has verified and extracted the kit onto a fresh medium; the
rem digest of its META\SHA256SUMS, read out there and typed in here, is what everything rests on.
rem
rem Exit codes: 0 done and all of it, 1 a clear no, 2 wrong use, 3 could not find out.
rem
rem No pipes and no "for /f" over a command: both start a second cmd, and that one runs the user's AutoRun with rights.
rem What is written lies below Program Files, where nobody but administrators can make or change anything.
setlocal EnableExtensions DisableDelayedExpansion
set "L_HERE=%~dp0"
set "L_VERB=%~1"
set "L_ARG=%~2"
set "L_FILE=%~3"
set "L_MORE=%~4"
set "L_EXIT=0"
set "L_ROOT=C:\Program Files\AirgapKit-Legacy"
set "L_OUT=%L_ROOT%\work.txt"
set "L_CER=%L_ROOT%\work.cer"
set "L_LIST=%L_ROOT%\list.txt"

if not exist C:\Windows\System32\cmd.exe goto elsewhere
cd /d C:\Windows
set "ComSpec=C:\Windows\System32\cmd.exe"
set "PATH=C:\Windows\System32;C:\Windows"
set "PATHEXT=.COM;.EXE"
set "SystemRoot=C:\Windows"
set "L_SYSTEM=C:\Windows\System32"
if exist C:\Windows\Sysnative\cmd.exe set "L_SYSTEM=C:\Windows\Sysnative"
set "L_CERTUTIL=%L_SYSTEM%\certutil.exe"
set "L_REG=%L_SYSTEM%\reg.exe"

if not "%L_MORE%"=="" goto usage
if "%L_VERB%"=="" goto usage
if /i not "%L_HERE%"=="C:\Program Files\AirgapKit\" goto not_installed
rem Only administrators with their rights in hand may read this key.
"%L_REG%" query HKU\S-1-5-19 >nul 2>nul
if not "%ERRORLEVEL%"=="0" goto no_rights
if not exist "%L_ROOT%\kits" md "%L_ROOT%\kits"
if not exist "%L_ROOT%\journal" md "%L_ROOT%\journal"
if not exist "%L_ROOT%\journal" goto no_rights
if /i "%L_VERB%"=="copy" goto copy
if /i "%L_VERB%"=="check" goto check
for %%V in (import undo update) do if /i "%L_VERB%"=="%%V" goto apply
goto usage
:apply
if "%L_ARG%"=="" goto usage
if /i "%L_VERB%"=="update" if "%L_FILE%"=="" goto usage
goto %L_VERB%

rem ---- copy: typed digest, copy, compare ---------------------------------------------------------------------------
:copy
if "%L_ARG%"=="" goto usage
if not exist "%L_ARG%\META\SHA256SUMS" goto no_sums
set "L_TYPED="
set /p "L_TYPED=Digest of META\SHA256SUMS, as the station printed it (64 digits): "
if not defined L_TYPED goto no_digest
set "L_TYPED=%L_TYPED:"=%"
if defined L_TYPED set "L_TYPED=%L_TYPED: =%"
call :look hex 64 "%L_TYPED%"
if "%L_OK%"=="no" goto no_digest
set "L_ID=%L_TYPED:~0,16%"
set "L_KIT=%L_ROOT%\kits\%L_ID%"
if exist "%L_KIT%" goto copied_before
set "L_PART=%L_KIT%.partial"
if exist "%L_PART%" rd /s /q "%L_PART%"
md "%L_PART%\META"
copy /b /y "%L_ARG%\META\SHA256SUMS" "%L_PART%\META\SHA256SUMS" >nul
call :look hash "%L_PART%\META\SHA256SUMS"
if not defined L_HASH goto cannot_hash
if /i not "%L_HASH%"=="%L_TYPED%" goto sums_differ
rem From here on the list is the station's; only what it names is copied, so nothing else can come along.
set "L_COUNT=0"
for /f "usebackq tokens=1,2" %%A in ("%L_PART%\META\SHA256SUMS") do call :copy_one %%A "%%B"
if not "%L_EXIT%"=="0" goto copy_failed
ren "%L_PART%" "%L_ID%"
if not exist "%L_KIT%\META\SHA256SUMS" goto copy_failed
echo COPIED  %L_COUNT% files, each equal to its digest:
echo   "%L_KIT%"
echo Next: Legacy-Host.cmd check %L_ID%
exit /b 0

:copy_one
if not "%L_EXIT%"=="0" exit /b 0
set "L_PATH=%~2"
set "L_PATH=%L_PATH:/=\%"
for %%P in ("%L_PART%\%L_PATH%") do if not exist "%%~dpP" md "%%~dpP"
copy /b /y "%L_ARG%\%L_PATH%" "%L_PART%\%L_PATH%" >nul 2>nul
if not exist "%L_PART%\%L_PATH%" goto copy_missing
call :look hash "%L_PART%\%L_PATH%"
if not defined L_HASH goto copy_unknown
if /i not "%L_HASH%"=="%~1" goto copy_differs
set /a L_COUNT+=1 >nul
exit /b 0
:copy_missing
echo FILE_MISSING: %~2 is on the list and not on the medium.
set "L_EXIT=1"
exit /b 0
:copy_unknown
echo COULD NOT TELL: certutil gives no SHA-256 of %~2
set "L_EXIT=3"
exit /b 0
:copy_differs
echo FILE_DIGEST_DIFFERS: %~2
echo   listed %~1
echo   here   %L_HASH%
set "L_EXIT=1"
exit /b 0

:no_sums
echo KIT_UNREADABLE: there is no "%L_ARG%\META\SHA256SUMS".
echo Name the folder that the station wrote.
exit /b 3
:no_digest
echo DIGEST_MALFORMED: 64 hex digits are needed, blanks do not matter. Type it again.
exit /b 2
:copied_before
echo KIT_ALREADY_THERE: "%L_KIT%" was copied and compared before.
echo Go on with it. Nothing was done.
exit /b 1
:cannot_hash
rd /s /q "%L_PART%"
echo COULD NOT TELL: certutil of this host gives no SHA-256 (Windows Server 2008 has
echo none). Whether the medium holds what the station wrote is not known, so nothing
echo is imported here. Put the certificates and updates in by Group Policy or WSUS.
exit /b 3
:sums_differ
rd /s /q "%L_PART%"
echo SUMS_DIFFER: META\SHA256SUMS is not what the station printed.
echo   typed %L_TYPED%
echo   here  %L_HASH%
echo A slip in typing, a bad medium, or a changed one. Type it again; if it differs
echo again, use nothing from this medium and have the station write another.
exit /b 1
:copy_failed
rd /s /q "%L_PART%"
if "%L_EXIT%"=="0" set "L_EXIT=3"
echo NOT COPIED  use nothing from this medium; have the station write another
exit /b %L_EXIT%

rem ---- words -------------------------------------------------------------------------------------------------------
:usage
echo Usage, from an elevated prompt ("Run as administrator"):
echo   Legacy-Host.cmd copy FOLDER          what the station wrote; asks for its digest
echo   Legacy-Host.cmd check [KIT]          update and root: MET, NOT MET, COULD NOT TELL
echo   Legacy-Host.cmd import KIT           certificates into LocalMachine\Root and \CA
echo   Legacy-Host.cmd update KIT PATH      one .msu or .cab, named as in META\SHA256SUMS
echo   Legacy-Host.cmd undo KIT             takes certificates back that import added
echo KIT is the 16 digits that copy prints.
echo.
echo Example: "C:\Program Files\AirgapKit\Legacy-Host.cmd" copy E:\station
exit /b 2
:not_installed
echo PACK_NOT_INSTALLED: this was started from "%L_HERE%".
echo Copy the pack to C:\Program Files\AirgapKit from an elevated prompt, compare it
echo with the printed sheet, and start it from there. Nothing was done.
exit /b 1
:no_rights
echo RIGHTS_MISSING: this needs an elevated prompt: press Start, type cmd, choose
echo "Run as administrator". Nothing was done.
exit /b 3
:elsewhere
echo WINDOWS_ELSEWHERE: there is no C:\Windows\System32\cmd.exe. This pack names its
echo programs by full path and does not guess.
exit /b 3
