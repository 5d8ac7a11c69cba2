@echo off
rem Starts the kit builder. In a distribution the jar lies in lib\ beside this file; in a checkout it is built once, here.
rem JAVA_HOME chooses the Java, KIT_BUILDER_OPTS adds options for it.
rem Delayed expansion stays off: it would take every ! and ^ out of paths and arguments. Nor does one of them stand on a line
rem of call, which expands twice.
setlocal EnableExtensions DisableDelayedExpansion
set "ERRORLEVEL="
call :find_home

set "kb_java="
if defined JAVA_HOME goto java_named
for %%I in (java.exe) do set "kb_java=%%~$PATH:I"
if defined kb_java goto find_jar
set "kb_problem=there is no java"
set "kb_hint=install a JDK 17 or later, or set JAVA_HOME"
goto fail
:java_named
rem Some set it with quotes.
set "kb_java=%JAVA_HOME:"=%\bin\java.exe"
if exist "%kb_java%" goto find_jar
set "kb_problem=JAVA_HOME has no java: %kb_java%"
set "kb_hint=set it to the folder of a JDK 17 or later"
goto fail

:find_jar
set "kb_jar=%kb_home%lib\kit-builder.jar"
if exist "%kb_jar%" goto run
set "kb_jar=%kb_home%src\kit-builder\target\kit-builder.jar"
rem What lies there meanwhile may be half a jar.
if exist "%kb_home%target\first-build.lock\" goto busy
if exist "%kb_jar%" goto run
if exist "%kb_home%pom.xml" goto build
set "kb_problem=there is no jar in %kb_home%lib"
set "kb_hint=this distribution is not complete: unpack it again"
goto fail

:build
set "kb_mvn="
for %%I in (mvn.cmd) do set "kb_mvn=%%~$PATH:I"
if defined kb_mvn goto lock
set "kb_problem=there is no Maven to build this checkout"
set "kb_hint=install Maven 3.8.7 or later"
goto fail
:lock
pushd "%kb_home%"
if not exist target\ mkdir target 2>nul
rem Two first runs at once must not build into each other's folders. Only one mkdir succeeds.
mkdir target\first-build.lock 2>nul && goto locked
popd
if exist "%kb_home%target\first-build.lock\" goto busy
set "kb_problem=cannot make %kb_home%target\first-build.lock"
set "kb_hint=the first run of a checkout builds there"
goto fail
:busy
set "kb_problem=another first run is building already"
set "kb_hint=wait for it; if it was killed, remove %kb_home%target\first-build.lock and %kb_jar%"
goto fail
:locked
rem Another may have built since the last look, and runs it by now.
if exist "%kb_jar%" goto built
<nul >&2 set /p "=first run in this checkout: building the tools (a minute, output in target\first-build.log) ... "
call mvn.cmd -B -ntp -Dmaven.test.skip=true -pl src/kit-builder -am package >target\first-build.log 2>&1 <nul
if errorlevel 1 goto not_built
if not exist "%kb_jar%" goto not_built
>&2 echo done
:built
rmdir target\first-build.lock
popd
goto run
:not_built
rmdir target\first-build.lock
>&2 echo failed
set kb_lines=-20
for /f "usebackq delims=" %%L in ("target\first-build.log") do set /a kb_lines+=1 >nul
set "kb_skip="
if %kb_lines% gtr 0 set "kb_skip=skip=%kb_lines%"
for /f "usebackq %kb_skip% delims=" %%L in ("target\first-build.log") do >&2 echo.%%L
popd
set "kb_problem=the tools could not be built"
set "kb_hint=the whole output is in target\first-build.log"
goto fail

:run
"%kb_java%" -XX:+UseSerialGC -Xshare:auto %KIT_BUILDER_OPTS% -jar "%kb_jar%" %*
exit /b %ERRORLEVEL%

rem In a subroutine, because outside of one it is the current folder when this file was started by its quoted name alone.
:find_home
set "kb_home=%~dp0"
exit /b 0

:fail
rem By way of a prompt that nobody answers: between quotes an & of a path is no end of a command.
<nul >&2 set /p "=kit-builder: error: %kb_problem%"
>&2 echo.
<nul >&2 set /p "=kit-builder: hint: %kb_hint%"
>&2 echo.
exit /b 3
