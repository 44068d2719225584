/** Starts wulens in the Windows program: what is dropped on it opens in the viewer, and a window of its own stays open after an error. */
import {readSync, writeSync} from 'node:fs';
import {hasOwnConsole} from './own-console.js';

/** From a drive or a share on, as Explorer names what is dropped. */
const ABSOLUTE = /^(?:[a-z]:[/\\]|\\\\)/i;

if (ABSOLUTE.test(process.argv[2] ?? '')) process.argv.splice(2, 0, 'view');

const isOwn = process.stdin.isTTY && process.stderr.isTTY && hasOwnConsole(process.title, process.execPath);
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

import('./main.js');
