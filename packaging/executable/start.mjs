/**
 * Starts wulens in the Windows program: what is dropped on it opens in the viewer, and a window of its own stays open after an
 * error. Where wulens starts itself once more to read for it, it says so as with Node: by a module and a channel.
 */
import {readSync, writeSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {hasOwnConsole} from './own-console.js';

/** From a drive or a share on, as Explorer names what is dropped. */
const ABSOLUTE = /^(?:[a-z]:[/\\]|\\\\)/i;

const isReadingProcess =
	process.connected === true && process.argv[2] === fileURLToPath(new URL('./reading-process-entry.js', import.meta.url));

if (!isReadingProcess && ABSOLUTE.test(process.argv[2] ?? '')) process.argv.splice(2, 0, 'view');

const isOwn = !isReadingProcess && process.stdin.isTTY && process.stderr.isTTY && hasOwnConsole(process.title, process.execPath);
if (isOwn) process.on('exit', waitAfterError);

/** Other ways of waiting end with the program, which may end by an exception. */
function waitAfterError(code) {
	if (code === 0) return;
	writeSync(2, '\nPress Enter to close this window.\n');
	try {
		readSync(0, Buffer.alloc(1));
	} catch {
		// There is nobody to wait for.
	}
}

if (isReadingProcess) import('./reading-process-entry.js');
else import('./main.js');
