/** `wulens help TOPIC`: every topic is listed, fits into 80 columns, and says what the tables say. */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {helpWidth} from '../../src/cli/help-width.js';
import {mainHelp} from '../../src/cli/options/help-text.js';
import {TOPIC_NAMES, TOPICS} from '../../src/cli/topics/index.js';
import {PROXY_RULES} from '../../src/core/expected-behavior/expectation-rules.js';
import {PROJECT, runWulens} from '../helpers/run-wulens.js';

const readme = readFileSync(join(PROJECT, 'README.md'), 'utf8');

describe.each(TOPIC_NAMES)('%s', (name) => {
	it('is listed', () => {
		expect(mainHelp()).toContain(`wulens help ${name}`);
		expect(readme).toContain(`\`${name}\``);
	});

	it('is plain text of 80 columns, but for commands and long paths', async () => {
		const text = await TOPICS[name].text();
		expect(text).toMatch(/^[A-Z][^\n]+\n\n[\s\S]*[^\n]\n$/);
		expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|\{[A-Za-z.]{1,32}\}|undefined|\[object/);
		for (const line of text.split('\n'))
			if (line.length > 80) expect(line).toMatch(/^ {6}(?:\S+$|(?:reg|logman|powershell|wulens|certutil) )/);
	});
});

it('says the rules of the table', async () => {
	const text = (await TOPICS.proxies.text()).replace(/\s+/g, ' ');
	for (const {orderText} of PROXY_RULES) expect(text).toContain(orderText);
});

it('is printed, as the help of a command is', async () => {
	expect(await runWulens(['help', 'pinning'])).toEqual({stdout: await TOPICS.pinning.text(), stderr: '', status: 0});
	expect((await runWulens(['help', 'analyze'])).stdout).toContain('wulens analyze reads logs');
	expect(await runWulens(['help', 'nothing'])).toMatchObject({
		status: 2,
		stderr: expect.stringContaining('Unknown command or topic "nothing". Topics are exit-codes, settings'),
	});
});

it('is as wide as the terminal, within limits, and 80 columns elsewhere', () => {
	expect([helpWidth({}), helpWidth({isTTY: false, columns: 60}), helpWidth({isTTY: true, columns: 60})]).toEqual([80, 80, 60]);
	expect([helpWidth({isTTY: true, columns: 20}), helpWidth({isTTY: true, columns: 200})]).toEqual([40, 100]);
});
