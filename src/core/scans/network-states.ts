/** What the PC says about its own network over the whole file: each change once. */
import type {EventOf} from '../events/event.js';
import type {Moment, NetworkState} from '../types.js';
import {MAX_TEXT} from './timeline-text.js';

const MAX_STATES = 1000;

/** ERROR_NETWORK_UNREACHABLE: the network location cannot be reached. */
export const NETWORK_UNREACHABLE = 0x800704cf;

/** What the summary of a scan calls the network. Source: real logs (InternetAccess); the others by the names of the same scale. */
const LEVELS: ReadonlyMap<string, boolean> = new Map([
	['InternetAccess', true],
	['None', false],
	['NoAccess', false],
	['Disconnected', false],
]);

export class NetworkStates {
	readonly states: NetworkState[] = [];
	/** Changes that were not kept. */
	dropped = 0;
	private last: NetworkState | null = null;
	/** Whether a protocol has an interface that can be used; absent: not said. */
	private readonly byFamily = new Map<'ipv4' | 'ipv6', boolean>();

	/** The state that holds; `null` where no line has said anything. */
	get current(): NetworkState | null {
		return this.last;
	}

	/** @returns the state, where it is another one than before; that there is a network, as one expects, is no news at first */
	addState({family, connected}: EventOf<'network-state'>, at: Moment, text: string): NetworkState | null {
		if (family === null) return this.set(connected, at, text);
		this.byFamily.set(family, connected);
		if (connected) return this.set(true, at, text);
		// A PC without IPv6 is no PC without network.
		const other = this.byFamily.get(family === 'ipv4' ? 'ipv6' : 'ipv4');
		const isOffline = family === 'ipv4' ? other !== true : other === false;
		return isOffline ? this.set(false, at, text) : null;
	}

	/** @param level as the summary of a scan names it */
	addLevel(level: string, at: Moment, text: string): NetworkState | null {
		const connected = LEVELS.get(level);
		return connected === undefined ? null : this.set(connected, at, text);
	}

	/** A failure says that there is no network. */
	addUnreachable(at: Moment, text: string): NetworkState | null {
		return this.set(false, at, text);
	}

	private set(connected: boolean, {line, time}: Moment, text: string): NetworkState | null {
		const before = this.last;
		if (before?.connected === connected) return null;
		this.last = {line, time, connected, text: text.slice(0, MAX_TEXT)};
		if (this.states.length < MAX_STATES) this.states.push(this.last);
		else this.dropped++;
		return before === null && connected ? null : this.last;
	}
}
