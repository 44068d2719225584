/** The other Windows Update policies that a registry export may name: what each does, its values, and its default. */
import {POLICY_KEY, UPDATE_CSP} from '../device-settings/policy-paths.js';
import type {ExplainedSetting} from './explained-setting.js';

interface PolicyRow {
	readonly name: string;
	readonly aliases?: readonly string[];
	readonly text: string;
	readonly values: ExplainedSetting['values'];
	/** In the folder of Windows Update of the Group Policy Editor. */
	readonly groupPolicy: string | null;
	/** Last part of the path of the CSP; absent: there is none. */
	readonly csp?: string;
	/** Below the policy key; '' is the key itself. */
	readonly subkey: '' | '\\AU';
	readonly type: 'DWORD' | 'text';
	readonly caution?: string;
	readonly source: string;
}

const ADMX = 'Microsoft, WindowsUpdate.admx';
const POLICY_CSP = 'Microsoft, Policy CSP - Update';
const TOGETHER = 'Microsoft, Use Windows Update client policies and WSUS together';
const FOLDER = 'Computer Configuration > Administrative Templates > Windows Components > Windows Update';
const DEFERRALS =
	'Without UseUpdateClassPolicySource, deferrals on a PC with WSUS start dual scan: automatic scans then ask Windows Update, too.';

const NOT_SET = {value: 'not set', text: 'as 0 (default)'} as const;
const OFF = {value: '0', text: 'off (default)'} as const;

/** The four policies of this name differ only in the kind of update. */
function sourceRow(kind: 'Quality' | 'Feature' | 'Driver' | 'Other', updates: string): PolicyRow {
	return {
		name: `SetPolicyDrivenUpdateSourceFor${kind}Updates`,
		text: `A policy: where ${updates} come from on a PC with WSUS. It needs UseUpdateClassPolicySource.`,
		values: [
			{value: '0', text: 'from Windows Update'},
			{value: '1', text: 'from WSUS'},
			{value: 'not set', text: 'from WSUS if WUServer is set, unless dual scan applies (default)'},
		],
		groupPolicy: 'Specify source service for specific classes of Windows Updates',
		csp: `SetPolicyDrivenUpdateSourceFor${kind}Updates`,
		subkey: '',
		type: 'DWORD',
		caution: 'If one of the four policies is set, set the other three, too; once they are set, DisableDualScan has no effect.',
		source: `${POLICY_CSP}; ${TOGETHER}`,
	};
}

