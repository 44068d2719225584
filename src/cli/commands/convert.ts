/** `wulens convert`: traces in, the text of Get-WindowsUpdateLog or all their events out. */
import {stat} from 'node:fs/promises';
import type {TraceOutputOptions, ZoneChoice} from '../../core/etl/trace-log.js';
import {plainText} from '../../core/wording/plain-text.js';
import {expandInputs, type NamedInput, STDIN} from '../../node/inputs/expand-inputs.js';
import {convertInput, convertStream} from '../../node/traces/convert.js';
import {parseArguments} from '../arguments.js';
import {EXIT, type ExitCode} from '../exit-codes.js';
import {type FileOutput, type Output, outputTo, outputToFile} from '../output.js';
import {UsageError} from '../usage-error.js';

export const CONVERT_HELP = `wulens convert turns the traces that Windows Update writes (.etl, Windows 10 1709 and later)
into text, on any system: the text of Get-WindowsUpdateLog, or all that the events say.

Usage:
  wulens convert [options] FILE…

  FILE is a trace, or the XML or CSV that tracerpt made of one, also packed by gzip; a
  folder or a zip archive, also one within another, stands for the traces in it; "-" is
  standard input. Traces named WindowsUpdate.*.etl in one folder are one log, and so are
  those of one folder that are named one after the other.

Options:
      --to FORM       log: the lines of Get-WindowsUpdateLog (default), and of its USO.log and
                      UX.log for the update orchestrator's traces; ndjson: every event,
                      also of other programs, as a JSON document a line, with provider, time
                      in UTC, raw time, level, keywords and all fields
      --zone ZONE     time of the log: recorded: that of the PC that made the trace, by its
                      own rules for summer time (default; XML of tracerpt has that of the PC
                      that ran it, CSV has UTC); utc; or an offset such as +05:30
      --crlf          end lines with CR and LF, as the cmdlet does
  -o, --out FILE      write to FILE instead of standard output; FILE may be no input
  -q, --quiet         say nothing about events that were lost
  -h, --help          this text

Exit codes:
  0  done
  2  could not run: bad usage, or nothing could be converted
  3  done, but some inputs could not be read or are no traces that hold text
  130  interrupted
`;

interface ConvertArguments {
	readonly inputs: readonly string[];
	readonly form: TraceOutputOptions;
	readonly out: string | null;
	readonly quiet: boolean;
}

const STDIN_NAME = '(standard input)';
const FORMS = ['log', 'ndjson'] as const;
const OTHER_EVENTS = 'With --to ndjson its events are written as they are.';

/** `null`: help was asked for. */
export function parseConvertArguments(argv: readonly string[]): ConvertArguments | null {
	const {values, positionals} = parseArguments({
		args: [...argv],
		allowPositionals: true,
		options: {
			to: {type: 'string'},
			zone: {type: 'string'},
			crlf: {type: 'boolean'},
			out: {type: 'string', short: 'o'},
			quiet: {type: 'boolean', short: 'q'},
			help: {type: 'boolean', short: 'h'},
		},
	});
	if (values.help === true) return null;
	const form = FORMS.find((name) => name === (values.to ?? 'log'));
	if (form === undefined) throw new UsageError(`--to takes ${FORMS.join(' or ')}, not "${values.to}"`);
	if (form === 'ndjson' && (values.zone !== undefined || values.crlf === true))
		throw new UsageError('--zone and --crlf are for --to log; times of ndjson are UTC');
	if (positionals.length === 0) throw new UsageError('which trace? Name a file, a folder, or "-" for standard input');
	if (positionals.filter((input) => input === STDIN).length > 1) throw new UsageError('standard input can be read once only');
	return {
		inputs: positionals,
		form: {form, includeOrchestrator: true, zone: parseZone(values.zone ?? 'recorded'), lineEnd: values.crlf === true ? 'crlf' : 'lf'},
		out: values.out ?? null,
		quiet: values.quiet === true,
	};
}

