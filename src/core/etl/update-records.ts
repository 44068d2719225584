/** Events of Windows Update as the lines that Get-WindowsUpdateLog writes of them, in the order of time. */
import {nul16At} from './bytes.js';
import type {TraceEvent} from './trace-events.js';
import {fieldsText} from './field-text.js';
import type {ProviderRow} from './providers.js';
import type {SchemaCache} from './schema-cache.js';
import type {FileOrder} from './set-order.js';
import {createStampWriter, STAMP_LENGTH} from './stamp.js';
import {readFields, type Schema} from './tracelogging.js';
import type {TraceLines} from './trace-lines.js';
import {createSpan, type Instant} from './trace-time.js';
import {UTF8_OF_UNIT, writeBlanks, writePadded, writeUtf16} from './utf8-writer.js';
import {INT} from './values.js';
import type {ZoneOffset} from './zone.js';

const CR = 0x0d;
const LF = 0x0a;
const BLANK = 0x20;

/** Columns of WindowsUpdateLog.psm1; longer values push the rest. */
const ID_WIDTH = 5;
const COMPONENT_WIDTH = 15;

/** Time, two ids of ten digits each, blanks and the line end. */
const COLUMNS = STAMP_LENGTH + 32 + COMPONENT_WIDTH;

const encoder: TextEncoder = new TextEncoder();

const STRINGS: ReadonlySet<number> = new Set([INT.utf16, INT.string, INT.countedUtf16, INT.countedString]);

/**
 * The text of Get-WindowsUpdateLog since Windows 10 1709 (WindowsUpdateLog.psm1): the strings of an event with a blank
 * between them, and nothing of a message that is blank.
 *
 * @param lineEnd the cmdlet writes CR and LF
 */
export function createUpdateLines(schemas: SchemaCache, offsetAt: ZoneOffset, lineEnd: 'lf' | 'crlf', order: FileOrder): TraceLines {
	const stamps = createStampWriter(offsetAt);
	const instant: Instant = {seconds: 0, ticks: 0, isKnown: false};
	const components = new Map<string, Uint8Array>();
	const span = createSpan();

	function componentOf(name: string): Uint8Array {
		let bytes = components.get(name);
		if (bytes === undefined) {
			bytes = encoder.encode(name);
			if (components.size < 1024) components.set(name, bytes);
		}
		return bytes;
	}

	return {
		order,
		span,
		get offset() {
			return stamps.offset;
		},
		addEvent(event, provider, clock) {
			const schema = schemas.of(event);
			if (schema === null || provider === null) return false;
			const component = componentOf(provider.component ?? schema.name);
			const message = provider.text === 'message' && isOneString(schema) ? null : messageOf(schema, provider, event);
			if (message === undefined) return false;
			const messageBytes = message === null ? (event.payloadEnd - event.payloadStart) * UTF8_OF_UNIT : message.length;
			const text = order.reserve(COLUMNS + component.length + messageBytes);
			const start = order.length;

			clock.read(event.sinceStart, instant);
			span.see(event.sinceStart, instant);
			let at = stamps.write(text, start, instant);
			text[at++] = BLANK;
			at = writePadded(text, at, event.processId, ID_WIDTH);
			text[at++] = BLANK;
			at = writePadded(text, at, event.threadId, ID_WIDTH);
			text[at++] = BLANK;
			text.set(component, at);
			at = writeBlanks(text, at + component.length, COMPONENT_WIDTH - component.length);
			text[at++] = BLANK;
			const messageStart = at;
			if (message === null) {
				at = writeUtf16(text, at, event.bytes, event.payloadStart, nul16At(event.bytes, event.payloadStart, event.payloadEnd));
			} else {
				text.set(message, at);
				at += message.length;
			}
			if (isBlank(text, messageStart, at)) at = messageStart;
			if (lineEnd === 'crlf') text[at++] = CR;
			text[at++] = LF;
			order.add(event, instant, at - start);
			return true;
		},
	};
}

/** What all events of Windows Update have; read without making a string of it. */
function isOneString({fields}: Schema): boolean {
	const [field] = fields;
	return fields.length === 1 && field?.inType === INT.utf16 && field.array === null;
}

/** `undefined`: the payload cannot be read. */
function messageOf(schema: Schema, {text}: ProviderRow, {bytes, payloadStart, payloadEnd}: TraceEvent): Uint8Array | undefined {
	const fields = readFields(schema, bytes, payloadStart, payloadEnd);
	if (fields === null) return undefined;
	if (text === 'fields') return encoder.encode(fieldsText(fields));
	return encoder.encode(
		fields
			.filter(({inType, value}) => STRINGS.has(inType) && typeof value === 'string')
			.map(({value}) => value)
			.join(' '),
	);
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
	let at = start;
	while (at < end && bytes[at] === BLANK) at++;
	return at === end;
}
