/** Facts of a failure outside scans: one row each, and one for each fact of a scan that such a failure has as well. */
import type {CodeExplanation} from '../../codes/explanations.js';
import {databaseError, databaseProblem} from '../../codes/database-errors.js';
import {isSameServer} from '../../scans/services.js';
import {httpStatusOf} from '../../scans/troubles.js';
import type {Endpoint, NetworkState, OutsideFailure} from '../../types.js';
import {OUTSIDE_FAILURE_KINDS, type OutsideFailureKind, type ServiceName} from '../../vocabulary.js';
import {originText} from '../../wording/labels.js';
import {portOf} from '../command-target.js';
import {targetOf} from '../failed-call.js';
import {KIND_SUBJECTS} from '../outside-words.js';
import {firstOf, reasonOf, unexplained} from './code-facts.js';
import type {FactValue} from './fact-row.js';
import type {ScanFactName} from './scan-facts.js';

/** A failure outside scans, and values that several of its facts are read from. */
export interface OutsideFactsInput {
	readonly failure: OutsideFailure;
	readonly wsusServer: string | null;
	readonly explanation: CodeExplanation | null;
	readonly offline: NetworkState | null;
}

/** Facts that only a failure outside scans has. */
export const OUTSIDE_FACTS = {
	'outside.kind': {
		values: OUTSIDE_FAILURE_KINDS as readonly OutsideFailureKind[],
		meaning: 'what failed outside scans; missing for scans',
		read: ({failure}: OutsideFactsInput): OutsideFailureKind => failure.kind,
	},
	'outside.what': {
		values: 'text',
		meaning: 'what failed outside scans, in words',
		read: ({failure}: OutsideFactsInput): string => KIND_SUBJECTS[failure.kind],
	},
	'outside.count': {
		values: 'number',
		meaning: 'lines about the failure outside scans',
		read: ({failure}: OutsideFactsInput): number => failure.count,
	},
	'outside.over': {
		values: 'yes-no',
		meaning: 'the same worked later, outside scans or within one',
		read: ({failure}: OutsideFactsInput): boolean => failure.recovered !== null,
	},
} as const;

/** Facts that a failed scan has as well, by the same names, so that one rule explains both. */
export const OUTSIDE_AS_SCAN: Readonly<Partial<Record<ScanFactName, (input: OutsideFactsInput) => FactValue | readonly FactValue[]>>> = {
	outcome: () => 'failed',
	rootCause: ({failure}) => failure.code,
	rootCauseName: ({failure}) => failure.name,
	rootCauseMeaning: ({failure, explanation}) => explanation?.meaning ?? unexplained(failure.code),
	rootCauseReason: ({explanation}) => reasonOf(explanation),
	rootCauseCheck: ({explanation}) => explanation?.nextCheck ?? null,
	code: ({failure}) => failure.code,
	message: ({failure}) => failure.message,
	httpStatus: ({failure}) => httpStatusOf(failure.code),
	service: ({failure, wsusServer}) => serviceOfHost(failure.server, wsusServer),
	server: ({failure: {server}}) => (server === null ? null : originText(server)),
	scheme: ({failure}) => failure.server?.scheme ?? null,
	host: ({failure}) => failure.server?.host ?? null,
	port: ({failure: {server}}) => (server === null ? null : portOf(server)),
	target: ({failure}) => targetOf(failure.server),
	contentHost: ({failure}) => contentServerOf(failure)?.host ?? null,
	failedContentHost: ({failure}) => contentServerOf(failure)?.host ?? null,
	contentTarget: ({failure}) => targetOf(contentServerOf(failure)),
	databaseProblem: ({failure}) => firstOf([failure.code], databaseProblem),
	databaseError: ({failure}) => firstOf([failure.code], databaseError),
	via: ({failure}) => failure.proxySteps,
	failedVia: ({failure}) => failure.proxySteps,
	firstVia: ({failure}) => failure.proxySteps[0] ?? null,
	proxyOutcome: ({failure}) => (failure.proxySteps.length === 0 ? null : 'failed'),
	online: () => true,
	trouble: ({failure}) => (failure.recovered === null ? 'lasting' : 'over'),
	offline: ({offline}) => offline !== null,
};

function contentServerOf({kind, server}: OutsideFailure): Endpoint | null {
	return kind === 'download' ? server : null;
}

const MICROSOFT_HOST = /(?:^|\.)(?:microsoft|windowsupdate|windows)\.com$/;

/** Whose server it is, as far as rules ask; only WSUS and Microsoft are told apart. */
function serviceOfHost(server: Endpoint | null, wsusServer: string | null): ServiceName | null {
	if (server === null) return null;
	if (wsusServer !== null && isSameServer(originText(server), wsusServer)) return 'WSUS';
	return MICROSOFT_HOST.test(server.host) ? 'Windows Update' : null;
}
