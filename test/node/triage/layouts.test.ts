/** Collections of many tools, mocked up for three PCs each: every scan counts once, for the PC that it is of. */
import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Summary} from '../../../src/core/triage/summary.js';
import {writeOutputs} from '../../../src/node/triage/outputs.js';
import {cabOfTree, PCS, type Pc, POLICIES, putTree, scansOf, textOf, tracesOf, type Tree, zipOfTree} from '../../helpers/collections.js';
import {DEFAULTS} from '../../helpers/triage-outputs.js';
import {resultsOf, runTriage} from '../../helpers/triage-runs.js';

let folder = '';
let logs = '';
let out = '';

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wulens-layouts-'));
	logs = join(folder, 'logs');
	out = join(folder, 'out');
	await mkdir(logs);
});

afterEach(async () => {
	await rm(folder, {recursive: true, force: true});
});

async function triaged(): Promise<Summary> {
	await runTriage({inputs: [logs], out});
	return writeOutputs([join(out, 'results.ndjson')], {...DEFAULTS, out: join(folder, 'outputs'), reporters: ['ledger', 'scans']});
}

/** Name, logs and scans of each machine. */
function rows({machines}: Summary): readonly string[] {
	return machines.map(({name, logs: count, scans}) => `${name} ${count} ${scans}`).sort();
}

const TRUTH = PCS.map((pc) => `${pc} 1 ${scansOf(pc)}`).sort();

/** The machines with logs that know a policy of the PC. */
async function withPolicy(): Promise<readonly string[]> {
	const found = (await resultsOf(out)).filter(({report}) => report.scans.length > 0 && report.context?.proxyPolicy === 1);
	return [...new Set(found.map(({machine}) => machine.name.toUpperCase()))].sort();
}

const intuneFiles = (pc: Pc): Tree => ({
	...tracesOf(pc, '(70) FoldersFiles windir_Logs_WindowsUpdate_etl/'),
	'(12) RegistryKey HKLM_SOFTWARE_Policies export.reg': POLICIES,
	'(61) FoldersFiles windir_ccm_logs_log/CcmExec.log': 'no log of updates',
	'(86) FoldersFiles windir_SoftwareDistribution_ReportingEvents_log/ReportingEvents.log': '',
	'results.xml': '<Collection HRESULT="0"><ID>1</ID></Collection>',
});

const numberedFiles = (pc: Pc): Tree => ({...tracesOf(pc, '47/'), '3/export.reg': POLICIES, 'results.xml': '<Collection HRESULT="0"/>'});

const tssFiles = (pc: Pc): Tree => ({
	...tracesOf(pc, 'WU_Logs_260312-101112/WU/'),
	[`${pc}_WindowsUpdateETL_Converted.log`]: textOf(pc),
	[`${pc}_reg_wupolicy.txt`]: POLICIES,
	[`${pc}_winhttp_proxy.txt`]: 'Current WinHTTP proxy settings:\r\n\r\n    Direct access (no proxy server).\r\n',
});

const velociraptor = (pc: Pc, accessor: string): Tree => ({
	...tracesOf(pc, `${accessor}Windows/Logs/WindowsUpdate/`),
	'client_info.json': JSON.stringify({ClientId: 'C.1', Hostname: pc, Fqdn: `${pc}.corp.example.com`}),
});

const each = (treeOf: (pc: Pc, index: number) => Tree): Tree => Object.assign({}, ...PCS.map(treeOf)) as Tree;

const below = (path: string, tree: Tree): Tree =>
	Object.fromEntries(Object.entries(tree).map(([name, content]) => [`${path}/${name}`, content]));

interface Mock {
	readonly tree: Tree;
	/** Settings of each PC are in it. */
	readonly hasPolicy?: true;
	/** What names the machines, where that is not the PC. */
	readonly truth?: readonly string[];
}

