import {readFileSync} from 'node:fs';
import {it} from 'vitest';
import {createAnalyzer} from '../../../src/core/index.js';
import {LogScreen, ASCII} from '../../helpers/log-screen.js';
const show = (name: string, s: LogScreen, t?: any) => console.log(`== ${name}\n${s.text(t).split('\n').map((l) => `|${l}`).join('\n')}`);
function about(file: string) {
	const bytes = readFileSync(`samples/${file}`);
	const a = (createAnalyzer as any)({path: file, member: null});
	a.push(bytes);
	const r = a.end();
	const marks = new Map<number, any>();
	for (const scan of r.scans) for (const t of scan.timeline) marks.set(t.line, t.severity);
	for (const f of r.findings) for (const e of f.evidence) marks.set(e.line, f.severity);
	const sc = r.scans.find((x: any) => x.outcome === 'failed') ?? r.scans[0];
	return {texts: bytes.toString('utf8').replace(/\r\n/g, '\n').replace(/\n$/, '').split('\n'), about: {marksOfReport: marks, scan: sc ? {first: sc.start?.line ?? 1, last: sc.end?.line ?? 1e9, pid: sc.pid, tid: sc.tid} : null}};
}
it('shows', () => {
	for (const size of [{columns: 60, rows: 15}, {columns: 80, rows: 24}, {columns: 160, rows: 50}]) {
		const {texts, about: ab} = about('wsus-system-proxy-fails-no-fallback.log');
		const s = new LogScreen(texts, {size, about: ab});
		show(`open ${size.columns}`, s);
		s.press('e', 'e'); show('e e', s);
		s.press('/').type('proxy'); show('search', s);
		s.press('i'); show('thread', s);
		s.press('s'); show('split', s);
		s.press('s', '&', 'tab'); show('menu', s);
		s.press('space', 'down', 'space'); show('menu list', s);
		s.press('enter', 'enter'); show('applied', s);
		s.press('x', 'W'); show('wrapped', s);
		s.press('W', 't'); show('raw', s);
		s.press('t', ':'); show('jump', s);
		s.press(...'99:99', 'enter'); show('jump', s);
	}
	const l = about('win7-named-proxy-8024402c.log');
	const s = new LogScreen(l.texts, {about: l.about});
	s.press('e', 'e', 'i', 'm', '+', '+');
	show('legacy ascii', s, ASCII);
});
