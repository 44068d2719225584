/** Which code and server a finding is about: a finding about several is several problems. */
import {httpStatusOf, meaningKey} from '../../scans/troubles.js';
import type {Endpoint, FileReport, Finding} from '../../types.js';
import {originText} from '../../wording/labels.js';
import {isAcrossCodes, isCauseRule, type SharedFacts} from '../generic-rule-texts.js';
import {serverOfScan} from '../outside.js';
import {codeOf} from './servers.js';

export interface ProblemPart {
	readonly key: string;
	/** Of the failure, or the first of those with its meaning; `null` where the finding explains no failure. */
	readonly code: string | null;
	/** Scheme, host and port; `null` where no line names one. */
	readonly server: string | null;
	/** The finding has no other part. */
	readonly isWhole: boolean;
	readonly scans: number;
	/** What its title may name. */
	readonly facts: SharedFacts;
}

interface Failed {
	readonly code: string | null;
	readonly name: string | null;
	readonly server: Endpoint | null;
	readonly scans: number;
}

/** A finding of one log names few servers; what it says of more is told together. */
const MAX_PARTS = 20;

export function partsOf(report: FileReport, finding: Finding): readonly ProblemPart[] {
	const whole = {key: '', code: null, server: null, isWhole: true, scans: finding.scans.length, facts: {}};
	const isCause = isCauseRule(finding.rule, finding.severity) ?? finding.severity !== 'info';
	const failed = isCause ? failedOf(report, finding) : [];
	if (failed.length === 0) return [whole];
	const isOneProblem = isAcrossCodes(finding.rule, finding.severity);
	const parts = new Map<string, Failed>();
	for (const single of failed) {
		const one = isOneProblem ? {...single, code: null, name: null} : single;
		const key = `${meaningKey(one.code)} ${one.server === null ? '' : originText(one.server)}`;
		const known = parts.get(key);
		parts.set(key, known === undefined ? one : {...known, scans: known.scans + one.scans});
	}
	if (parts.size > MAX_PARTS) return [whole];
	return [...parts].map(([key, {code, name, server, scans}]) => {
		const origin = server === null ? null : originText(server);
		const facts = {
			server: origin,
			host: server?.host ?? null,
			rootCause: code,
			rootCauseName: name ?? '',
			httpStatus: textOf(httpStatusOf(code)),
		};
		return {key, code, server: origin, isWhole: parts.size === 1, scans, facts};
	});
}

/** The failed scans of a finding, and its failures outside scans. */
function failedOf(report: FileReport, finding: Finding): readonly Failed[] {
	const {scans, outsideFailures} = report;
	const ids = new Set(finding.scans);
	const inScans = scans.flatMap((scan) => {
		const code = ids.has(scan.id) ? codeOf(scan) : null;
		return code === null ? [] : [{code: code.code, name: code.name, server: serverOfScan(scan, report), scans: 1}];
	});
	// A rule of the user may speak of other scans too, and then not of what failed.
	if (inScans.length < finding.scans.length) return [];
	const outside = finding.failures.flatMap((index) => outsideFailures[index] ?? []);
	return [...inScans, ...outside.map(({code, name, server}) => ({code, name, server, scans: 0}))];
}

function textOf(status: number | null): string | null {
	return status === null ? null : String(status);
}
