/** What is measured, and what stands beside it: programs, their arguments, and whether they are here. */
import {spawnSync} from 'node:child_process';
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));

const PROJECT = path('..');
export const NODE = process.execPath;
export const BIN = path('../bin/wulens.js');

/** What is looked for: certificate lines, proxy lines, failures. Each program gets these same words. */
export const PATTERNS = [
	'Cert in WSUS store',
	'Proxy Behavior|Using (?:system|user) proxy|proxy settings for this web service call',
	'FAILED',
];

export const analyze = (log, ...options) => [NODE, BIN, 'analyze', ...options, log];
export const core = (log) => [NODE, path('./core-only.mjs'), log];
export const plainScript = (log) => [NODE, path('./plain-script.mjs'), log, ...PATTERNS];
export const ripgrep = (log, patterns) => ['rg', '-c', ...patterns.flatMap((pattern) => ['-e', pattern]), log];

export function lnav(log) {
	const sums = PATTERNS.map((pattern) => `sum(log_body REGEXP '${pattern}')`);
	return ['lnav', '-n', '-I', path('./lnav'), '-c', `;SELECT ${sums.join(', ')} FROM windowsupdate_log`, log];
}

/** lnav keeps what it knows of files in the home folder; it gets an empty one. */
export function lnavEnvironment(folder) {
	const home = join(folder, 'home');
	mkdirSync(home, {recursive: true});
	return {...process.env, HOME: home, XDG_CONFIG_HOME: join(home, '.config')};
}

const has = (program) => spawnSync(program, [program === 'lnav' ? '-V' : '--version'], {stdio: 'ignore'}).status === 0;

/** @returns which of ripgrep and lnav are here, after an attempt to install those that are not */
export function installOthers(say) {
	const wanted = [
		['rg', 'ripgrep'],
		['lnav', 'lnav'],
	];
	const missing = wanted.filter(([program]) => !has(program)).map(([, name]) => name);
	if (missing.length > 0 && process.getuid?.() === 0 && spawnSync('apt-get', ['--version'], {stdio: 'ignore'}).status === 0) {
		say(`installing ${missing.join(' and ')}`);
		spawnSync('apt-get', ['update', '-q'], {stdio: 'ignore'});
		spawnSync('apt-get', ['install', '-y', '-q', ...missing], {stdio: 'ignore', env: {...process.env, DEBIAN_FRONTEND: 'noninteractive'}});
	}
	const present = new Set();
	for (const [program, name] of wanted) {
		if (has(program)) present.add(program);
		else say(`${name} is not installed and is left out (apt-get install ${name})`);
	}
	return present;
}

export function build() {
	// The result alone is on standard output.
	const {status} = spawnSync('npm', ['run', '--silent', 'build'], {cwd: PROJECT, stdio: ['ignore', 2, 2]});
	if (status !== 0) throw new Error('The project does not build.');
}
