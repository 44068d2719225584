import {describe, expect, it} from 'vitest';
import {nameOf} from '../../../src/core/codes/describe-code.js';
import {agentCodesOf, HTTP_STATUS_OF, RELATED_CODES, transportCodesOf} from '../../../src/core/codes/related-codes.js';

describe('related codes', () => {
	it('leads from the agent’s code back to the transport', () => {
		expect(transportCodesOf(0x8024402c)).toEqual([0x80072ee7, 0x803d0010]);
		expect(transportCodesOf(0x8024401c)).toEqual([0x80190198, 0x803d0006]);
		expect(transportCodesOf(0x80240437)).toEqual([0x803d000a]);
		expect(transportCodesOf(0x80240022)).toEqual([]);
	});

	it('leads from one transport code to all that it may become', () => {
		expect(agentCodesOf(0x803d0010)).toEqual([0x80240438, 0x8024402c]);
		expect(agentCodesOf(0x80190194)).toEqual([0x80244019]);
		// Logs show timeouts as they are; nothing says that the agent turns them into a code of its own.
		expect(agentCodesOf(0x80072ee2)).toEqual([]);
	});

	it.each(RELATED_CODES)('has rows of codes that the table knows, with a source ($source)', (row) => {
		expect(nameOf(row.transport)).not.toBeNull();
		expect(nameOf(row.agent)).toMatch(/^WU_E_PT_/);
		expect(row.source.length).toBeGreaterThan(20);
	});

	it('marks what no header and no log states', () => {
		const inferred = RELATED_CODES.filter((row) => row.certainty === 'inferred');
		expect(inferred.map((row) => nameOf(row.agent))).toEqual(['WU_E_PT_SECURITY_VERIFICATION_FAILURE']);
	});
});

describe('HTTP_STATUS_OF', () => {
	it.each([
		[0x80190194, 404],
		[0x80244019, 404],
		[0x8024401b, 407],
		[0x80244023, 504],
		[0x801901ff, 511],
	])('reads %i as %i', (code, status) => {
		expect(HTTP_STATUS_OF(code)).toBe(status);
	});

	it.each([0x80190001, 0x8024402b, 0x80072ee2, 404, 0])('sees no status in %i', (code) => {
		expect(HTTP_STATUS_OF(code)).toBeNull();
	});
});
