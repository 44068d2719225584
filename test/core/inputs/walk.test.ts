/** The walk over inputs, on bytes in memory and formats made for it: what it gives, in which order, and what it leaves open. */
import {afterEach, describe, expect, it} from 'vitest';
import {chunksOf} from '../../../src/core/inputs/byte-source.js';
import {InputError} from '../../../src/core/inputs/input-error.js';
import {concatBytes, type InputSource, streamSource} from '../../../src/core/inputs/input-source.js';
import {ARCHIVE_LIMITS} from '../../../src/core/inputs/limits.js';
import {type OpenedFile, walkInput, type WalkOptions} from '../../../src/core/inputs/walk.js';
import {halved, MADE_PLATFORM, memoryFile, openArchives, packed} from '../../helpers/made-formats.js';

const OPTIONS: WalkOptions = {platform: MADE_PLATFORM, limits: ARCHIVE_LIMITS};
const TRACES = ['WindowsUpdate.20240312.1.9.etl', 'WindowsUpdate.20240312.1.10.etl'] as const;

/** What is left open is left open for ever. */
afterEach(() => expect(openArchives.size).toBe(0));

/** What is in a file, or why it cannot be read. */
async function read(file: {open(): Promise<OpenedFile>}): Promise<string> {
	try {
		return await textOf(await file.open());
	} catch (error) {
		return error instanceof InputError ? error.message : expect.fail(String(error));
	}
}

async function textOf({source, close}: OpenedFile): Promise<string> {
	const parts: Uint8Array[] = [];
	for await (const chunk of chunksOf(source)) parts.push(chunk.slice());
	await close();
	return new TextDecoder().decode(concatBytes(parts));
}

/** Items in a line each: where they are, and what is in them. */
async function walked(source: InputSource, options: Partial<WalkOptions> = {}): Promise<readonly string[]> {
	const lines: string[] = [];
	for await (const item of walkInput(source, {...OPTIONS, ...options})) {
		const name = item.member === null ? item.path : `${item.path}: ${item.member}`;
		if (item.kind === 'file') {
			lines.push(`${name} = ${await read(item)}${item.escapesArchive ? ' (escapes)' : ''}`);
		} else if (item.kind === 'trace-set') {
			const texts: string[] = [];
			for (const trace of item.traces) texts.push(`${trace.name} = ${await read(trace)}`);
			lines.push(`${name}: set of ${texts.join(', ')}`);
		} else {
			const {problem} = item;
			lines.push(`${name}! ${'reason' in problem ? problem.reason : 'text' in problem ? problem.text : problem.type}`);
		}
	}
	return lines;
}

function fileOf(text: string, isSeekable = true): InputSource {
	return {kind: 'file', ...memoryFile('x', text, {isSeekable})};
}

describe('a file', () => {
	it('is given as it is, and closed', async () => {
		const file = memoryFile('folder/a.log', 'line one\nline two\n');
		expect(await walked({kind: 'file', ...file, open: file.open})).toEqual(['folder/a.log = line one\nline two\n']);
		expect([file.opened, file.closed]).toEqual([1, 1]);
	});

	it('may be shorter than what is looked at', async () => {
		expect(await walked(fileOf(''))).toEqual(['x = ']);
		expect(await walked({kind: 'file', ...memoryFile('x', 'ab', {chunkLength: 1})})).toEqual(['x = ab']);
	});

	it('has a size where that is the size of what is read', async () => {
		const sizes: (number | null)[] = [];
		for (const source of [fileOf('abc'), fileOf('abc', false), fileOf(halved('abc')), fileOf(packed([{name: 'a', text: 'four'}]))]) {
			for await (const item of walkInput(source, OPTIONS)) if (item.kind === 'file') sizes.push(item.size);
		}
		expect(sizes).toEqual([3, null, null, 4]);
	});

	it('that cannot be opened is a problem', async () => {
		const open = (): Promise<never> => Promise.reject(new RangeError('a bug'));
		await expect(walked({kind: 'file', path: 'x', name: 'x', open})).rejects.toThrow('a bug');
		const options = {platform: {...MADE_PLATFORM, reasonOf: (error: unknown) => (error instanceof RangeError ? 'it is gone' : null)}};
		expect(await walked({kind: 'file', path: 'x', name: 'x', open}, options)).toEqual(['x! it is gone']);
	});

	it('that nobody reads is given up', async () => {
		let isGivenUp = false;
		const destroy = (): void => {
			isGivenUp = true;
		};
		const bytes = memoryFile('x', 'abcdefghijkl', {isSeekable: false});
		const stream = Object.assign((await bytes.open()).stream(), {destroy});
		for await (const item of walkInput(streamSource('x', stream), OPTIONS)) expect(item.kind).toBe('file');
		expect(isGivenUp).toBe(true);
	});
});

