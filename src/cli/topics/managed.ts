/** `wulens help managed` */
import {POLICY_KEY} from '../../core/device-settings/policy-paths.js';
import {page} from './page.js';

export function managed(): string {
	return page('Why does Settings say "managed by your organization"?', [
		{
			text:
				'Settings shows "Some settings are managed by your organization" as soon as any policy of Windows Update is set. It is no ' +
				'error, and it does not mean that WSUS is used: a single policy, such as active hours or a deferral, is enough. PCs that ' +
				'belong to no organization show it, too, if a program or a registry tweak has set a policy.',
		},
		{heading: 'To see which policies are set'},
		{
			item: '1.',
			text:
				'In Settings > Windows Update > Advanced options > Configured update policies: each policy, with its source (Group ' +
				'Policy or MDM).',
		},
		{item: '2.', text: 'In the registry. No key means no Group Policy for Windows Update:'},
		{command: `reg query "${POLICY_KEY}" /s`},
		{item: '3.', text: 'Policies from Intune or other device management:'},
		{command: 'reg query "HKLM\\SOFTWARE\\Microsoft\\PolicyManager\\current\\device\\Update"'},
		{item: '4.', text: 'Where Group Policies come from:'},
		{command: 'gpresult /h %TEMP%\\gp.html'},
		{heading: 'What they do'},
		{text: '"wulens explain NAME" explains a policy, and "wulens help settings" lists them.'},
		{heading: 'To remove one'},
		{
			item: '1.',
			text: 'Remove it where it comes from: the domain Group Policy, the Intune profile, Configuration Manager, or gpedit.msc on the PC.',
		},
		{item: '2.', text: 'A value that no policy sets may be left over. Delete only that value, as administrator, and restart the PC.'},
		{
			item: '3.',
			text:
				'If the value comes back, something sets it again: gpresult names the policy; a ConfigMgr client sets WUServer as local ' +
				'policy.',
		},
		{text: 'Telemetry turned off can show the same words in other parts of Settings; that has nothing to do with updates.'},
	]);
}
