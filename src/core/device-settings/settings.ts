/** The values of the registry that decide about scans: their names, what they may be, and which of several keys counts. */
import type {UserProxy} from '../types.js';
import type {FactBoard} from './settings-facts.js';

export interface SettingRow {
	/** Name of the registry value; case does not matter. */
	readonly name: string;
	/** Hands the value to the board; false where the policy takes no such value. */
	readonly state: (board: FactBoard, text: string, rank: number) => boolean;
	readonly source: string;
	/** It counts only where it is one of a user, or no key is named. */
	readonly ofUser?: true;
}

const MAX_TEXT = 2048;

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
	{
		name: 'ProxyEnable',
		ofUser: true,
		state: (board, text) => {
			const value = flagOf(text);
			if (value !== null) stateUserProxy(board, {enabled: value === 1});
			return value !== null;
		},
		source: 'Internet Settings of each user, as the control panel writes them',
	},
	{
		name: 'ProxyServer',
		ofUser: true,
		state: (board, text) => stateUserProxy(board, {proxy: text.slice(0, MAX_TEXT)}),
		source: 'the same',
	},
	{
		name: 'ProxyOverride',
		ofUser: true,
		state: (board, text) => stateUserProxy(board, {bypass: text.slice(0, MAX_TEXT)}),
		source: 'the same',
	},
	{
		name: 'AutoConfigURL',
		ofUser: true,
		state: (board, text) => stateUserProxy(board, {autoConfigUrl: text.slice(0, MAX_TEXT)}),
		source: 'the same',
	},
];

function stateUserProxy(board: FactBoard, value: Partial<UserProxy>): true {
	board.state('userProxy', {value: {enabled: null, proxy: null, bypass: null, autoConfigUrl: null, ...value}, rank: 0}, '');
	return true;
}

const byName: ReadonlyMap<string, SettingRow> = new Map(SETTINGS.map((row) => [row.name.toLowerCase(), row]));

/** @param name of a registry value, in any case */
export function settingRow(name: string): SettingRow | null {
	return byName.get(name.toLowerCase()) ?? null;
}

function flagOf(text: string): 0 | 1 | null {
	const number = dwordOf(text);
	return number === 0 || number === 1 ? number : null;
}

/** `1`, `0x1`, `0x00000001 (1)`, `dword:00000001`, `True`; `null` for what is no number of 32 bits. */
export function dwordOf(text: string): number | null {
	const hex = /^(?:dword:\s{0,8}|0x)([0-9a-f]{1,8})(?:\s{0,8}\(\d{1,10}\))?$/i.exec(text)?.[1];
	if (hex !== undefined) return Number.parseInt(hex, 16);
	if (/^\d{1,10}$/.test(text)) return Number(text);
	if (/^true$/i.test(text)) return 1;
	return /^false$/i.test(text) ? 0 : null;
}

/** Of a user who is signed in, or of one among all. */
const USER_PROXY_KEY =
	/^(?:HKEY_CURRENT_USER|HKCU:?|(?:HKEY_USERS|HKU:?)\\[^\\]{1,255})\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings$/i;

/** Whether a value that users have counts where it stands. @param key `null` where the file names none */
export function isUserProxyKey(key: string | null): boolean {
	return key === null || USER_PROXY_KEY.test(bareKey(key));
}

/** Key of Group Policy below the hive. */
const GROUP_POLICY_KEY = /^(?:HKEY_LOCAL_MACHINE|HKLM:?)\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate(?:\\AU)?$/i;

/** What Intune and other device management set. */
const DEVICE_MANAGEMENT_KEY = /^(?:HKEY_LOCAL_MACHINE|HKLM:?)\\SOFTWARE\\Microsoft\\PolicyManager\\current\\device\\Update$/i;

/** The key without what PowerShell (`…Registry::`) and remote queries (`\\PC\`) put before it. */
function bareKey(key: string): string {
	return key
		.slice(key.lastIndexOf('::') + 1)
		.replace(/^:/, '')
		.replace(/^\\\\[^\\]{1,255}\\/, '')
		.replace(/\\$/, '');
}

/** The key of Group Policy, which is worth reading even where it holds none of the values. */
export function isGroupPolicyKey(key: string): boolean {
	return GROUP_POLICY_KEY.test(bareKey(key));
}

/**
 * Weight of a place: Group Policy's own key before a listing that names no key, that before device management, and all
 * other keys (hives of users, caches, mounted hives) last.
 *
 * @param key `null` where the file names none
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
