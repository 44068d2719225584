/** The help texts. */
import {REPORTERS} from '../core/report/reporters/index.js';
import {TOPICS} from './topics/index.js';

const topicHelp = Object.entries(TOPICS)
	.map(([name, {help}]) => `  wulens help ${name.padEnd(12)} ${help}`)
	.join('\n');

const reporterHelp = Object.entries(REPORTERS)
	.map(([name, {help}]) => `                      ${name.padEnd(8)} ${help}`)
	.join('\n');

export const MAIN_HELP = `wulens reads Windows Update logs and says for each scan what happened.

Usage:
  wulens                   drop logs on the terminal, or type a path
  wulens view FILE…        open logs in the terminal: findings, scans, timelines, the log itself
  wulens analyze FILE…     analyse WindowsUpdate.log files ("-" is standard input)
  wulens triage FOLDER…    read the logs of many machines and say which have which problem
  wulens report RESULTS…   make the outputs of a triage again, or those of several together
  wulens convert FILE…     turn traces (.etl) into the text of Get-WindowsUpdateLog
  wulens explain CODE…     say what a code, a rule or a name means
  wulens expect            say which proxies and pinning the rules of Windows let expect
  wulens rules …           list the rules that judge a log; test rules of your own
  wulens completion SHELL  print a script that completes commands and options in a shell
  wulens --version
  wulens help [COMMAND | TOPIC]

Topics:
${topicHelp}

Try: wulens analyze WindowsUpdate.log

To make the log on Windows 10 and 11, run Get-WindowsUpdateLog in PowerShell (as
administrator). Windows 8.1 and older write C:\\Windows\\WindowsUpdate.log themselves.
`;

export const ANALYZE_HELP = `wulens analyze reads logs and says what is wrong, how it knows, and what to do next;
then for each scan who asked, which service and server, which proxies were tried and
with what result, what the certificate lines say, which failures came, how it ended.

Usage:
  wulens analyze [options] FILE…

  FILE is a log of any kind that Windows Update writes or Get-WindowsUpdateLog
  makes, in any encoding, also packed by gzip, or a trace (.etl); a folder or a zip
  archive stands for the files in it, where all WindowsUpdate.*.etl are one log; "-"
  is standard input.

Options:
  -r, --reporter NAME how to print (default: text)
${reporterHelp}
  -o, --out FILE      print to FILE instead of standard output; FILE may be no input
      --policy FILE   settings of the PC: .reg export, output of reg query, Get-ItemProperty,
                      netsh winhttp show proxy or certutil -store, or JSON; may be given
                      several times. Such files beside a log or in its archive are found by
                      themselves.
      --no-context    do not look for such files
      --rules FILE    rules of your own (JSON or YAML; see wulens rules --help)
      --fail-on LEVEL exit code 1 when a finding is at least error, warning or info
      --redact        replace names of users, hosts and machines, so that the report can
                      leave the house
      --files-from FILE
                      read more inputs from FILE, a path a line, in UTF-8 or UTF-16
                      ("-" is standard input)
      --color, --no-color
                      colour, or none (default: on terminals, unless NO_COLOR is set)
      --width N       columns of the text report (default: those of the terminal, else 80)
  -q, --quiet         no progress line on standard error
  -h, --help          this text

Exit codes:
  0  done; also where files were no logs of Windows Update: they are read and named, and
     nothing failed
  1  done, and --fail-on found something
  2  could not run: bad usage, or nothing could be read
  3  done, but some inputs could not be read
  130  interrupted
`;