const MOCKS: Readonly<Record<string, Mock>> = {
	Intune: {tree: each((pc) => ({[`DiagLogs-${pc}-20260312T101112Z.zip`]: intuneFiles(pc)})), hasPolicy: true},
	'Intune, unpacked': {tree: each((pc) => below(`DiagLogs-${pc}-20260312T101112Z`, intuneFiles(pc))), hasPolicy: true},
	'Intune, unpacked into folders of other names': {tree: each((pc) => below(pc, intuneFiles(pc))), hasPolicy: true},
	'Intune, packed on Windows': {
		tree: each((pc) => ({[`DiagLogs-${pc}-20260312T101112Z.zip`]: zipOfTree(intuneFiles(pc), '\\')})),
		hasPolicy: true,
	},
	'Intune, as cabinets': {
		tree: each((pc) => ({[`DiagLogs-${pc}-20260312T101112Z.cab`]: cabOfTree(intuneFiles(pc))})),
		hasPolicy: true,
	},
	'Intune, numbered': {tree: each((pc) => ({[`DiagLogs-${pc}-20260312T101112Z.zip`]: numberedFiles(pc)})), hasPolicy: true},
	'Intune, numbered and unpacked': {tree: each((pc) => below(`DiagLogs-${pc}-20260312T101112Z`, numberedFiles(pc))), hasPolicy: true},
	'Intune, all in one archive': {
		tree: {'all.zip': each((pc) => ({[`DiagLogs-${pc}-20260312T101112Z.zip`]: intuneFiles(pc)}))},
		hasPolicy: true,
	},
	'Intune, several days of each': {
		tree: each((pc) => ({
			[`DiagLogs-${pc}-20260312T101112Z.zip`]: intuneFiles(pc),
			[`DiagLogs-${pc.toLowerCase()}-20260313T101112Z.zip`]: intuneFiles(pc),
		})),
		hasPolicy: true,
	},
	FIDD: {tree: each((pc) => ({[`${pc}/IntuneDeviceData/WindowsUpdate.log`]: textOf(pc)}))},
	'Velociraptor, offline': {
		tree: each((pc, at) => ({[`Collection-HOST${at}-2026-03-12T10_11_12Z.zip`]: velociraptor(pc, 'uploads/auto/C%3A/')})),
	},
	'Velociraptor, offline and unpacked': {
		tree: each((pc, at) => below(`Collection-HOST${at}-2026-03-12T10_11_12Z`, velociraptor(pc, 'uploads/auto/C%3A/'))),
	},
	'Velociraptor, exported': {
		tree: each((pc, at) => ({
			[`export-${at}.zip`]: {
				...tracesOf(pc, 'uploads/ntfs/%5C%5C.%5CC%3A/Windows/Logs/WindowsUpdate/'),
				'client_info.json': JSON.stringify({client_id: 'C.1', os_info: {hostname: pc, system: 'windows'}}),
			},
		})),
	},
	'Velociraptor, data store': {
		tree: each((pc, at) => ({
			...tracesOf(
				pc,
				`clients/C.1a2b3c4d5e6f7a8${at}/collections/F.CABCDEFGHIJK${at}/uploads/ntfs/%5C%5C.%5CC%3A/Windows/Logs/WindowsUpdate/`,
			),
			[`clients/C.1a2b3c4d5e6f7a8${at}/client_info.json`]: JSON.stringify({os_info: {fqdn: `${pc}.corp.example.com`}}),
		})),
	},
	TSS: {tree: each((pc) => ({[`TSS_${pc}_260312-101112_DND_SETUP.zip`]: tssFiles(pc)})), hasPolicy: true},
	'TSS, unpacked': {tree: each((pc) => below(`TSS_${pc}_260312-101112_DND_SETUP`, tssFiles(pc))), hasPolicy: true},
	'Splunk add-on': {
		tree: each((pc) => ({[`${pc}/Program Files/SplunkUniversalForwarder/etc/apps/Splunk_TA_windows/WindowsUpdate.log`]: textOf(pc)})),
	},
	'desktops of users': {tree: each((pc, at) => ({[`${pc}/Users/j.doe${at}/Desktop/WindowsUpdate.log`]: textOf(pc)}))},
	CollectAllLogs: {
		tree: each((pc, at) => ({
			[`${pc}-2026031${at}101112.zip`]: {...tracesOf(pc, 'logs/WindowsUpdate/'), 'logs/CCM/CcmExec.log': 'no log of updates'},
			[`${pc}-2026032${at}101112.zip`]: tracesOf(pc, 'logs/WindowsUpdate/'),
		})),
	},
	'dated files': {
		tree: {
			[`WindowsUpdate-${PCS[0]}-20260312.log`]: textOf(PCS[0]),
			[`${PCS[1]}-20260312101112-WindowsUpdate.log`]: textOf(PCS[1]),
			[`${PCS[2]}_WindowsUpdate_2026-03-12_1011.log`]: textOf(PCS[2]),
		},
	},
	SDP: {
		tree: each((pc) => ({
			[`_psSDP_Setup_${pc}_260312-101112.zip`]: {[`${pc}_WindowsUpdate.log`]: textOf(pc), [`${pc}_reg_wupolicy.txt`]: POLICIES},
		})),
		hasPolicy: true,
	},
	KAPE: {
		tree: {
			[`2026-03-12T101112_${PCS[0]}.zip`]: tracesOf(PCS[0], 'C/Windows/Logs/WindowsUpdate/'),
			...tracesOf(PCS[1], `${PCS[1]}/2026-03-12T101112/C/Windows/Logs/WindowsUpdate/`),
			...tracesOf(PCS[2], `${PCS[2]}/C/Windows/Logs/WindowsUpdate/`),
		},
	},
	shares: {
		tree: {
			[`site-a/${PCS[0]}.corp.example.com/2026-03-12/WindowsUpdate.log`]: textOf(PCS[0]),
			[`${PCS[1]}/c$/Windows/WindowsUpdate.log`]: textOf(PCS[1]),
			[`WindowsUpdate_${PCS[2]}.log`]: textOf(PCS[2]),
		},
	},
	'flat traces': {tree: each((pc) => tracesOf(pc, '', `${pc}_`))},
	'traces and the text made of them': {
		tree: each((pc) => ({...tracesOf(pc, `${pc}/Logs/WindowsUpdate/`), [`${pc}/WindowsUpdate.log`]: textOf(pc)})),
	},
};

