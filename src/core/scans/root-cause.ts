/** Finds the earliest failure that led to the exit code of a failed scan. */
import {transportCodesOf} from '../codes/index.js';
import type {FailureRole} from '../events/event.js';
import type {FailureCategory} from '../types.js';

/** A part of the data did not come: the request for it says why. */
const WU_E_PT_ECP_SUCCEEDED_WITH_ERRORS = 0x8024402f;

export interface CauseCandidate {
	readonly line: number;
	readonly code: number;
	readonly role: FailureRole;
	readonly category: FailureCategory;
	/** A later attempt of the same call replaces it. */
	superseded: boolean;
}

export interface Recovery {
	readonly line: number;
	/** The code of the call that is being repaired. */
	readonly code: number;
}

/**
 * The exit code can come from the recovery rather than from the call that failed first, and the agent reports transport
 * errors under another code. So, in this order: the call that recovery was attempted for; the first failure with the
 * exit code or a code that maps to it; the first failure of the last attempt; the exit itself.
 */
export function findRootCause(
	candidates: readonly CauseCandidate[],
	recovery: Recovery | null,
	exitCode: number,
	exitLine: number,
): {readonly code: number; readonly line: number} {
	if (recovery !== null) {
		const first = candidates.find((candidate) => candidate.code === recovery.code && candidate.role !== 'companion');
		return {code: recovery.code, line: first?.line ?? recovery.line};
	}
	const causes = candidates.filter(
		(candidate) => candidate.category !== 'file-signature' && candidate.category !== 'companion' && candidate.role !== 'companion',
	);
	const final = causes.filter((candidate) => !candidate.superseded);
	if (exitCode === WU_E_PT_ECP_SUCCEEDED_WITH_ERRORS) {
		const request = [final, causes].flatMap((some) => some.find(({role, category}) => role === 'request' && category !== 'other') ?? []);
		if (request[0] !== undefined) return {code: request[0].code, line: request[0].line};
	}
	const sources = new Set([exitCode, ...transportCodesOf(exitCode)]);
	const found =
		final.find((candidate) => sources.has(candidate.code)) ??
		causes.find((candidate) => candidate.code === exitCode) ??
		final.find((candidate) => candidate.category !== 'other');
	const earlier = found?.category === 'trust' ? final.find((candidate) => candidate.category === 'trust') : undefined;
	const cause = earlier ?? found;
	return cause === undefined ? {code: exitCode, line: exitLine} : {code: cause.code, line: cause.line};
}
