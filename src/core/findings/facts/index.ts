/** The facts that rules can test: the tables of them, and their values for a file, a scan, or a failure outside scans. */
import type {NetworkState, OutsideFailure, Scan} from '../../types.js';
import {explanationOfText} from '../../codes/explanations.js';
import type {FactRow, Facts, FactValue, FactValues, ValueOf} from './fact-row.js';
import {FILE_FACTS, type FileFactsInput} from './file-facts.js';
import {OUTSIDE_AS_SCAN, OUTSIDE_FACTS, type OutsideFactsInput} from './outside-facts.js';
import {NO_CONTEXT, SCAN_FACTS, type ScanContext, type ScanFactsInput, scanFactsInput} from './scan-facts.js';

export type {Facts, FactValue, FactValues} from './fact-row.js';

type Table = typeof FILE_FACTS & typeof SCAN_FACTS & typeof OUTSIDE_FACTS;
export type FactName = keyof Table;

/** The values that a condition can compare a fact with. */
export type FactValueOf<Name extends FactName> = ValueOf<Table[Name]['values']>;

/** A fact without its source, for writing and checking rules. */
export interface Fact {
	readonly name: FactName;
	readonly of: 'file' | 'scan' | 'outside';
	readonly values: FactValues;
	readonly meaning: string;
	readonly missing: string;
}

/** Rows as a list. The compiler rejects a table in which a row reads something that is not one of its values. */
function listed<Rows extends Readonly<Record<string, FactRow<never>>>>(
	of: Fact['of'],
	rows: Rows & {readonly [Name in keyof Rows]: {read(input: never): Reading<ValueOf<Rows[Name]['values']>>}},
): readonly Fact[] {
	return (Object.entries(rows) as readonly (readonly [FactName, FactRow<never>])[]).map(([name, {values, meaning, missing}]) => ({
		name,
		of,
		values,
		meaning: meaning ?? (typeof values === 'string' ? values : alternatives(values)),
		missing: missing ?? 'unknown',
	}));
}

type Reading<Value> = Value | null | readonly Value[];

/** `http or https` */
function alternatives(values: readonly (string | number)[]): string {
	return values.join(', ').replace(/, ([^,]*)$/, ' or $1');
}

/** The facts that rules can test. */
export const FACTS: readonly Fact[] = [...listed('file', FILE_FACTS), ...listed('scan', SCAN_FACTS), ...listed('outside', OUTSIDE_FACTS)];

const facts: ReadonlyMap<string, Fact> = new Map(FACTS.map((fact) => [fact.name, fact]));

/** `null` if there is no such fact. */
export function factNamed(name: string): Fact | null {
	return facts.get(name) ?? null;
}

const FILE_ROWS: ReadonlyMap<string, FactRow<FileFactsInput>> = new Map(Object.entries(FILE_FACTS));
const SCAN_ROWS: ReadonlyMap<string, FactRow<ScanFactsInput>> = new Map(Object.entries(SCAN_FACTS));

const OUTSIDE_ROWS: ReadonlyMap<string, Pick<FactRow<OutsideFactsInput>, 'read'>> = new Map([
	...Object.entries<Pick<FactRow<OutsideFactsInput>, 'read'>>(OUTSIDE_FACTS),
	...Object.entries(OUTSIDE_AS_SCAN).map(([name, read]) => [name, {read}] as const),
]);

/** Facts of a file; for a skipped one, `reason` says why. */
export function factsOfFile(file: FileFactsInput, reason: string | null = null): Facts {
	return factsFrom(FILE_ROWS, file, (name) => (name === 'reason' ? reason : null));
}

/** Facts of a scan, combined with those of its file. */
export function factsOfScan(scan: Scan, file: Facts, context: ScanContext = NO_CONTEXT): Facts {
	return factsFrom(SCAN_ROWS, scanFactsInput(scan, file, context), file);
}

/** Facts of a failure outside scans, combined with those of its file; it looks like a failed scan to rules that do not ask. */
export function factsOfFailure(failure: OutsideFailure, file: Facts, offline: NetworkState | null = null): Facts {
	const server = file('wsus.server');
	const explanation = explanationOfText(failure.code);
	return factsFrom(OUTSIDE_ROWS, {failure, wsusServer: typeof server === 'string' ? server : null, explanation, offline}, file);
}

/** A log can have a hundred thousand scans, so facts are read only when a rule asks for them, and only once. */
function factsFrom<Input>(rows: ReadonlyMap<string, Pick<FactRow<Input>, 'read'>>, input: Input, others: Facts): Facts {
	const known = new Map<string, FactValue | readonly FactValue[]>();
	return (name) => {
		let value = known.get(name);
		if (value === undefined) {
			const row = rows.get(name);
			value = row === undefined ? others(name) : row.read(input);
			known.set(name, value);
		}
		return value;
	};
}
