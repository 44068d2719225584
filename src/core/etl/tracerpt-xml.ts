/** The XML that tracerpt makes of a trace of Windows Update, as the lines that Get-WindowsUpdateLog makes of it. */
import {PROVIDERS} from './providers.js';

export interface TracerptXml {
	/** Takes UTF-8, cut anywhere. */
	push(chunk: Uint8Array): void;
	end(): void;
	/** Minutes east of UTC at the last line; `null`: none was told. */
	readonly offset: number | null;
}

/** An event has 64 KiB of text at most; more without an end is damage, and dropped. */
const MAX_EVENT = 1024 * 1024;

const BEGIN = /^\s{0,64}(?:<\?xml[^>]{0,128}>\s{0,64})?<Events\b/;
const END = '</Event>';

const PROVIDER = /<Provider\b([^>]{0,400})>/;
const NAME = /\bName=["']([^"']{1,200})["']/;
const GUID = /\bGuid=["']\{?([0-9a-f-]{36})\}?["']/i;
const TIME = /<TimeCreated\s{1,8}SystemTime=["'](\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)\.(\d{1,9})(?:Z|([+-])(\d\d):(\d\d))?["']/;
const EXECUTION = /<Execution\s{1,8}ProcessID=["'](\d{1,10})["']\s{1,8}ThreadID=["'](\d{1,10})["']/;
const RENDERED = '<RenderingInfo';
const TASK = /<Task>([^<]{1,200})<\/Task>/;
const DATA = /<Data\b[^>]{0,400}>([^<]*)<\/Data>/g;

const ENTITIES: Readonly<Record<string, string>> = {lt: '<', gt: '>', amp: '&', quot: '"', apos: "'"};

const encoder: TextEncoder = new TextEncoder();

/** @param text the beginning of the file */
export function isTracerptXml(text: string): boolean {
	return BEGIN.test(text);
}

/**
 * The component is the task as tracerpt renders it, the message the data with a blank between; the time is local, with its
 * offset. Events of others, such as the header of the trace, are no lines.
 *
 * @param sink takes whole lines, each with LF; valid only during the call
 */
export function createTracerptXml(sink: (lines: Uint8Array) => void): TracerptXml {
	const decoder = new TextDecoder('utf-8');
	let pending = '';
	let offset: number | null = null;

	function take(text: string): void {
		pending += text;
		let lines = '';
		let from = 0;
		// What was looked through before has no end in it, but for one that was cut.
		for (let at = pending.indexOf(END, Math.max(0, pending.length - text.length - END.length)); at >= 0; at = pending.indexOf(END, from)) {
			lines += lineOf(pending.slice(from, at));
			from = at + END.length;
		}
		pending = pending.slice(from);
		if (pending.length > MAX_EVENT) pending = '';
		if (lines !== '') sink(encoder.encode(lines));
	}

	function lineOf(event: string): string {
		const provider = PROVIDER.exec(event)?.[1] ?? '';
		const name = NAME.exec(provider)?.[1];
		const id = GUID.exec(provider)?.[1]?.toLowerCase();
		const row = PROVIDERS.find((one) => one.name === name || one.id === id);
		if (row === undefined) return '';
		const [, year = '1601', month = '01', day = '01', clock = '00:00:00', fraction = '0', sign, hours, minutes] = TIME.exec(event) ?? [];
		const [, pid = '0', tid = '0'] = EXECUTION.exec(event) ?? [];
		if (sign !== undefined) offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
		const component = row.component ?? plain(TASK.exec(event.slice(Math.max(0, event.lastIndexOf(RENDERED))))?.[1] ?? '').trim();
		const message = [...event.matchAll(DATA)].map(([, data = '']) => plain(data)).join(' ');
		return `${year}/${month}/${day} ${clock}.${fraction.slice(0, 7).padEnd(7, '0')} ${pid.padEnd(5)} ${tid.padEnd(5)} ${component.padEnd(15)} ${/^ *$/.test(message) ? '' : message}\n`;
	}

	return {
		get offset() {
			return offset;
		},
		push: (chunk) => take(decoder.decode(chunk, {stream: true})),
		end: () => take(decoder.decode()),
	};
}

function plain(text: string): string {
	return text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot|apos));/gi, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
		if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
		const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
		return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
	});
}