function parseZone(text: string): ZoneChoice {
	if (text === 'recorded') return 'recorded';
	if (text.toLowerCase() === 'utc' || text === 'Z') return {minutes: 0};
	const [, sign, hours = '', minutes = '0'] = /^([+-])(\d{1,2}):?([0-5]\d)?$/.exec(text) ?? [];
	const size = Number(hours) * 60 + Number(minutes);
	if (sign === undefined || size > 14 * 60) throw new UsageError(`--zone takes recorded, utc or an offset such as +05:30, not "${text}"`);
	return {minutes: sign === '-' ? -size : size};
}

export async function convertCommand(argv: readonly string[]): Promise<ExitCode> {
	const args = parseConvertArguments(argv);
	if (args === null) {
		await outputTo(process.stdout).write(CONVERT_HELP);
		return EXIT.done;
	}
	const interruption = new AbortController();
	const interrupt = (): void => interruption.abort();
	process.once('SIGINT', interrupt);
	try {
		if (args.out === null) return await convertAll(args, outputTo(process.stdout), interruption.signal);
		return await convertToFile(args, args.out, interruption.signal);
	} finally {
		process.removeListener('SIGINT', interrupt);
	}
}

/** The file is whole, or as it was. */
async function convertToFile(args: ConvertArguments, out: string, signal: AbortSignal): Promise<ExitCode> {
	const target = await identityOf(out);
	for (const input of args.inputs)
		if (target !== null && (await identityOf(input)) === target) throw new UsageError(`--out ${out} is one of the inputs`);
	const output: FileOutput = await outputToFile(out);
	try {
		return await convertAll(args, output, signal, new Set([await identityOf(output.temporaryPath ?? out), target]));
	} finally {
		await output.discard();
	}
}

/** @param except files of folders that are the output */
async function convertAll(
	{inputs, form, quiet}: ConvertArguments,
	output: Output,
	signal: AbortSignal,
	except: ReadonlySet<string | null> = new Set(),
): Promise<ExitCode> {
	let converted = 0;
	let failed = 0;
	const decoder = new TextDecoder();
	/** A folder holds other files, too; what is named was meant. */
	const isNamed = (input: NamedInput): boolean => input.kind !== 'file' || inputs.includes(input.path);
	const say = (name: string, text: string): void => void process.stderr.write(`wulens: ${plainText(name)}: ${plainText(text)}\n`);
	for await (const input of expandInputs(inputs)) {
		if (signal.aborted || output.isClosed) break;
		const isStdin = input.kind === 'stdin';
		if (except.size > 0 && !isStdin && except.has((await identityOf(input.path)) ?? '')) continue;
		for await (const piece of isStdin ? convertStream(process.stdin, STDIN_NAME, form, signal) : convertInput(input, form, signal)) {
			switch (piece.type) {
				case 'text':
					await output.write(decoder.decode(piece.text));
					break;
				case 'end':
					if (piece.end.reason === null) converted++;
					else {
						if (isNamed(input)) failed++;
						say(piece.name, piece.end.foreign > 0 ? `${piece.end.reason} ${OTHER_EVENTS}` : piece.end.reason);
					}
					if (!quiet && piece.end.reason === null)
						for (const {message, count} of piece.end.issues) say(piece.name, count > 1 ? `${message} (${count}×)` : message);
					break;
				case 'not-a-trace':
					if (isStdin || !isNamed(input) || input.path !== piece.name) break;
					failed++;
					say(piece.name, 'It is no event trace (.etl), nor the XML or CSV of one; text logs need not be converted.');
					break;
				case 'failed':
					failed++;
					say(piece.name, `It cannot be read: ${piece.reason}.`);
					break;
			}
			if (output.isClosed) return EXIT.done;
		}
	}
	if (signal.aborted) return EXIT.interrupted;
	if (converted === 0) {
		if (failed === 0) throw new UsageError('there is no trace to convert');
		return EXIT.couldNotRun;
	}
	await output.end();
	return failed === 0 ? EXIT.done : EXIT.someFailed;
}

/** Follows links; `null` where there is no such file. */
async function identityOf(path: string): Promise<string | null> {
	try {
		const {dev, ino} = await stat(path, {bigint: true});
		return `${dev}:${ino}`;
	} catch {
		return null;
	}
}
