/** A scan whose result is not in the log, taken as if it had failed with what failed in it: for its likely cause. */
import {parseCode, transportCodesOf} from '../codes/index.js';
import {mayDecide, openCodesOf} from '../scans/troubles.js';
import type {Scan} from '../types.js';

/** One scan; none if nothing failed in it, or its result is in the log. */
export function asFailed(scan: Scan): readonly Scan[] {
	const rootCause = openCauseOf(scan);
	if (rootCause === null) return [];
	// Scans are packed, and read their fields when asked: `scan` itself has none that could be spread.
	const own = (value: unknown): PropertyDescriptor => ({value, enumerable: true});
	const changes = {outcome: own('failed'), exitCode: own(rootCause.code), exitName: own(rootCause.name), rootCause: own(rootCause)};
	return [Object.create(scan, changes) as Scan];
}

/** The first failure that says the same as the last one, which may only repeat it in other words. */
export function openCauseOf(scan: Scan): Scan['rootCause'] {
	if (openCodesOf(scan).length === 0) return null;
	const failures = scan.failures.filter(mayDecide);
	const attempts = scan.proxy.attempts.flatMap(({outcome, code, line}) =>
		outcome === 'failed' && code !== null ? [{code, name: null, line}] : [],
	);
	const candidates = failures.length > 0 ? failures : attempts;
	const last = candidates.at(-1);
	if (last === undefined) return null;
	const lastCode = numberOf(last.code);
	const same = new Set(lastCode === null ? [] : [lastCode, ...transportCodesOf(lastCode)]);
	const {code, name, line} = candidates.find((candidate) => same.has(numberOf(candidate.code) ?? Number.NaN)) ?? last;
	return {code, name, line};
}

function numberOf(code: string): number | null {
	return parseCode(code)?.code ?? null;
}
