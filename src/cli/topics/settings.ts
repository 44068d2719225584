/** `wulens help settings` */
import {MORE_SETTINGS} from '../../core/explain/known-policies.js';
import {KNOWN_SETTINGS} from '../../core/explain/known-settings.js';
import {type Block, page} from './page.js';

export function settings(): string {
	return page('Settings that control scans', [
		{
			text:
				'Logs do not contain these policies. Provide a file that does, with --policy or beside the log, and wulens uses ' +
				'it. wulens explain NAME shows the same information for one setting.',
		},
		...KNOWN_SETTINGS.flatMap((setting): readonly Block[] => [
			{heading: setting.name},
			{text: setting.text},
			...setting.values.map(({value, text}) => ({item: value, text})),
			...(setting.groupPolicy === null ? [] : [{item: 'Group Policy', text: setting.groupPolicy}]),
			...(setting.csp === null ? [] : [{item: 'Intune (CSP)', text: setting.csp}]),
			...(setting.configMgr === null ? [] : [{item: 'Configuration Manager', text: setting.configMgr}]),
			{item: 'Registry', text: setting.registry},
			{item: 'To check it', text: setting.command},
			...(setting.caution === '' ? [] : [{item: 'Caution', text: setting.caution}]),
		]),
		{heading: 'More settings that wulens explain knows'},
		...MORE_SETTINGS.map(({name, text}): Block => ({item: name, text})),
		{heading: 'Files that wulens reads settings from'},
		{
			text:
				'A registry export (.reg), JSON, or the output of reg query, Get-ItemProperty, netsh winhttp show proxy, and ' +
				'certutil -store WindowsServerUpdateServices; one file can contain several of them.',
		},
	]);
}
