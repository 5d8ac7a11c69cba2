rem ---- look: a copied kit, a certificate of it, a store, a digest ---------------------------------------------------
rem call :look SECTION ARGUMENTS; answers are variables, L_OK among them (yes or no).
:look
set "L_OK=no"
goto %1

:kit
rem L_OK is no, and L_EXIT says why, if the word is no kit that was copied and compared here, or its list has changed.
set "L_EXIT=2"
call :hex hex 16 "%L_ARG%"
if "%L_OK%"=="no" echo KIT_MALFORMED: 16 hex digits are needed, as copy printed them.
if "%L_OK%"=="no" exit /b 0
set "L_OK=no"
set "L_EXIT=3"
set "L_ID=%L_ARG%"
set "L_KIT=%L_ROOT%\kits\%L_ID%"
set "L_JOURNAL=%L_ROOT%\journal\%L_ID%.txt"
if not exist "%L_KIT%\META\SHA256SUMS" echo KIT_NOT_COPIED: there is no "%L_KIT%". First: Legacy-Host.cmd copy FOLDER
if not exist "%L_KIT%\META\SHA256SUMS" exit /b 0
call :hash hash "%L_KIT%\META\SHA256SUMS"
set "L_OK=no"
if not defined L_HASH goto kit_unknown
if /i not "%L_HASH:~0,16%"=="%L_ID%" goto kit_changed
set "L_OK=yes"
set "L_EXIT=0"
exit /b 0
:kit_unknown
echo COULD NOT TELL: certutil gives no SHA-256. Nothing was done.
set "L_OK=no"
set "L_EXIT=3"
exit /b 0
:kit_changed
echo FILE_DIGEST_DIFFERS: a file of this kit is no longer what was copied. Remove
echo "%L_KIT%" and copy it again. Nothing was done with it.
set "L_OK=no"
set "L_EXIT=1"
exit /b 0

rem %2 listed digest, %3 path. L_OK is yes for a certificate of Root or CA, compared once more: then L_STORE, L_PATH,
rem L_SUM and L_THUMB tell of it.
:certificate
set "L_SUM=%2"
set "L_PATH=%~3"
set "L_PATH=%L_PATH:/=\%"
set "L_STORE="
if "%L_PATH:~0,11%"=="certs\Root\" set "L_STORE=Root"
if "%L_PATH:~0,9%"=="certs\CA\" set "L_STORE=CA"
if not defined L_STORE exit /b 0
call :hash hash "%L_KIT%\%L_PATH%"
if not defined L_HASH goto kit_unknown
if /i not "%L_HASH%"=="%L_SUM%" goto kit_changed
call :digest digest "%L_KIT%\%L_PATH%" SHA1 40
if not defined L_HASH goto kit_unknown
set "L_THUMB=%L_HASH%"
set "L_OK=yes"
exit /b 0

rem L_IN: yes if this very certificate is in LocalMachine\%2, no if none with its SHA-1 is, else unknown.
:in_store
set "L_IN=unknown"
if exist "%L_CER%" del "%L_CER%"
"%L_CERTUTIL%" -store %2 %L_THUMB% "%L_CER%" >"%L_OUT%" 2>&1
if not "%ERRORLEVEL%"=="0" goto in_store_readable
if not exist "%L_CER%" exit /b 0
call :hash hash "%L_CER%"
if /i "%L_HASH%"=="%L_SUM%" set "L_IN=yes"
exit /b 0
:in_store_readable
rem Not found, or not readable? The whole store tells.
"%L_CERTUTIL%" -store %2 >"%L_OUT%" 2>&1
if "%ERRORLEVEL%"=="0" set "L_IN=no"
exit /b 0

rem L_HASH: the SHA-256 of %2 as certutil computes it, or undefined.
:hash
call :digest digest "%~2" SHA256 64
exit /b 0
:digest
set "L_HASH="
"%L_CERTUTIL%" -hashfile "%~2" %3 >"%L_OUT%" 2>&1
if not "%ERRORLEVEL%"=="0" exit /b 0
for /f "usebackq skip=1 delims=" %%H in ("%L_OUT%") do if not defined L_HASH set "L_HASH=%%H"
if not defined L_HASH exit /b 0
set "L_HASH=%L_HASH: =%"
call :hex hex %4 "%L_HASH%"
if "%L_OK%"=="no" set "L_HASH="
exit /b 0

rem L_OK is yes if %3 is exactly %2 hex digits. Substrings start at the start, and what they give is compared with the
rem whole: for one at or past the end Windows gives nothing, but some other cmd the last character.
:hex
set "L_OK=no"
set "L_HEX=%~3"
if not defined L_HEX exit /b 0
set "L_REST=x%L_HEX%"
for %%C in (0 1 2 3 4 5 6 7 8 9 a b c d e f) do call set "L_REST=%%L_REST:%%C=%%"
if not "%L_REST%"=="x" exit /b 0
call set "L_CUT=%%L_HEX:~0,%2%%"
if not "%L_CUT%"=="%L_HEX%" exit /b 0
set /a L_AT=%2-1 >nul
call set "L_CUT=%%L_HEX:~0,%L_AT%%%"
if not "%L_CUT%"=="%L_HEX%" set "L_OK=yes"
exit /b 0
