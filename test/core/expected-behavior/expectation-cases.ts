/** Inputs and scans for the tests of expectations. */
import type {ExpectationCase} from '../../../src/core/expected-behavior/expectation-rules.js';
import type {ExpectationInput} from '../../../src/core/expected-behavior/expected-behavior.js';
import {parseEndpoint} from '../../../src/core/scans/services.js';
import {WSUS_ID, WSUS_URL} from '../../helpers/log-lines.js';
import type {ProxyAttempt, ProxyBehavior, ScanFacts} from '../../../src/core/types.js';

const VALUES = {
	service: ['WSUS', 'Windows Update', 'Microsoft Store', null],
	scheme: ['http', 'https', null],
	online: [true, false, null],
	interactive: ['user', 'no', 'flag', 'unknown'],
	updates: ['before-2020-09', 'before-2021-01', 'since-2021-01', 'unknown'],
	proxyPolicy: [0, 1, null],
	pinningPolicy: [0, 1, null],
	store: ['empty', 'filled', 'unknown'],
} as const;

/** Every input there is, but for services that follow the same rules. */
export function allInputs(): readonly ExpectationInput[] {
	return product(VALUES);
}

export function allCases(): readonly ExpectationCase[] {
	return product({
		place: ['offline', 'wsus-http', 'wsus-https', 'microsoft'],
		startedBy: ['user', 'program'],
		updates: ['before-2020-09', 'before-2021-01', 'since-2021-01'],
		proxyPolicy: [0, 1],
		pinningPolicy: [0, 1],
		store: ['empty', 'filled'],
	} as const);
}

type Choices = Readonly<Record<string, readonly unknown[]>>;

function product<Values extends Choices>(values: Values): readonly {readonly [Key in keyof Values]: Values[Key][number]}[] {
	let rows: Record<string, unknown>[] = [{}];
	for (const [key, choices] of Object.entries(values)) rows = rows.flatMap((row) => choices.map((choice) => ({...row, [key]: choice})));
	return rows as {readonly [Key in keyof Values]: Values[Key][number]}[];
}

/** The inputs that differ in one fact only, which was unknown and is known now. */
export function learned(input: ExpectationInput): readonly ExpectationInput[] {
	const inputs: ExpectationInput[] = [];
	if (input.service === null) inputs.push({...input, service: 'WSUS'}, {...input, service: 'Windows Update'});
	if (input.scheme === null) inputs.push({...input, scheme: 'http'}, {...input, scheme: 'https'});
	if (input.online === null) inputs.push({...input, online: true}, {...input, online: false});
	if (input.interactive === 'unknown') inputs.push({...input, interactive: 'flag'});
	if (input.interactive === 'unknown' || input.interactive === 'flag')
		inputs.push({...input, interactive: 'user'}, {...input, interactive: 'no'});
	if (input.updates === 'unknown')
		inputs.push({...input, updates: 'before-2020-09'}, {...input, updates: 'before-2021-01'}, {...input, updates: 'since-2021-01'});
	if (input.proxyPolicy === null) inputs.push({...input, proxyPolicy: 0}, {...input, proxyPolicy: 1});
	if (input.pinningPolicy === null) inputs.push({...input, pinningPolicy: 0}, {...input, pinningPolicy: 1});
	if (input.store === 'unknown') inputs.push({...input, store: 'empty'}, {...input, store: 'filled'});
	return inputs;
}

/** A scan of WSUS over HTTPS on a device of 2022, by a program, with nothing said about policies. */
export const WSUS_INPUT: ExpectationInput = {
	service: 'WSUS',
	scheme: 'https',
	online: true,
	interactive: 'no',
	updates: 'since-2021-01',
	proxyPolicy: null,
	pinningPolicy: null,
	store: 'unknown',
};

/** A scan of WSUS over HTTPS that went well and of which the log says little. */
export function scanFacts(changes: Partial<ScanFacts> = {}): ScanFacts {
	return {
		pid: 1788,
		tid: 10920,
		callId: 1,
		cv: null,
		caller: 'MoUpdateOrchestrator',
		online: true,
		interactive: false,
		service: {id: WSUS_ID, name: 'WSUS'},
		server: parseEndpoint(WSUS_URL),
		start: {line: 1, time: null},
		end: {line: 100, time: null},
		durationMs: 1000,
		outcome: 'succeeded',
		exitCode: '0x00000000',
		exitName: null,
		rootCause: null,
		updatesFound: 0,
		retries: 0,
		proxy: {behaviors: [], attempts: [], outcome: 'unknown'},
		certificate: {inWsusStore: null, storeEmpty: null, pinningMandatory: null, lines: []},
		failures: [],
		timeline: [],
		...changes,
	};
}

/** `attempt(12, 'system', 'failed')` */
export function attempt(
	line: number,
	via: ProxyAttempt['via'],
	outcome: ProxyAttempt['outcome'],
	url: string | null = WSUS_URL,
): ProxyAttempt {
	return {line, time: null, via, proxy: null, bypass: null, url, impersonation: null, outcome, code: null};
}

const RAW: Readonly<Record<ProxyBehavior, string>> = {'system-only': '1', 'system-then-user': '2', 'user-then-system': '3'};

/** A printed behaviour; `null`: one that nobody knows. */
export function behavior(line: number, meaning: ProxyBehavior | null, url: string = WSUS_URL): ScanFacts['proxy']['behaviors'][number] {
	return {line, url, raw: meaning === null ? '9' : RAW[meaning], meaning};
}

/** The proxy facts of a scan, for `scanFacts`. */
export function proxyFacts(behaviors: ScanFacts['proxy']['behaviors'], attempts: readonly ProxyAttempt[]): ScanFacts['proxy'] {
	return {behaviors, attempts, outcome: 'unknown'};
}
