/** What package.json says of the project, and where its files are. */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Where `npm run release` writes: into the project, or into the folder that it is given. */
export const RELEASE = join(ROOT, 'release');

export const project = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
export const {version} = project;

export const read = (path) => readFileSync(join(ROOT, path));
export const readText = (path) => readFileSync(join(ROOT, path), 'utf8');

/** What gathers the logs of a PC that has no wulens; it lies beside the programs for Windows. */
export const COLLECT = 'bin/collect.cmd';

/** The files of a release, by what they are. */
export const NAMES = {
	windows: `wulens-${version}-win-x64.zip`,
	windowsArm: `wulens-${version}-win-arm64.zip`,
	portable: `wulens-${version}-portable-win-x64.zip`,
	linux: `wulens-${version}-linux-x64.tar.gz`,
	npm: `wulens-${version}.tgz`,
	page: 'wulens.html',
	billOfMaterials: `wulens-${version}.cdx.json`,
	checksums: 'SHA256SUMS',
	scoop: 'scoop/wulens.json',
	winget: 'winget/',
};

/** Where people get a file of the release from. */
export function downloadAddress(name) {
	const address = project.repository.url.replace(/^git\+/, '').replace(/\.git$/, '');
	return `${address}/releases/download/v${version}/${name}`;
}
