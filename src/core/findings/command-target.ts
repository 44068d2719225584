/** The host and port that a log proves, for use in commands: whatever does not fit a strict form is left out. */
import type {Endpoint} from '../types.js';

/** A DNS name or an IPv4 address. It cannot begin like an option, and no sign in it means anything to a command line. */
const HOST = /^[a-z0-9][a-z0-9_-]{0,62}(?:\.[a-z0-9][a-z0-9_-]{0,62}){0,9}$/;
const MAX_HOST = 253;
const MAX_PORT = 65_535;

const DEFAULT_PORTS: Readonly<Record<Endpoint['scheme'], number>> = {http: 80, https: 443};

/** The port of an address, which the scheme implies if the URL does not name one. */
export function portOf({scheme, port}: Endpoint): number {
	return port ?? DEFAULT_PORTS[scheme];
}

/** In the brackets of a URL, which no command wants. */
const IPV6 = /^\[([0-9a-f:]{2,39})\]$/;

/** `wsus.example:8531` or `fd00::12:8531`, or `null` if the address does not have the strict form. */
export function commandTarget(endpoint: Endpoint): string | null {
	const port = portOf(endpoint);
	const isPort = port >= 1 && port <= MAX_PORT;
	const [, address] = IPV6.exec(endpoint.host) ?? [];
	if (address !== undefined) return isPort ? `${address}:${port}` : null;
	const isStrict = endpoint.host.length <= MAX_HOST && HOST.test(endpoint.host) && isPort;
	return isStrict ? `${endpoint.host}:${port}` : null;
}

/** What a command may hold of a log: a placeholder, the fact with `host:port`, and the part of it. */
const COMMAND_PLACEHOLDERS = {
	host: {fact: 'target', part: 0},
	port: {fact: 'target', part: 1},
	contentHost: {fact: 'contentTarget', part: 0},
	contentPort: {fact: 'contentTarget', part: 1},
} as const;

type CommandPlaceholder = keyof typeof COMMAND_PLACEHOLDERS;

/** The names that may stand in braces in a command. */
export const COMMAND_PLACEHOLDER_NAMES: readonly string[] = Object.keys(COMMAND_PLACEHOLDERS);

const PLACEHOLDER = /\{([A-Za-z.]{1,32})\}/g;

function isCommandPlaceholder(name: string): name is CommandPlaceholder {
	return Object.hasOwn(COMMAND_PLACEHOLDERS, name);
}

/** The facts that a command needs. */
export function factsInCommand(command: string): readonly string[] {
	return [...command.matchAll(PLACEHOLDER)].flatMap(([, name = '']) =>
		isCommandPlaceholder(name) ? [COMMAND_PLACEHOLDERS[name].fact] : [],
	);
}

/**
 * Fills host and port into a command.
 *
 * @param firstValueOf the first value of a fact; `null` if the log has none
 * @returns `null` if something is missing, because a command with a gap is none
 */
export function fillCommand(command: string, firstValueOf: (fact: string) => string | null): string | null {
	let isComplete = true;
	const filled = command.replace(PLACEHOLDER, (placeholder, name: string) => {
		const row = isCommandPlaceholder(name) ? COMMAND_PLACEHOLDERS[name] : null;
		const part = row === null ? undefined : partOf(firstValueOf(row.fact), row.part);
		if (part === undefined) isComplete = false;
		return part ?? placeholder;
	});
	return isComplete ? filled : null;
}

/** The port stands behind the last colon: the host may be an IPv6 address. */
function partOf(target: string | null, part: 0 | 1): string | undefined {
	if (target === null) return undefined;
	const colon = target.lastIndexOf(':');
	return part === 0 ? target.slice(0, colon) : target.slice(colon + 1);
}

const PATTERN_WORDS: Readonly<Record<CommandPlaceholder, string>> = {
	host: 'HOST',
	port: 'PORT',
	contentHost: 'HOST',
	contentPort: 'PORT',
};

/** The command as a pattern, for texts about no log in particular: HOST and PORT stand for the values. */
export function commandPattern(command: string): string {
	return command.replace(PLACEHOLDER, (placeholder, name: string) => (isCommandPlaceholder(name) ? PATTERN_WORDS[name] : placeholder));
}
