/** Whether a console window was opened for the program, and closes with it: then a message in it would be gone at once. */

/**
 * Windows calls the window of a console program that was started without a console by the path of the program, or of the
 * shortcut to it (STARTUPINFO: lpTitle, STARTF_TITLEISLINKNAME); "Administrator: " may stand before it, in any language.
 * A console that was there before has another title: that of the shell.
 */
export function hasOwnConsole(title, program) {
	const text = title.trim().toLowerCase();
	if (/^(?:[^\\:]+: )?[a-z]:\\[^:]*\.lnk$/.test(text)) return true;
	return text.endsWith(program.toLowerCase()) && /^(?:[^\\:]+: )?$/.test(text.slice(0, -program.length));
}
