/** Opens a log for its lines to be shown: where it lies, or where its text is unpacked or decoded to. */
import {stat} from 'node:fs/promises';
import {detectEncoding, type Encoding} from '../../core/lines/encoding.js';
import type {LogName} from '../../core/line-index/viewer-port.js';
import {isTraceHead} from '../../core/foreign-files/traces.js';
import {InputError} from '../input-error.js';
import {type FileInput, type Input, inputAt, type TraceSetInput} from '../inputs/input.js';
import {isArchive, isCompressed} from '../inputs/platform.js';
import {isMadeIntoText} from '../../core/log-files/trace-text.js';
import {closeDescriptor, openDescriptor, readInto, statDescriptor} from './descriptors.js';
import type {TextOrigin} from './protocol.js';
import type {StdinSpool} from './stdin-store.js';
import {openTemporaryFile, type TemporaryFile} from './temporary-file.js';

/** The encoding is told from so many bytes. */
const ENCODING_BYTES = 4096;

/** Enough lines for the first screen. */
const HEAD_BYTES = 64 * 1024;

/** Fewer tell neither what it is packed by nor an encoding. A tar archive shows itself later, but comes in blocks of 512. */
const LEAST_BYTES = 8;

export interface OpenLog {
	readonly origin: TextOrigin;
	/** What lines are read from: the file, or the text made of it. */
	readonly textDescriptor: number;
	/** Bytes of the file; `null` where those read cannot be compared with them. */
	readonly size: number | null;
	/** Of a set of traces, whose files are looked at for growth. */
	readonly set: TraceSetInput | null;
	/** What is looked at for growth else; `null`: standard input, which says so itself. */
	readonly file: {readonly path: string; readonly descriptor: number; readonly size: number} | null;
	/** The beginning of the text; nothing where it is made of something else. */
	readonly beginning: Uint8Array;
	/** Whether the encoding would be another, now that there is more to tell it from. */
	isMistaken(): Promise<boolean>;
	close(): Promise<void>;
}

/**
 * @param stdin where the log came on standard input
 * @param known what the path names, where that is known from its analysis
 * @throws InputError and errors of the system
 */
export async function openLog({path, member}: LogName, stdin: StdinSpool | null, known: Input | null = null): Promise<OpenLog> {
	if (stdin !== null) {
		await hasBegun(stdin);
		return describe(stdin.descriptor, {path, member}, true);
	}
	const input = known ?? (await inputAt(path));
	if (input.kind === 'trace-set') return openSet(input);
	const stats = await stat(path);
	if (!stats.isFile() && !stats.isDirectory()) throw new InputError('it is not a file, so that its lines can be read once only');
	const descriptor = await openDescriptor(path, 'r');
	try {
		if ((await statDescriptor(descriptor)).isDirectory()) throw new InputError('it is a folder');
		return await describe(descriptor, {path, member}, false);
	} catch (error) {
		await closeDescriptor(descriptor);
		throw error;
	}
}

/** Its files are read one after the other. */
async function openSet(set: TraceSetInput): Promise<OpenLog> {
	const spool = await openTemporaryFile();
	return {
		origin: {type: 'traces', input: set, spool: spool.descriptor},
		set,
		textDescriptor: spool.descriptor,
		size: null,
		beginning: new Uint8Array(0),
		file: null,
		isMistaken: async () => false,
		close: () => spool.close(),
	};
}

async function describe(descriptor: number, {path, member}: LogName, isStdin: boolean): Promise<OpenLog> {
	const {size} = await statDescriptor(descriptor);
	const file: FileInput = {kind: 'file', path};
	const head = await headOf(descriptor, HEAD_BYTES);
	const encoding = detectEncoding(head);
	const isTrace = member === null && !isStdin && isTraceHead(head);
	const isPacked = !isTrace && (member !== null || isCompressed(head) || isMadeIntoText(head));
	const spool: TemporaryFile | null = isTrace || isPacked || encoding.form !== 'bytes' ? await openTemporaryFile() : null;
	return {
		origin: originOf(),
		set: null,
		textDescriptor: spool?.descriptor ?? descriptor,
		size: isPacked || isStdin ? null : size,
		beginning: spool === null ? head.subarray(encoding.markLength) : head.subarray(0, 0),
		file: isStdin ? null : {path, descriptor, size},
		async isMistaken() {
			if (isTrace || isPacked || head.length >= ENCODING_BYTES) return false;
			const now = await headOf(descriptor, ENCODING_BYTES);
			return isCompressed(now) || isMadeIntoText(now) || !isSame(detectEncoding(now), encoding);
		},
		async close() {
			await spool?.close();
			if (!isStdin) await closeDescriptor(descriptor);
		},
	};

	function originOf(): TextOrigin {
		if (spool === null) return {type: 'in-place', descriptor, start: encoding.markLength};
		if (isTrace) return {type: 'traces', input: file, spool: spool.descriptor};
		if (isPacked) return {type: 'packed', path, member, descriptor: isStdin ? descriptor : null, spool: spool.descriptor};
		return {type: 'utf-16', descriptor, start: encoding.markLength, isLittleEndian: encoding.form === 'utf-16le', spool: spool.descriptor};
	}
}

async function headOf(descriptor: number, length: number): Promise<Uint8Array> {
	const head = new Uint8Array(length);
	return head.subarray(0, await readInto(descriptor, head, length, 0));
}

function isSame(one: Encoding, other: Encoding): boolean {
	return one.form === other.form && one.markLength === other.markLength;
}

/** Standard input is looked at when there is enough to tell what it is; an archive is read from its end. */
async function hasBegun(stdin: StdinSpool): Promise<void> {
	for (;;) {
		// Waited for before it is looked at: what comes while it is read would not be told again.
		const growth = nextGrowth(stdin);
		const isEnded = Atomics.load(stdin.isEnded, 0) !== 0;
		const head = await headOf(stdin.descriptor, ENCODING_BYTES);
		if (isEnded || (head.length >= LEAST_BYTES && !isPackedHead(head))) {
			growth.stop();
			return;
		}
		await growth.comes;
	}
}

function nextGrowth(stdin: StdinSpool): {readonly comes: Promise<void>; stop(): void} {
	let stop = (): void => {};
	const comes = new Promise<void>((resolve) => {
		stop = stdin.onGrowth(() => {
			stop();
			resolve();
		});
	});
	return {comes, stop: () => stop()};
}

function isPackedHead(head: Uint8Array): boolean {
	return isCompressed(head) || isArchive(head) || isMadeIntoText(head);
}
