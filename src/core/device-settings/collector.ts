/** Where a reader puts what it finds in one file. */
import type {DeviceSettings, StoredCertificate} from '../types.js';
import {type ContextFacts, createFactBoard} from './settings-facts.js';
import {isGroupPolicyKey, isUserProxyKey, settingRank, settingRow} from './settings.js';

export interface FactCollector {
	/** A registry key was listed, with or without values. */
	key(key: string): void;
	/** A registry value of any name; names that do not matter are passed over. @param key `null` where none is named */
	setting(name: string, value: string, key: string | null): void;
	systemProxy(proxy: NonNullable<DeviceSettings['systemProxy']>): void;
	/** The whole store. */
	certificates(certificates: readonly StoredCertificate[]): void;
	/** What could not be read, as a sentence. */
	note(text: string): void;
}

export interface Collected {
	readonly facts: ContextFacts;
	/** What could not be read and what contradicts itself; full sentences. */
	readonly notes: readonly string[];
	/** Something was found that concerns scans, were it only an empty key. */
	readonly isRelevant: boolean;
}

/** Far more than a store holds; a hostile file must not fill the report. */
const MAX_CERTIFICATES = 500;
const MAX_NOTES = 20;
const MAX_SHOWN = 60;
const MAX_PROXY = 2048;

export function createFactCollector(): FactCollector & {end(): Collected} {
	const board = createFactBoard();
	const notes = new Set<string>();
	let isRelevant = false;

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
			const row = settingRow(name);
			if (row === null || (row.ofUser === true && !isUserProxyKey(key))) return;
			isRelevant = true;
			const text = value.trim();
			// An empty value is what remains where a policy was taken back.
			if (text === '') return;
			if (!row.state(board, text, settingRank(key))) note(`${row.name} has a value that it cannot have: "${text.slice(0, MAX_SHOWN)}".`);
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
		end: () => ({facts: board.facts, notes: [...notes, ...board.conflicts()], isRelevant}),
	};
}
