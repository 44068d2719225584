/** What the terminal UI needs of the desktop: dropped and typed paths, files opened before, the clipboard, a report file. */
import {readFileSync} from 'node:fs';
import {open, rm} from 'node:fs/promises';
import {homedir, tmpdir} from 'node:os';
import {basename, dirname, join, parse, resolve} from 'node:path';
import {errorCode, outputErrorReason} from '../input-error.js';
import {completePath, type PathSystem, type ResolvedPaths, resolveReadings} from './desktop-paths.js';
import {readRecents, type RecentFile, rememberPaths, stateFolder, writeState} from './desktop-state.js';

type Environment = Readonly<Record<string, string | undefined>>;

export interface DesktopOptions {
	/** @default process.env */
	readonly env?: Environment;
	/** @default process.platform */
	readonly platform?: string;
	/** @default the home folder of the user */
	readonly home?: string;
	/** Where reports go. @default the current folder */
	readonly folder?: string;
	/** Where they go at last. @default the folder of the system for temporary files */
	readonly temporaryFolder?: string;
	/** @default the clock */
	readonly now?: () => Date;
	/** @default told by the environment and the kernel */
	readonly isWsl?: boolean;
}

interface Copied {
	/** To be written to the terminal, which then has the text in its clipboard; `null`: terminals would not take it. */
	readonly sequence: string | null;
	/** A file with the text, for terminals that take no such thing; `null` where none could be written. */
	readonly path: string | null;
}

export interface Desktop {
	/** How paths are named here. */
	readonly system: PathSystem;
	/** The first reading whose paths all exist; else why not, a line for each path. */
	resolveDropped(readings: readonly (readonly string[])[]): Promise<ResolvedPaths>;
	/** Paths that begin so; folders end with a separator. */
	complete(prefix: string): Promise<readonly string[]>;
	/** The files opened before, the latest first. */
	recents(): Promise<readonly RecentFile[]>;
	/** Never fails: where nothing can be kept, nothing is. */
	remember(paths: readonly string[]): Promise<void>;
	copy(text: string): Promise<Copied>;
	/**
	 * Writes a new file into the current folder, else the home folder, else the one for temporary files; no file is ever
	 * overwritten.
	 *
	 * @param name a plain file name of the program, never text of a log; `-2` and so on is added where it is taken
	 */
	writeFileBeside(name: string, text: string): Promise<{readonly path: string} | {readonly reason: string}>;
	/**
	 * Writes a new file where a person typed it, `~` being the home folder; no file is ever overwritten: `-2` and so on is
	 * added to its name.
	 */
	writeFileAt(path: string, text: string): Promise<{readonly path: string} | {readonly reason: string}>;
}

const CLIPBOARD_FILE = 'clipboard.txt';

/** Terminals that have a limit drop sequences above 100,000 bytes; this much text makes 99,992 of base64 and 8 around it. */
const MAX_COPIED_BYTES = 74_994;

/** So many reports in one folder are enough. */
const MAX_NAMES = 999;

export function createDesktop(options: DesktopOptions = {}): Desktop {
	const env = options.env ?? process.env;
	const platform = options.platform ?? process.platform;
	const home = options.home ?? homedir();
	const now = options.now ?? (() => new Date());
	const system: PathSystem = {platform, isWsl: options.isWsl ?? detectWsl(env, platform), home};
	const state = stateFolder(env, platform, home);
	// One after the other, so that none is lost.
	let remembered: Promise<void> = Promise.resolve();

	return {
		system,
		resolveDropped: resolveReadings,
		complete: (prefix) => completePath(prefix, system),
		async recents() {
			await remembered;
			return readRecents(state);
		},
		remember(paths) {
			const time = now().toISOString();
			remembered = remembered.then(() => rememberPaths(state, paths, time, platform)).catch(() => {});
			return remembered;
		},
		async copy(text) {
			return {sequence: clipboardSequence(text, env), path: await writeState(state, CLIPBOARD_FILE, text)};
		},
		async writeFileBeside(name, text) {
			if (name === '' || name !== basename(name)) throw new TypeError(`not a plain file name: ${name}`);
			const temporary = options.temporaryFolder ?? tmpdir();
			let reason: string | null = null;
			for (const folder of new Set([options.folder ?? process.cwd(), home, temporary])) {
				// Others can read what is in the folder for temporary files.
				const written = await writeNew(folder, name, text, folder === temporary ? 0o600 : 0o666);
				if ('path' in written) return written;
				reason ??= `${folder}: ${written.reason}`;
			}
			return {reason: reason ?? 'no folder can be written to'};
		},
		async writeFileAt(path, text) {
			const whole = resolve(
				options.folder ?? process.cwd(),
				path.replace(/^~(?=[/\\]|$)/, () => home),
			);
			const written = await writeNew(dirname(whole), basename(whole), text, 0o666);
			return 'path' in written ? written : {reason: `${whole}: ${written.reason}`};
		},
	};
}

/** Linux inside Windows; where the environment was cleaned, the kernel still says so. */
export function detectWsl(env: Environment, platform: string, kernelVersion: () => string = readKernelVersion): boolean {
	if (platform !== 'linux') return false;
	return (env.WSL_DISTRO_NAME ?? '') !== '' || /microsoft/i.test(kernelVersion());
}

function readKernelVersion(): string {
	try {
		return readFileSync('/proc/version', 'utf8');
	} catch {
		return '';
	}
}

/**
 * OSC 52, with which a terminal puts text into its clipboard, over any number of connections.
 *
 * @returns `null` for no text, which would empty the clipboard, and for too much of it
 */
export function clipboardSequence(text: string, env: Environment): string | null {
	const bytes = Buffer.from(text, 'utf8');
	if (bytes.length === 0 || bytes.length > MAX_COPIED_BYTES) return null;
	const sequence = `\u001b]52;c;${bytes.toString('base64')}\u0007`;
	if ((env.TMUX ?? '') === '') return sequence;
	// Depending on its settings, tmux takes the sequence itself or hands it on when it is wrapped; the same text twice does no harm.
	return `${sequence}\u001bPtmux;${sequence.replaceAll('\u001b', '\u001b\u001b')}\u001b\\`;
}

async function writeNew(
	folder: string,
	name: string,
	text: string,
	mode: number,
): Promise<{readonly path: string} | {readonly reason: string}> {
	const {name: stem, ext} = parse(name);
	for (let number = 1; number <= MAX_NAMES; number++) {
		const path = join(folder, number === 1 ? name : `${stem}-${number}${ext}`);
		try {
			const file = await open(path, 'wx', mode);
			try {
				await file.writeFile(text);
				return {path};
			} catch (error) {
				// Half a report is worse than none.
				await rm(path, {force: true}).catch(() => {});
				throw error;
			} finally {
				await file.close();
			}
		} catch (error) {
			if (errorCode(error) === 'EEXIST') continue;
			const reason = outputErrorReason(error);
			if (reason === null) throw error;
			return {reason};
		}
	}
	return {reason: 'too many reports with this name already exist'};
}
