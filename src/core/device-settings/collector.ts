/** Collects what a reader finds in one file. */
import type {DeviceSettings, StoredCertificate} from '../types.js';
import {type ContextFacts, createFactBoard} from './settings-facts.js';
import {isGroupPolicyKey, settingRank, settingRow, userProxyPart} from './settings.js';

export interface FactCollector {
	/** A registry key was listed, with or without values. */
	key(key: string): void;
	/** A registry value of any name; irrelevant names are ignored. @param key `null` if none is given */
	setting(name: string, value: string, key: string | null): void;
	systemProxy(proxy: NonNullable<DeviceSettings['systemProxy']>): void;
	/** The whole store. */
	certificates(certificates: readonly StoredCertificate[]): void;
	/** What could not be read, as a sentence. */
	note(text: string): void;
}

export interface Collected {
	readonly facts: ContextFacts;
	/** What could not be read and what conflicts, in full sentences. */
	readonly notes: readonly string[];
	/** Something relevant to scans was found, even if only an empty key. */
	readonly isRelevant: boolean;
}

/** Far more than a store contains; a hostile file must not flood the report. */
const MAX_CERTIFICATES = 500;
const MAX_NOTES = 20;
const MAX_SHOWN = 60;
const MAX_PROXY = 2048;

export function createFactCollector(): FactCollector & {end(): Collected} {
	const board = createFactBoard();
	const notes = new Set<string>();
	let isRelevant = false;
	let userProxy: NonNullable<DeviceSettings['userProxy']> | null = null;

	/** The values come one by one, each with its name. */
	function addUserProxy(part: keyof NonNullable<DeviceSettings['userProxy']>, text: string): void {
		isRelevant = true;
		userProxy ??= {enabled: null, proxy: null, bypass: null, autoConfigUrl: null};
		if (text === '' || userProxy[part] !== null) return;
		userProxy = {...userProxy, [part]: part === 'enabled' ? !/^(?:0x|dword:)?0{1,8}(?: |$)|^false$/i.test(text) : text.slice(0, MAX_PROXY)};
	}

	function note(text: string): void {
		isRelevant = true;
		if (notes.size < MAX_NOTES) notes.add(text);
	}

	return {
		note,
		key(key) {
			if (isGroupPolicyKey(key)) isRelevant = true;
		},
		setting(name, value, key) {
			const part = userProxyPart(name, key);
			if (part !== null) addUserProxy(part, value.trim());
			const row = settingRow(name);
			if (row === null) return;
			isRelevant = true;
			const text = value.trim();
			// An empty value is left behind when a policy is removed.
			if (text === '') return;
			if (!row.state(board, text, settingRank(key))) note(`${row.name} has an invalid value: "${text.slice(0, MAX_SHOWN)}".`);
		},
		systemProxy({direct, proxy, bypass}) {
			isRelevant = true;
			board.state(
				'systemProxy',
				{value: {direct, proxy: proxy?.slice(0, MAX_PROXY) ?? null, bypass: bypass?.slice(0, MAX_PROXY) ?? null}, rank: 0},
				'',
			);
		},
		certificates(certificates) {
			isRelevant = true;
			board.state('certificateStore', {value: certificates.slice(0, MAX_CERTIFICATES), rank: 0}, '');
		},
		end() {
			if (userProxy !== null) board.state('userProxy', {value: userProxy, rank: 0}, '');
			return {facts: board.facts, notes: [...notes, ...board.conflicts()], isRelevant};
		},
	};
}
