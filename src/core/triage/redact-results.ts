/** Removes names from results: machines get the pseudonyms that they have within the reports, files get numbers. */
import {machineKey} from '../inputs/machine-names.js';
import {plainText} from '../wording/plain-text.js';
import type {Redactor} from '../redact/redact.js';
import {plainScan} from '../scans/packed/packed-scan-list.js';
import type {FileReport} from '../types.js';
import type {TriageResult} from './result.js';

export interface ResultRedactor {
	/** Learns the names of a result; learn all results before redacting the first, so that every name is known everywhere. */
	learn(result: TriageResult): void;
	/** A redacted copy. */
	result(result: TriageResult): TriageResult;
	machine(name: string): string;
	/** The pseudonyms of a file. */
	place(place: {readonly path: string; readonly member: string | null}): {readonly path: string; readonly member: string | null};
}

/** A name that the redactor recognizes as a whole as that of a machine; others, such as `Anna's PC`, contain words. */
const HOST_NAME = /^[\p{L}\p{N}_.-]{1,255}$/u;

/** Shorter paths would match by chance. */
const MIN_PATH = 4;
/** A name without a folder may be an ordinary word of the report, such as WindowsUpdate.log. */
const IN_FOLDER = /[\\/]/;

/** The report with the name of its machine, as a field that holds one. */
interface Named extends FileReport {
	readonly triage: {readonly machineName: string};
}

/** An empty report. */
const NOTHING: FileReport = {
	path: '',
	member: null,
	status: 'skipped',
	reason: null,
	bytes: 0,
	log: null,
	wsus: null,
	context: null,
	verdict: {level: 'none', text: ''},
	coverage: [],
	scans: [],
	outsideFailures: [],
	network: [],
	findings: [],
	issues: [],
	traces: [],
	neighbor: null,
};

export function createResultRedactor(redactor: Redactor): ResultRedactor {
	const machines = createNumbers((number) => `machine-${number}`);
	const files = createNumbers((number, path) => `file-${number}${/\.[a-z]{2,4}$/i.exec(path)?.[0].toLowerCase() ?? ''}`);

	/**
	 * Files are numbered here, not by the redactor: it searches every text for each path that it knows, which would be slow
	 * with a hundred thousand paths.
	 */
	function named({machine, report}: TriageResult): Named {
		const triage = {machineName: HOST_NAME.test(machine.name) ? machine.name : ''};
		const {path, member, context} = report;
		const paths = [path, ...(member === null ? [] : [member]), ...(context?.files.map((file) => file.path) ?? [])].filter(
			(one) => one.length >= MIN_PATH && IN_FOLDER.test(one),
		);
		const without = replaced(
			// Of a packed scan, a walk over its fields would find the whole list that it lies in.
			withFiles({...report, scans: report.scans.map(plainScan)}, () => ''),
			paths.map((one) => [one, files.of(one)] as const),
		) as FileReport;
		return {...without, triage};
	}

	/** Traces are known by the path of their set and their own name. */
	function withFiles(report: FileReport, nameOf: (path: string) => string, original: FileReport = report): FileReport {
		const {path, member, context, traces} = original;
		return {
			...report,
			path: nameOf(path),
			member: member === null ? null : nameOf(member),
			context:
				report.context === null
					? null
					: {
							...report.context,
							files: report.context.files.map((file, index) => ({...file, path: nameOf(context?.files[index]?.path ?? '')})),
						},
			traces: report.traces.map((trace, index) => ({...trace, file: nameOf(`${path}/${member ?? ''}/${traces[index]?.file ?? ''}`)})),
		};
	}

	function hostName(name: string): string {
		return (redactor.file({...NOTHING, triage: {machineName: name}} as Named) as Named).triage.machineName;
	}

	return {
		learn: (result) => redactor.learn(named(result)),
		result(result) {
			// The redactor keeps the shape of what it gets.
			const {triage, ...report} = redactor.file(named(result)) as Named;
			const {name, source} = result.machine;
			const pseudonym = triage.machineName === '' ? machines.of(machineKey(name)) : triage.machineName;
			return {
				...result,
				machine: {name: pseudonym, domain: null, source},
				report: withFiles(report, files.of, result.report),
			};
		},
		place: ({path, member}) => ({path: files.of(path), member: member === null ? null : files.of(member)}),
		machine: (name) => (HOST_NAME.test(name) ? hostName(name) : machines.of(machineKey(name))),
	};
}

/** Numbers texts, in the order they come. */
function createNumbers(form: (number: number, text: string) => string): {of(text: string): string} {
	const known = new Map<string, string>();
	return {
		of(text) {
			let pseudonym = known.get(text);
			if (pseudonym === undefined) {
				pseudonym = form(known.size + 1, plainText(text));
				known.set(text, pseudonym);
			}
			return pseudonym;
		},
	};
}

/** The JSON value with texts replaced wherever they occur. */
function replaced(value: unknown, texts: readonly (readonly [string, string])[]): unknown {
	if (typeof value === 'string') return texts.reduce((text, [from, to]) => text.replaceAll(from, to), value);
	if (Array.isArray(value)) return value.map((item) => replaced(item, texts));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaced(item, texts)]));
}
