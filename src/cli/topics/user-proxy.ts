/** `wulens help user-proxy` */
import {page} from './page.js';
import {ALLOW_USER_PROXY_STEPS} from './steps.js';

const INTERNET_SETTINGS = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';

export function userProxy(): string {
	return page('Is a user proxy set, and does the PC have one?', [
		{
			text:
				'The proxy that users see in Settings is their own. Windows Update runs as the system account, which does not have ' +
				'it: since the updates of September 2020 and January 2021, scans against WSUS use only the system proxy unless a policy ' +
				'allows the user proxy. A PC whose proxy is set only for users therefore seems to work, and its scans fail.',
		},
		{heading: 'The proxy of the user'},
		{text: 'As the user who is signed in, run:'},
		{command: `reg query "${INTERNET_SETTINGS}"`},
		{item: 'ProxyEnable', text: '1: the proxy in ProxyServer is used. 0 or missing: it is not.'},
		{
			item: 'ProxyServer',
			text: 'The proxy, as host:port. It counts only if ProxyEnable is 1, and may stay there when the proxy is turned off.',
		},
		{item: 'AutoConfigURL', text: 'The address of a script (PAC) that names the proxy. It counts regardless of ProxyEnable.'},
		{
			text:
				'If neither ProxyEnable is 1 nor AutoConfigURL is set, the user has no proxy of their own; one may still be found ' +
				'automatically (WPAD).',
		},
		{heading: 'The proxy of the system'},
		{command: 'netsh winhttp show proxy'},
		{
			text:
				'"Direct access (no proxy server)" means that there is none. Together with a user proxy, this is the usual reason for ' +
				'scans that fail while the browser works.',
		},
		{heading: 'To give the system the proxy of the user'},
		{text: 'As administrator, while that user is signed in:'},
		{command: 'netsh winhttp import proxy source=ie'},
		{
			text:
				'It copies ProxyServer and the list of exceptions, but not AutoConfigURL: with a script, set the proxy by name, and add ' +
				'the WSUS server to the exceptions (replace PROXY:PORT and YOURDOMAIN).',
		},
		{command: 'netsh winhttp set proxy PROXY:PORT bypass-list="<local>;*.YOURDOMAIN"'},
		{text: 'To undo it:'},
		{command: 'netsh winhttp reset proxy'},
		{heading: 'To let scans use the user proxy instead'},
		...ALLOW_USER_PROXY_STEPS,
		{heading: 'In wulens'},
		{text: 'Save the output of both commands in a text file and provide it with --policy, or put it beside the log: wulens uses it.'},
		{text: 'Source: Microsoft, How the Windows Update client determines which proxy server to use.'},
	]);
}
