/** One path as it was named elsewhere, as the system here names it: file URLs, `~`, Windows paths in WSL, paths of Git Bash. */

export interface PathSystem {
	/** As `process.platform` has it. */
	readonly platform: string;
	/** Linux inside Windows: files of Windows have two names. */
	readonly isWsl: boolean;
	readonly home: string;
}

const CONTROLS = /[\u0000-\u001f\u007f-\u009f]+/g;

const FILE_URL = /^file:(?:\/\/([^/\\]*))?([/\\].*)$/is;
const DRIVE_IN_URL = /^[/\\]([a-z])[:|](?=[/\\]|$)/i;

const DRIVE = /^(?:[/\\]{2}\?[/\\])?([a-z]):(?:[/\\](.*))?$/is;
const WSL_SHARE = /^[/\\]{2}(?:wsl\$|wsl\.localhost)[/\\][^/\\]+(.*)$/is;

/** `/c/x` of Git Bash, `/cygdrive/c/x` of Cygwin, `/mnt/c/x` of WSL. */
const DRIVE_AS_FOLDER = /^\/(?:cygdrive\/|mnt\/)?([a-z])(?:\/(.*))?$/is;

export function withoutControls(text: string): string {
	return text.replace(CONTROLS, '');
}

export function systemPath(path: string, system: PathSystem): string {
	const named = withHome(FILE_URL.test(path) ? pathOfUrl(path, system) : path, system);
	return system.isWsl ? wslPath(named) : named;
}

/** `null`: not such a path. A folder of that name on the current drive is as good a reading; ask for both. */
export function driveOfFolder(path: string): string | null {
	const [, drive, rest = ''] = DRIVE_AS_FOLDER.exec(path) ?? [];
	return drive === undefined ? null : `${drive.toUpperCase()}:\\${rest.replaceAll('/', '\\')}`;
}

function pathOfUrl(url: string, {platform, isWsl}: Pick<PathSystem, 'platform' | 'isWsl'>): string {
	const [, host = '', rest = ''] = FILE_URL.exec(url) ?? [];
	const server = decoded(host);
	// Two slashes instead of three, as some programs write it.
	if (/^[a-z]:$/i.test(server)) return pathOfUrl(`file:///${url.slice('file://'.length)}`, {platform, isWsl});
	const path = decoded(rest);
	const isWindows = platform === 'win32';
	if (DRIVE_IN_URL.test(path) && (isWindows || isWsl)) return path.replace(DRIVE_IN_URL, '$1:').replaceAll('/', '\\');
	const isShare = server !== '' && server.toLowerCase() !== 'localhost' && (isWindows || (isWsl && /^wsl[.$]/i.test(server)));
	// Desktops of Unix put the name of their own machine there.
	return isShare ? `\\\\${server}${path}`.replaceAll('/', '\\') : path;
}

function decoded(text: string): string {
	try {
		return withoutControls(decodeURIComponent(text));
	} catch {
		// A percent sign that stands for itself.
		return text;
	}
}

function withHome(path: string, {platform, home}: PathSystem): string {
	const isHome = path === '~' || path.startsWith('~/') || (platform === 'win32' && path.startsWith('~\\'));
	return isHome ? `${home}${path.slice(1)}` : path;
}

function wslPath(path: string): string {
	const [, drive, rest = ''] = DRIVE.exec(path) ?? [];
	if (drive !== undefined) return `/mnt/${drive.toLowerCase()}/${rest.replaceAll('\\', '/')}`;
	const inside = WSL_SHARE.exec(path)?.[1];
	return inside === undefined ? path : inside.replaceAll('\\', '/') || '/';
}
