/** The version of the package, from its package.json. */
import {readFileSync} from 'node:fs';

export function packageVersion(): string {
	const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
	const parsed: unknown = JSON.parse(text);
	return typeof parsed === 'object' && parsed !== null && 'version' in parsed && typeof parsed.version === 'string'
		? parsed.version
		: 'unknown';
}
