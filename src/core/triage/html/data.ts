/** What the tables of the page are made of: lists of numbers and short texts, with longer ones said once. */
import {plainJson, plainText} from '../../wording/plain-text.js';
import {filesOf} from '../files-of.js';
import type {TriageResult} from '../result.js';
import {LEVELS, PINNING_STATES, type Summary} from '../summary.js';
import {FILE_STATUSES} from '../../vocabulary.js';
import {PINNING_MEANINGS, PINNING_WORDS} from '../labels.js';

/** Texts by number. */
interface Names {
	of(text: string | null): number;
	readonly list: readonly string[];
}

function createNames(): Names {
	const numbers = new Map<string, number>();
	const list: string[] = [];
	return {
		list,
		of(text) {
			if (text === null) return -1;
			let known = numbers.get(text);
			if (known === undefined) {
				known = list.length;
				numbers.set(text, known);
				list.push(plainText(text));
			}
			return known;
		},
	};
}

/** Gathers the inputs as they come; the summary has the rest. */
export interface PageData {
	addResult(result: TriageResult): void;
	/** JSON in parts, safe to stand in a script element. */
	end(summary: Summary): Generator<string>;
}

export function createPageData(): PageData {
	const reasons = createNames();
	const machines = createNames();
	const files: string[] = [];
	return {
		addResult({machine, report}) {
			for (const [index, {path, member, status, reason}] of filesOf(report).entries()) {
				// Those of a set of traces stand with its first file.
				const counts = index === 0 ? [report.scans.length, report.findings.length] : [0, 0];
				files.push(
					safeJson([
						plainText(path),
						member === null ? null : plainText(member),
						machines.of(machine.name),
						FILE_STATUSES.indexOf(status),
						reasons.of(reason),
						...counts,
					]),
				);
			}
		},
		*end(summary) {
			const names = {rules: createNames(), servers: createNames(), versions: createNames(), codes: createNames()};
			for (const {rule} of summary.problems) names.rules.of(rule);
			const {problems, servers, clientVersions, codes} = summary;
			yield `{"levels":${safeJson(LEVELS)},"pinning":${safeJson(PINNING_STATES.map((state) => [state, PINNING_WORDS[state], PINNING_MEANINGS[state]]))},"statuses":${safeJson(FILE_STATUSES)},`;
			yield `"problems":${safeJson(problems.map((one) => [one.rule, LEVELS.indexOf(one.severity), plainText(one.title), one.machines, one.scans, one.firstSeen, one.lastSeen]))},`;
			yield `"servers":${safeJson(servers.map((one) => [plainText(one.server), one.scheme, one.machines, one.scans, one.failed, one.machinesWithFailedScans, one.codes.map(({code, scans}) => `${code} (${scans}×)`).join(', ')]))},`;
			yield `"versions":${safeJson(clientVersions.map((one) => [plainText(one.version), one.machines, one.scans, one.failed, one.machinesWithFailedScans]))},`;
			yield `"codes":${safeJson(codes.map((one) => [one.code, one.name, one.machines, one.scans, one.asCause, one.asExit]))},`;
			let comma = '"machines":[';
			for (const one of summary.machines) {
				yield comma +
					safeJson([
						plainText(one.name),
						LEVELS.indexOf(one.verdict),
						one.problems.flatMap(({rule, severity, scans}) => [names.rules.of(rule), LEVELS.indexOf(severity), scans]),
						one.scans,
						one.failed,
						one.lastSuccess?.slice(0, 19) ?? null,
						one.lastTime?.slice(0, 19) ?? null,
						names.versions.of(one.clientVersion),
						one.servers.map((server) => names.servers.of(server)),
						PINNING_STATES.indexOf(one.pinning),
						one.codes.map((code) => names.codes.of(code)),
					]);
				comma = ',\n';
			}
			yield `${summary.machines.length === 0 ? comma : ''}],"names":{"rules":${safeJson(names.rules.list)},"servers":${safeJson(names.servers.list)},"versions":${safeJson(names.versions.list)},"codes":${safeJson(names.codes.list)},"reasons":${safeJson(reasons.list)},"machines":${safeJson(machines.list)}},`;
			comma = '"files":[';
			for (const file of files) {
				yield comma + file;
				comma = ',\n';
			}
			yield `${files.length === 0 ? comma : ''}]}`;
		},
	};
}

/** JSON in which no text can end the element that it stands in. */
export function safeJson(value: unknown): string {
	return plainJson(JSON.stringify(value)).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e').replaceAll('&', '\\u0026');
}