const ROWS: readonly PolicyRow[] = [
	{
		name: 'DisableDualScan',
		aliases: ['Do not allow update deferral policies to cause scans against Windows Update'],
		text: 'A policy: whether deferral policies may make a PC with WSUS scan Windows Update as well (dual scan).',
		values: [
			{value: '0', text: 'deferrals cause scans of Windows Update (default)'},
			{value: '1', text: 'automatic scans stay on WSUS'},
		],
		groupPolicy: 'Do not allow update deferral policies to cause scans against Windows Update',
		csp: 'DisableDualScan',
		subkey: '',
		type: 'DWORD',
		caution: 'It has no effect on Windows 11; there, use SetPolicyDrivenUpdateSourceFor…Updates.',
		source: `${POLICY_CSP}; ${TOGETHER}`,
	},
	{
		name: 'UseUpdateClassPolicySource',
		text: 'Whether the policies SetPolicyDrivenUpdateSourceFor…Updates apply. Group Policy sets it together with them.',
		values: [
			{value: '0', text: 'they do not apply (default)'},
			{value: '1', text: 'they decide for each kind of update whether it comes from Windows Update or WSUS'},
		],
		groupPolicy: 'Specify source service for specific classes of Windows Updates: enabled sets 1',
		subkey: '\\AU',
		type: 'DWORD',
		source: TOGETHER,
	},
	sourceRow('Quality', 'quality updates (the monthly updates)'),
	sourceRow('Feature', 'feature updates (new versions of Windows)'),
	sourceRow('Driver', 'drivers and firmware'),
	sourceRow('Other', 'updates of other Microsoft products'),
	{
		name: 'DoNotConnectToWindowsUpdateInternetLocations',
		aliases: ['Do not connect to any Windows Update Internet locations'],
		text: "A policy for PCs with WSUS: whether the client may contact Microsoft's public services at all.",
		values: [OFF, {value: '1', text: 'it contacts only WSUS; the Microsoft Store and driver searches stop working, with 0x8024500C'}],
		groupPolicy: 'Do not connect to any Windows Update Internet locations',
		subkey: '',
		type: 'DWORD',
		source: ADMX,
	},
	{
		name: 'DisableWindowsUpdateAccess',
		aliases: ['Turn off access to all Windows Update features', 'Remove access to use all Windows Update features'],
		text:
			'A policy that removes Windows Update. Scans of the user or of the PC end with 0x8024002E (the log says "Windows Update ' +
			'access disabled: Yes").',
		values: [OFF, {value: '1', text: 'Windows Update is not available'}],
		groupPolicy: 'Turn off access to all Windows Update features (also as a user policy)',
		subkey: '',
		type: 'DWORD',
		caution: 'Automatic scans of a PC with WSUS may go on.',
		source: ADMX,
	},
	{
		name: 'SetDisableUXWUAccess',
		text: 'A policy that blocks "Check for updates" in Settings. Automatic scans go on.',
		values: [OFF, {value: '1', text: 'users cannot scan; their scans end with 0x80240045'}],
		groupPolicy: 'Remove access to use all Windows Update features',
		csp: 'SetDisableUXWUAccess',
		subkey: '',
		type: 'DWORD',
		source: POLICY_CSP,
	},
	{
		name: 'SetDisablePauseUXAccess',
		text: 'A policy that removes "Pause updates" from Settings.',
		values: [OFF, {value: '1', text: 'users cannot pause updates'}],
		groupPolicy: 'Remove access to "Pause updates" feature',
		csp: 'SetDisablePauseUXAccess',
		subkey: '',
		type: 'DWORD',
		source: POLICY_CSP,
	},
	{
		name: 'AcceptTrustedPublisherCerts',
		aliases: ['Allow signed updates from an intranet Microsoft update service location'],
		text: 'A policy: whether the client accepts updates from WSUS that are not signed by Microsoft but by a trusted publisher.',
		values: [
			{value: '0', text: 'only updates that Microsoft signed (default)'},
			{value: '1', text: 'also those whose certificate is in the Trusted Publishers store'},
		],
		groupPolicy: 'Allow signed updates from an intranet Microsoft update service location',
		csp: 'AllowNonMicrosoftSignedUpdate',
		subkey: '',
		type: 'DWORD',
		caution: 'Without it, third-party updates fail at installation with 0x800B0109. This is not the TLS certificate of the server.',
		source: `${ADMX}; ${POLICY_CSP}`,
	},
	{
		name: 'DeferQualityUpdates',
		text: 'A policy: whether quality updates from Windows Update are deferred.',
		values: [OFF, {value: '1', text: 'deferred by DeferQualityUpdatesPeriodInDays'}],
		groupPolicy: 'Select when Quality Updates are received',
		subkey: '',
		type: 'DWORD',
		caution: DEFERRALS,
		source: `${ADMX}; ${TOGETHER}`,
	},
	{
		name: 'DeferQualityUpdatesPeriodInDays',
		text: 'A policy: by how many days quality updates from Windows Update are deferred.',
		values: [{value: '0 to 30', text: 'days; 0 is the default'}],
		groupPolicy: 'Select when Quality Updates are received',
		csp: 'DeferQualityUpdatesPeriodInDays',
		subkey: '',
		type: 'DWORD',
		caution: DEFERRALS,
		source: POLICY_CSP,
	},
	{
		name: 'DeferFeatureUpdates',
		text: 'A policy: whether feature updates from Windows Update are deferred.',
		values: [OFF, {value: '1', text: 'deferred by DeferFeatureUpdatesPeriodInDays'}],
		groupPolicy: 'Select when Preview Builds and Feature Updates are received',
		subkey: '',
		type: 'DWORD',
		caution: DEFERRALS,
		source: `${ADMX}; ${TOGETHER}`,
	},
	{
		name: 'DeferFeatureUpdatesPeriodInDays',
		text: 'A policy: by how many days feature updates from Windows Update are deferred.',
		values: [{value: '0 to 365', text: 'days; 0 is the default'}],
		groupPolicy: 'Select when Preview Builds and Feature Updates are received',
		csp: 'DeferFeatureUpdatesPeriodInDays',
		subkey: '',
		type: 'DWORD',
		caution: DEFERRALS,
		source: POLICY_CSP,
	},
	{
		name: 'PauseQualityUpdatesStartTime',
		text: 'A policy: the day from which quality updates from Windows Update are paused, for up to 35 days.',
		values: [
			{value: 'a date', text: 'such as 2024-03-12'},
			{value: 'not set', text: 'not paused (default)'},
		],
		groupPolicy: 'Select when Quality Updates are received',
		csp: 'PauseQualityUpdatesStartTime',
		subkey: '',
		type: 'text',
		source: POLICY_CSP,
	},
	{
		name: 'PauseFeatureUpdatesStartTime',
		text: 'A policy: the day from which feature updates from Windows Update are paused, for up to 35 days.',
		values: [
			{value: 'a date', text: 'such as 2024-03-12'},
			{value: 'not set', text: 'not paused (default)'},
		],
		groupPolicy: 'Select when Preview Builds and Feature Updates are received',
		csp: 'PauseFeatureUpdatesStartTime',
		subkey: '',
		type: 'text',
		source: POLICY_CSP,
	},
	{
		name: 'TargetReleaseVersion',
		text: 'A policy: whether the PC is to stay on, or move to, the version of Windows in TargetReleaseVersionInfo and ProductVersion.',
		values: [OFF, {value: '1', text: 'Windows Update offers no other version'}],
		groupPolicy: 'Select the target Feature Update version',
		csp: 'TargetReleaseVersion',
		subkey: '',
		type: 'DWORD',
		caution: 'It applies to updates from Windows Update. On a PC with WSUS it is one of the policies that can start dual scan.',
		source: `${POLICY_CSP}; ${TOGETHER}`,
	},
	{
		name: 'TargetReleaseVersionInfo',
		text: 'A policy: the version of Windows to stay on or move to. It applies if TargetReleaseVersion is 1.',
		values: [{value: 'a version', text: 'such as 23H2'}],
		groupPolicy: 'Select the target Feature Update version',
		csp: 'TargetReleaseVersion',
		subkey: '',
		type: 'text',
		source: POLICY_CSP,
	},
	{
		name: 'BranchReadinessLevel',
		text: 'A policy: which channel of feature updates and preview builds the PC gets from Windows Update.',
		values: [
			{value: '2, 4, 8', text: 'preview builds: Canary or Dev, Beta, Release Preview'},
			{value: '16', text: 'General Availability Channel (default)'},
		],
		groupPolicy: 'Select when Preview Builds and Feature Updates are received',
		csp: 'BranchReadinessLevel',
		subkey: '',
		type: 'DWORD',
		caution: DEFERRALS,
		source: POLICY_CSP,
	},
	{
		name: 'ManagePreviewBuilds',
		text: 'A policy: whether preview builds of Windows (Windows Insider) can be installed.',
		values: [
			{value: '0', text: 'no'},
			{value: '1', text: 'only until the next release'},
			{value: '2', text: 'yes'},
			{value: 'not set', text: 'the user decides (default)'},
		],
		groupPolicy: 'Manage preview builds',
		csp: 'ManagePreviewBuilds',
		subkey: '',
		type: 'DWORD',
		source: POLICY_CSP,
	},
	{
		name: 'ExcludeWUDriversInQualityUpdate',
		aliases: ['Do not include drivers with Windows Updates'],
		text: 'A policy: whether drivers are left out of updates from Windows Update.',
		values: [
			{value: '0', text: 'drivers are included (default)'},
			{value: '1', text: 'drivers are left out'},
		],
		groupPolicy: 'Do not include drivers with Windows Updates',
		csp: 'ExcludeWUDriversInQualityUpdate',
		subkey: '',
		type: 'DWORD',
		source: POLICY_CSP,
	},
	{
		name: 'ElevateNonAdmins',
		aliases: ['Allow non-administrators to receive update notifications'],
		text: 'A policy of Windows 7 to 8.1: whether users without administrator rights can install updates.',
		values: [
			{value: '0', text: 'administrators only'},
			{value: '1', text: 'all users (default)'},
		],
		groupPolicy: 'Allow non-administrators to receive update notifications',
		subkey: '',
		type: 'DWORD',
		source: ADMX,
	},
	{
		name: 'TargetGroup',
		text:
			'A policy: the group on the WSUS server in which the PC registers. It applies if TargetGroupEnabled is 1 and the server ' +
			'assigns groups by policy.',
		values: [{value: 'a name', text: 'of one group, or of several with semicolons between'}],
		groupPolicy: 'Enable client-side targeting',
		subkey: '',
		type: 'text',
		caution: 'A group that does not exist on the server leaves the PC in Unassigned Computers; scans still work.',
		source: ADMX,
	},
	{
		name: 'TargetGroupEnabled',
		aliases: ['Enable client-side targeting'],
		text: 'A policy: whether the PC names its own group to WSUS (client-side targeting).',
		values: [OFF, {value: '1', text: 'it names the group in TargetGroup'}],
		groupPolicy: 'Enable client-side targeting',
		subkey: '',
		type: 'DWORD',
		source: ADMX,
	},
	{
		name: 'FillEmptyContentUrls',
		text: 'A policy: whether the client asks Windows Update for the address of a file that WSUS names without one.',
		values: [OFF, {value: '1', text: 'it asks'}],
		groupPolicy: 'Specify intranet Microsoft update service location > Download files with no Url in the metadata',
		csp: 'FillEmptyContentUrls',
		subkey: '',
		type: 'DWORD',
		source: POLICY_CSP,
	},
	{
		name: 'NoAutoUpdate',
		aliases: ['Configure Automatic Updates'],
		text: 'A policy: whether automatic updates are off.',
		values: [
			{value: '0', text: 'on, as AUOptions says (default)'},
			{value: '1', text: 'off: no automatic scans; other programs can still scan'},
		],
		groupPolicy: 'Configure Automatic Updates: disabled sets 1',
		subkey: '\\AU',
		type: 'DWORD',
		caution: 'ConfigMgr clients scan anyway: their caller is CcmExec.',
		source: ADMX,
	},
	{
		name: 'AUOptions',
		text: 'A policy: what automatic updates do with updates that they find.',
		values: [
			{value: '2', text: 'notify before download'},
			{value: '3', text: 'download, and notify before installation'},
			{value: '4', text: 'download and install on schedule'},
			{value: '5', text: 'the local administrator decides'},
			{value: '7', text: 'download, notify before installation and restart (Windows Server)'},
		],
		groupPolicy: 'Configure Automatic Updates',
		csp: 'AllowAutoUpdate',
		subkey: '\\AU',
		type: 'DWORD',
		caution: 'The numbers of the CSP AllowAutoUpdate are different ones.',
		source: ADMX,
	},
	{
		name: 'ScheduledInstallDay',
		text: 'A policy: the day on which updates are installed if AUOptions is 4.',
		values: [
			{value: '0', text: 'every day (default)'},
			{value: '1 to 7', text: 'Sunday to Saturday'},
		],
		groupPolicy: 'Configure Automatic Updates',
		csp: 'ScheduledInstallDay',
		subkey: '\\AU',
		type: 'DWORD',
		source: `${ADMX}; ${POLICY_CSP}`,
	},
	{
		name: 'ScheduledInstallTime',
		text: 'A policy: the hour at which updates are installed if AUOptions is 4.',
		values: [{value: '0 to 23', text: 'the hour; 3 is the default'}],
		groupPolicy: 'Configure Automatic Updates',
		csp: 'ScheduledInstallTime',
		subkey: '\\AU',
		type: 'DWORD',
		source: `${ADMX}; ${POLICY_CSP}`,
	},
	{
		name: 'DetectionFrequency',
		text:
			'A policy: how many hours pass between two automatic scans, minus up to 20 percent. It applies if DetectionFrequencyEnabled ' +
			'is 1.',
		values: [{value: '1 to 22', text: 'hours; 22 is the default'}],
		groupPolicy: 'Automatic Updates detection frequency',
		csp: 'DetectionFrequency',
		subkey: '\\AU',
		type: 'DWORD',
		source: `${ADMX}; ${POLICY_CSP}`,
	},
	{
		name: 'DetectionFrequencyEnabled',
		text: 'A policy: whether DetectionFrequency applies.',
		values: [OFF, {value: '1', text: 'it applies'}],
		groupPolicy: 'Automatic Updates detection frequency',
		subkey: '\\AU',
		type: 'DWORD',
		source: ADMX,
	},
	{
		name: 'AllowMUUpdateService',
		aliases: ['AllowMUUpdateServicePolicy', 'Install updates for other Microsoft products'],
		text: 'A policy: whether automatic scans of Microsoft services ask Microsoft Update, which has updates of other Microsoft products.',
		values: [
			{value: '0', text: 'Windows Update only (default)'},
			{value: '1', text: 'Microsoft Update'},
		],
		groupPolicy: 'Configure Automatic Updates > Install updates for other Microsoft products',
		csp: 'AllowMUUpdateService',
		subkey: '\\AU',
		type: 'DWORD',
		source: POLICY_CSP,
	},
	{
		name: 'NoAutoRebootWithLoggedOnUsers',
		text: 'A policy: whether automatic updates wait with the restart while a user is signed in.',
		values: [NOT_SET, {value: '0', text: 'the PC restarts'}, {value: '1', text: 'it waits until the user restarts it'}],
		groupPolicy: 'No auto-restart with logged on users for scheduled automatic updates installations',
		subkey: '\\AU',
		type: 'DWORD',
		source: ADMX,
	},
];

