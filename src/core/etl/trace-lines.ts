/** What makes lines of the events of one trace; the forms of `wulens convert` are such. */
import type {TraceEvent} from './trace-events.js';
import type {ProviderRow} from './providers.js';
import type {FileOrder} from './set-order.js';
import type {Span, TraceClock} from './trace-time.js';

export interface TraceLines {
	/**
	 * @param provider `null`: somebody else than Windows Update
	 * @returns false where the event cannot be decoded
	 */
	addEvent(event: TraceEvent, provider: ProviderRow | null, clock: TraceClock): boolean;
	readonly order: FileOrder;
	/** Minutes east of UTC of the last line; `null`: no line has a time, or they are UTC. */
	readonly offset: number | null;
	readonly span: Span;
}
