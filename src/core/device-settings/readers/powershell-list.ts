/** PowerShell output of `Get-ItemProperty` and `Get-ChildItem` for registry keys. */
import {propertyLists} from '../property-lists.js';
import type {ContextReader} from '../reader.js';
import {VALUE_NAMES} from '../settings.js';

/** A setting name, alone or after a subkey name, and a colon. */
const LINE = new RegExp(`^\\s{0,255}(?:\\S{1,255}\\s{1,255})?(?:${VALUE_NAMES.join('|')})\\s{0,127}:(?:\\s|$)`, 'i');

export const POWERSHELL_LIST: ContextReader = {
	kind: 'powershell-list',
	what: 'a list that PowerShell printed of the registry key',
	source:
		'Get-ItemProperty and Format-List: name, colon, value; PSPath names the key. Get-ChildItem: ' +
		'"Hive:" and the subkey before the first property',
	recognizes: ({lines}) => lines.some((line) => LINE.test(line)),
	read({lines}, facts) {
		for (const {values, key} of propertyLists(lines)) {
			if (key !== null) facts.key(key);
			for (const name of VALUE_NAMES) {
				const value = values.get(name.toLowerCase());
				if (value !== undefined) facts.setting(name, value, key);
			}
		}
		return null;
	},
	examples: [
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