describe('compression', () => {
	it('is taken away once', async () => {
		expect(await walked(fileOf(halved('abc')))).toEqual(['x = aabbcc']);
		expect(await walked(fileOf(packed([{name: 'a', text: halved('abc')}])))).toEqual(['x: a = aabbcc']);
	});

	it('has a limit of its own, and of the archive around it', async () => {
		const limits = {...ARCHIVE_LIMITS, ratio: 1, freeBytes: 30};
		const long = halved('a'.repeat(200));
		expect(await walked(fileOf(long), {limits})).toEqual([expect.stringContaining('more than 1 times the size')]);
		expect(
			await walked(
				fileOf(
					packed([
						{name: 'a', text: 'y'.repeat(90)},
						{name: 'b', text: long},
					]),
				),
				{limits},
			),
		).toEqual([`x: a = ${'y'.repeat(90)}`, expect.stringMatching(/^x: b = .*more than 1 times the size/)]);
	});
});

describe('an archive', () => {
	const inner = packed([
		{name: 'in.log', text: 'inner'},
		{name: 'deep.pack', text: packed([{name: 'z', text: 'deep'}])},
	]);
	const outer = packed([
		{name: 'a.log', text: 'first'},
		{name: 'PC/b.pack', text: inner},
		{name: '../c.log', text: 'last'},
	]);
	const CONTENT = [
		'x: a.log = first',
		'x: PC/b.pack/in.log = inner',
		`x: PC/b.pack/deep.pack = ${packed([{name: 'z', text: 'deep'}])}`,
		'x: ../c.log = last (escapes)',
	];

	it('gives its members in order, and those of an archive in it, but none deeper', async () => {
		expect(await walked(fileOf(outer))).toEqual(CONTENT);
	});

	it('is held in memory where it can be read in order only', async () => {
		expect(await walked(fileOf(outer, false))).toEqual(CONTENT);
		expect(await walked(fileOf(outer, false), {limits: {...ARCHIVE_LIMITS, nestedBytes: 20}})).toEqual([
			'x! a pack archive that is not a file of its own may have 0 MiB at most; give it as a file',
		]);
	});

	it('tells of itself what is wrong with it, after its members', async () => {
		expect(await walked(fileOf(packed([])))).toEqual(['x! empty']);
		expect(await walked(fileOf(outer.slice(0, -5)))).toEqual(['x! the archive is cut off']);
		const members = [
			{name: 'bad.pack', text: inner.slice(0, -5)},
			{name: 'none.pack', text: packed([])},
			{name: 'z.log', text: 'good'},
		];
		expect(await walked(fileOf(packed(members, 'Some of it is missing.')))).toEqual([
			'x: bad.pack! the archive is cut off',
			'x: none.pack! empty',
			'x: z.log = good',
			'x! Some of it is missing.',
		]);
	});

	it('with a damaged member gives the others', async () => {
		const members = [
			{name: 'a.log', text: 'begins', damage: 'it is damaged'},
			{name: 'b.log', text: 'whole'},
		];
		expect(await walked(fileOf(packed(members)))).toEqual(['x: a.log = it is damaged', 'x: b.log = whole']);
	});

	it('tells each member what lies beside it', async () => {
		const places: unknown[] = [];
		for await (const {archive} of walkInput(fileOf(outer), OPTIONS))
			places.push([archive?.path, archive?.member, archive?.archive.members.length]);
		expect(places).toEqual([
			['x', 'a.log', 3],
			['x › PC/b.pack', 'in.log', 2],
			['x › PC/b.pack', 'deep.pack', 2],
			['x', '../c.log', 3],
		]);
	});

	it('is closed where nobody asks for the rest', async () => {
		const file = memoryFile('x', outer);
		for await (const item of walkInput({kind: 'file', ...file, open: file.open}, OPTIONS)) {
			expect([item.kind, openArchives.size]).toEqual(['file', 1]);
			break;
		}
		expect([file.opened, file.closed]).toEqual([1, 1]);
	});

	it('gives one member where only that is wanted', async () => {
		expect(await walked(fileOf(outer), {only: {member: 'PC/b.pack/in.log'}})).toEqual(['x: PC/b.pack/in.log = inner']);
		expect(await walked(fileOf(outer), {only: {member: 'PC/b.pack'}})).toEqual([`x: PC/b.pack = ${inner}`]);
		expect(await walked(fileOf(outer), {only: {member: null}})).toEqual([`x = ${outer}`]);
		expect(await walked(fileOf(outer), {only: {member: 'a.log/none'}})).toEqual([]);
		expect(await walked(fileOf('plain'), {only: {member: 'a.log'}})).toEqual(['x = plain']);
	});
});

