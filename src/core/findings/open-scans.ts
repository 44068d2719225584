/** What a scan whose result is not in the log would have failed of, had it ended with the log. */
import {parseCode, transportCodesOf} from '../codes/index.js';
import {mayDecide, openCodesOf} from '../scans/troubles.js';
import type {Scan} from '../types.js';

/**
 * The first failure that says the same as the last one, which may only repeat it in other words.
 *
 * @returns `null` where nothing failed, a later try worked, or the result is in the log
 */
export function openCauseOf(scan: Scan): Scan['rootCause'] {
	if (openCodesOf(scan).length === 0 || scan.proxy.attempts.at(-1)?.outcome === 'succeeded') return null;
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
