@echo off
rem Starts wulens on Windows. Logs and folders that are dragged onto this file in Explorer open in the viewer.
rem What is known about such a drag, and why this is done as it is, stands at the end.
setlocal EnableExtensions DisableDelayedExpansion
set "WULENS_COMMAND_LINE=%CMDCMDLINE:"=|%"
set "WULENS_REST=%WULENS_COMMAND_LINE:*/c ||=%"
set "WULENS_EXPLORER="
for /f "tokens=1 delims=|" %%S in ("%WULENS_REST%") do if /i "%%S"=="%~f0" set "WULENS_EXPLORER=1"
if not defined WULENS_EXPLORER set "WULENS_COMMAND_LINE="

rem By its full path: the current folder may be the one of the logs, and what lies there is not to be run.
set "WULENS_NODE="
for %%N in (node.exe) do set "WULENS_NODE=%%~$PATH:N"
if exist "%~dp0node.exe" set "WULENS_NODE=%~dp0node.exe"
if exist "%~dp0..\node_modules\node\bin\node.exe" set "WULENS_NODE=%~dp0..\node_modules\node\bin\node.exe"
if not defined WULENS_NODE goto missing

rem UTF-8 while wulens runs. The words of chcp differ by language; the number stands behind the colon.
set "WULENS_CODE_PAGE="
for /f "tokens=2 delims=:." %%P in ('%SystemRoot%\System32\chcp.com') do set "WULENS_CODE_PAGE=%%P"
"%SystemRoot%\System32\chcp.com" 65001 >nul 2>nul

"%WULENS_NODE%" "%~dp0windows-start.js" %*
set "WULENS_EXIT=%ERRORLEVEL%"

if defined WULENS_CODE_PAGE "%SystemRoot%\System32\chcp.com" %WULENS_CODE_PAGE% >nul 2>nul
goto finish

:missing
echo wulens needs Node 22.12 or newer, and no node.exe was found.
echo Install it from https://nodejs.org, or put node.exe into this folder:
echo "%~dp0"
set "WULENS_EXIT=2"

:finish
rem The window of Explorer would close at once, with the message in it.
if defined WULENS_EXPLORER if not "%WULENS_EXIT%"=="0" pause
if defined WULENS_EXPLORER exit %WULENS_EXIT%
exit /b %WULENS_EXIT%

Nothing below this line is run; so the signs of the shell can be named here.

Explorer starts   cmd.exe /c ""this file" path "path with blanks""   and quotes only paths with blanks. So cmd breaks an
unquoted path at & before this file runs: %* ends there, and cmd would run the rest of the path as a command afterwards.
It also drops ^ and fills in %NAME%. CMDCMDLINE still holds what Explorer wrote.

With each quote in it made |, which no path holds, the text stands between the quotes of one set command, where none of
its characters means anything. windows-start.js takes the paths from there; %* is for everything else, such as options.
A plain exit ends cmd with the batch file, and so keeps it from running the rest of a path.

Delayed expansion would eat ! in paths, and stays off.

PowerShell starts batch files in the same way as Explorer. Nothing tells them apart; there, too, an error waits for a key.

In a console, cmd /c and other batch files, an & outside quotes ends the command, as with every program.
