/** The policy values that affect scans: their names, valid values, and which of several keys takes precedence. */
import type {DeviceSettings} from '../types.js';
import type {FactBoard} from './settings-facts.js';
import {SOURCE_POLICIES} from './source-policies.js';

type UserProxy = NonNullable<DeviceSettings['userProxy']>;

export interface SettingRow {
	/** Name of the registry value; not case-sensitive. */
	readonly name: string;
	/** Passes the value to the board; false if it is not valid for the policy. */
	readonly state: (board: FactBoard, text: string, rank: number) => boolean;
	readonly source: string;
}

const MAX_TEXT = 2048;
/** Such as `22H2` or a date. */
const MAX_VERSION_TEXT = 64;

export const SETTINGS: readonly SettingRow[] = [
	{
		name: 'SetProxyBehaviorForUpdateDetection',
		state: (board, text, rank) => {
			const value = flagOf(text);
			if (value !== null) board.state('proxyPolicy', {value, rank}, '');
			return value !== null;
		},
		source: 'Policy CSP Update: 0 only the system proxy, 1 user proxy as fallback',
	},
	{
		name: 'DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection',
		state: (board, text, rank) => {
			const value = flagOf(text);
			if (value !== null) board.state('pinningPolicy', {value, rank}, '');
			return value !== null;
		},
		source: 'Policy CSP Update: 0 enforce, 1 do not enforce',
	},
	{
		name: 'WUServer',
		state: (board, text, rank) => {
			board.state('wsusServer', {value: text.slice(0, MAX_TEXT), rank}, '');
			return true;
		},
		source: 'WindowsUpdate.admx, Specify intranet Microsoft update service location',
	},
	{
		name: 'UseWUServer',
		state: (board, text, rank) => {
			const value = flagOf(text);
			if (value !== null) board.state('useWsusServer', {value: value === 1, rank}, '');
			return value !== null;
		},
		source: 'WindowsUpdate.admx, value of the key AU',
	},
	...SOURCE_POLICIES.map(
		({name, type, source}): SettingRow => ({
			name,
			state: (board, text, rank) => {
				const value = type === 'text' ? text.slice(0, MAX_VERSION_TEXT) : dwordOf(text);
				if (value !== null) board.state('sourcePolicies', {value: [{name, value: String(value)}], rank}, '');
				return value !== null;
			},
			source,
		}),
	),
];

/**
 * Values of the user's own proxy, in the key Internet Settings.
 * Source: Microsoft, Configure proxy settings; WINHTTP_CURRENT_USER_IE_PROXY_CONFIG (winhttp.h)
 */
const USER_PROXY_VALUES = {
	proxyenable: 'enabled',
	proxyserver: 'proxy',
	proxyoverride: 'bypass',
	autoconfigurl: 'autoConfigUrl',
} as const satisfies Readonly<Record<string, keyof UserProxy>>;

/** As the registry spells them. */
export const USER_PROXY_NAMES: readonly string[] = ['ProxyEnable', 'ProxyServer', 'ProxyOverride', 'AutoConfigURL'];

const byName: ReadonlyMap<string, SettingRow> = new Map(SETTINGS.map((row) => [row.name.toLowerCase(), row]));

/** @param name of a registry value, in any case */
export function settingRow(name: string): SettingRow | null {
	return byName.get(name.toLowerCase()) ?? null;
}

/** Which part of the user's proxy a value of the registry is; `null` for others, and for values of all users or of the system. */
export function userProxyPart(name: string, key: string | null): keyof UserProxy | null {
	const lower = name.toLowerCase();
	if (!Object.hasOwn(USER_PROXY_VALUES, lower) || (key !== null && !USER_PROXY_KEY.test(bareKey(key)))) return null;
	return USER_PROXY_VALUES[lower as keyof typeof USER_PROXY_VALUES];
}

/** Only accounts of people: S-1-5-18 to S-1-5-20 are services. */
const USER_PROXY_KEY = new RegExp(
	String.raw`^(?:HKEY_CURRENT_USER|HKCU:?|(?:HKEY_USERS|HKU:?)\\S-1-(?:5-21|12-1)-[\d-]{1,160})` +
		String.raw`\\SOFTWARE\\(?:Policies\\)?Microsoft\\Windows\\CurrentVersion\\Internet Settings$`,
	'i',
);

function flagOf(text: string): 0 | 1 | null {
	const number = dwordOf(text);
	return number === 0 || number === 1 ? number : null;
}

/** `1`, `0x1`, `0x00000001 (1)`, `dword:00000001`, `True`; `null` if it is not a 32-bit number. */
function dwordOf(text: string): number | null {
	const hex = /^(?:dword:\s{0,8}|0x)([0-9a-f]{1,8})(?:\s{0,8}\(\d{1,10}\))?$/i.exec(text)?.[1];
	if (hex !== undefined) return Number.parseInt(hex, 16);
	if (/^\d{1,10}$/.test(text)) return Number(text);
	if (/^true$/i.test(text)) return 1;
	return /^false$/i.test(text) ? 0 : null;
}

/** Group Policy key below the hive. */
const GROUP_POLICY_KEY = /^(?:HKEY_LOCAL_MACHINE|HKLM:?)\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate(?:\\AU)?$/i;

/** Set by Intune and other device management. */
const DEVICE_MANAGEMENT_KEY = /^(?:HKEY_LOCAL_MACHINE|HKLM:?)\\SOFTWARE\\Microsoft\\PolicyManager\\current\\device\\Update$/i;

/** The key without the prefix added by PowerShell (`…Registry::`) or remote queries (`\\PC\`). */
function bareKey(key: string): string {
	return key
		.slice(key.lastIndexOf('::') + 1)
		.replace(/^:/, '')
		.replace(/^\\\\[^\\]{1,255}\\/, '')
		.replace(/\\$/, '');
}

/** The Group Policy key, which is relevant even if it contains none of the values. */
export function isGroupPolicyKey(key: string): boolean {
	return GROUP_POLICY_KEY.test(bareKey(key));
}

/**
 * Rank of a source: the Group Policy key first, then a listing without a key, then device management, and all other keys
 * (user hives, caches, mounted hives) last.
 *
 * @param key `null` if the file does not name one
 */
export function settingRank(key: string | null): number {
	if (key === null) return 1;
	if (isGroupPolicyKey(key)) return 0;
	return DEVICE_MANAGEMENT_KEY.test(bareKey(key)) ? 2 : 3;
}

/** Where the certificates of the store are on disk: the Thumbprint is the last key. */
const STORE_KEY = /\\(?:SystemCertificates|EnterpriseCertificates)\\WindowsServerUpdateServices\\Certificates(?:\\([0-9a-f]{40}))?$/i;

/** The store's key: '' itself, or the thumbprint that it names; `null` for other keys. */
export function storeKeyThumbprint(key: string): string | null {
	const match = STORE_KEY.exec(key);
	return match === null ? null : (match[1] ?? '').toLowerCase();
}
