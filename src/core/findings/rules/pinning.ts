/** Rules about certificate pinning for WSUS where it made no scan fail. */
import type {Rule} from '../rule.js';
import {CERT_NO, CERT_YES, EMPTY, failedCall, HEALTHY, MANDATORY, OFFLINE, scanLog} from './examples.js';
import {change, PIN_CERTIFICATE, PIN_CERTIFICATE_ON_MANY, POLICY_CSP, SCAN_CHANGES, SHOW_POLICY, SHOW_STORE} from './steps.js';

export const PINNING_CONTEXT: readonly Rule[] = [
	{
		id: 'wsus-certificate-pinned',
		severity: 'info',
		role: 'context',
		title: 'The WSUS certificate is pinned and was recognized ({count})',
		when: {
			facts: {outcome: 'succeeded', service: 'WSUS', online: [true, null]},
			any: [{facts: {inWsusStore: 'yes'}}, {facts: {pinningMandatory: true}, not: {facts: {inWsusStore: 'no'}}}],
		},
		explanation:
			'The PC accepts only a pinned certificate from WSUS, and WSUS presented it. No action is needed: this is the ' +
			'recommended setup. Before the WSUS certificate is renewed, add the new one to the store on the PCs.',
		steps: [],
		references: [SCAN_CHANGES],
		evidence: ['certificate'],
		examples: {
			match: [
				scanLog({behavior: 1, lines: [MANDATORY, CERT_YES, 'WebServices Auto proxy settings for this web service call.']}),
				scanLog({lines: [MANDATORY]}),
			],
			noMatch: [HEALTHY, scanLog({lines: [...EMPTY]}), scanLog({lines: [CERT_NO]}), OFFLINE],
		},
	},
	{
		id: 'wsus-certificate-not-in-store',
		severity: 'info',
		role: 'context',
		title: 'The WSUS certificate is not pinned; scans are not affected ({count})',
		when: {facts: {outcome: 'succeeded', service: 'WSUS', inWsusStore: 'no'}},
		explanation:
			'The line "Cert in WSUS store: No" is written after the certificate was accepted. It does not ' +
			'show whether the store is empty or contains a different certificate, and it is not an error if ' +
			'the scan succeeds. No action is needed; pinning the certificate hardens the connection.',
		steps: [SHOW_STORE, PIN_CERTIFICATE],
		references: [SCAN_CHANGES],
		evidence: ['certificate'],
		examples: {
			match: [scanLog({lines: [CERT_NO]})],
			noMatch: [HEALTHY, scanLog({lines: [CERT_YES]}), scanLog({lines: [CERT_NO, ...failedCall('80240437')], exit: '0x80240437'})],
		},
	},
	{
		id: 'wsus-certificate-store-empty',
		severity: 'info',
		role: 'context',
		title: 'Certificate pinning for WSUS is not set up: the store is empty ({count})',
		when: {facts: {storeEmpty: true, online: [true, null]}},
		explanation:
			'WSUS uses HTTPS, as recommended. The WindowsServerUpdateServices store contains no certificate, ' +
			'so the client accepts any certificate that the PC trusts. Scans are not affected. No action is needed ' +
			'for scans to work; pinning the certificate hardens the connection.',
		steps: [PIN_CERTIFICATE, PIN_CERTIFICATE_ON_MANY],
		references: [SCAN_CHANGES, POLICY_CSP],
		evidence: ['certificate'],
		examples: {match: [scanLog({lines: [...EMPTY]})], noMatch: [HEALTHY, scanLog({lines: [MANDATORY]}), OFFLINE]},
	},
	{
		id: 'pinning-not-enforced-by-policy',
		severity: 'warning',
		role: 'context',
		title: 'Certificate pinning is turned off, but the store has a certificate ({count})',
		when: {
			facts: {service: 'WSUS', scheme: 'https', online: [true, null]},
			all: [
				{any: [{facts: {pinningMandatory: false}}, {facts: {'policy.pinning': 1}}]},
				{any: [{facts: {storeEmpty: false}}, {facts: {'context.storeEmpty': false}, not: {facts: {storeEmpty: true}}}]},
			],
		},
		explanation:
			'The WindowsServerUpdateServices store on the PC contains a certificate, but according to the ' +
			'log, pinning is not mandatory. Most likely, ' +
			'DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection is 1.',
		variants: [
			{
				when: {facts: {'policy.pinning': 1}},
				explanation:
					'The WindowsServerUpdateServices store on the PC contains a certificate, but the policy ' +
					'DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection is 1, so the client accepts any WSUS ' +
					'certificate that the PC trusts.',
			},
		],
		steps: [
			SHOW_POLICY,
			SHOW_STORE,
			change(
				'If this was meant as a temporary workaround, remove the policy (Group Policy: Specify intranet ' +
					'Microsoft update service location > Do not enforce TLS certificate pinning; CSP: ' +
					'Update/DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection = 0; Configuration Manager: ' +
					'Enforce TLS certificate pinning = Yes).',
			),
		],
		references: [SCAN_CHANGES, POLICY_CSP],
		evidence: ['certificate', 'endpoint', 'start'],
		examples: {
			match: [scanLog({lines: ['WebServices WSUS TLS cert-pinning mandatory: No', CERT_YES]})],
			noMatch: [HEALTHY, scanLog({lines: [...EMPTY]}), scanLog({lines: [MANDATORY, CERT_YES]})],
		},
	},
];
