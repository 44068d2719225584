/** Every event of a trace as a line of JSON with all that it says, in the order of time. */
import {guidText, TWO_TO_32} from './bytes.js';
import {keywordsText, providerName, type TraceEvent} from './trace-events.js';
import type {SchemaCache} from './schema-cache.js';
import type {FileOrder} from './set-order.js';
import type {TraceLines} from './trace-lines.js';
import {readFields, type Schema} from './tracelogging.js';
import {createSpan, type Instant, TICKS_OF_SECOND, utcText} from './trace-time.js';
import {UTF8_OF_UNIT} from './utf8-writer.js';
import {type Field, type FieldValue, INT, isTruthValue} from './values.js';

const GUID_BYTES = 16;

const encoder: TextEncoder = new TextEncoder();

/** Times are UTC; numbers of 64 bits are texts, since most readers of JSON would round them. */
export function createEventJson(schemas: SchemaCache, order: FileOrder): TraceLines {
	const span = createSpan();
	const instant: Instant = {seconds: 0, ticks: 0, isKnown: false};
	const origins = createOriginTexts();
	const times = createTimeTexts();
	return {
		order,
		span,
		offset: null,
		addEvent(event, _provider, clock) {
			clock.read(event.sinceStart, instant);
			span.see(event.sinceStart, instant);
			const schema = schemas.of(event);
			const fields = schema === null ? null : readFields(schema, event.bytes, event.payloadStart, event.payloadEnd);
			const line = eventText(event, times.of(instant), origins.of(event, schema), fields);
			const text = order.reserve(line.length * UTF8_OF_UNIT);
			order.add(event, instant, encoder.encodeInto(line, text.subarray(order.length)).written);
			return schema === null || fields !== null;
		},
	};
}

function eventText(event: TraceEvent, time: string, origin: string, fields: readonly Field[] | null): string {
	const {timeHigh, timeLow, id, version, channel, level, opcode, task, processId, threadId} = event;
	const raw = timeHigh * TWO_TO_32 + timeLow;
	const rawTime = Number.isSafeInteger(raw) ? raw : (BigInt(timeHigh) << 32n) | BigInt(timeLow);
	const activity = hasActivity(event) ? `"${guidText(event.bytes, event.activity)}"` : 'null';
	const kind = `"id":${id},"version":${version},"channel":${channel},"level":${level},"opcode":${opcode}`;
	const numbers = `${kind},"task":${task},"keywords":"${keywordsText(event)}","pid":${processId},"tid":${threadId}`;
	const values = fields === null ? 'null' : fieldsText(fields);
	return `{"time":${time},"rawTime":"${rawTime}",${origin},${numbers},"activity":${activity},"fields":${values}}\n`;
}

function hasActivity({bytes, activity}: TraceEvent): boolean {
	for (let at = activity; at < activity + GUID_BYTES; at++) if (bytes[at] !== 0) return true;
	return false;
}

/** Who wrote events, and their names: mostly as of the event before. */
function createOriginTexts(): {of(event: TraceEvent, schema: Schema | null): string} {
	let text = '';
	let lastSchema: Schema | null | undefined;
	const last = new Uint8Array(GUID_BYTES);
	let lastName = '';

	return {
		of(event, schema) {
			const {bytes, provider} = event;
			let isSame = schema === lastSchema && schema !== null;
			for (let index = 0; isSame && index < GUID_BYTES; index++) isSame = bytes[provider + index] === last[index];
			const name = providerName(event);
			if (isSame && name === lastName) return text;
			lastSchema = schema;
			lastName = name;
			last.set(bytes.subarray(provider, provider + GUID_BYTES));
			const providerText = name === '' ? 'null' : JSON.stringify(name);
			const nameText = schema === null ? 'null' : JSON.stringify(schema.name);
			text = `"provider":${providerText},"providerId":"${guidText(bytes, provider)}","name":${nameText}`;
			return text;
		},
	};
}

/** Times as JSON; most are of the second of the one before. */
function createTimeTexts(): {of(instant: Instant): string} {
	let second = Number.NaN;
	let prefix = '';
	return {
		of(instant) {
			if (!instant.isKnown) return 'null';
			if (instant.seconds !== second) {
				second = instant.seconds;
				prefix = utcText({seconds: second, ticks: 0}).slice(0, -8);
			}
			return `"${prefix}${String(instant.ticks).padStart(7, '0')}Z"`;
		},
	};
}

function fieldsText(fields: readonly Field[]): string {
	const [only] = fields;
	// What all events of Windows Update have.
	if (fields.length === 1 && only !== undefined && typeof only.value === 'string')
		return `{${JSON.stringify(only.name)}:${JSON.stringify(only.value)}}`;
	return JSON.stringify(fieldsObject(fields));
}

/** A name that is there already gets the number of the field. */
function fieldsObject(fields: readonly Field[]): object {
	const values = new Map<string, unknown>();
	for (const [index, field] of fields.entries())
		values.set(values.has(field.name) ? `${field.name} (${index + 1})` : field.name, jsonOf(field.value, field));
	return Object.fromEntries(values);
}

function jsonOf(value: FieldValue, type: Pick<Field, 'inType' | 'outType'>): unknown {
	if (value === null || typeof value === 'string') return value;
	if (typeof value === 'object') return 'fields' in value ? fieldsObject(value.fields) : value.map((one) => jsonOf(one, type));
	if (isTruthValue(type)) return value !== 0;
	const {inType} = type;
	if (inType === INT.hex32 || inType === INT.hex64) return `0x${value.toString(16)}`;
	if (typeof value === 'number') return value;
	return inType === INT.filetime ? fileTimeText(value) : String(value);
}

/** 64 bits of 100 ns end long before dates do. */
function fileTimeText(value: bigint): string {
	const seconds = Number(value / BigInt(TICKS_OF_SECOND));
	return utcText({seconds, ticks: Number(value % BigInt(TICKS_OF_SECOND))});
}