describe('a set of traces', () => {
	it('of files is one item, each opened when its turn comes', async () => {
		const files = TRACES.map((name, index) => memoryFile(`logs/${name}`, index === 0 ? 'nine' : halved('ten')));
		const source: InputSource = {kind: 'trace-set', path: 'logs/all', files};
		expect(await walked(source)).toEqual([`logs/all: set of ${TRACES[0]} = nine, ${TRACES[1]} = tteenn`]);
		expect(files.map(({opened, closed}) => [opened, closed])).toEqual([
			[1, 1],
			[1, 1],
		]);
	});

	it('in an archive stands where its first trace does, in the order they were written', async () => {
		const members = [
			{name: 'logs/WindowsUpdate.log', text: 'text'},
			{name: `logs/${TRACES[1]}`, text: 'ten'},
			{name: 'logs/a.log', text: 'other'},
			{name: `logs/${TRACES[0]}`, text: 'nine'},
			{name: `${TRACES[0]}`, text: 'of another folder'},
		];
		expect(await walked(fileOf(packed(members)))).toEqual([
			'x: logs/WindowsUpdate.log = text',
			`x: logs/WindowsUpdate.*.etl: set of ${TRACES[0]} = nine, ${TRACES[1]} = ten`,
			'x: logs/a.log = other',
			`x: ${TRACES[0]} = of another folder`,
		]);
		expect(await walked(fileOf(packed(members)), {only: {member: 'logs/WindowsUpdate.*.etl'}})).toHaveLength(1);
	});
});

describe('an interruption', () => {
	it('ends the walk before the next member', async () => {
		const interruption = new AbortController();
		const members = ['a', 'b', 'c'].map((name) => ({name, text: name}));
		const names: (string | null)[] = [];
		for await (const item of walkInput(fileOf(packed(members)), {...OPTIONS, signal: interruption.signal})) {
			names.push(item.member);
			if (item.member === 'b') interruption.abort();
		}
		expect(names).toEqual(['a', 'b']);
	});

	it('is told where an archive is fetched', async () => {
		const interruption = new AbortController();
		async function* endless(): AsyncGenerator<Uint8Array> {
			yield new TextEncoder().encode(packed([]).slice(0, 10));
			interruption.abort();
			await new Promise(() => {});
		}
		expect(await walked(streamSource('x', endless()), {signal: interruption.signal})).toEqual(['x! interrupted']);
	});
});
