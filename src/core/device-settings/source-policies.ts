/** The policies that decide whether updates come from WSUS or from Windows Update, and what each does. */
import type {SourcePolicy} from '../types.js';

interface SourcePolicyRow {
	/** Name of the registry value; not case-sensitive. */
	readonly name: string;
	readonly type: 'number' | 'text';
	/** Whether a value moves scans from WSUS to Windows Update. */
	readonly moves: (value: string) => boolean;
	/** What a value does, as a clause that follows the name and the value. */
	readonly effect: (value: string) => string;
	readonly source: string;
}

const never = (): boolean => false;
const isOn = (value: string): boolean => value !== '0';

const CSP = 'Policy CSP - Update';
const SCAN_SOURCE = 'Microsoft Learn: Use Windows Update client policies and WSUS together';
const DUAL_SCAN = 'Microsoft, WSUS blog: Improving Dual Scan on 1607';

/** One of the Windows Update client policies: next to a WSUS server, any of them turns dual scan on. */
function clientPolicy(name: string, effect: string): SourcePolicyRow {
	return {name, type: 'number', moves: isOn, effect: (value) => (isOn(value) ? effect : 'not in effect'), source: DUAL_SCAN};
}

const TURNS_ON_DUAL_SCAN =
	'next to a WSUS server, this turns on dual scan (scans for Windows updates ask Windows Update) unless another policy turns it off';

function scanSource(updates: string, words: string): SourcePolicyRow {
	return {
		name: `SetPolicyDrivenUpdateSourceFor${updates}Updates`,
		type: 'number',
		moves: (value) => value === '0',
		effect: (value) => `${words} come from ${value === '0' ? 'Windows Update' : 'WSUS'}`,
		source: SCAN_SOURCE,
	};
}

export const SOURCE_POLICIES: readonly SourcePolicyRow[] = [
	{
		name: 'UseUpdateClassPolicySource',
		type: 'number',
		moves: never,
		effect: (value) =>
			isOn(value)
				? 'the SetPolicyDrivenUpdateSourceFor… policies decide where each kind of update comes from, whatever is said about dual scan'
				: 'the SetPolicyDrivenUpdateSourceFor… policies are not in effect if they were set in the registry alone',
		source: SCAN_SOURCE,
	},
	scanSource('Feature', 'feature updates'),
	scanSource('Quality', 'quality updates'),
	scanSource('Driver', 'drivers'),
	scanSource('Other', 'other updates'),
	{
		name: 'DisableDualScan',
		type: 'number',
		moves: never,
		effect: (value) =>
			isOn(value)
				? 'dual scan is off: deferral policies do not make scans ask Windows Update'
				: 'dual scan is not turned off by this policy',
		source: DUAL_SCAN,
	},
	clientPolicy('DeferFeatureUpdates', `feature updates are deferred; ${TURNS_ON_DUAL_SCAN}`),
	clientPolicy('DeferFeatureUpdatesPeriodInDays', 'for how many days feature updates are deferred'),
	clientPolicy('DeferQualityUpdates', `quality updates are deferred; ${TURNS_ON_DUAL_SCAN}`),
	clientPolicy('DeferQualityUpdatesPeriodInDays', 'for how many days quality updates are deferred'),
	clientPolicy('DeferUpgrade', `upgrades are deferred (Windows 10 1511); ${TURNS_ON_DUAL_SCAN}`),
	clientPolicy('PauseFeatureUpdates', `feature updates are paused; ${TURNS_ON_DUAL_SCAN}`),
	clientPolicy('PauseQualityUpdates', `quality updates are paused; ${TURNS_ON_DUAL_SCAN}`),
	clientPolicy('BranchReadinessLevel', `the channel of feature updates is set; ${TURNS_ON_DUAL_SCAN}`),
	clientPolicy('TargetReleaseVersion', `the PC is kept on a Windows version; ${TURNS_ON_DUAL_SCAN}`),
	{
		name: 'TargetReleaseVersionInfo',
		type: 'text',
		moves: never,
		effect: () => 'the Windows version that TargetReleaseVersion keeps the PC on',
		source: CSP,
	},
	{
		name: 'DoNotConnectToWindowsUpdateInternetLocations',
		type: 'number',
		moves: never,
		effect: (value) =>
			isOn(value)
				? 'scans may not ask Windows Update, and Store apps may stop being updated; scans that are sent there anyway fail'
				: 'scans may ask Windows Update',
		source: CSP,
	},
	{
		name: 'DisableWindowsUpdateAccess',
		type: 'number',
		moves: never,
		effect: (value) =>
			isOn(value) ? 'users cannot scan, and scans of Windows Update may end in 0x8024002E' : 'access to Windows Update is not turned off',
		source: 'WindowsUpdate.admx: Turn off access to all Windows Update features',
	},
];

const byName: ReadonlyMap<string, SourcePolicyRow> = new Map(SOURCE_POLICIES.map((row) => [row.name, row]));

/** Whether policies move scans from WSUS to Windows Update. The scan source policies and DisableDualScan overrule deferrals. */
export function movesScans(policies: readonly SourcePolicy[]): boolean {
	const settingOf = (name: string): string | null => policies.find((policy) => policy.name === name)?.value ?? null;
	const isSet = (name: string): boolean => isOn(settingOf(name) ?? '0');
	const moving = policies.filter(({name, value}) => byName.get(name)?.moves(value) === true);
	const isScanSource = ({name}: SourcePolicy): boolean => name.startsWith('SetPolicyDrivenUpdateSourceFor');
	if (moving.some(isScanSource)) return true;
	return moving.length > 0 && !isSet('DisableDualScan') && !isSet('UseUpdateClassPolicySource');
}

/** One sentence for each policy, in the order of the table. */
export function sourcePolicyTexts(policies: readonly SourcePolicy[]): readonly string[] {
	return SOURCE_POLICIES.flatMap(({name, effect}) => {
		const policy = policies.find((candidate) => candidate.name === name);
		return policy === undefined ? [] : [`${name} = ${policy.value}: ${effect(policy.value)}.`];
	});
}
