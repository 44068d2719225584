/** What failed in a scan whose result is not in the log, and what it would have failed of, had it ended with the log. */
import {databaseProblem} from '../codes/database-errors.js';
import {parseCode, transportCodesOf} from '../codes/index.js';
import type {Failure, Scan} from '../types.js';
import {isCauseCategory} from '../vocabulary.js';

/** Lines that pass on what the scan then ends with. */
const PASSES_ON_RESULT = /\b(?:Sync of Updates|Failed to synchronize|SyncServerUpdatesInternal failed|StartCategoryScan failed)\b/i;

/**
 * Whether a failure may decide the result of a scan that is not in the log: companions and file signatures never do, and of codes
 * that are no connection's, only those of the database, and those that a line passes on as the result.
 */
function mayDecide({category, code, message}: Failure): boolean {
	if (!isCauseCategory(category)) return false;
	if (category !== 'other') return true;
	const parsed = parseCode(code);
	return (parsed !== null && databaseProblem(parsed.code) !== null) || PASSES_ON_RESULT.test(message);
}

/** What failed in a scan whose result is not in the log. */
export function openCodesOf({outcome, failures, proxy, timeline}: Scan): readonly string[] {
	if (outcome !== 'unknown') return NOTHING;
	const failed = failures.filter(mayDecide);
	const codes = [...failed.map(({code}) => code), ...proxy.attempts.map(({outcome: tried, code}) => (tried === 'failed' ? code : null))];
	const known = [...new Set(codes.filter((code) => code !== null))];
	if (known.length > 0) return known;
	return proxy.attempts.some((attempt) => attempt.outcome === 'failed') || endsWithWebError(timeline) ? NO_CODE : NOTHING;
}

/** The text of a failed call comes before its code, which a log that is cut there does not have. */
function endsWithWebError(timeline: Scan['timeline']): boolean {
	return timeline.findLast(({detail}) => TELLS_OF_CALL.has(detail.type))?.detail.type === 'web-error';
}

const TELLS_OF_CALL: ReadonlySet<Scan['timeline'][number]['detail']['type']> = new Set([
	'web-error',
	'proxy-attempt',
	'call',
	'server',
	'updates-found',
	'scan-ended',
]);

/** A scan without an end that something went wrong in, if only for a while: nobody can say that it ends well. */
export function isTroubledOpen(scan: Scan): boolean {
	return scan.end === null && scan.outcome === 'unknown' && scan.timeline.some(({severity}) => severity !== 'info');
}

const NO_CODE: readonly string[] = ['code not logged'];
const NOTHING: readonly string[] = [];

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
