/** Takes names out of results: machines get the pseudonyms that their names have within the reports. */
import type {Redactor} from '../report/redact.js';
import type {FileReport} from '../types.js';
import type {TriageResult} from './result.js';

export interface ResultRedactor {
	/** Learns the names of a result, so that they are known in those that come before it. */
	learn(result: TriageResult): void;
	/** A copy without names. */
	result(result: TriageResult): TriageResult;
	machine(name: string): string;
}

/** A name that the redactor takes as a whole for that of a machine; others, such as `Anna's PC`, have words in them. */
const HOST_NAME = /^[\p{L}\p{N}_.-]{1,255}$/u;

/** The report with the name of its machine, as a field that holds one. */
interface Named extends FileReport {
	readonly triage: {readonly machineName: string};
}

/** A report that says nothing. */
const NOTHING: FileReport = {path: '', member: null, status: 'skipped', reason: null, bytes: 0, log: null, wsus: null, context: null, verdict: {level: 'none', text: ''}, coverage: [], scans: [], findings: [], issues: []};

export function createResultRedactor(redactor: Redactor): ResultRedactor {
	const others = new Map<string, string>();

	function named({machine, report}: TriageResult): Named {
		return {...report, triage: {machineName: HOST_NAME.test(machine.name) ? machine.name : ''}};
	}

	function otherName(name: string): string {
		const known = others.get(name) ?? `machine-${others.size + 1}`;
		others.set(name, known);
		return known;
	}

	function machine(name: string): string {
		return HOST_NAME.test(name) ? (redactor.file({...NOTHING, triage: {machineName: name}} as Named) as Named).triage.machineName : otherName(name);
	}

	return {
		machine,
		learn: (result) => redactor.learn(named(result)),
		result(result) {
			// The redactor keeps the shape of what it gets.
			const {triage, ...report} = redactor.file(named(result)) as Named;
			const {name, source} = result.machine;
			return {...result, machine: {name: triage.machineName === '' ? otherName(name) : triage.machineName, source}, report};
		},
		};
}
