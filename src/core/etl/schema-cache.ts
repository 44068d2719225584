/** Remembers the schemas of events: a trace has a dozen of them, and each event brings its own copy. */
import {readSchema, type Schema} from './tracelogging.js';
import type {TraceEvent} from './trace-events.js';

/** A hostile trace may have another one in each event. */
const MAX_SCHEMAS = 1024;

export interface SchemaCache {
	/** `null`: the event has none, or it is damaged. */
	of(event: TraceEvent): Schema | null;
}

interface Entry {
	readonly bytes: Uint8Array;
	readonly schema: Schema | null;
}

export function createSchemaCache(): SchemaCache {
	const entries = new Map<number, Entry>();
	return {
		of({bytes, schemaStart, schemaEnd}) {
			if (schemaEnd === schemaStart) return null;
			const key = hashOf(bytes, schemaStart, schemaEnd);
			const known = entries.get(key);
			if (known !== undefined && isSame(known.bytes, bytes, schemaStart, schemaEnd)) return known.schema;
			const schema = readSchema(bytes, schemaStart, schemaEnd);
			if (entries.size >= MAX_SCHEMAS) entries.clear();
			// Not slice(): that of a Buffer is no copy.
			entries.set(key, {bytes: new Uint8Array(bytes.subarray(schemaStart, schemaEnd)), schema});
			return schema;
		},
	};
}

/** FNV-1a. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
	let hash = 0x811c9dc5;
	for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
	return hash;
}

function isSame(known: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
	if (known.length !== end - start) return false;
	for (let at = start; at < end; at++) if (known[at - start] !== bytes[at]) return false;
	return true;
}
