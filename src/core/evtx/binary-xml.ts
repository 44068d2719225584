/**
 * Binary XML of event logs as text. Source: [MS-EVEN6] 2.2.12 to 2.2.17, the tokens; libevtx, how names and templates stand in
 * a chunk of a file: by their places in it, at the first use inline.
 */
import {BINARY_XML, type EventValue, utf16, valueTexts} from './values.js';

/** Elements and templates within each other. */
const MAX_DEPTH = 32;
/** Tokens of an event: templates may name each other again and again. */
const MAX_TOKENS = 10_000;
/** Values of a template. */
const MAX_VALUES = 1024;
/** Characters of an event. The beginning of one has what identifies it, and its data come before its texts. */
const MAX_TEXT = 5000;
const MAX_NAME = 255;

/** Set where attributes follow an element, or more tokens of a kind. */
const MORE = 0x40;
const TOKEN = {
	end: 0x00,
	element: 0x01,
	closeStart: 0x02,
	closeEmpty: 0x03,
	endElement: 0x04,
	text: 0x05,
	attribute: 0x06,
	characters: 0x07,
	characterReference: 0x08,
	entityReference: 0x09,
	instructionTarget: 0x0a,
	instructionData: 0x0b,
	template: 0x0c,
	substitution: 0x0d,
	optionalSubstitution: 0x0e,
	fragment: 0x0f,
} as const;

/** Offset of the definition's tokens, after the next definition's offset, a GUID, and the size. */
const DEFINITION_HEAD = 24;

class BinaryXmlError extends Error {}

/**
 * The XML of one event, on one line; what is not legible in it is left out, and so is the end of a very long one.
 *
 * @param chunk with its header, to which offsets refer
 * @returns `null`: it is damaged
 */
export function xmlOf(chunk: DataView, start: number, end: number): string | null {
	const reader = new Reader(chunk, start);
	try {
		reader.content(end, [], '', 0);
	} catch (error) {
		// RangeError: an offset leads out of the chunk.
		if (error instanceof BinaryXmlError || error instanceof RangeError) return null;
		throw error;
	}
	return reader.text;
}

class Reader {
	text = '';
	private readonly chunk: DataView;
	private at: number;
	private tokens = 0;

	constructor(chunk: DataView, at: number) {
		this.chunk = chunk;
		this.at = at;
	}

	/** Tokens up to the end of an element or fragment. @param element the one around */
	content(end: number, values: readonly EventValue[], element: string, depth: number): void {
		if (depth > MAX_DEPTH) throw new BinaryXmlError();
		while (this.at < end) {
			const token = this.token();
			if (token === TOKEN.end || token === TOKEN.endElement) {
				this.at++;
				return;
			}
			this.read(token, values, element, depth);
		}
	}

	private token(): number {
		if (++this.tokens > MAX_TOKENS) throw new BinaryXmlError();
		return this.chunk.getUint8(this.at) & ~MORE;
	}

	private read(token: number, values: readonly EventValue[], element: string, depth: number): void {
		switch (token) {
			case TOKEN.element:
				this.element(values, depth);
				return;
			case TOKEN.template:
				this.template(element, depth);
				return;
			case TOKEN.fragment:
				this.at += 4;
				return;
			case TOKEN.instructionTarget:
				this.at++;
				this.name();
				return;
			case TOKEN.instructionData:
				this.counted(1);
				return;
			default:
				this.value(token, values, element, depth);
		}
	}

	/** What may stand in an attribute, too. */
	private value(token: number, values: readonly EventValue[], element: string, depth: number): void {
		switch (token) {
			case TOKEN.text:
				this.add(escaped(this.counted(2)));
				return;
			case TOKEN.characters:
				this.add(escaped(this.counted(1)));
				return;
			case TOKEN.characterReference:
				this.add(escaped(String.fromCharCode(this.chunk.getUint16(this.at + 1, true))));
				this.at += 3;
				return;
			case TOKEN.entityReference:
				this.at++;
				this.add(`&${this.name()};`);
				return;
			case TOKEN.substitution:
			case TOKEN.optionalSubstitution: {
				const value = values[this.chunk.getUint16(this.at + 1, true)];
				this.at += 4;
				if (value !== undefined) this.substitute(value, element, depth);
				return;
			}
			default:
				throw new BinaryXmlError();
		}
	}

