rem ---- check: two conditions, two verdicts -------------------------------------------------------------------------
:check
ver
set "L_BUILD="
"%L_REG%" query "HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion" /v CurrentBuildNumber >"%L_OUT%" 2>nul
for /f "usebackq tokens=1-3" %%A in ("%L_OUT%") do if /i "%%A"=="CurrentBuildNumber" set "L_BUILD=%%C"
echo build       %L_BUILD%
call :facts
if "%L_ARG%"=="" goto check_no_kit
call :look kit
if "%L_OK%"=="no" exit /b %L_EXIT%
call :update_state
for /f "usebackq tokens=1,2" %%A in ("%L_KIT%\META\SHA256SUMS") do call :each_check each %%A "%%B"
exit /b %L_EXIT%
:check_no_kit
call :update_state
echo root        COULD NOT TELL: name a copied kit, its certificates are looked for
set "L_EXIT=3"
exit /b 3

rem Of the profile acs, as of 2026-11-25: rollup revision from which on, security-only update of the same month, and the
rem updates that must be there before it.
:facts
set "L_FLOOR="
set "L_ONLY="
set "L_FIRST="
if "%L_BUILD%"=="7601" set "L_FLOOR=25740"
if "%L_BUILD%"=="7601" set "L_ONLY=KB5006728"
if "%L_BUILD%"=="7601" set "L_FIRST=KB4490628 KB4474419"
if "%L_BUILD%"=="6002" set "L_ONLY=KB5006715"
if "%L_BUILD%"=="6003" set "L_ONLY=KB5006715"
if "%L_BUILD%"=="6002" set "L_FIRST=KB4493730 KB4474419"
if "%L_BUILD%"=="6003" set "L_FIRST=KB4493730 KB4474419"
exit /b 0

:update_state
if not defined L_ONLY goto update_foreign
rem Package names are fields apart by "~": name, key, architecture, an empty one, version.
set "L_PACKAGES=HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\Packages"
set "L_PACKAGE=%L_PACKAGES%\Package_for_"
"%L_REG%" query "%L_PACKAGES%" >"%L_LIST%" 2>nul
if not "%ERRORLEVEL%"=="0" goto update_unknown
"%L_REG%" query "HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\RebootPending" >nul 2>nul
if "%ERRORLEVEL%"=="0" echo restart     PENDING: what follows may be other after it
for %%K in (%L_FIRST%) do call :say_kb %%K
set "L_NEWEST=0"
for /f "usebackq tokens=1-4 delims=~" %%A in ("%L_LIST%") do if /i "%%A"=="%L_PACKAGE%RollupFix" call :rollup "%%A" "%%B" "%%C" "%%D"
call :has_kb %L_ONLY%
if "%L_HAS%"=="yes" goto update_met
if not defined L_FLOOR goto update_no_floor
if %L_NEWEST% GEQ %L_FLOOR% goto update_met
echo update      NOT MET: newest rollup %L_NEWEST%, floor %L_FLOOR%, and no %L_ONLY%
if "%L_EXIT%"=="0" set "L_EXIT=1"
exit /b 0
:update_met
echo update      MET: rollup %L_NEWEST%, or %L_ONLY%, is installed
exit /b 0
:update_no_floor
echo update      COULD NOT TELL: no %L_ONLY%; newest rollup %L_NEWEST%, and the floor
echo             of this train is not known
set "L_EXIT=3"
exit /b 0
:update_unknown
echo update      COULD NOT TELL: the list of packages cannot be read
set "L_EXIT=3"
exit /b 0
:update_foreign
echo update      COULD NOT TELL: build %L_BUILD% is none of 6002, 6003, 7601
set "L_EXIT=3"
exit /b 0

:say_kb
call :has_kb %1
if "%L_HAS%"=="no" echo before it   %1 not found, or replaced by a later one
if "%L_HAS%"=="yes" echo before it   %1 installed
exit /b 0
:has_kb
set "L_HAS=no"
for /f "usebackq tokens=1-4 delims=~" %%A in ("%L_LIST%") do if /i "%%A"=="%L_PACKAGE%%1" call :installed "%%A~%%B~%%C~~%%D"
exit /b 0
:installed
rem 0x70 is installed; 0x60 waits for the restart.
"%L_REG%" query "%~1" /v CurrentState >"%L_OUT%" 2>nul
for /f "usebackq tokens=1-3" %%A in ("%L_OUT%") do if /i "%%A %%C"=="CurrentState 0x70" set "L_HAS=yes"
exit /b 0
:rollup
set "L_HAS=no"
call :installed "%~1~%~2~%~3~~%~4"
if "%L_HAS%"=="no" exit /b 0
for /f "tokens=2 delims=." %%R in ("%~4") do if %%R GTR %L_NEWEST% set "L_NEWEST=%%R"
exit /b 0

rem %2 listed digest, %3 path.
:each_check
call :look certificate %2 %3
if "%L_OK%"=="no" exit /b 0
call :look in_store %L_STORE%
goto check_one

:check_one
if "%L_IN%"=="yes" echo root        MET: in LocalMachine\%L_STORE%: %L_PATH%
if "%L_IN%"=="yes" exit /b 0
if "%L_IN%"=="no" goto check_missing
echo root        COULD NOT TELL: LocalMachine\%L_STORE%: %L_PATH%
set "L_EXIT=3"
exit /b 0
:check_missing
echo root        NOT MET: not in LocalMachine\%L_STORE%: %L_PATH%
if "%L_EXIT%"=="0" set "L_EXIT=1"
exit /b 0
