import {it} from 'vitest';
import {LogScreen, manyLines} from '../../helpers/log-screen.js';
import {viewLog} from '../../../src/tui/log/index.js';
import {UNICODE} from '../../helpers/frames.js';
it('times', () => {
	const time = (name: string, run: () => void, n = 20) => { const f = performance.now(); run(); const t = performance.now(); for (let i = 0; i < n; i++) run(); console.log(name, (t-f).toFixed(1), ((performance.now() - t) / n).toFixed(2), 'ms'); };
	for (const [what, text] of [['plain', null], ['ascii 64K', 'x'.repeat(65000)], ['wide 64K', '日本'.repeat(32000)], ['piled', `e${'\u0301'.repeat(60000)}`], ['control', '\u001b[31m'.repeat(12000)], ['codes', '0x8024402C '.repeat(6000)]] as const) {
		const lines = manyLines(3000).map((l) => (text === null ? l : l.slice(0, 56) + text)).slice(0, text === null ? 3000 : 300);
		const t0 = performance.now();
		const s = new LogScreen(lines, {size: {columns: 160, rows: 50}});
		console.log(what, 'open', (performance.now() - t0).toFixed(1));
		time('first view', () => viewLog(s.model, s.size, UNICODE));
		time('down', () => s.press('j'));
		time('view', () => viewLog(s.model, s.size, UNICODE));
		s.press('/', ...'24', 'enter');
		time('view hits', () => viewLog(s.model, s.size, UNICODE));
		s.press('W'); time('down wrapped', () => s.press('j')); time('view wrapped', () => viewLog(s.model, s.size, UNICODE));
		s.press('W'); for (let i = 0; i < 800; i++) s.press('L');
		time('view far right', () => viewLog(s.model, s.size, UNICODE), 5);
	}
});
