/** The output of `netsh winhttp show proxy` and of `netsh winhttp show advproxy`, in any language. */
import type {FactCollector} from '../collector.js';
import type {ContextReader} from '../reader.js';

/** Only the API name is the same in every translation: "Aktuelle WinHTTP-Proxyeinstellungen:", "現在の WinHTTP プロキシ設定:". */
const HEADING = /^[^:："{[\\]{0,80}WinHTTP[^:："{[\\]{0,80}[:：]\s{0,16}$/;
/** A label, a colon, and a value: "Proxy Server(s) :  proxy:8080", "代理服务器:  proxy:8080". */
const LABELLED = /^\s{0,32}[^:："{]{2,80}[:：]\s{0,16}(\S.*)$/;
/** A sentence with a remark in parentheses: "Direct access (no proxy server).". */
const SENTENCE = /^\s{0,32}[^:：()（）"{]{2,120}[(（][^()（）]{2,120}[)）]\S{0,3}\s{0,16}$/;
/** "(none)": the remark alone. */
const NONE = /^[(（][^()（）]{0,80}[)）]\S{0,3}$/;
const ENGLISH = /^\s{0,32}(?:Direct access \(no proxy server\)\.?|Proxy Server\(s\)\s{0,16}:\s.{1,2048})\s{0,16}$/;

/** One or more of `[scheme=][scheme://]host[:port]`, separated by `;` or spaces. */
const PROXY_LIST =
	/^(?:(?:[a-z]{2,8}=)?(?:[a-z]{2,8}:\/\/)?(?:\[[0-9a-f:.]{2,64}\]|(?!\[)[^\s;=:/()（）]{1,255})(?::\d{1,5})?\/?(?:[;\s]{1,8}|$)){1,32}$/i;

/** Blank lines and the two relevant ones. */
const BLOCK_LINES = 8;

export const WINHTTP_PROXY: ContextReader = {
	kind: 'winhttp-proxy',
	what: 'the output of netsh winhttp show proxy',
	source:
		'netsh: a heading with the name WinHTTP, then one sentence, or two lines of label and value; value lists as in ' +
		'WINHTTP_PROXY_INFO. advproxy: JSON with the names that netsh winhttp set advproxy documents',
	recognizes: ({text, lines}) => isAdvancedProxy(text) || blockStart(lines) >= 0,
	read({text, lines}, facts) {
		if (isAdvancedProxy(text)) return readAdvanced(text, facts);
		const start = blockStart(lines);
		const block = lines.slice(start, start + BLOCK_LINES).filter((line) => line.trim() !== '');
		const value = labelledValue(block[0]);
		if (value !== null && PROXY_LIST.test(value)) {
			const bypass = labelledValue(block[1]);
			facts.systemProxy({direct: false, proxy: value, bypass: bypass === null || NONE.test(bypass) ? null : bypass});
			return null;
		}
		if (value === null && block[0] !== undefined && SENTENCE.test(block[0])) {
			facts.systemProxy({direct: true, proxy: null, bypass: null});
			return null;
		}
		return 'It looks like the output of netsh winhttp show proxy, but it shows neither a proxy nor direct access.';
	},
	examples: [
		'\r\nCurrent WinHTTP proxy settings:\r\n\r\n    Direct access (no proxy server).\r\n\r\n',
		'\r\nCurrent WinHTTP proxy settings:\r\n\r\n    Proxy Server(s) :  proxy.example:8080\r\n    ' +
			'Bypass List     :  <local>;*.corp.example\r\n\r\n',
		'\r\nAktuelle WinHTTP-Proxyeinstellungen:\r\n\r\n    Direkter Zugriff (kein Proxyserver).\r\n\r\n',
		'\r\nParamètres de proxy WinHTTP actuels :\r\n\r\n    Serveur(s) proxy :  proxy.example:8080\r\n  ' +
			'  Liste de contournement     :  (aucun)\r\n\r\n',
		'\r\n当前的 WinHTTP 代理服务器设置:\r\n\r\n    代理服务器:  proxy.example:8080\r\n    绕过列表     :  (无)\r\n\r\n',
		'\r\nCurrent WinHTTP advanced proxy settings:\r\n\r\n{\r\n\t"Proxy":\t"proxy.example:8080",\r\n\t"ProxyBypass":\t"<local>",\r\n' +
			'\t"AutoconfigUrl":\t"",\r\n\t"AutoDetect":\tfalse\r\n}\r\n',
	],
};

/** The names are not translated, and no other settings have all of them. */
const BYPASS_NAME = /"ProxyBypass"\s{0,16}:/i;
const ADVANCED_NAME = /"(?:AutoConfigUrl|AutoDetect)"\s{0,16}:/i;

/** Whether the text holds the JSON of `netsh winhttp show advproxy`, which is about the system and not about a user. */
export function isAdvancedProxy(text: string): boolean {
	return advancedBlock(text) !== null;
}

function advancedBlock(text: string): string | null {
	const at = text.search(BYPASS_NAME);
	const [start, end] = at < 0 ? [-1, -1] : [text.lastIndexOf('{', at), text.indexOf('}', at)];
	if (start < 0 || end < 0 || end - start > MAX_BLOCK) return null;
	const block = text.slice(start, end + 1);
	return ADVANCED_NAME.test(block) ? block : null;
}

const MAX_BLOCK = 16 * 1024;

function readAdvanced(text: string, facts: FactCollector): string | null {
	let values: unknown;
	try {
		values = JSON.parse(advancedBlock(text) ?? '');
	} catch {
		return 'It looks like the output of netsh winhttp show advproxy, but its JSON cannot be parsed: it is damaged or truncated.';
	}
	const named = new Map(Object.entries(values ?? {}).map(([name, value]) => [name.toLowerCase(), value as unknown]));
	const textOf = (name: string): string | null => {
		const value = named.get(name);
		return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
	};
	const [proxy, bypass, script] = [textOf('proxy'), textOf('proxybypass'), textOf('autoconfigurl')];
	const isDetected = named.get('autodetect') === true || textOf('autodetect') === 'true';
	if (proxy !== null) facts.systemProxy({direct: false, proxy, bypass});
	else if (script === null && !isDetected) facts.systemProxy({direct: true, proxy: null, bypass: null});
	if (script !== null) facts.note(`The system (WinHTTP) takes its proxy from a script: ${script.slice(0, MAX_SCRIPT)}.`);
	if (isDetected) facts.note('The system (WinHTTP) detects its proxy automatically (WPAD).');
	return null;
}

const MAX_SCRIPT = 255;

/** Index of the first line below the heading, or of the English line itself if the heading was not copied; -1: none. */
function blockStart(lines: readonly string[]): number {
	const heading = lines.findIndex((line) => HEADING.test(line));
	return heading >= 0 ? heading + 1 : lines.findIndex((line) => ENGLISH.test(line));
}

function labelledValue(line: string | undefined): string | null {
	return line === undefined ? null : (LABELLED.exec(line)?.[1]?.trim() ?? null);
}
