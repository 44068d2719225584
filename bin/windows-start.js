// Started by wulens.cmd: finds the arguments, lets dropped files open in the viewer, and starts wulens.
// The words below run on any Node that knows import(); wulens.js checks the version.
import {existsSync} from 'node:fs';

/** From a drive or a share on, as Explorer names files. */
var ABSOLUTE = /^(?:[a-z]:[/\\]|\\\\)/i;

var dropped = droppedPaths(process.env.WULENS_COMMAND_LINE);
var args = dropped.length > 0 ? dropped : process.argv.slice(2);
// Not for the programs that wulens may start.
delete process.env.WULENS_COMMAND_LINE;
process.argv = process.argv.slice(0, 2).concat(isFile(args[0]) ? ['view'] : [], args);
import('./wulens.js');

/**
 * The paths behind the batch file in `cmd.exe /c ""batch file" path "path with blanks""`, quotes as `|`. Nothing where
 * there is anything but whole paths: then the arguments are as good, and options among them.
 */
function droppedPaths(commandLine) {
	var match = /\/c \|\|[^|]+\|(.*)$/i.exec(commandLine || '');
	if (match === null) return [];
	var words = (
		match[1]
			.trim()
			.replace(/\|$/, '')
			.match(/\|[^|]*\||[^\s|]+/g) || []
	).map((word) => word.replace(/\|/g, ''));
	return words.every((word) => ABSOLUTE.test(word)) ? words : [];
}

/** Commands have neither dots nor slashes. */
function isFile(name) {
	return name !== undefined && (ABSOLUTE.test(name) || (/[./\\]/.test(name) && existsSync(name)));
}