describe('three PCs as collected by', () => {
	it.each(Object.entries(MOCKS))('%s', async (_, {tree, hasPolicy}) => {
		await putTree(logs, tree);
		const summary = await triaged();
		expect(rows(summary)).toEqual(TRUTH);
		if (hasPolicy === true) expect(await withPolicy()).toEqual([...PCS].sort());
	});
});

describe('machines', () => {
	it('of two domains with one name are two, and those of one domain one, whether or not it is written', async () => {
		await putTree(logs, {
			'emea.corp.example.com/PC-1/WindowsUpdate.log': textOf('PC-0142'),
			'PC-1.apac.corp.example.com/WindowsUpdate.log': textOf('LAPTOP7'),
			'pc-2.apac.corp.example.com/WindowsUpdate.log': textOf('LAPTOP7'),
			'PC-2/WindowsUpdate.log': textOf('SRV-DB-01'),
		});
		expect(rows(await triaged())).toEqual(['PC-1.apac.corp.example.com 1 2', 'PC-1.emea.corp.example.com 1 1', 'PC-2 2 5']);
	});

	it('keep the case in which they are written', async () => {
		await putTree(logs, {'Pc-One/WindowsUpdate.log': textOf('PC-0142'), 'archive/PC-ONE_WindowsUpdate.log': textOf('LAPTOP7')});
		expect(rows(await triaged())).toEqual(['Pc-One 2 3']);
	});
});

describe('names that may be wrong', () => {
	async function again(expression: string): Promise<readonly string[]> {
		await runTriage({inputs: [logs], out, machinePattern: new RegExp(expression, 'i')});
		return rows(await writeOutputs([join(out, 'results.ndjson')], DEFAULTS));
	}

	it('are told where the folders of an unknown tool seem to be one machine, with an expression that names them', async () => {
		await putTree(
			logs,
			each((pc) => ({[`${pc}/AcmeCollector/WindowsUpdate.log`]: textOf(pc)})),
		);
		const {machines, doubts} = await triaged();
		expect(machines.map(({name}) => name)).toEqual(['AcmeCollector']);
		expect(doubts).toEqual([
			{
				kind: 'one-machine',
				subject: 'AcmeCollector',
				count: 3,
				examples: ['LAPTOP7', 'PC-0142', 'SRV-DB-01'],
				expression: 'logs/([^/]+?)/AcmeCollector',
			},
		]);
		expect(await again(doubts[0]?.expression ?? '')).toEqual(TRUTH);
	});

	it('are told where archives with times in their names do', async () => {
		await putTree(
			logs,
			each((pc, at) => ({[`acme_${pc}_2026031${at}_101112.zip`]: {'Collector/WindowsUpdate.log': textOf(pc)}})),
		);
		const {machines, doubts} = await triaged();
		expect(machines.map(({name}) => name)).toEqual(['Collector']);
		expect(await again(doubts[0]?.expression ?? '')).toEqual(TRUTH);
	});

	it('are told where one archive holds several', async () => {
		await putTree(logs, {'PC-1.zip': {'ServiceA/WindowsUpdate.log': textOf('PC-0142'), 'ServiceB/WindowsUpdate.log': textOf('LAPTOP7')}});
		const {doubts} = await triaged();
		expect(doubts).toEqual([
			{
				kind: 'many-machines',
				subject: join(logs, 'PC-1.zip'),
				count: 2,
				examples: ['ServiceA', 'ServiceB'],
				expression: String.raw`([^/]+)\.zip/`,
			},
		]);
		expect(await again(doubts[0]?.expression ?? '')).toEqual(['PC-1 2 3']);
	});

	it('are not where each machine has its own', async () => {
		await putTree(
			logs,
			each((pc) => ({[`${pc}/WindowsUpdate.log`]: textOf(pc), [`${pc}.zip`]: {'WindowsUpdate.log': textOf(pc)}})),
		);
		expect((await triaged()).doubts).toEqual([]);
	});
});

