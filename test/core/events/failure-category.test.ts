/** What a failure is about, by its code, its component and its words. */
import {describe, expect, it} from 'vitest';
import {CATEGORIES, categoryOf} from '../../../src/core/events/failure-category.js';

describe('categoryOf', () => {
	it.each([
		[0x8024b304, 'Misc', '', 'trust'],
		[0x800b0001, 'WebServices', 'Web service call', 'trust'],
		[0x803d000a, 'WebServices', '', 'trust'],
		[0x80240437, 'ProtocolTalker', 'Sync of Updates', 'trust'],
		[0x80072f8f, 'Misc', 'Send request', 'trust'],
		[0x80072f7d, 'Misc', 'Send request', 'trust'],
		[0x80072f0c, 'Misc', 'Send request', 'trust'],
		// The chain of a server or of a file: only the words around the code tell.
		[0x800b0109, 'Misc', 'CertVerifyCertificateChainPolicy failed, Flags = 0.', 'file-signature'],
		[0x800b0109, 'WebServices', 'Web service call', 'trust'],
		[0x800b0109, 'Misc', 'WinHttp: SendRequestWithAuthRetry using proxy failed', 'trust'],
		[0x800b010f, 'SLS', '', 'trust'],
		[0x800b010f, 'Handler', 'Install failed', 'file-signature'],
		[0x800b0100, 'WebServices', 'Web service call', 'file-signature'],
		[0x80096010, 'Misc', '', 'file-signature'],
		[0x80096004, 'Misc', '', 'file-signature'],
		[0x80240061, 'Metadata', '', 'file-signature'],
		[0x80247167, 'Metadata', 'No timestamp tokens in cache', 'file-signature'],
		[0x8024b301, 'Misc', '', 'file-signature'],
		[0x8024401b, 'WebServices', '', 'proxy'],
		[0x8024043c, 'WebServices', '', 'proxy'],
		[0x80240030, 'Misc', '', 'proxy'],
		[0x803d0015, 'WebServices', '', 'proxy'],
		[0x803d0016, 'WebServices', '', 'proxy'],
		[0x80072eef, 'Misc', '', 'proxy'],
		[0x80190197, 'Misc', '', 'proxy'],
		[0x80240438, 'WebServices', '', 'network'],
		[0x8024401c, 'WebServices', '', 'network'],
		[0x8024402c, 'WebServices', '', 'network'],
		[0x80072ee2, 'Misc', '', 'network'],
		[0x80072ee7, 'Misc', '', 'network'],
		[0x80072efd, 'Misc', '', 'network'],
		[0x80072efe, 'Misc', '', 'network'],
		[0x803d0006, 'WebServices', '', 'network'],
		[0x803d0010, 'WebServices', '', 'network'],
		[0x8007274c, 'Misc', '', 'network'],
		[0x80240439, 'WebServices', '', 'server'],
		[0x80244017, 'WebServices', '', 'server'],
		[0x80244022, 'WebServices', '', 'server'],
		[0x80244010, 'ProtocolTalker', '', 'server'],
		[0x80244007, 'WebServices', '', 'server'],
		[0x803d0013, 'WebServices', '', 'server'],
		[0x80190194, 'Misc', '', 'server'],
		[0x8024000b, 'Agent', '', 'cancelled'],
		[0x80070103, 'Agent', '', 'companion'],
		[0x800703f0, 'Misc', '', 'companion'],
		[0x80246007, 'Agent', '', 'other'],
		[0x80240033, 'Agent', '', 'other'],
	])('of %i in %j (%j) is %s', (code, component, text, category) => {
		expect(categoryOf(code, component, text)).toBe(category);
	});
});

describe('the table', () => {
	it('has rows that each hold a code no row before takes', () => {
		for (const row of CATEGORIES) {
			const codes = Array.from({length: (row.to ?? row.from) - row.from + 1}, (_, index) => row.from + index);
			const first = (code: number): object | undefined =>
				CATEGORIES.find((candidate) => code >= candidate.from && code <= (candidate.to ?? candidate.from));
			expect(codes.some((code) => first(code) === row)).toBe(true);
			expect(row.source).not.toBe('');
		}
	});
});
