// How fast wulens is, in one table, beside ripgrep, lnav and a plain script: npm run bench -- [options]
//   --megabytes N   size of the log that all programs read (default: 1024)
//   --quick         100 MB, and smaller everything
//   --runs N        of each command; figures are medians (default: 5)
//   --only PART     speed, beside, memory, start-up or linearity; may be given several times
//   --markdown      the table as Markdown
import {mkdtempSync, rmSync} from 'node:fs';
import {arch, availableParallelism, cpus, tmpdir, totalmem} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {makeLog} from './make-log.mjs';
import {warm} from './measure.mjs';
import * as beside from './parts/beside.mjs';
import * as linearity from './parts/linearity.mjs';
import * as memory from './parts/memory.mjs';
import * as speed from './parts/speed.mjs';
import * as startUp from './parts/start-up.mjs';
import {build, installOthers} from './programs.mjs';
import {printTable} from './table.mjs';

const PARTS = {speed, beside, memory, 'start-up': startUp, linearity};

/** Makes logs in a folder and reads them once. */
function createLogs(folder) {
	let count = 0;
	return {
		make(megabytes, options) {
			const path = join(folder, `${++count}-WindowsUpdate.log`);
			const made = makeLog(path, megabytes, options);
			warm(path);
			const {dialect, health, encoding} = options;
			return {
				...made,
				path,
				label: `${dialect}, ${health}${encoding === undefined ? '' : `, ${encoding}`}, ${Math.round(made.bytes / 1024 / 1024)} MB`,
			};
		},
		remove: ({path}) => rmSync(path),
	};
}

/** The class of the machine, for the words above the table. */
const machine = () =>
	`${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? arch()}), ${Math.round(totalmem() / 1024 ** 3)} ` +
	`GB, Node ${process.versions.node}`;

const say = (text) => process.stderr.write(`${text}\n`);

/** @returns `null` where they make no sense, which it says */
function readOptions() {
	try {
		const {values} = parseArgs({
			options: {
				megabytes: {type: 'string'},
				quick: {type: 'boolean', default: false},
				runs: {type: 'string', default: '5'},
				only: {type: 'string', multiple: true, default: Object.keys(PARTS)},
				markdown: {type: 'boolean', default: false},
			},
		});
		const unknown = values.only.find((part) => !(part in PARTS));
		if (unknown !== undefined) throw new Error(`There is no part ${unknown}; parts are ${Object.keys(PARTS).join(', ')}.`);
		const [runs, megabytes] = [Number(values.runs), Number(values.megabytes ?? (values.quick ? 100 : 1024))];
		if (!Number.isInteger(runs) || runs < 1 || !(megabytes > 0 && megabytes < Infinity))
			throw new Error('Runs and megabytes are numbers above 0.');
		return {runs, megabytes, parts: [...new Set(values.only)], isQuick: values.quick, isMarkdown: values.markdown};
	} catch (error) {
		say(error.message);
		return null;
	}
}

async function run({runs, megabytes, parts, isQuick, isMarkdown}) {
	const folder = mkdtempSync(join(tmpdir(), 'wulens-bench-'));
	for (const [signal, code] of [
		['SIGINT', 130],
		['SIGTERM', 143],
	]) {
		process.once(signal, () => {
			rmSync(folder, {recursive: true, force: true});
			process.exit(code);
		});
	}
	try {
		build();
		const others = parts.includes('beside') ? installOthers(say) : new Set();
		const sections = [];
		for (const name of parts) {
			say(`measuring: ${name}`);
			const {title, rows} = PARTS[name];
			sections.push({title, rows: await rows({logs: createLogs(folder), folder, megabytes, runs, others, isQuick})});
		}
		console.log(`${machine()}. Medians of ${runs} runs${parts.includes('start-up') ? ', of four times as many for start-up' : ''}.\n`);
		printTable(sections, {isMarkdown});
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
}

const options = readOptions();
if (options === null) process.exitCode = 2;
else await run(options);
