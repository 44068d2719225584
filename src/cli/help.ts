/** The help texts. */
import {REPORTERS} from '../core/report/reporters/index.js';

const reporterHelp = Object.entries(REPORTERS)
	.map(([name, {help}]) => `                      ${name.padEnd(7)} ${help}`)
	.join('\n');

export const MAIN_HELP = `wulens reads Windows Update logs and says for each scan what happened.

Usage:
  wulens analyze FILE…     analyse WindowsUpdate.log files ("-" is standard input)
  wulens --version
  wulens help [COMMAND]

Try: wulens analyze WindowsUpdate.log

To make the log on Windows 10 and 11, run Get-WindowsUpdateLog in PowerShell (as
administrator). Windows 8.1 and older write C:\\Windows\\WindowsUpdate.log themselves.
`;

export const ANALYZE_HELP = `wulens analyze reads logs and says for each scan who asked, which service and
server, which proxies were tried and with what result, what the certificate lines
say, which failures came, and how it ended.

Usage:
  wulens analyze [options] FILE…

  FILE is a log of any kind that Windows Update writes or Get-WindowsUpdateLog
  makes, in any encoding; a folder stands for the files in it; "-" is standard input.

Options:
  -r, --reporter NAME how to print (default: text)
${reporterHelp}
  -o, --out FILE      print to FILE instead of standard output
      --files-from FILE
                      read more inputs from FILE, a path a line ("-" is standard input)
      --color, --no-color
                      colour, or none (default: on terminals, unless NO_COLOR is set)
      --width N       columns of the text report (default: those of the terminal, else 80)
  -q, --quiet         no progress line on standard error
  -h, --help          this text

Exit codes:
  0  done
  2  could not run: bad usage, or nothing could be read
  3  done, but some inputs could not be read
  130  interrupted
`;
