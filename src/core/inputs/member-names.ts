/** Names of files in archives, as archives store them. */

/** The name leads out of the archive: `..`, or from the root. @param name with `/` between folders */
export function escapesArchive(name: string): boolean {
	return /^(?:\/|[A-Za-z]:)|(?:^|\/)\.\.(?:\/|$)/.test(name);
}