	/** An element with an array as its content stands once for each item. */
	private substitute(value: EventValue, element: string, depth: number): void {
		if (value.type !== BINARY_XML) {
			this.add(
				valueTexts(this.chunk, value)
					.map(escaped)
					.join(element === '' ? ' ' : `</${element}><${element}>`),
			);
			return;
		}
		const after = this.at;
		this.at = value.start;
		this.content(value.start + value.size, [], element, depth + 1);
		this.at = after;
	}

	private element(values: readonly EventValue[], depth: number): void {
		const hasAttributes = (this.chunk.getUint8(this.at) & MORE) !== 0;
		// Behind the token stand the number of the value that it depends on, which binary XML in a value may lack, and the size.
		this.at += this.isNameAt(this.at + 7) ? 7 : 5;
		const name = this.name();
		this.add(`<${name}`);
		if (hasAttributes) this.attributes(values, depth);
		const token = this.token();
		this.at++;
		if (token === TOKEN.closeEmpty) {
			this.add('/>');
			return;
		}
		if (token !== TOKEN.closeStart) throw new BinaryXmlError();
		this.add('>');
		this.content(this.chunk.byteLength, values, name, depth + 1);
		this.add(`</${name}>`);
	}

	private attributes(values: readonly EventValue[], depth: number): void {
		this.at += 4;
		while (this.token() === TOKEN.attribute) {
			this.at++;
			this.add(` ${this.name()}="`);
			for (let token = this.token(); VALUES.has(token); token = this.token()) this.value(token, values, '', depth);
			this.add('"');
		}
	}

	private template(element: string, depth: number): void {
		const definition = this.uint32(this.at + 6);
		this.at += 10;
		const size = this.uint32(definition + DEFINITION_HEAD - 4);
		if (definition === this.at) this.at += DEFINITION_HEAD + size;
		const values = this.values();
		const after = this.at;
		this.at = definition + DEFINITION_HEAD;
		this.content(this.at + size, values, element, depth + 1);
		this.at = after;
	}

	/** Their sizes and types, and then the values, one after the other. */
	private values(): readonly EventValue[] {
		const count = this.uint32(this.at);
		if (count > MAX_VALUES) throw new BinaryXmlError();
		this.at += 4;
		let start = this.at + 4 * count;
		const values: EventValue[] = [];
		for (let index = 0; index < count; index++, this.at += 4) {
			const size = this.chunk.getUint16(this.at, true);
			values.push({size, type: this.chunk.getUint8(this.at + 2), start});
			start += size;
		}
		if (start > this.chunk.byteLength) throw new BinaryXmlError();
		this.at = start;
		return values;
	}

	/** A name stands inline where it is used first. */
	private name(): string {
		if (!this.isNameAt(this.at)) throw new BinaryXmlError();
		const offset = this.uint32(this.at);
		const count = this.chunk.getUint16(offset + 6, true);
		this.at += 4;
		if (offset === this.at) this.at += 10 + 2 * count;
		return utf16(this.chunk, offset + 8, count).replace(/[^\w.:-]/g, '_');
	}

	/** Whether the place of a name stands here: it has a length, and a NUL at its end. */
	private isNameAt(at: number): boolean {
		const offset = at + 4 > this.chunk.byteLength ? Number.POSITIVE_INFINITY : this.uint32(at);
		if (offset + 10 > this.chunk.byteLength) return false;
		const count = this.chunk.getUint16(offset + 6, true);
		const end = offset + 8 + 2 * count;
		return count > 0 && count <= MAX_NAME && end + 2 <= this.chunk.byteLength && this.chunk.getUint16(end, true) === 0;
	}

	/** Text behind its length. @param head bytes before the length */
	private counted(head: number): string {
		const count = this.chunk.getUint16(this.at + head, true);
		const start = this.at + head + 2;
		this.at = start + 2 * count;
		return utf16(this.chunk, start, count);
	}

	private uint32(at: number): number {
		return this.chunk.getUint32(at, true);
	}

	private add(text: string): void {
		this.text += text.slice(0, MAX_TEXT - this.text.length);
	}
}

const VALUES: ReadonlySet<number> = new Set([
	TOKEN.text,
	TOKEN.characterReference,
	TOKEN.entityReference,
	TOKEN.substitution,
	TOKEN.optionalSubstitution,
]);

const ESCAPES: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'};

/** Control characters become blanks: an event is one line. */
function escaped(text: string): string {
	let end = text.length;
	while (end > 0 && text.charCodeAt(end - 1) === 0) end--;
	return text
		.slice(0, end)
		.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ')
		.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '');
}
