/** The screen of a finding: all there is to say, and the way to the lines that prove it. */
import {describe, expect, it} from 'vitest';
import {findingScreen, type FindingModel, updateFinding, viewFinding} from '../../src/tui/finding/screen.js';
import {scansScreen} from '../../src/tui/scans/model.js';
import {ASCII, checkedFrame, selectedText, SIZES, UNICODE} from '../helpers/frames.js';
import {HOSTILE_TEXTS} from '../helpers/hostile-texts.js';
import {sampleReport} from '../helpers/sample-reports.js';

const FILES = [sampleReport('wsus-https-certificate-not-in-store')];
const [ROW] = scansScreen(FILES).findings;
if (ROW === undefined) throw new Error('the sample has a finding');
const MODEL = findingScreen(ROW);
const SIZE = {columns: 100, rows: 60};

function press(model: FindingModel, ...keys: readonly string[]): ReturnType<typeof updateFinding> {
	let result: ReturnType<typeof updateFinding> = [model, []];
	for (const key of keys) result = updateFinding(result?.[0] ?? model, key, FILES, SIZE, UNICODE);
	return result;
}

describe('the screen of a finding', () => {
	it('fits every window', () => {
		for (const size of SIZES) {
			for (const theme of [UNICODE, ASCII]) checkedFrame(viewFinding(MODEL, FILES, size, theme), size);
		}
	});

	it('says what is wrong, how that is known, and what to do, checks before changes', () => {
		const text = checkedFrame(viewFinding(MODEL, FILES, SIZE, UNICODE), SIZE);
		const order = [
			'ERROR The certificate presented by WSUS',
			'Evidence in the log',
			'line 88  Cert in WSUS store: No',
			'Check first (changes nothing)',
			'certutil -store WindowsServerUpdateServices',
			'Then fix (changes a PC',
			'→ certutil -addstore',
			'See also',
		];
		const places = order.map((words) => text.indexOf(words));
		expect(places).not.toContain(-1);
		expect(places).toEqual(places.toSorted((a, b) => a - b));
	});

	it('goes from proof to proof, and from there into the log', () => {
		const second = press(MODEL, 'e', 'e');
		expect(selectedText(viewFinding(second?.[0] ?? MODEL, FILES, SIZE, UNICODE))).toContain('line 88');
		expect(press(MODEL, 'e', 'e', 'enter')?.[1]).toEqual([{type: 'open-line', file: 0, line: 88}]);
		expect(press(MODEL, 'enter')?.[1]).toEqual([{type: 'open-line', file: 0, line: ROW.findings[0]?.finding.evidence[0]?.line}]);
		expect(press(MODEL, 'e', 'e', 'e', 'e', 'e', 'e')?.[1]).toEqual([{type: 'say', text: 'No more quoted lines below.'}]);
	});

	it('leads to its scans and copies itself', () => {
		expect(press(MODEL, 's')?.[1]).toEqual([
			{type: 'show-scans', key: expect.stringMatching(/^error wsus-certificate-not-in-store The certificate /)},
		]);
		expect(press(MODEL, 'y')?.[1]).toEqual([{type: 'copy-finding', row: ROW}]);
		expect(press(MODEL, 'escape')).toBeNull();
	});

	it('copies the command under the cursor, or the next one', () => {
		expect(press(MODEL, 'c')?.[1]).toEqual([
			{
				type: 'copy-text',
				text: 'certutil -store WindowsServerUpdateServices',
				what: 'the command "certutil -store WindowsServerUpdateServices"',
			},
		]);
		expect(press(MODEL, 'G', 'c')?.[1]).toEqual([{type: 'say', text: 'No command at the cursor or below.'}]);
	});

	it('shows long quotes and commands whole, and steps over their rest', () => {
		const narrow = {columns: 60, rows: 90};
		const text = checkedFrame(viewFinding(MODEL, FILES, narrow, UNICODE), narrow);
		expect(text).not.toContain('…');
		const {evidence = []} = ROW.findings[0]?.finding ?? {};
		for (const quoted of evidence) expect(text.replace(/\n {7}/g, '')).toContain(quoted.text);
		let model = MODEL;
		for (const {line} of evidence) {
			model = updateFinding(model, 'e', FILES, narrow, UNICODE)?.[0] ?? model;
			expect(selectedText(viewFinding(model, FILES, narrow, UNICODE))).toContain(`line ${line} `);
		}
	});

	it('shows nothing that could harm a terminal', () => {
		for (const text of Object.values(HOSTILE_TEXTS)) {
			const findings = ROW.findings.map(({file, finding}) => ({
				file,
				finding: {
					...finding,
					title: text,
					explanation: text,
					evidence: [{line: 1, text}],
					steps: [{text, command: text, changes: true}],
					references: [text],
				},
			}));
			checkedFrame(viewFinding(findingScreen({...ROW, findings}), FILES, SIZE, UNICODE), SIZE);
		}
	});
});