/** Addresses that the user's proxy settings have in the registry. */
const INTERNET_SETTINGS = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';

/** Settings of the signed-in user, which the update client uses only if a user proxy may be tried. */
function userProxyRow(
	name: 'ProxyEnable' | 'ProxyServer' | 'AutoConfigURL' | 'ProxyOverride',
	text: string,
	values: ExplainedSetting['values'],
): ExplainedSetting {
	return {
		name,
		aliases: [],
		text: `${text} A setting of the signed-in user, not of the PC.`,
		values,
		groupPolicy: null,
		csp: null,
		configMgr: null,
		registry: `${INTERNET_SETTINGS}, ${name === 'ProxyEnable' ? 'DWORD' : 'text'} ${name}`,
		command: `reg query "${INTERNET_SETTINGS}"`,
		caution: 'WinHTTP, and with it the system proxy of Windows Update, does not read it; "wulens help user-proxy" explains this.',
		source: 'Microsoft, How the Windows Update client determines which proxy server to use',
	};
}

export const MORE_SETTINGS: readonly ExplainedSetting[] = [
	...ROWS.map(
		({name, aliases = [], text, values, groupPolicy, csp, subkey, type, caution = '', source}): ExplainedSetting => ({
			name,
			aliases,
			text,
			values,
			groupPolicy: groupPolicy === null ? null : `${FOLDER} > ${groupPolicy}`,
			csp: csp === undefined ? null : `${UPDATE_CSP}/${csp}`,
			configMgr: null,
			registry: `${POLICY_KEY}${subkey}, ${type} ${name}`,
			command: `reg query "${POLICY_KEY}${subkey}" /v ${name}`,
			caution,
			source,
		}),
	),
	userProxyRow('ProxyEnable', 'Whether the proxy in ProxyServer is used.', [OFF, {value: '1', text: 'it is used'}]),
	userProxyRow('ProxyServer', 'The proxy, as host:port, or one for each protocol.', [
		{value: 'host:port', text: 'used if ProxyEnable is 1'},
	]),
	userProxyRow('ProxyOverride', 'Hosts that are reached without the proxy.', [
		{value: 'a list', text: 'with semicolons between; <local> means names without a dot'},
	]),
	userProxyRow('AutoConfigURL', 'The address of a script (PAC) that names the proxy for each URL.', [
		{value: 'a URL', text: 'used regardless of ProxyEnable'},
	]),
];
