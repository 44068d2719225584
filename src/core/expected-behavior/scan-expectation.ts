/** The expected behavior of one scan, from everything known from the log and its settings files. */
import {parseEndpoint} from '../scans/services.js';
import type {Deviation, DeviceSettings, ExpectedBehavior, LogFacts, ScanFacts, Scheme} from '../types.js';
import {findDeviations} from './deviations.js';
import {type ExpectationInput, expectedBehavior} from './expected-behavior.js';
import {interactivityOf} from './interactivity.js';
import {type UpdatesLevel, updatesLevel} from './updates-level.js';

/** What a log shows about the age of its Windows version. */
export type FileFacts = Pick<LogFacts, 'clientVersions' | 'windowsBuilds' | 'lastTime' | 'dialect'>;

export interface ScanExpectation {
	readonly expected: ExpectedBehavior;
	readonly deviations: readonly Deviation[];
}

/** Lines that no client from before January 2021 writes, so that any of them proves the update. */
const SINCE_JANUARY: readonly {readonly isPrinted: (scan: ScanFacts) => boolean; readonly source: string}[] = [
	{isPrinted: ({proxy}) => proxy.behaviors.length > 0, source: 'proxy behaviors: real logs, none in builds of September to November 2020'},
	{
		isPrinted: ({certificate}) =>
			certificate.pinningMandatory !== null || certificate.storeEmpty !== null || certificate.inWsusStore !== null,
		source: 'pinning came with the January 2021 update',
	},
];

/**
 * What a scan is expected to do, and where the log proves otherwise.
 *
 * @param file the log that contains the scan
 * @param context device settings; a certificate line in the scan takes precedence over them
 */
export function expectScan(scan: ScanFacts, file: FileFacts, context: DeviceSettings | null): ScanExpectation {
	const expected = expectedBehavior(expectationInput(scan, file, context));
	return {expected, deviations: findDeviations(scan, expected)};
}

/** What is known about a scan for `expectedBehavior`. */
export function expectationInput(scan: ScanFacts, file: FileFacts, context: DeviceSettings | null): ExpectationInput {
	return {
		service: scan.service.name,
		scheme: schemeOf(scan),
		// If the line that says so is missing, a call proves it.
		online: scan.online ?? (scan.proxy.attempts.length > 0 || scan.proxy.behaviors.length > 0 ? true : null),
		interactive: interactivityOf(scan),
		updates: SINCE_JANUARY.some(({isPrinted}) => isPrinted(scan)) ? 'since-2021-01' : levelOf(file),
		proxyPolicy: context?.proxyPolicy ?? null,
		pinningPolicy: context?.pinningPolicy ?? null,
		store: storeOf(scan, context),
	};
}

/** A cache: the level is the same for a whole log, which can have a hundred thousand scans. */
const levels = new WeakMap<FileFacts, UpdatesLevel>();

function levelOf(file: FileFacts): UpdatesLevel {
	const known = levels.get(file) ?? updatesLevel(file);
	levels.set(file, known);
	return known;
}

function schemeOf({server, service, proxy}: ScanFacts): Scheme | null {
	if (server !== null) return server.scheme;
	if (service.name !== 'WSUS') return null;
	const url = proxy.behaviors.find((behavior) => behavior.url !== null)?.url ?? null;
	return url === null ? null : (parseEndpoint(url)?.scheme ?? null);
}

function storeOf({certificate}: ScanFacts, context: DeviceSettings | null): ExpectationInput['store'] {
	if (certificate.storeEmpty !== null) return certificate.storeEmpty ? 'empty' : 'filled';
	const stored = context?.certificateStore ?? null;
	return stored === null ? 'unknown' : stored.length === 0 ? 'empty' : 'filled';
}
