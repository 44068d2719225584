/** `wulens help settings` */
import {KNOWN_SETTINGS} from '../../core/explain/known-settings.js';
import {type Block, page} from './page.js';

export function settings(): string {
	return page('Settings that decide about scans', [
		{
			text: 'Logs do not print these policies. Give wulens a file that says them, by --policy or beside the log, and it uses them. wulens explain NAME says the same for one setting.',
		},
		...KNOWN_SETTINGS.flatMap((setting): readonly Block[] => [
			{heading: setting.name},
			{text: setting.text},
			...setting.values.map(({value, text}) => ({item: value, text})),
			...(setting.groupPolicy === null ? [] : [{item: 'Group Policy', text: setting.groupPolicy}]),
			...(setting.csp === null ? [] : [{item: 'Intune (CSP)', text: setting.csp}]),
			...(setting.configMgr === null ? [] : [{item: 'Configuration Manager', text: setting.configMgr}]),
			{item: 'Registry', text: setting.registry},
			{item: 'To see it', text: setting.command},
			...(setting.caution === '' ? [] : [{item: 'Mind', text: setting.caution}]),
		]),
		{heading: 'Files that wulens reads them from'},
		{
			text: 'A registry export (.reg), the output of reg query, Get-ItemProperty, netsh winhttp show proxy and certutil -store WindowsServerUpdateServices, one or several of them in a file, or JSON.',
		},
	]);
}
