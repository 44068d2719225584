/** A document as one line of JSON: names with dots become objects in objects, as Elasticsearch, Splunk, and Log Analytics read them. */
import {plainJson, plainText} from '../../wording/plain-text.js';
import {isJsonObject} from '../json-check.js';
import type {Fields} from './documents.js';

type Cell = NonNullable<Fields[keyof Fields]>;

interface Nested {
	[name: string]: Nested | Cell;
}

export function lineOf(fields: Fields): string {
	const document: Nested = {};
	for (const [name, value] of Object.entries(fields))
		if (value !== undefined && value !== null) put(document, name.split('.'), plain(value));
	return `${plainJson(JSON.stringify(document))}\n`;
}

function put(into: Nested, [name = '', ...rest]: readonly string[], value: Cell): void {
	if (rest.length === 0) {
		into[name] = value;
		return;
	}
	const known = into[name];
	const inner: Nested = isNested(known) ? known : {};
	into[name] = inner;
	put(inner, rest, value);
}

function isNested(value: Nested[string] | undefined): value is Nested {
	return isJsonObject(value);
}

function plain(value: Cell): Cell {
	if (typeof value === 'string') return plainText(value);
	if (typeof value !== 'object') return value;
	if (isList(value)) return value.map(plainText);
	return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, plainText(text)]));
}

function isList(value: object): value is readonly string[] {
	return Array.isArray(value);
}

/** Columns of the inventory as names of labels, each its own: a dot in one would make an object. */
export function labelNames(columns: readonly string[]): ReadonlyMap<string, string> {
	const names = new Map<string, string>();
	const used = new Set<string>();
	for (const column of columns) {
		let name = plainText(column).replaceAll(/[^\p{L}\p{N}_-]+/gu, '_');
		while (used.has(name)) name = `${name}_`;
		used.add(name);
		names.set(column, name);
	}
	return names;
}
