/** Rows of a packed table by their code: a few are searched in the text, so that a short run need not decode all of it. */
import type {HResult} from './hresult.js';

const ROW_END = /\n(?!\t)/;

/** In characters. */
const LONGEST_ROW = 1024;

/** More different codes than this are worth a decoded table. */
const FEW = 64;

/**
 * Rows under the name of their group, each beginning with the eight digits of its code. A line that begins with a tab goes on
 * with the row before it.
 */
export type PackedRows<Group> = readonly (readonly [group: Group, rows: string])[];

export interface PackedTable<Row> {
	/** All rows by number, in the order of the text. */
	all(): ReadonlyMap<HResult, Row>;
	/** @param code unsigned */
	rowOf(code: HResult): Row | undefined;
}

function joined(lines: string): string {
	return lines.replaceAll('\n\t', ' ');
}

/** @param decode makes a row of what stands behind the digits and one character */
export function createPackedTable<Group, Row>(
	packed: PackedRows<Group>,
	decode: (rest: string, group: Group, code: HResult) => Row,
): PackedTable<Row> {
	let decoded: ReadonlyMap<HResult, Row> | null = null;
	const looked = new Map<HResult, Row | undefined>();

	function all(): ReadonlyMap<HResult, Row> {
		decoded ??= new Map(
			packed.flatMap(([group, rows]) =>
				rows
					.trim()
					.split(ROW_END)
					.map((row): [HResult, Row] => {
						const code = Number.parseInt(row, 16);
						return [code, decode(joined(row.slice(9)), group, code)];
					}),
			),
		);
		return decoded;
	}

	function search(code: HResult): Row | undefined {
		const digits = code.toString(16).toUpperCase().padStart(8, '0');
		for (const [group, rows] of packed) {
			const at = rows.indexOf(`\n${digits}`);
			if (at < 0) continue;
			const [row = ''] = rows.slice(at + 1, at + LONGEST_ROW).split(ROW_END, 1);
			return decode(joined(row.slice(9)), group, code);
		}
		return undefined;
	}

	return {
		all,
		rowOf(code) {
			if (decoded === null && looked.size < FEW && !looked.has(code)) looked.set(code, search(code));
			return looked.has(code) ? looked.get(code) : all().get(code);
		},
	};
}
