/** Runs the scanner: instances of the compiled code, each with its memory and tables. */
import {SCANNER_CODE} from './scanner-code.generated.js';
import {writeTables} from './scanner-tables.js';

/** So much text is looked at in one go. */
export const CHUNK_BYTES: number = 256 * 1024;
/** Room before it, for the beginning of a line. */
export const CARRY_BYTES: number = 64 * 1024;
/** Behind the tables. */
export const TEXT: number = CARRY_BYTES + CARRY_BYTES;
/** What is found in it: three numbers for each line. Plain lines have 58 bytes, and odd ones between them are told as one. */
const FOUND = TEXT + CHUNK_BYTES + 1024;
export const NUMBERS = 3;

/** The kinds of lines that the scanner tells; those that mean nothing it only counts. */
export const ODD = 3;

interface ScannerCode {
	readonly memory: {readonly buffer: ArrayBuffer};
	setWordCount(count: number): void;
	scan(from: number, to: number, found: number): number;
	reset(): void;
}

/** One log at a time. */
export class Scanner {
	/** Tables, then the text. */
	readonly memory: Uint8Array<ArrayBuffer>;
	/** Of each line to be read: begin, end, and four times the number of skipped lines before it plus its kind. */
	readonly found: Uint32Array<ArrayBuffer>;
	private readonly code: ScannerCode;

	constructor(code: ScannerCode) {
		this.code = code;
		this.memory = new Uint8Array(code.memory.buffer);
		this.found = new Uint32Array(code.memory.buffer, FOUND);
		code.setWordCount(writeTables(this.memory));
	}

	/** Forgets the log before. */
	reset(): void {
		this.code.reset();
	}

	/** @returns how many numbers there are in `found` */
	scan(from: number, to: number): number {
		return (this.code.scan(from, to, FOUND) - FOUND) / 4;
	}
}

/** That of the last log, for the next one. */
let idle: Scanner | null = null;
let module: object | null = null;
let isMissing = false;

/** @returns `null` where there is no WebAssembly, or none with SIMD, or a policy forbids it */
export function takeScanner(): Scanner | null {
	const scanner = idle ?? createScanner();
	idle = null;
	scanner?.reset();
	return scanner;
}

export function giveBack(scanner: Scanner): void {
	idle = scanner;
}

function createScanner(): Scanner | null {
	if (isMissing) return null;
	try {
		module ??= new WebAssembly.Module(Uint8Array.from(atob(SCANNER_CODE), (letter) => letter.charCodeAt(0)));
		// The code exports what scanner.as says.
		return new Scanner(new WebAssembly.Instance(module).exports as ScannerCode);
	} catch {
		isMissing = true;
		return null;
	}
}
