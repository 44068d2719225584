/** Reads PowerShell list output: `Name : value` lines, one block per object, with long values wrapped. */

export interface PropertyList {
	/** By lowercase name. */
	readonly values: ReadonlyMap<string, string>;
	/** Registry key, as far as the listing shows it. */
	readonly key: string | null;
}

/** For registry keys, `Get-ChildItem` puts the subkey name before the property name. */
const PROPERTY = /^\s{0,255}(?:(\S{1,255})\s{1,255})?([A-Za-z][A-Za-z0-9_]{0,127})\s{0,127}:(?:\s(.*))?$/;
const HIVE = /^\s{0,16}Hive\s{0,4}:\s{1,16}(HKEY_\S.{0,1024})$/;
const WRAPPED = /^\s{2,255}(\S.*)$/;

/** Wrapped values are joined up to this length. */
const MAX_VALUE = 4096;

/** The blocks of a text; lines that are not properties are skipped. */
export function propertyLists(lines: readonly string[]): readonly PropertyList[] {
	const lists: PropertyList[] = [];
	let values = new Map<string, string>();
	let last: string | null = null;
	let hive: string | null = null;
	let subkey: string | null = null;

	function finish(): void {
		if (values.size > 0)
			lists.push({values, key: values.get('pspath') ?? (hive === null ? null : subkey === null ? hive : `${hive}\\${subkey}`)});
		values = new Map();
		last = null;
	}

	for (const line of lines) {
		if (line.trim() === '') {
			finish();
			continue;
		}
		const newHive = HIVE.exec(line)?.[1];
		if (newHive !== undefined) {
			finish();
			hive = newHive.trimEnd();
			subkey = null;
			continue;
		}
		const [, before, name, value = ''] = PROPERTY.exec(line) ?? [];
		// Elsewhere, a two-word name is an irrelevant property.
		if (name !== undefined && (before === undefined || hive !== null)) {
			if (before !== undefined) {
				finish();
				subkey = before;
			}
			last = name.toLowerCase();
			if (!values.has(last)) values.set(last, value.trim());
			continue;
		}
		const more = WRAPPED.exec(line)?.[1];
		const start = last === null ? undefined : values.get(last);
		if (more === undefined || last === null || start === undefined || start.length > MAX_VALUE) continue;
		// Wrapped at a blank where there is one, which is then lost; names have it after a comma.
		values.set(last, `${start}${start.endsWith(',') ? ' ' : ''}${more.trim()}`);
	}
	finish();
	return lists;
}
