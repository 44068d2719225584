/** Every event of a trace as a line of JSON with all that it says, in the order of time. */
import {guidText} from './bytes.js';
import {keywordsText, providerName, type TraceEvent} from './events.js';
import type {SchemaCache} from './schema-cache.js';
import type {FileOrder} from './set-order.js';
import type {TraceLines} from './trace-lines.js';
import {readFields} from './tracelogging.js';
import {createSpan, type Instant, TICKS_OF_SECOND, UNIX_SECONDS, utcText} from './trace-time.js';
import {type Field, type FieldValue, INT, isTruthValue} from './values.js';

const NO_ACTIVITY = '00000000-0000-0000-0000-000000000000';

const encoder: TextEncoder = new TextEncoder();

/** Times are UTC; numbers of 64 bits are texts, since most readers of JSON would round them. */
export function createEventJson(schemas: SchemaCache, order: FileOrder): TraceLines {
	const span = createSpan();
	const instant: Instant = {seconds: 0, ticks: 0, isKnown: false};
	return {
		order,
		span,
		offset: null,
		take(event, _provider, clock) {
			clock.read(event.sinceStart, instant);
			span.see(event.sinceStart, instant);
			const schema = schemas.of(event);
			const fields = schema === null ? null : readFields(schema, event.bytes, event.payloadStart, event.payloadEnd);
			const line = encoder.encode(`${JSON.stringify(eventObject(event, schema?.name ?? null, fields, instant))}\n`);
			const text = order.reserve(line.length);
			text.set(line, order.length);
			order.add(event, instant, line.length);
			return schema === null || fields !== null;
		},
	};
}

function eventObject(event: TraceEvent, name: string | null, fields: readonly Field[] | null, instant: Instant): object {
	const provider = providerName(event);
	const activity = guidText(event.bytes, event.activity);
	return {
		time: instant.isKnown ? utcText(instant) : null,
		rawTime: String((BigInt(event.timeHigh) << 32n) | BigInt(event.timeLow)),
		provider: provider === '' ? null : provider,
		providerId: guidText(event.bytes, event.provider),
		name,
		id: event.id,
		version: event.version,
		channel: event.channel,
		level: event.level,
		opcode: event.opcode,
		task: event.task,
		keywords: keywordsText(event),
		pid: event.processId,
		tid: event.threadId,
		activity: activity === NO_ACTIVITY ? null : activity,
		fields: fields === null ? null : fieldsObject(fields),
	};
}

function fieldsObject(fields: readonly Field[]): object {
	return Object.fromEntries(fields.map((field) => [field.name, jsonOf(field.value, field)]));
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

function fileTimeText(value: bigint): string {
	const seconds = Number(value / BigInt(TICKS_OF_SECOND));
	const ms = (seconds - UNIX_SECONDS) * 1000;
	return Math.abs(ms) > 8.64e15 ? String(value) : utcText({seconds, ticks: Number(value % BigInt(TICKS_OF_SECOND))});
}
