import {it} from 'vitest';
import {globSync} from 'node:fs';
import {vi} from 'vitest';
import {writtenRegExps, builtRegExps} from '../helpers/regexp/project.js';
import {countedRegExp} from '../helpers/regexp/engine.js';
import {attacksOf, textOf} from '../helpers/regexp/attacks.js';
import {PROJECT} from '../helpers/run-wulens.js';
import {join} from 'node:path';
it('probe', {timeout: 0}, async () => {
	const written = writtenRegExps(['src/core', 'src/node', 'src/tui']);
	vi.resetModules();
	const built = await builtRegExps(async () => { for (const f of globSync('src/core/**/*.ts', {cwd: PROJECT})) await import(join(PROJECT, f)); });
	console.log(written.length, built.length, built.map((b) => b.place).join(' '));
	const rows: [number, number, string][] = [];
	const t0 = Date.now();
	for (const {place, source, flags} of [...written, ...built]) {
		let worst = 0; let w = ''; let total = 0;
		try {
			const engine = countedRegExp(source, flags);
			for (const attack of attacksOf(engine.root, flags)) {
				const text = textOf(attack, 8192);
				const {steps} = engine.run(text, 3000 * 8192);
				total += steps;
				if (steps / text.length > worst) { worst = steps / text.length; w = JSON.stringify(attack); }
			}
		} catch (error) { console.log(place, String(error)); }
		rows.push([worst, total, `${place} /${source.slice(0, 100)}/${flags} ${w.slice(0, 200)}`]);
	}
	rows.sort((a, b) => b[0] - a[0]);
	console.log(Date.now() - t0, 'ms', rows.reduce((s, r) => s + r[1], 0));
	console.log(rows.slice(0, 70).map(([a, , c]) => `${a.toFixed(1)} ${c}`).join('\n'));
});
