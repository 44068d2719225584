@echo off
rem Collects the Windows Update logs of this PC, and the settings that explain them, into one file beside this script,
rem or into the file that is named: collect.cmd [FILE]. It reads only, installs nothing, and says what it took.
rem Without an administrator it takes what can be read. Read the result with wulens: https://www.npmjs.com/package/wulens
setlocal EnableExtensions DisableDelayedExpansion
set "SYS=%SystemRoot%\System32"
set "NAME=%COMPUTERNAME%"
set "WORK=%TEMP%\wulens-collect-%RANDOM%-%RANDOM%"
set "TO=%WORK%\%NAME%"
set "LIST=%TO%\collected.txt"
rem A variable of this name would hide the exit codes of programs.
set "ERRORLEVEL="
md "%TO%"
if not exist "%TO%\" exit /b 2
echo Collecting the Windows Update logs and settings of %NAME%

call :files "update traces" "%SystemRoot%\Logs\WindowsUpdate" "*.etl" ""
if not exist "%TO%\*.etl" call :files "WindowsUpdate.log" "%SystemRoot%" "WindowsUpdate.log" ""
call :files "ReportingEvents.log, the client's list of results" "%SystemRoot%\SoftwareDistribution" "ReportingEvents.log" ""
call :files "scan logs of Configuration Manager" "%SystemRoot%\CCM\Logs" "WUAHandler*.log" "\ccm"
call :files "scan logs of Configuration Manager" "%SystemRoot%\CCM\Logs" "ScanAgent*.log" "\ccm"
call :files "scan logs of Configuration Manager" "%SystemRoot%\CCM\Logs" "UpdatesDeployment*.log" "\ccm"
call :files "scan logs of Configuration Manager" "%SystemRoot%\CCM\Logs" "LocationServices*.log" "\ccm"
"%SYS%\reg.exe" query "HKLM\SOFTWARE\Policies\Microsoft\Windows\WindowsUpdate" /s >"%TO%\policies.txt" 2>nul
call :told "Windows Update policies" "policies.txt"
"%SYS%\reg.exe" query "HKLM\SOFTWARE\Microsoft\PolicyManager\current\device\Update" /s >"%TO%\mdm-policies.txt" 2>nul
call :told "Windows Update policies of device management" "mdm-policies.txt"
"%SYS%\netsh.exe" winhttp show proxy >"%TO%\winhttp-proxy.txt" 2>nul
call :told "proxy of WinHTTP" "winhttp-proxy.txt"
"%SYS%\reg.exe" query "HKCU\Software\Microsoft\Windows\CurrentVersion\Internet Settings" >"%TO%\user-proxy.txt" 2>nul
call :told "proxy of the user" "user-proxy.txt"
"%SYS%\certutil.exe" -store WindowsServerUpdateServices >"%TO%\certificates.txt" 2>nul
call :told "certificates that WSUS connections are pinned to" "certificates.txt"
"%SYS%\cmd.exe" /d /c ver >"%TO%\windows-version.txt" 2>nul
call :told "version of Windows" "windows-version.txt"
"%SYS%\tzutil.exe" /g >"%TO%\time-zone.txt" 2>nul
call :told "time zone" "time-zone.txt"

rem Windows 10 version 1803 and later have tar, which writes zip archives; all versions have makecab.
if exist "%SYS%\tar.exe" (set "FORM=zip") else (set "FORM=cab")
set "OUT=%~f1"
if "%~1"=="" set "OUT=%~dp0%NAME%.%FORM%"
if "%FORM%"=="zip" goto zip

set "PLAN=%WORK%\plan.txt"
>"%PLAN%" echo .Set Cabinet=on
>>"%PLAN%" echo .Set Compress=on
>>"%PLAN%" echo .Set UniqueFiles=off
>>"%PLAN%" echo .Set MaxDiskSize=0
>>"%PLAN%" echo .Set CabinetNameTemplate=packed.cab
>>"%PLAN%" echo .Set DiskDirectoryTemplate="%WORK%"
>>"%PLAN%" echo .Set RptFileName=nul
>>"%PLAN%" echo .Set InfFileName=nul
for %%F in ("%TO%\*") do >>"%PLAN%" echo "%%F" "%NAME%\%%~nxF"
for %%F in ("%TO%\ccm\*") do >>"%PLAN%" echo "%%F" "%NAME%\ccm\%%~nxF"
"%SYS%\makecab.exe" /F "%PLAN%" >nul 2>&1
goto packed

:zip
"%SYS%\tar.exe" -a -c -f "%WORK%\packed.zip" -C "%WORK%" "%NAME%"

:packed
if not "%ERRORLEVEL%"=="0" goto loose
if not exist "%WORK%\packed.%FORM%" goto loose
copy /b /y "%WORK%\packed.%FORM%" "%OUT%" >nul
if errorlevel 1 goto failed
rd /s /q "%WORK%"
echo Wrote "%OUT%"
exit /b 0

:failed
echo The file "%OUT%" cannot be written. Name another: collect.cmd C:\folder\%NAME%.%FORM%
rd /s /q "%WORK%"
exit /b 2

:loose
echo The files could not be packed. They are in "%TO%", which wulens reads, too.
exit /b 2

:files
if not exist "%~2\%~3" goto absent
if not exist "%TO%%~4" md "%TO%%~4"
copy /b /y "%~2\%~3" "%TO%%~4\" >nul 2>&1
if errorlevel 1 goto refused
call :say "taken" "%~1: %~3"
exit /b 0
:absent
call :say "not there, or not for this user" "%~1: %~2\%~3"
exit /b 0
:refused
call :say "could not be read, or not all of it" "%~1: %~2\%~3"
exit /b 0

:told
rem Exit codes of certutil can be negative.
if not "%ERRORLEVEL%"=="0" goto empty
for %%F in ("%TO%\%~2") do if "%%~zF"=="0" goto empty
call :say "taken" "%~1"
exit /b 0
:empty
del "%TO%\%~2" >nul 2>&1
call :say "not set, or not for this user" "%~1"
exit /b 0

:say
echo   %~1: %~2
>>"%LIST%" echo %~1: %~2
exit /b 0
