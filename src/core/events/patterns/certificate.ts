/** Messages about the server's TLS certificate and the WindowsServerUpdateServices store. */
import {group, type MessagePattern, yesNo} from '../pattern.js';

export const CERTIFICATE_PATTERNS: readonly MessagePattern[] = [
	{
		id: 'certificate-store-empty',
		meaning: 'the WindowsServerUpdateServices store contains no certificate, so nothing is pinned',
		source: 'builds since January 2021, once per URL of an HTTPS WSUS server; component ProtocolTalker',
		starts: ['WSUS certificate store is empty'],
		scope: 'file',
		match: /^WSUS certificate store is empty/,
		event: () => ({type: 'certificate-store-empty'}),
		examples: {match: ['WSUS certificate store is empty'], noMatch: ['WSUS certificate store has 1 certificate']},
	},
	{
		id: 'pinning-mandatory',
		meaning: "whether the server's certificate must be in the store",
		source: 'builds since January 2021: No; Yes by analogy; component WebServices',
		starts: ['WSUS TLS cert-pinning mandatory: '],
		scope: 'file',
		match: /^WSUS TLS cert-pinning mandatory: {0,4}(Yes|No)\b/i,
		event: (groups) => {
			const value = yesNo(group(groups, 1));
			return value === null ? null : {type: 'pinning-mandatory', value};
		},
		examples: {
			match: ['WSUS TLS cert-pinning mandatory: No', 'WSUS TLS cert-pinning mandatory: Yes'],
			noMatch: ['WSUS TLS cert-pinning mandatory: (null)'],
		},
	},
	{
		id: 'certificate-in-wsus-store',
		meaning: "whether the server's certificate is in the store; logged after the chain has been accepted",
		source: 'strings in the decompiled client, level 5; component Misc',
		starts: ['Cert in WSUS store: '],
		scope: 'file',
		verbose: true,
		match: /^Cert in WSUS store: {0,4}(Yes|No)\b/i,
		event: (groups) => {
			const value = yesNo(group(groups, 1));
			return value === null ? null : {type: 'certificate-in-wsus-store', value};
		},
		examples: {match: ['Cert in WSUS store: Yes', 'Cert in WSUS store: No'], noMatch: ['Cert in WSUS store: maybe']},
	},
	{
		id: 'tls-validating',
		meaning: "validation of a server's certificate starts",
		source: 'strings in the decompiled client, level 5; component Misc',
		starts: ['Validating SSL certificate for:'],
		scope: 'file',
		verbose: true,
		match: /^Validating SSL certificate for: {0,4}(.{0,2048})/s,
		event: (groups) => ({type: 'tls-check', text: `Checking the TLS certificate of ${group(groups, 1).trim()}`}),
		examples: {match: ['Validating SSL certificate for:https://wsus.example:8531/ root'], noMatch: ['Validating']},
	},
	{
		id: 'tls-intermediate',
		meaning: "validation of the issuer of a Microsoft endpoint's certificate starts",
		source: 'strings in the decompiled client, level 5; component WebServices',
		starts: ['Checking SSL intermediate CA'],
		scope: 'file',
		verbose: true,
		match: /^Checking SSL intermediate CA/,
		event: () => ({type: 'tls-check', text: 'Checking the issuer of the TLS certificate'}),
		examples: {match: ['Checking SSL intermediate CA ...'], noMatch: ['Checking write access']},
	},
	{
		id: 'tls-verbose-notes',
		meaning: 'details of a WinHTTP request, only in verbose logs',
		source: 'strings in the decompiled client, level 5; component Misc',
		starts: ['WinHttp: Making ', 'WinHttp: SSL revocation checking was disabled by policy', 'WinHttp: Caller requires download over SSL'],
		scope: 'file',
		verbose: true,
		match: new RegExp(
			[
				'^WinHttp: (Making (?:.{1,16}) request for .{0,2048}',
				'|SSL revocation checking was disabled by policy|Caller requires download over SSL)',
			].join(''),
			's',
		),
		event: (groups) => ({type: 'note', kind: 'certificate', text: group(groups, 1)}),
		examples: {
			match: [
				'WinHttp: Making HEAD request for https://wsus.example:8531/a.cab',
				'WinHttp: SSL revocation checking was disabled by policy.',
			],
			noMatch: ['WinHttp: Connect'],
		},
	},
];