describe('collections of one machine that overlap', () => {
	const whole = textOf('SRV-DB-01');
	const lines = whole.split(/(?<=\n)/);

	it('count each scan once, where it is whole', async () => {
		await putTree(logs, {
			'2026-03-10/PC-1/WindowsUpdate.log': lines.slice(0, 3).join(''),
			'2026-03-11/PC-1/WindowsUpdate.log': lines.slice(0, 5).join(''),
			'2026-03-12/PC-1/WindowsUpdate.log': whole,
			'2026-03-13/PC-1/WindowsUpdate.log': lines.slice(3).join(''),
		});
		const summary = await triaged();
		expect(rows(summary)).toEqual(['PC-1 1 3']);
		expect(summary.totals).toMatchObject({scans: 3, failed: 2, succeeded: 1, unknown: 0});
		expect(summary.ledger).toMatchObject({inputs: 4, overlaps: 3, scansOfOverlaps: 7});
		const scans = (await readFile(join(folder, 'outputs', 'scans.csv'), 'utf8')).trimEnd().split('\r\n');
		expect(scans.slice(1).map((row) => row.split(',')[1]?.slice(logs.length + 1))).toEqual(
			Array(3).fill(join('2026-03-12', 'PC-1', 'WindowsUpdate.log')),
		);
		const ledger = (await readFile(join(folder, 'outputs', 'ledger.csv'), 'utf8')).trimEnd().split('\r\n');
		const at = (ledger[0] ?? '').split(',').indexOf('scans_of_overlap');
		expect(
			ledger.slice(1).map((row) =>
				row
					.split(',')
					.slice(at, at + 2)
					.join(' ')
					.replace(logs, ''),
			),
		).toEqual([
			`2 ${join('/2026-03-12', 'PC-1', 'WindowsUpdate.log')}`,
			`3 ${join('/2026-03-12', 'PC-1', 'WindowsUpdate.log')}`,
			'0 ',
			`2 ${join('/2026-03-12', 'PC-1', 'WindowsUpdate.log')}`,
		]);
	});

	it('have the same answer in whatever order they are read', async () => {
		await putTree(logs, {'a/PC-1.log': whole, 'b/PC-1.log': lines.slice(2).join(''), 'c/PC-1.log': whole});
		await triaged();
		const file = join(out, 'results.ndjson');
		const results = (await readFile(file, 'utf8')).trimEnd().split('\n');
		const summaries = await Promise.all(
			[results, results.toReversed()].map(async (some, index) => {
				const path = join(folder, `results-${index}.ndjson`);
				await writeFile(path, some.filter((line) => line.includes('"wulens-result/2"')).join('\n'));
				return JSON.stringify({...(await writeOutputs([path], DEFAULTS)), sources: null});
			}),
		);
		expect(new Set(summaries).size).toBe(1);
		expect(JSON.parse(summaries[0] ?? '').totals.scans).toBe(3);
	});

	it('of several machines are no overlap', async () => {
		await putTree(logs, {'PC-1.log': whole, 'PC-2.log': whole});
		expect(rows(await triaged())).toEqual(['PC-1 1 3', 'PC-2 1 3']);
	});

	it('may have scans of one log that look alike', async () => {
		await putTree(logs, {'PC-1.log': whole + whole, 'day2/PC-1.log': whole});
		expect(rows(await triaged())).toEqual(['PC-1 1 6']);
	});
});
