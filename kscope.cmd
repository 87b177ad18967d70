@echo off
rem The launcher of Kernelscope on Windows: finds a JDK 25, builds what is not built, then runs.
setlocal EnableDelayedExpansion
set "HOME_DIR=%~dp0"
set "HOME_DIR=%HOME_DIR:~0,-1%"
set "JDK="
for %%C in ("%KSCOPE_JAVA_HOME%" "%JAVA_HOME%") do call :try %%C
for /d %%C in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%USERPROFILE%\.jdks\*") do call :try "%%~C"
if not defined JDK (
  echo kscope: needs a JDK 25 or later and found none; install one or point KSCOPE_JAVA_HOME at it. 1>&2
  exit /b 3
)
set "JAVA_HOME=%JDK%"
if "%~1"=="test" goto :test
if exist "%HOME_DIR%\app\target\.built" goto :run
where mvn >nul 2>nul || (echo kscope: needs Maven to build and found no mvn on the PATH. 1>&2 & exit /b 3)
echo kscope: building (the first time takes a few minutes)... 1>&2
pushd "%HOME_DIR%"
call mvn --batch-mode --no-transfer-progress -q -DskipTests "-Dspotless.check.skip=true" package -pl app -am
if errorlevel 1 (popd & echo kscope: the build failed; the lines above say why. 1>&2 & exit /b 3)
popd
type nul > "%HOME_DIR%\app\target\.built"
:run
"%JDK%\bin\java" -XX:+UseParallelGC --module-path "%HOME_DIR%\app\target\javafx" --add-modules javafx.controls,javafx.swing --enable-native-access=ALL-UNNAMED,javafx.graphics --sun-misc-unsafe-memory-access=allow "-Dkscope.home=%HOME_DIR%" -cp "%HOME_DIR%\app\target\classes;%HOME_DIR%\app\target\lib\*" org.kernelscope.app.Main %*
exit /b %errorlevel%
:test
pushd "%HOME_DIR%"
call mvn --batch-mode --no-transfer-progress verify
if errorlevel 1 (popd & exit /b 1)
popd
exit /b 0
:try
if defined JDK exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
for /f "tokens=2 delims==." %%V in ('findstr /b JAVA_VERSION "%~1\release" 2^>nul') do set "VERSION=%%~V"
set "VERSION=%VERSION:"=%"
if %VERSION% GEQ 25 set "JDK=%~1"
exit /b 0
