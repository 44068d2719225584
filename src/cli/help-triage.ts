/** The help texts of the commands about many machines. */
import {WHERE_FIELDS} from '../core/triage/filter.js';
import {OUTPUTS} from '../node/triage/outputs.js';

const reporterHelp = Object.entries(OUTPUTS)
	.map(([name, {file, help}]) => `                      ${name.padEnd(16)} ${file}: ${help}`)
	.join('\n');

const whereHelp = Object.entries(WHERE_FIELDS)
	.map(([name, {help}]) => `                      ${name.padEnd(16)} ${help}`)
	.join('\n');

const OUTPUT_HELP = `  -o, --out DIR       folder for the outputs; without it the answer goes to the terminal only
  -r, --reporter NAME which outputs, several times or with commas (default with --out: all;
                      without --out one that is text, on standard output):
${reporterHelp}
      --group-by NAME a list more in the answer: rule, server, version, machine or code
      --since TIME, --until TIME
                      scans of that time only, such as 2024-03-12 or "2024-03-12 19:47"
      --where FIELD=VALUE, FIELD!=VALUE
                      only what fits; several times; * stands for anything:
${whereHelp}
      --top N         rows of each list of the answer (default: 10)
      --baseline OLD  say what is new, gone and unchanged since an earlier run: its folder,
                      summary.json or results.ndjson
      --redact        replace names of users, hosts and machines in all outputs
      --fail-on LEVEL exit code 1 when a problem is at least error, warning or info
      --color, --no-color
                      colour, or none (default: on terminals, unless NO_COLOR is set)
      --width N       columns of the answer (default: those of the terminal, else 80)
  -q, --quiet         no progress on standard error
  -h, --help          this text`;

const EXIT_HELP = `Exit codes:
  0  done, and nothing failed
  1  done, and --fail-on found something
  2  could not run: bad usage, nothing readable, or outputs that cannot be written
  3  done, but some inputs could not be read; the ledger names them
  130  interrupted`;

export const TRIAGE_HELP = `wulens triage reads the logs of many machines and says which have which problem, what
helps most, and what changed when.

Usage:
  wulens triage [options] PATH…

  PATH is a folder, read with all folders in it, an archive, a log, or a pattern such as
  logs/*/WindowsUpdate.log. Logs are known by their content, also in .gz, .zip and zips in
  zips; everything else is counted as skipped. Links are followed, each folder is read once.

Options:
      --files-from FILE
                      read more paths from FILE, one a line, in UTF-8 or UTF-16 ("-" is
                      standard input)
      --machine-from REGEX
                      the name of the machine is the group (or the group named "machine") of
                      this regular expression on path and member, with / between all parts.
                      A line of the log that tells the name goes before it; without both, the
                      name comes from the names of file, archive and folder. Several logs of
                      one machine are one machine.
  -j, --jobs N        inputs read at once (default: the number of cores; 1 needs no threads)
      --timeout SECONDS
                      a log that takes longer fails, and the others go on (default: 600)
      --resume        go on from the results in DIR, or fail. Without it that happens where
                      it can: only what is new or changed is read, also after Ctrl+C
      --fresh         read everything, whatever is in DIR
      --view          open what was found in the terminal: machines, their scans, their logs
      --policy FILE, --no-context, --rules FILE
                      as for wulens analyze
${OUTPUT_HELP}

${EXIT_HELP}
`;

export const REPORT_HELP = `wulens report makes the outputs of wulens triage again from its results, without the logs.

Usage:
  wulens report [options] RESULTS…

  RESULTS is a results.ndjson, or the folder of one. Several are put together; where two
  have the same path, member and machine, the later one counts.

Options:
${OUTPUT_HELP}

${EXIT_HELP}
`;
