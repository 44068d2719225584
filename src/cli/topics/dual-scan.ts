/** `wulens help dual-scan` */
import {POLICY_KEY} from '../../core/device-settings/policy-paths.js';
import {KNOWN_CALLERS} from '../../core/explain/known-callers.js';
import {MORE_SETTINGS} from '../../core/explain/known-policies.js';
import {type Block, page} from './page.js';

/** Policies that move scans to or from WSUS, in the order in which they are to be checked. */
const POLICIES = [
	'SetPolicyDrivenUpdateSourceForQualityUpdates',
	'UseUpdateClassPolicySource',
	'DisableDualScan',
	'DeferQualityUpdates',
	'DeferFeatureUpdates',
	'TargetReleaseVersion',
	'DoNotConnectToWindowsUpdateInternetLocations',
] as const;

/** Callers that ask Microsoft by design. */
const CALLERS = ['Update;', 'Windows Defender', 'Device Driver Retrieval Client', 'TrustedInstaller'] as const;

export function dualScan(): string {
	return page('Why is Microsoft scanned although WSUS is set?', [
		{
			text:
				'Each scan has a service and a caller. WUServer decides only about scans that use the default service; others name one of ' +
				"Microsoft's. wulens shows both for each scan.",
		},
		{heading: 'First: are scans against WSUS on?'},
		{command: `reg query "${POLICY_KEY}" /s`},
		{item: 'AU\\UseWUServer', text: '1: WUServer is used. 0 or missing: it is ignored, and everything goes to Microsoft.'},
		{heading: 'Callers that ask Microsoft in any case'},
		...rows(CALLERS, KNOWN_CALLERS),
		{heading: 'Policies that move scans away from WSUS'},
		{
			text:
				'On Windows 10, policies that defer updates from Windows Update make automatic scans ask Windows Update, in addition to WSUS ' +
				'(dual scan). On Windows 11, and where the four SetPolicyDrivenUpdateSourceFor… policies are set, these decide for each ' +
				'kind of update.',
		},
		...rows(POLICIES, MORE_SETTINGS),
		{text: '"wulens explain NAME" shows values, registry, and Group Policy of each.'},
		{heading: 'To get back to WSUS only'},
		{item: '1.', text: 'Set all four SetPolicyDrivenUpdateSourceFor…Updates policies to WSUS (1), or remove the deferral policies.'},
		{item: '2.', text: 'On Windows 10 without these four policies, set DisableDualScan to 1 if deferrals must stay.'},
		{
			item: '3.',
			text: 'With Configuration Manager, check whether a Windows Update for Business policy or co-management applies to the PC.',
		},
		{item: '4.', text: 'Use DoNotConnectToWindowsUpdateInternetLocations only if the Microsoft Store is not needed.'},
		{text: 'A user can still ask Microsoft with "Check online for updates from Microsoft Update"; SetDisableUXWUAccess prevents it.'},
		{text: 'Source: Microsoft, Use Windows Update client policies and WSUS together; Microsoft, Policy CSP - Update.'},
	]);
}

function rows<Name extends string>(
	names: readonly Name[],
	table: readonly {readonly name: string; readonly text: string}[],
): readonly Block[] {
	return names.flatMap((name) => {
		const row = table.find((candidate) => candidate.name === name);
		return row === undefined ? [] : [{item: row.name, text: row.text}];
	});
}
