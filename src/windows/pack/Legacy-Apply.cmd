rem ---- import ------------------------------------------------------------------------------------------------------
:import
call :look kit
if "%L_OK%"=="no" exit /b %L_EXIT%
for /f "usebackq tokens=1,2" %%A in ("%L_KIT%\META\SHA256SUMS") do call :each_import each %%A "%%B"
if "%L_EXIT%"=="0" echo DONE        all of it. Next: Legacy-Host.cmd check %L_ID%
if not "%L_EXIT%"=="0" echo NOT DONE    see above what and why
exit /b %L_EXIT%

rem %2 listed digest, %3 path.
:each_import
call :look certificate %2 %3
if "%L_OK%"=="no" exit /b 0
goto import_one

:import_one
call :look in_store Disallowed
if "%L_IN%"=="yes" goto import_disallowed
if not "%L_IN%"=="no" goto import_unknown
call :look in_store %L_STORE%
if "%L_IN%"=="yes" goto import_there
if not "%L_IN%"=="no" goto import_unknown
rem The journal first: killed here, undo still knows.
>>"%L_JOURNAL%" echo NEEDS %L_STORE% %L_THUMB% %L_SUM% %L_PATH%
>>"%L_JOURNAL%" echo WILL-ADD %L_STORE% %L_THUMB% %L_SUM% %L_PATH%
"%L_CERTUTIL%" -addstore %L_STORE% "%L_KIT%\%L_PATH%" >"%L_OUT%" 2>&1
call :look in_store %L_STORE%
if not "%L_IN%"=="yes" goto import_failed
>>"%L_JOURNAL%" echo ADDED %L_STORE% %L_THUMB% %L_SUM% %L_PATH%
echo ADDED       LocalMachine\%L_STORE%, read back: %L_PATH%
exit /b 0
:import_there
>>"%L_JOURNAL%" echo NEEDS %L_STORE% %L_THUMB% %L_SUM% %L_PATH%
echo THERE       LocalMachine\%L_STORE%, left alone: %L_PATH%
exit /b 0
:import_disallowed
echo CERTIFICATE_DISALLOWED: %L_PATH% is in this host's Disallowed store. Not added.
set "L_EXIT=1"
exit /b 0
:import_unknown
echo COULD NOT TELL: the stores cannot be read for %L_PATH%. Not added.
if "%L_EXIT%"=="0" set "L_EXIT=3"
exit /b 0
:import_failed
echo CERTIFICATE_NOT_ADDED: %L_PATH% is not in LocalMachine\%L_STORE% after adding:
type "%L_OUT%"
if "%L_EXIT%"=="0" set "L_EXIT=3"
exit /b 0

rem ---- undo: only what the journal says was added, only while it is the same --------------------------------------
:undo
call :look kit
if "%L_OK%"=="no" exit /b %L_EXIT%
if not exist "%L_JOURNAL%" goto undo_nothing
copy /b /y "%L_JOURNAL%" "%L_LIST%" >nul
for /f "usebackq tokens=1-5" %%A in ("%L_LIST%") do if "%%A"=="WILL-ADD" call :undo_one %%B %%C %%D "%%E"
if not "%L_EXIT%"=="0" goto undo_partly
type "%L_JOURNAL%" >>"%L_ROOT%\journal\%L_ID%.undone"
del "%L_JOURNAL%"
echo DONE        updates are not taken back; everything else is
exit /b 0
:undo_nothing
echo NOTHING_TO_UNDO: this kit has added nothing to this host.
exit /b 0
:undo_partly
echo NOT DONE    see above what and why; the journal is kept
exit /b %L_EXIT%

:undo_one
set "L_STORE=%1"
set "L_THUMB=%2"
set "L_SUM=%3"
set "L_PATH=%~4"
rem A journal that somebody wrote to must not make this remove anything that the kit did not bring.
set "L_OWN="
for /f "usebackq tokens=1,2" %%A in ("%L_KIT%\META\SHA256SUMS") do if "%%A"=="%L_SUM%" set "L_OWN=%%B"
if not defined L_OWN goto undo_foreign
call :look in_store %L_STORE%
if "%L_IN%"=="no" echo GONE        already: %L_PATH%
if "%L_IN%"=="no" exit /b 0
if not "%L_IN%"=="yes" goto import_unknown
set "L_OTHER="
cd /d "%L_ROOT%\journal"
for %%J in (*.txt) do if /i not "%%~nJ"=="%L_ID%" call :needed "%L_ROOT%\journal\%%J"
cd /d C:\Windows
if defined L_OTHER goto undo_needed
>>"%L_JOURNAL%" echo WILL-REMOVE %L_STORE% %L_THUMB% %L_SUM% %L_PATH%
"%L_CERTUTIL%" -delstore %L_STORE% %L_THUMB% >"%L_OUT%" 2>&1
call :look in_store %L_STORE%
if not "%L_IN%"=="no" goto undo_failed
>>"%L_JOURNAL%" echo REMOVED %L_STORE% %L_THUMB% %L_SUM% %L_PATH%
echo REMOVED     LocalMachine\%L_STORE%, read back: %L_PATH%
exit /b 0
:undo_needed
rem It is the other kit's to remove from now on.
>>"%L_OTHER%" echo WILL-ADD %L_STORE% %L_THUMB% %L_SUM% %L_PATH%
echo LEFT        another kit needs it: %L_PATH%
exit /b 0
:undo_foreign
echo JOURNAL_FOREIGN: the journal names %L_PATH%, which is no certificate of this
echo kit. Left alone.
set "L_EXIT=1"
exit /b 0
:undo_failed
echo CERTIFICATE_NOT_REMOVED: %L_PATH% is still in LocalMachine\%L_STORE%:
type "%L_OUT%"
if "%L_EXIT%"=="0" set "L_EXIT=3"
exit /b 0
:needed
for /f "usebackq tokens=1-3" %%A in ("%~1") do if /i "%%A %%B %%C"=="NEEDS %L_STORE% %L_THUMB%" set "L_OTHER=%~1"
exit /b 0

