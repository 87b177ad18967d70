@echo off
rem The launcher of Kernelscope on Windows: finds a JDK 25, builds what is not built, then runs; `kscope test` passes all tests.
setlocal
set "HOME_DIR=%~dp0"
set "HOME_DIR=%HOME_DIR:~0,-1%"
set "TARGET=%HOME_DIR%\app\target"
set "JDK="
for %%C in ("%KSCOPE_JAVA_HOME%" "%JAVA_HOME%") do call :try %%C
for /f "delims=" %%J in ('where javac 2^>nul') do call :try "%%~dpJ.."
for /d %%C in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%USERPROFILE%\.jdks\*") do call :try "%%~C"
if not defined JDK (
  echo kscope: needs a JDK 25 or later and found none; install one or point KSCOPE_JAVA_HOME at it. 1>&2
  exit /b 3
)
set "JAVA_HOME=%JDK%"
set "MAVEN_OPTS=%MAVEN_OPTS% --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
if "%~1"=="test" goto :test
call :stale
if not errorlevel 1 goto :run
where mvn >nul 2>nul || goto :nomaven
echo kscope: building (the first time takes a few minutes)... 1>&2
call :begin
pushd "%HOME_DIR%"
call mvn --batch-mode --no-transfer-progress -q -DskipTests "-Dspotless.check.skip=true" package -pl app -am 1>&2
if errorlevel 1 goto :failed
popd
call :done
:run
for %%A in ("%TARGET%\app-*.jar") do set "APP_JAR=%%~fA"
"%JDK%\bin\java" "-XX:AOTCache=%TARGET%\kscope.aot" -Xlog:cds=off -Xlog:aot=off -XX:+UseParallelGC -XX:-UsePerfData --module-path "%TARGET%\javafx" --add-modules javafx.controls,javafx.swing --enable-native-access=ALL-UNNAMED,javafx.graphics --sun-misc-unsafe-memory-access=allow "-Dkscope.home=%HOME_DIR%" %KSCOPE_JAVA_OPTS% -cp "%APP_JAR%;%TARGET%\lib\*" org.kernelscope.app.Main %*
exit /b %errorlevel%

:test
if "%~2"=="--help" goto :testhelp
if "%~2"=="-h" goto :testhelp
where mvn >nul 2>nul || goto :nomaven
set "MORE="
:more
shift
if "%~1"=="" goto :verify
if "%~1"=="--all" (set MORE=%MORE% "-Dtest.excluded.groups=") & goto :more
set MORE=%MORE% %1
goto :more
:verify
call :begin
pushd "%HOME_DIR%"
call mvn --batch-mode --no-transfer-progress verify %MORE%
if errorlevel 1 (popd & exit /b 1)
popd
call :done
exit /b 0
:testhelp
echo Usage: kscope test [--all] [MAVEN-OPTION...]
echo Builds everything and passes all tests; with --all also those that take hours. Exit code 0 when all pass, 1 when one fails, 3 when something is missing.
exit /b 0

:nomaven
echo kscope: needs Maven to build and found no mvn on the PATH; install Maven 3.8 or later. 1>&2
exit /b 3

:failed
popd
echo kscope: the build failed; the lines above say why. It needs a network to Maven Central the first time. 1>&2
exit /b 3

rem Forgets the last build and notes when this one began.
:begin
if not exist "%TARGET%" mkdir "%TARGET%"
if exist "%TARGET%\.built" del /q "%TARGET%\.built"
if exist "%TARGET%\app-*.jar" del /q "%TARGET%\app-*.jar"
type nul > "%TARGET%\.begun"
exit /b 0

rem What was changed after the build began is built again next time.
:done
move /y "%TARGET%\.begun" "%TARGET%\.built" >nul
exit /b 0

rem Ends with 1 if there is no build, or a source is newer than it.
:stale
if not exist "%TARGET%\.built" exit /b 1
powershell -NoProfile -Command "Set-Location -LiteralPath $env:HOME_DIR; $built = (Get-Item -LiteralPath (Join-Path $env:TARGET '.built') -Force).LastWriteTimeUtc; $sources = 'pom.xml', 'assets', 'hw-model', 'kernel', 'engine', 'visualizers', 'lessons', 'app' | ForEach-Object { if (Test-Path $_ -PathType Leaf) { $_ } else { Join-Path $_ 'pom.xml'; Join-Path $_ 'src\main' } }; $newer = Get-ChildItem $sources -Recurse -File -ErrorAction SilentlyContinue | Where-Object { $_.LastWriteTimeUtc -gt $built } | Select-Object -First 1; if ($newer) { exit 1 } else { exit 0 }"
exit /b %errorlevel%

rem Takes the folder as the JDK if it is one, of version 25 or later.
:try
if defined JDK exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
set "VERSION=0"
for /f tokens^=2^ delims^=^=.^" %%V in ('findstr /b /c:"JAVA_VERSION=" "%~1\release" 2^>nul') do set "VERSION=%%V"
if %VERSION% GEQ 25 set "JDK=%~f1"
exit /b 0
