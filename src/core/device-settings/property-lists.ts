/** Reads what PowerShell prints as a list: `Name : value` lines, one block for each object, long values wrapped. */

export interface PropertyList {
	/** By name in lower case. */
	readonly values: ReadonlyMap<string, string>;
	/** Key of the registry as far as the listing says it. */
	readonly key: string | null;
}

/** Before the name of a property, `Get-ChildItem` of the registry puts the name of the subkey. */
const PROPERTY = /^\s{0,255}(?:(\S{1,255})\s{1,255})?([A-Za-z][A-Za-z0-9_]{0,127})\s{0,127}:(?:\s(.*))?$/;
const HIVE = /^\s{0,16}Hive\s{0,4}:\s{1,16}(HKEY_\S.{0,1024})$/;
const WRAPPED = /^\s{2,255}(\S.*)$/;

/** A value is not put together past this. */
const MAX_VALUE = 4096;

/** Blocks of a text; lines that are no properties are passed over. */
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
		// Elsewhere a name of two words is a property that does not matter here.
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
