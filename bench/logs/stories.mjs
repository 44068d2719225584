/** The scans of made logs: pieces of our own samples, with what a correct reading of each is. */
import {readFileSync} from 'node:fs';
import {LEGACY_ONLINE} from './legacy-online.mjs';

/**
 * `lines`: first and last line in the sample. `scans`: caller and outcome of each, `s` succeeded, `f` failed,
 * `c` cancelled. `weight`: how often in a healthy, a noisy and a failing log.
 */
const ETW = [
	{
		sample: 'wsus-https-store-empty-ok',
		lines: [123, 164],
		scans: [
			['Update;ScanForUpdates', 's'],
			['Update;ScanForUpdates', 's'],
		],
		weight: [42, 30, 22],
	},
	{sample: 'utf16-wsus-offline-cancelled', lines: [10, 35], scans: [['Update;ScanForUpdates', 's']], weight: [20, 14, 10]},
	{
		sample: 'two-scans-at-once',
		lines: [1, 110],
		scans: [
			['MoUpdateOrchestrator', 's'],
			['Acquisition;DSIC', 's'],
		],
		weight: [8, 7, 3],
	},
	{
		sample: 'two-scans-at-once',
		lines: [111, 190],
		scans: [
			['TrustedInstaller MCR', 's'],
			['TrustedInstaller MCR', 's'],
		],
		weight: [6, 6, 3],
	},
	{sample: 'wsus-fallback-allowed-by-policy', lines: [98, 124], scans: [['CcmExec', 's']], weight: [6, 6, 4]},
	{sample: 'wsus-https-store-empty-ok', lines: [38, 109], scans: [['MoUpdateOrchestrator', 's']], weight: [4, 2, 2]},
	{
		sample: 'wsus-https-pinned-verbose-ok',
		lines: [3, 122],
		scans: [
			['CcmExec', 's'],
			['CcmExec', 's'],
		],
		weight: [2, 1, 1],
	},
	{
		sample: 'online-user-proxy-rescue',
		lines: [28, 202],
		scans: [
			['Windows Defender', 's'],
			['Windows Defender', 's'],
		],
		weight: [4, 8, 4],
	},
	{
		sample: 'utf16-wsus-offline-cancelled',
		lines: [36, 171],
		without: /Id = 35|ID 35|wfMuySao29\+CajuW\.0\.1\.1/,
		scans: [
			['Device Driver Retrieval Client', 'c'],
			['MoUpdateOrchestrator', 's'],
			['Device Driver Retrieval Client', 's'],
		],
		weight: [0, 7, 3],
	},
	{sample: 'wsus-fallback-allowed-by-policy', lines: [28, 97], scans: [['CcmExec', 's']], weight: [0, 6, 3]},
	{sample: 'wsus-https-certificate-not-in-store', lines: [55, 106], scans: [['CcmExec', 'f']], weight: [0, 0, 18]},
	{sample: 'wsus-system-proxy-fails-no-fallback', lines: [10, 69], scans: [['CcmExec', 'f']], weight: [0, 0, 18]},
	{sample: 'win10-1607-exit-code-line', lines: [21, 62], scans: [['UpdateOrchestrator', 'f']], weight: [0, 0, 6]},
];

const UUS = [
	{sample: 'win11-uus-scanqos', lines: [4, 81], scans: [['Update;ScanForUpdates', 's']], weight: [12, 12, 8]},
	{sample: 'win11-uus-scanqos', lines: [82, 250], scans: [['Update;ScanForUpdates', 'f']], weight: [0, 0, 22]},
	...ETW.filter(({sample}) => sample !== 'win10-1607-exit-code-line').map((story) => ({...story, isOlder: true})),
];

const LEGACY = [
	{sample: 'win7-named-proxy-8024402c', lines: [39, 66], scans: [['', 's']], weight: [4, 4, 3]},
	{text: LEGACY_ONLINE, scans: [['AutomaticUpdates', 's']], weight: [3, 3, 1]},
	{sample: 'win7-named-proxy-8024402c', lines: [67, 127], scans: [['AutomaticUpdates', 'f']], weight: [0, 0, 4]},
];

export const STORIES = {etw: ETW, uus: UUS, legacy: LEGACY};

/** Begin and end of the service, for each dialect. */
export const SERVICE = {
	etw: {begin: {sample: 'wsus-https-store-empty-ok', lines: [1, 37]}, end: {sample: 'wsus-https-store-empty-ok', lines: [165, 184]}},
	uus: {
		begin: {sample: 'online-user-proxy-rescue', lines: [1, 27]},
		end: {sample: 'wsus-https-store-empty-ok', lines: [165, 184], isOlder: true},
	},
	legacy: {begin: {sample: 'win7-named-proxy-8024402c', lines: [1, 38]}, end: {sample: 'win7-named-proxy-8024402c', lines: [129, 134]}},
};

export const HEALTHS = ['healthy', 'noisy', 'failing'];

const ETW_LINE = /^\d{4}[/-]\d\d[/-]\d\d (\d\d):(\d\d):(\d\d)\.(\d{7}) (\d+) +(\d+) +(\S+) +(.*)$/;
const LEGACY_LINE = /^\d{4}-\d\d-\d\d\t(\d\d):(\d\d):(\d\d):(\d{3})\t *(\d+)\t *([0-9a-f]+)\t(\S+)\t(.*)$/;
const texts = new Map();

function sampleText(name) {
	const known = texts.get(name);
	if (known !== undefined) return known;
	const bytes = readFileSync(new URL(`../../samples/${name}.log`, import.meta.url));
	const text = bytes[0] === 0xff ? bytes.toString('utf16le') : bytes.toString('utf8');
	const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
	texts.set(name, lines);
	return lines;
}

/**
 * The lines of a story: `at` in ticks of 100 ns since its first line, process and thread as they are in the sample,
 * component, and the message with the lines that go on with it.
 */
export function readStory(story) {
	const all = story.text === undefined ? sampleText(story.sample).slice(story.lines[0] - 1, story.lines[1]) : story.text.trim().split('\n');
	const lines = [];
	for (const line of all) {
		if (story.without?.test(line) === true) continue;
		const match = ETW_LINE.exec(line) ?? LEGACY_LINE.exec(line);
		if (match === null) {
			const last = lines.at(-1);
			if (last !== undefined) last.message += `\n${line}`;
			continue;
		}
		const [, hours, minutes, seconds, fraction, pid, tid, component, message] = match;
		const at = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1e7 + Number(fraction.padEnd(7, '0'));
		lines.push({at, pid, tid, component, message});
	}
	const first = lines[0].at;
	return lines.map((line) => ({...line, at: line.at - first}));
}