rem ---- update: one file of the kit ---------------------------------------------------------------------------------
:update
call :look kit
if "%L_OK%"=="no" exit /b %L_EXIT%
set "L_SUM="
for /f "usebackq tokens=1,2" %%A in ("%L_KIT%\META\SHA256SUMS") do if "%%B"=="%L_FILE%" set "L_SUM=%%A"
if not defined L_SUM goto update_unlisted
set "L_PATH=%L_FILE:/=\%"
call :look hash "%L_KIT%\%L_PATH%"
if not defined L_HASH goto update_kit_unknown
if /i not "%L_HASH%"=="%L_SUM%" goto update_kit_changed
>>"%L_JOURNAL%" echo UPDATE %L_FILE% %L_SUM%
echo installing  %L_FILE%, this takes 10 to 60 minutes ...
for %%P in ("%L_PATH%") do set "L_KIND=%%~xP"
if /i "%L_KIND%"==".msu" goto update_msu
if /i "%L_KIND%"==".cab" goto update_cab
echo UPDATE_KIND_UNKNOWN: %L_FILE% is neither .msu nor .cab. Nothing was done.
set "L_EXIT=1"
exit /b 1
:update_msu
start "" /wait "%L_SYSTEM%\wusa.exe" "%L_KIT%\%L_PATH%" /quiet /norestart
goto update_code
:update_cab
if not exist "%L_SYSTEM%\dism.exe" goto update_pkgmgr
"%L_SYSTEM%\dism.exe" /online /add-package "/packagepath:%L_KIT%\%L_PATH%" /quiet /norestart
goto update_code
:update_pkgmgr
start "" /wait "%L_SYSTEM%\pkgmgr.exe" /ip "/m:%L_KIT%\%L_PATH%" /quiet /norestart
:update_code
set "L_CODE=%ERRORLEVEL%"
if "%L_CODE%"=="0" goto update_done
if "%L_CODE%"=="3010" goto update_restart
if "%L_CODE%"=="1641" goto update_restart
if "%L_CODE%"=="2359301" goto update_restart
if "%L_CODE%"=="2359302" goto update_there
set "L_EXIT=3"
set "L_WORD=failed"
if "%L_CODE%"=="-2145124329" set "L_WORD=not applicable: wrong build, a missing prerequisite, or a newer one is there"
if "%L_CODE%"=="-2146498530" set "L_WORD=not applicable to this host"
if "%L_CODE%"=="1058" set "L_WORD=the Windows Update service is disabled; set it to manual for the run"
if "%L_CODE%"=="-2145124330" set "L_WORD=another installation runs, or a restart is due"
echo UPDATE_FAILED: %L_CODE%: %L_WORD%
set "L_EXIT=3"
exit /b 3
:update_done
echo DONE        0: what it came to, says Legacy-Host.cmd check %L_ID%
exit /b 0
:update_restart
echo DONE        %L_CODE%: RESTART NEEDED, then Legacy-Host.cmd check %L_ID%
exit /b 0
:update_there
echo THERE       %L_CODE%: was installed already
exit /b 0
:update_unlisted
echo FILE_NOT_LISTED: META\SHA256SUMS of this kit does not name %L_FILE%. Write it as
echo it stands there, with slashes. Nothing was done.
set "L_EXIT=1"
exit /b 1
:update_kit_unknown
echo COULD NOT TELL: certutil gives no SHA-256 of %L_FILE%. Nothing was done.
set "L_EXIT=3"
exit /b 3
:update_kit_changed
echo FILE_DIGEST_DIFFERS: %L_FILE% is no longer what was copied. Nothing was done.
set "L_EXIT=1"
exit /b 1
