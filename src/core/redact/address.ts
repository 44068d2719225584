/** Which texts are IP addresses, and which of them say nothing about anybody. */

const IPV4 = /^(?:\d{1,3}\.){3}\d{1,3}$/;

/** Addresses that every machine has. Source: RFC 1122 (loopback, this host, broadcast), RFC 4291. */
const EVERYWHERE = /^(?:127\.|0\.0\.0\.0$|255\.255\.255\.255$|::1$|::$)/;

function isIpv4(text: string): boolean {
	return IPV4.test(text) && text.split('.').every((part) => Number(part) <= 255);
}

/** One spelling for each address, `null` where the text is none. */
export function canonicalAddress(text: string): string | null {
	if (isIpv4(text)) return text.split('.').map(Number).join('.');
	return canonicalIpv6(text);
}

function canonicalIpv6(text: string): string | null {
	const address = text.toLowerCase().replace(/%[\w.-]{0,64}$/, '');
	if (!/^[\da-f:.]{2,45}$/.test(address)) return null;
	const halves = address.split('::');
	if (halves.length > 2) return null;
	const [left, right] = halves.map((half) => groupsOf(half));
	if (left === undefined || left === null || right === null) return null;
	if (right === undefined) return left.length === 8 ? compressed(left) : null;
	const missing = 8 - left.length - right.length;
	return missing < 1 ? null : compressed([...left, ...new Array<string>(missing).fill('0'), ...right]);
}

function compressed(groups: readonly string[]): string {
	return groups
		.join(':')
		.replace(/^(?:0:){7}/, '::')
		.replace(/^::0$/, '::');
}

/** Groups of one side of `::`; an IPv4 address at the end counts as two. */
function groupsOf(half: string): readonly string[] | null {
	if (half === '') return [];
	const groups: string[] = [];
	for (const part of half.split(':')) {
		if (isIpv4(part)) {
			const [a = 0, b = 0, c = 0, d = 0] = part.split('.').map(Number);
			groups.push((a * 256 + b).toString(16), (c * 256 + d).toString(16));
		} else if (/^[\da-f]{1,4}$/.test(part)) {
			groups.push(part.replace(/^0{1,3}/, ''));
		} else {
			return null;
		}
	}
	return groups;
}

/** @param address canonical */
export function isEverywhere(address: string): boolean {
	return EVERYWHERE.test(address);
}
