/** A failed trust check is seen in every form a log can write it in, and not in what only looks like one. */
import {describe, expect, it} from 'vitest';
import {mayMentionTrust, trustCodeIn} from '../../../src/core/events/trust-mentions.js';
import {classifyMessage} from '../../helpers/classify-message.js';
import {bytesOf} from '../../helpers/log-lines.js';

/** Each code by name, digits in both cases, with and without 0x, and as the decimals of JSON and of scripts. */
const FORMS: readonly (readonly [code: number, form: string])[] = [
	[0x8024b304, 'WU_E_TRUST_PROVIDER_UNKNOWN'],
	[0x8024b304, '8024B304'],
	[0x8024b304, '8024b304'],
	[0x8024b304, '0x8024B304'],
	[0x8024b304, '0x8024b304'],
	[0x8024b304, '0X8024B304'],
	[0x8024b304, '-2145078524'],
	[0x8024b304, '2149888772'],
	[0x800b0001, 'TRUST_E_PROVIDER_UNKNOWN'],
	[0x800b0001, '800B0001'],
	[0x800b0001, '0x800b0001'],
	[0x800b0001, '-2146762751'],
	[0x800b0001, '2148204545'],
	[0x803d000a, 'WS_E_SECURITY_VERIFICATION_FAILURE'],
	[0x803d000a, '803D000A'],
	[0x803d000a, '0x803d000a'],
	[0x803d000a, '-2143485942'],
	[0x803d000a, '2151481354'],
	[0x80240437, 'WU_E_PT_SECURITY_VERIFICATION_FAILURE'],
	[0x80240437, '80240437'],
	[0x80240437, '0x80240437'],
	[0x80240437, '-2145123273'],
	[0x80240437, '2149844023'],
];

/** Shapes without a word that makes a decimal number an error code. */
const WORDLESS: readonly ((form: string) => string)[] = [(form) => `[${form}] something`, (form) => `(${form})`];

const SHAPES: readonly ((form: string) => string)[] = [
	(form) => `Something failed with hr = ${form}.`,
	(form) => `Scan failed, error ${form}`,
	(form) => `Result: ${form}`,
	(form) => `"ErrorCode":${form},"RecoveryAction":5`,
	(form) => `ResultCode=${form};`,
	(form) => `A long sentence about something that ends in the code ${form}`,
];

describe('trustCodeIn', () => {
	it.each(FORMS)('sees %i as %s in lines of any shape', (code, form) => {
		for (const shape of /^\d{10}$/.test(form) ? SHAPES : [...SHAPES, ...WORDLESS]) {
			const line = shape(form);
			const bytes = bytesOf(line);
			expect([line, mayMentionTrust(bytes, 0, bytes.length), trustCodeIn(line)]).toEqual([line, true, code]);
			expect(classifyMessage('Misc', line)).toMatchObject({message: line, event: {type: 'failure', code, category: 'trust'}});
		}
	});

	it.each(FORMS.filter(([, form]) => /^[0-9A-Fa-f]{8}$/.test(form)))('sees %i behind *FAILED* as %s', (code, form) => {
		expect(classifyMessage('Misc', `*FAILED* [${form}] something new`)).toMatchObject({
			event: {type: 'failure', code, category: 'trust', text: 'something new'},
		});
	});

	it.each([
		'ServiceID = {8024B304-E39D-4DA6-8A4B-B43877BCB1B7} Third party service',
		'update 800b0001-e39d-4da6-8a4b-b43877bcb1b7.200',
		'UpdateId = E1C1D795-E1AE-4CD4-99E7-CF4780240437.200',
		'Title = Security Update (KB80240437)',
		'Title = Update KB2149888772',
		'Download\\803d000a9ddc9139b2a6952b3e9a05e69fc0790f\\x.cab',
		'PurgeUntrackedFiles removing 5ab800b0001c.cab',
		'NumberOfBytes = 12149888772',
		'NumberOfBytes = 2149888772',
		'Title 2149888772 items',
		'(2148204545)',
		'the names TRUST_E_PROVIDER_UNKNOWN_X and MY_WU_E_TRUST_PROVIDER_UNKNOWN',
		'everything is fine',
	])('sees none in %j', (line) => {
		expect(trustCodeIn(line)).toBeNull();
		expect(classifyMessage('Misc', line)).toBeNull();
	});

	it('takes the first of several', () => {
		expect(trustCodeIn('mapped 0x803d000a to 0x80240437')).toBe(0x803d000a);
	});

	it('does not mind other codes before it', () => {
		expect(trustCodeIn('hr = 0x8024402c, then 0x8024B304')).toBe(0x8024b304);
	});
});
