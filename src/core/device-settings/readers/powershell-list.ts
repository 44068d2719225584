/** PowerShell output of `Get-ItemProperty` and `Get-ChildItem` for registry keys. */
import {propertyLists} from '../property-lists.js';
import type {ContextReader} from '../reader.js';
import {SETTINGS, USER_PROXY_NAMES} from '../settings.js';

/** A setting name, alone or after a subkey name, and a colon. */
const LINE = lineOf(
	SETTINGS.map(({name}) => name),
	'i',
);
/** Case matters: "Proxyserver:" is what netsh prints in German. */
const USER_PROXY_LINE = lineOf(USER_PROXY_NAMES, '');

function lineOf(names: readonly string[], flags: string): RegExp {
	return new RegExp(`^\\s{0,255}(?:\\S{1,255}\\s{1,255})?(?:${names.join('|')})\\s{0,127}:(?:\\s|$)`, flags);
}

export const POWERSHELL_LIST: ContextReader = {
	kind: 'powershell-list',
	what: 'a list that PowerShell printed of the registry key',
	source:
		'Get-ItemProperty and Format-List: name, colon, value; PSPath names the key. Get-ChildItem: ' +
		'"Hive:" and the subkey before the first property',
	recognizes: ({lines}) => lines.some((line) => LINE.test(line) || USER_PROXY_LINE.test(line)),
	read({lines}, facts) {
		const hasUserProxy = lines.some((line) => USER_PROXY_LINE.test(line));
		const names = [...SETTINGS.map(({name}) => name), ...(hasUserProxy ? USER_PROXY_NAMES : [])];
		for (const {values, key} of propertyLists(lines)) {
			if (key !== null) facts.key(key);
			for (const name of names) {
				const value = values.get(name.toLowerCase());
				if (value !== undefined) facts.setting(name, value, key);
			}
		}
		return null;
	},
	examples: [
		'\r\n\r\nProxyEnable   : 1\r\nProxyServer   : proxy.example:8080\r\nPSPath        : ' +
			'Microsoft.PowerShell.Core\\Registry::HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings\r\n',
		'\r\n\r\nWUServer                           : ' +
			'https://wsus.example:8531\r\nSetProxyBehaviorForUpdateDetection : 1\r\nPSPath                    ' +
			'         : ' +
			'Microsoft.PowerShell.Core\\Registry::HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate\r\nPSProvider ' +
			'                        : Microsoft.PowerShell.Core\\Registry\r\n\r\n\r\n',
		'\r\n\r\n    Hive: ' +
			'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate\r\n\r\n\r\nName        ' +
			'                   Property\r\n----                           --------\r\nAU                     ' +
			'        UseWUServer : 1\r\n                               NoAutoUpdate : 0\r\n',
	],
};
