/** Scans that are made up, written as the lines of a log and mixed with each other come back as they went in. */
import fc from 'fast-check';
import {expect, it} from 'vitest';
import {SERVICES} from '../../src/core/scans/services.js';
import type {Scan} from '../../src/core/types.js';
import {analyzeText, etwLine} from '../helpers/log-lines.js';

const SEED = 20240317;

interface MadeAttempt {
	readonly via: 'system' | 'user';
	/** `null`: it worked. */
	readonly code: string | null;
}

interface MadeScan {
	readonly caller: string;
	readonly service: (typeof SERVICES)[number];
	readonly interactive: boolean;
	readonly exitCode: string | null;
	readonly found: number;
	/** Empty for offline scans. */
	readonly attempts: readonly MadeAttempt[];
	/** Which of a few threads runs it. */
	readonly thread: number;
}

const attempt: fc.Arbitrary<MadeAttempt> = fc.record({
	via: fc.constantFrom('system', 'user'),
	code: fc.constantFrom(null, '0x80240438', '0x8024401C', '0x80244022'),
});
const scan: fc.Arbitrary<MadeScan> = fc.record({
	caller: fc.constantFrom(
		'CcmExec',
		'Update;',
		'Update;ScanForUpdates',
		'Windows Defender',
		'<<PROCESS>>: taskhostw.exe',
		'MoUpdateOrchestrator',
	),
	service: fc.constantFrom(...SERVICES),
	interactive: fc.boolean(),
	exitCode: fc.constantFrom('0x00000000', '0x00000000', '0x80240438', '0x8024000B', '0x00240010', null),
	found: fc.nat(500),
	attempts: fc.array(attempt, {maxLength: 4}),
	thread: fc.nat(3),
});

/** `[component, text]` of each line of a scan. */
function linesOf(made: MadeScan, id: number): readonly (readonly [string, string])[] {
	const url = `https://host${id}.example/ClientWebService/client.asmx`;
	return [
		['Agent', `* START * Finding updates CallerId = ${made.caller}  Id = ${id} (cV = cv${id}.1)`],
		[
			'Agent',
			`Online = ${made.attempts.length > 0 ? 'Yes' : 'No'}; Interactive = ${made.interactive ? 'Yes' : 'No'}; AllowCachedResults = No`,
		],
		['Agent', `ServiceID = {${made.service.id}} ${made.service.printed}`],
		['Misc', 'A line that says nothing'],
		...made.attempts.flatMap(({via, code}): readonly (readonly [string, string])[] => [
			[
				'IdleTimer',
				`WU operation (CAgentProtocolTalker::SyncUpdates) started; operation # ${id}; does use network; is at background priority`,
			],
			['WebServices', `Using ${via} proxy, with auto proxy settings`],
			['WebServices', 'Using auto proxy settings for this web service call'],
			...(code === null
				? []
				: [
						['WebServices', `WS error: There was an error communicating with the endpoint at '${url}'.`] as const,
						['WebServices', `*FAILED* [${code.slice(2)}] Web service call. Current service auth scheme=0.`] as const,
					]),
			[
				'IdleTimer',
				`WU operation (CAgentProtocolTalker::SyncUpdates, operation # ${id}) stopped; does use network; is at background priority`,
			],
		]),
		['Agent', `Found ${made.found} updates and 7 categories in search; evaluated appl. rules of 8 out of 9 deployed entities`],
		...(made.exitCode === null
			? []
			: [
					[
						'Agent',
						`* END * Finding updates CallerId = ${made.caller}, Id = ${id}, Exit code = ${made.exitCode} (cV = cv${id}.1)`,
					] as const,
				]),
	];
}

/** The log, and the line on which each scan begins. Scans of one thread follow each other; threads are mixed by `picks`. */
function render(scans: readonly MadeScan[], picks: readonly number[]): {readonly text: string; readonly startLines: readonly number[]} {
	const queues = new Map<number, {readonly scan: number; readonly line: readonly [string, string]}[]>();
	scans.forEach((made, index) => {
		const queue = queues.get(made.thread) ?? [];
		queue.push(...linesOf(made, index + 1).map((line) => ({scan: index, line})));
		queues.set(made.thread, queue);
	});
	const lines: string[] = [];
	const startLines: number[] = [];
	for (let turn = 0; queues.size > 0; turn++) {
		const threads = [...queues];
		const [thread, queue] = threads[(picks[turn % picks.length] ?? 0) % threads.length] ?? [0, []];
		const next = queue.shift();
		if (queue.length === 0) queues.delete(thread);
		if (next === undefined) continue;
		lines.push(etwLine({tid: 1000 + thread, component: next.line[0], text: next.line[1]}));
		startLines[next.scan] ??= lines.length;
	}
	return {text: lines.join('\r\n'), startLines};
}

function outcomeOf(exitCode: string | null): Scan['outcome'] {
	if (exitCode === null) return 'unknown';
	if (exitCode === '0x8024000B') return 'cancelled';
	return exitCode === '0x80240438' ? 'failed' : 'succeeded';
}

it('come back as they went in', () => {
	fc.assert(
		fc.property(fc.array(scan, {minLength: 1, maxLength: 8}), fc.array(fc.nat(11), {minLength: 1, maxLength: 40}), (made, picks) => {
			const {text, startLines} = render(made, picks);
			const expected = made
				.map((one, index) => ({
					line: startLines[index] ?? 0,
					scan: {
						tid: 1000 + one.thread,
						callId: index + 1,
						cv: `cv${index + 1}.1`,
						caller: one.caller,
						online: one.attempts.length > 0,
						interactive: one.interactive,
						service: {id: one.service.id, name: one.service.name},
						start: {line: startLines[index], time: '2024-03-12T19:47:21.6369835'},
						outcome: outcomeOf(one.exitCode),
						exitCode: one.exitCode,
						updatesFound: one.found,
						proxy: {attempts: one.attempts.map(({via, code}) => ({via, code, outcome: code === null ? 'succeeded' : 'failed'}))},
						failures: one.attempts.filter(({code}) => code !== null).map(({code}) => ({code, component: 'WebServices'})),
						retries: one.attempts.filter((_, at) => at > 0 && one.attempts[at - 1]?.code !== null).length,
					},
				}))
				.toSorted((a, b) => a.line - b.line);
			expect(analyzeText(text).scans).toMatchObject(expected.map((one, index) => ({id: index + 1, ...one.scan})));
		}),
		{seed: SEED, numRuns: 400},
	);
});
