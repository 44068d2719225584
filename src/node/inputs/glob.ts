/** Patterns for paths, for shells that leave `*.log` as it is: `*`, `?`, `[a-z]`, and `**` for any folders. */
import {readdir, stat} from 'node:fs/promises';
import {join, normalize, parse, sep} from 'node:path';

const MAGIC = /[*?[]/;

export function hasPattern(path: string): boolean {
	return MAGIC.test(path);
}

/** What fits the pattern, sorted; none where a folder on the way cannot be listed. Links to folders are followed, but not by `**`. */
export async function expandPattern(pattern: string): Promise<readonly string[]> {
	const {root} = parse(pattern);
	const segments = normalize(pattern)
		.slice(root.length)
		.split(sep)
		.filter((segment) => segment !== '');
	const found = new Set<string>();
	await expand(root, segments, found);
	return [...found].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
}

async function expand(base: string, [segment, ...rest]: readonly string[], found: Set<string>): Promise<void> {
	if (segment === undefined) {
		if (base !== '') found.add(base);
		return;
	}
	if (segment === '**') {
		await expand(base, rest, found);
		for (const entry of await entriesOf(base)) if (entry.isDirectory()) await expand(join(base, entry.name), [segment, ...rest], found);
		return;
	}
	if (!hasPattern(segment)) {
		const path = join(base, segment);
		if (rest.length > 0 || (await exists(path))) await expand(path, rest, found);
		return;
	}
	const fits = segmentPattern(segment);
	for (const {name} of await entriesOf(base)) if (fits.test(name)) await expand(join(base, name), rest, found);
}

async function entriesOf(folder: string): Promise<readonly {readonly name: string; isDirectory(): boolean}[]> {
	try {
		return await readdir(folder === '' ? '.' : folder, {withFileTypes: true});
	} catch {
		return [];
	}
}

async function exists(path: string): Promise<boolean> {
	return stat(path).then(
		() => true,
		() => false,
	);
}

/** Runs of stars are one star, which keeps matching fast. */
function segmentPattern(segment: string): RegExp {
	const source = segment.replace(/\*+|\?|\[!?[^\]]{1,32}\]|[\s\S]/g, (part) => {
		if (part.startsWith('*')) return '[^]*?';
		if (part === '?') return '[^]';
		if (part.length > 1 && part.startsWith('['))
			return `[${part.slice(1, -1).replace(/^!/, '^').replaceAll('\\', '\\\\').replaceAll('[', '\\[')}]`;
		return part.replace(/[$()*+.?[\\\]^{|}/-]/, (sign) => `\\${sign}`);
	});
	return new RegExp(`^${source}$`, process.platform === 'win32' ? 'i' : '');
}
