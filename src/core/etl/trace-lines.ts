/** What makes lines of the events of one trace; the forms of `wulens convert` are such. */
import type {TraceEvent} from './events.js';
import type {LineOrder} from './line-order.js';
import type {ProviderRow} from './providers.js';
import type {Span, TraceClock} from './trace-time.js';

export interface TraceLines {
	/**
	 * @param provider `null`: somebody else than Windows Update
	 * @returns false where the event cannot be decoded
	 */
	take(event: TraceEvent, provider: ProviderRow | null, clock: TraceClock): boolean;
	end(): void;
	readonly order: Pick<LineOrder, 'late' | 'lines'>;
	/** Minutes east of UTC of the last line; `null`: no line has a time, or they are UTC. */
	readonly offset: number | null;
	readonly span: Span;
}
