/** `wulens convert`: traces in, the text of Get-WindowsUpdateLog or all their events out. */
import type {TraceOutputOptions, ZoneChoice} from '../../core/etl/trace-log.js';
import type {Issue} from '../../core/types.js';
import {plainText} from '../../core/wording/plain-text.js';
import {expandInputs, type NamedInput} from '../../node/inputs/expand-inputs.js';
import {type Converted, convertInput, convertStream} from '../../node/traces/convert.js';
import {EXIT, type ExitCode} from '../exit-codes.js';
import {STDIN_NAME} from '../inputs.js';
import {withInterruption} from '../interruption.js';
import type {OptionValues, Parsed} from '../options/values.js';
import {type Output, outputTo} from '../output.js';
import {openGuardedOutput} from '../output-file.js';
import {UsageError} from '../usage-error.js';

type Values = OptionValues<'convert'>;

const OTHER_EVENTS = 'With --to ndjson its events are written as they are.';
const RECORDED = 'recorded';

export async function convertCommand({values, positionals}: Parsed<'convert'>): Promise<ExitCode> {
	if (values.to === 'ndjson' && (values.zone !== RECORDED || values.crlf))
		throw new UsageError('--zone and --crlf apply to --to log only. Times in ndjson are UTC.');
	const form: TraceOutputOptions = {
		form: values.to,
		includeOrchestrator: true,
		zone: parseZone(values.zone),
		lineEnd: values.crlf ? 'crlf' : 'lf',
	};
	return withInterruption((signal) => run({values, named: positionals, form, signal}));
}

function parseZone(text: string): ZoneChoice {
	if (text === RECORDED) return RECORDED;
	if (text.toLowerCase() === 'utc' || text === 'Z') return {minutes: 0};
	const [, sign, hours = '', minutes = '0'] = /^([+-])(\d{1,2}):?([0-5]\d)?$/.exec(text) ?? [];
	const size = Number(hours) * 60 + Number(minutes);
	if (sign === undefined || size > 14 * 60)
		throw new UsageError(`Invalid value "${text}" for --zone. Use recorded, utc, or an offset such as +05:30.`);
	return {minutes: sign === '-' ? -size : size};
}

interface Job {
	readonly values: Values;
	readonly named: readonly string[];
	readonly form: TraceOutputOptions;
	readonly signal: AbortSignal;
}

/** A file is whole, or as it was. */
async function run(job: Job): Promise<ExitCode> {
	const {values, named} = job;
	const inputs = expandInputs(named);
	if (values.out === null) return convertAll(job, inputs, outputTo(process.stdout));
	const guarded = await openGuardedOutput(values.out, named);
	try {
		return await convertAll(job, guarded.inputs(inputs, 'skip'), guarded.output);
	} finally {
		await guarded.output.discard();
	}
}

/** How many traces became text, and how many inputs did not. */
interface Tally {
	converted: number;
	failed: number;
}

async function convertAll(job: Job, inputs: AsyncIterable<NamedInput>, output: Output): Promise<ExitCode> {
	const {form, signal} = job;
	const tally: Tally = {converted: 0, failed: 0};
	const decoder = new TextDecoder();
	for await (const input of inputs) {
		if (signal.aborted || output.isClosed) break;
		if (input.kind === 'unreadable') {
			if (input.status === 'failed') tally.failed++;
			tell(input.path, input.reason);
			continue;
		}
		const pieces = input.kind === 'stdin' ? convertStream(process.stdin, STDIN_NAME, form, signal) : convertInput(input, form, signal);
		for await (const piece of pieces) {
			if (piece.type === 'text') await output.write(decoder.decode(piece.text));
			else countPiece(piece, input, job, tally);
			if (output.isClosed) return EXIT.done;
		}
	}
	if (signal.aborted) return EXIT.interrupted;
	return finish(tally, output);
}

async function finish({converted, failed}: Tally, output: Output): Promise<ExitCode> {
	if (converted === 0) {
		if (failed === 0) throw new UsageError('There are no traces to convert.');
		return EXIT.couldNotRun;
	}
	await output.end();
	return failed === 0 ? EXIT.done : EXIT.someFailed;
}

/** Counts what became of an input, and tells the user what they should know. */
function countPiece(piece: Exclude<Converted, {type: 'text'}>, input: NamedInput, {values, named}: Job, tally: Tally): void {
	// A folder holds other files, too; what is named was meant.
	const isNamed = input.kind !== 'file' || named.includes(input.path);
	switch (piece.type) {
		case 'end':
			if (piece.end.reason === null) {
				tally.converted++;
				if (!values.quiet) tellIssues(piece.name, piece.end.issues);
				return;
			}
			if (isNamed) tally.failed++;
			tell(piece.name, piece.end.foreign > 0 ? `${piece.end.reason} ${OTHER_EVENTS}` : piece.end.reason);
			return;
		case 'not-a-trace':
			if (!isNamed || input.kind === 'stdin' || input.path !== piece.name) return;
			tally.failed++;
			tell(piece.name, 'This is not an event trace (.etl), nor the XML or CSV of one. Text logs do not need to be converted.');
			return;
		case 'failed':
			tally.failed++;
			tell(piece.name, `It cannot be read: ${piece.reason}.`);
			return;
		default:
			piece satisfies never;
	}
}

function tellIssues(name: string, issues: readonly Pick<Issue, 'message' | 'count'>[]): void {
	for (const {message, count} of issues) tell(name, count > 1 ? `${message} (${count}×)` : message);
}

function tell(name: string, text: string): void {
	process.stderr.write(`wulens: ${plainText(name)}: ${plainText(text)}\n`);
}
