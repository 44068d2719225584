/** Reads made-up files beside a log, so that a test shows only what it is about. */
import type {SettingName} from '../../src/core/device-settings/settings-facts.js';
import {type ContextPart, type ContextProblem, readContextFile} from '../../src/core/device-settings/read-settings.js';
import type {DeviceSettings} from '../../src/core/types.js';
import {bytesOf} from './log-lines.js';

export const GP_KEY = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate';
export const MDM_KEY = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\PolicyManager\\current\\device\\Update';
export const THUMBPRINT = '00112233445566778899aabbccddeeff00112233';
export const OTHER_THUMBPRINT = 'ffeeddccbbaa99887766554433221100ffeeddcc';

export function lines(...texts: readonly string[]): string {
	return texts.map((text) => `${text}\r\n`).join('');
}

/** A registry export: keys in brackets and values, as they stand in the file. */
export function regFile(...texts: readonly string[]): string {
	return lines('Windows Registry Editor Version 5.00', '', ...texts);
}

export function readText(text: string): ContextPart | ContextProblem {
	return readContextFile(bytesOf(text), 'a file');
}

/** What a file says, without the weights; only what is said. Throws where it is not read. */
export function factsOf(part: ContextPart | ContextProblem): Partial<Record<SettingName, DeviceSettings[SettingName]>> {
	if ('problem' in part) throw new Error(part.problem);
	return Object.fromEntries(Object.entries(part.facts).flatMap(([name, stated]) => (stated === null ? [] : [[name, stated.value]])));
}

export function factsOfText(text: string): Partial<Record<SettingName, DeviceSettings[SettingName]>> {
	return factsOf(readText(text));
}

export function notesOfText(text: string): readonly string[] {
	const part = readText(text);
	return 'problem' in part ? [part.problem] : part.notes;
}

/** Name, what comes again and again, and what stands before it: texts that a careless reader would go through again and again. */
export const ENDLESS_CONTEXT: readonly (readonly [name: string, unit: string, before: string])[] = [
	['line ends', '\n', ''],
	['blanks', ' ', 'UseWUServer : 1\n'],
	['one long line of blanks', ' ', 'Current WinHTTP proxy settings:'],
	['tabs and letters', '\ta', `${GP_KEY}\n`],
	['sections', '================ Certificate 0 ================\n', 'WindowsServerUpdateServices\n'],
	['store lines', 'WindowsServerUpdateServices\n', ''],
	['properties', 'UseWUServer : 1\n\n', ''],
	['properties in one block', 'a : 1\n', 'UseWUServer : 1\n'],
	['wrapped lines', '  x\n', 'WUServer : \n'],
	['wrapped bytes', '00,\\\n', `${regFile(`[${GP_KEY}]`)}"WUServer"=hex(2):`],
	['backslashes', '\\', `${regFile(`[${GP_KEY}]`)}"WUServer"="`],
	['headings', 'WinHTTP:\n', ''],
	['proxies', 'a;', 'Current WinHTTP proxy settings:\n  x : '],
	['brackets', '[', '["UseWUServer":'],
	['bars', '---- ', 'Certificate::LocalMachine\\WindowsServerUpdateServices\n'],
	['thumbprints', `${THUMBPRINT}\n`, 'Certificate::LocalMachine\\WindowsServerUpdateServices\n'],
];
