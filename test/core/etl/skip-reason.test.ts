/** What is said of files without a line of Windows Update, by what is known of them, and of long sets. */
import {describe, expect, it} from 'vitest';
import {isOrchestrator} from '../../../src/core/etl/providers.js';
import {createSchemaCache} from '../../../src/core/etl/schema-cache.js';
import {skipReason} from '../../../src/core/etl/skip-reason.js';
import {issuesOf, type TraceFacts} from '../../../src/core/etl/trace-issues.js';
import {createTraceEvent} from '../../../src/core/etl/trace-events.js';
import {readTrace} from '../../helpers/read-trace.js';
import {writeTrace} from '../../helpers/trace-writer.js';

const HEADER = readTrace(writeTrace([])).header;

function facts(more: Partial<TraceFacts> & {readonly kinds?: readonly number[]; readonly session?: string} = {}): TraceFacts {
	const {kinds = [], session, ...others} = more;
	const records = {
		kinds,
		damagedBuffers: 0,
		damagedEvents: 0,
		firstMessage: null,
		lastMessage: null,
		sequence: {least: 0, most: 0, count: 1},
	} as unknown as TraceFacts['records'];
	const header = HEADER === null || session === undefined ? HEADER : {...HEADER, session, file: ''};
	return {
		name: null,
		header,
		buffers: {buffers: 1, compressed: 0, lossMarks: 0, damaged: 0, isCut: false},
		records,
		lines: 0,
		late: 0,
		offset: null,
		first: null,
		last: null,
		foreign: 0,
		undecoded: 0,
		hasSchema: false,
		others: [],
		messages: null,
		...others,
	};
}

const MESSAGES = Array.from({length: 16}, (_, kind) => (kind === 0x0f ? 3 : 0));
const SYSTEM = [0, 0, 3];
const AT = {seconds: 13_354_739_241, ticks: 0, isKnown: true};
const UNKNOWN = {seconds: 0, ticks: 0, isKnown: false};

describe('a file without a line', () => {
	it.each<[string, readonly TraceFacts[], RegExp]>([
		['is of nobody where nothing is known', [], /^This is an event trace/],
		['without a header and events', [facts({header: null})], /^This is an event trace/],
		[
			'with messages of before 1709',
			[facts({kinds: MESSAGES, header: HEADER === null ? null : {...HEADER, windowsBuild: 14_393}, messages: {first: AT, last: AT}})],
			/before version 1709.*\(3 messages, from 2024-03-12 17:47:21 to 2024-03-12 17:47:21 UTC\)/,
		],
		[
			'with messages whose time is not known at first',
			[facts({kinds: MESSAGES, messages: {first: UNKNOWN, last: AT}})],
			/hold numbers, not text \(3 messages\)/,
		],
		[
			'with messages whose time is not known at last',
			[facts({kinds: MESSAGES, messages: {first: AT, last: UNKNOWN}})],
			/hold numbers, not text \(3 messages\)/,
		],
		[
			'with messages of 1709',
			[facts({kinds: MESSAGES, header: HEADER === null ? null : {...HEADER, windowsBuild: 16_299}})],
			/hold numbers, not text/,
		],
		[
			'with messages beside events that bring their schema',
			[facts({kinds: MESSAGES, hasSchema: true, foreign: 1, others: ['Contoso']}), facts()],
			/of other programs \(Contoso\)/,
		],
		['with events of others', [facts({foreign: 2, others: ['A', 'B', 'C']})], /\(A, B, C\)/],
		['with events of many others', [facts({foreign: 2, others: ['A', 'B', 'C', 'D', 'E']})], /\(A, B, C and 2 more\)/],
		['with events of others in the second of two', [facts(), facts({foreign: 2, others: ['Contoso']})], /\(Contoso\)/],
		[
			'with events of the orchestrator',
			[facts({foreign: 1, others: ['Microsoft.Windows.Update.Orchestrator']})],
			/user interface \(1 event\)/,
		],
		['with events of Windows itself', [facts({kinds: SYSTEM})], /of Windows itself/],
		['with two records that every trace has', [facts({kinds: [0, 0, 2]})], /nothing but its header/],
		['with events that cannot be decoded', [facts({undecoded: 1})], /^This is an event trace \(\.etl\)(?!.*nothing but)/],
		['of a session of its own that is empty', [facts({session: 'WindowsUpdate_trace_log'})], /Stop the services/],
		['of another session that is empty', [facts({session: 'NT Kernel Logger'})], /Its session is not one of Windows Update/],
		['of a session by another name', [facts({session: 'MESIHX'})], /Its session is not one of Windows Update/],
	])('%s', (_, files, reason) => {
		expect(skipReason(files)).toMatch(reason);
	});

	it('tells the build of the file with the messages, whatever stands before it', () => {
		const old = facts({kinds: MESSAGES, header: HEADER === null ? null : {...HEADER, windowsBuild: 14_393}});
		expect(skipReason([facts(), facts({foreign: 1}), old])).toMatch(/build 14393/);
		expect(skipReason([facts({header: null}), facts({session: 'WindowsUpdate'})])).toMatch(/Stop the services/);
	});
});

describe('events that were lost', () => {
	const marked = {buffers: {buffers: 1, compressed: 0, lossMarks: 4, damaged: 0, isCut: false}};

	it('are counted by the header, or else by the buffers that say so', () => {
		expect(issuesOf([facts(marked)]).map(({kind, count}) => [kind, count])).toEqual([['events-lost', 4]]);
		expect(
			issuesOf([facts({...marked, header: HEADER === null ? null : {...HEADER, eventsLost: 7}})]).map(({kind, count}) => [kind, count]),
		).toEqual([['events-lost', 7]]);
		expect(issuesOf([facts()])).toEqual([]);
	});
});

it.each([
	['Microsoft.Windows.Update.Orchestrator', true],
	['Microsoft.Windows.Update.Orchestrator.Worker', true],
	['microsoft.windows.update.ux.Core', true],
	['Microsoft.Windows.Update.UX', true],
	['Microsoft.Windows.Update.Notification', true],
	['Microsoft.Windows.Update.UpdateNotificationPipeline', true],
	['Microsoft.Windows.Update.UXtra', false],
	['Contoso.Microsoft.Windows.Update.UX', false],
	['Microsoft.Windows.UpdateX', false],
	['', false],
])('%j writes traces of the orchestrator: %s', (name, isOne) => {
	expect(isOrchestrator(name)).toBe(isOne);
});

describe('a long set', () => {
	function namesOf(count: number): string {
		return issuesOf(Array.from({length: count}, (_, index) => facts({name: `${index + 1}.etl`})))[0]?.message ?? '';
	}

	it('is named by its first files and its last', () => {
		expect(namesOf(20)).toMatch(/: 1\.etl, .*19\.etl, 20\.etl\.$/);
		expect(namesOf(20)).not.toContain('more');
		expect(namesOf(25)).toMatch(/18\.etl, 19\.etl, … \(5 more\), 25\.etl\.$/);
	});
});

describe('schemas that are remembered', () => {
	it('are not taken for others whose bytes add up to the same', () => {
		const schemas = createSchemaCache();
		// Two words that FNV-1a cannot tell apart; their first letter is the tags.
		const names = ['costarring', 'liquid'].map((word) => {
			const bytes = new Uint8Array(Buffer.from(`${word}\0`));
			return schemas.of(Object.assign(createTraceEvent(), {bytes, schemaStart: 0, schemaEnd: bytes.length}))?.name;
		});
		expect(names).toEqual(['ostarring', 'iquid']);
	});
});
