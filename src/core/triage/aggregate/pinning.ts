/** Whether the certificate of WSUS is pinned on a machine, from its newest log that says so. */
import {parseEndpoint} from '../../scans/services.js';
import type {FileReport, Scan} from '../../types.js';
import {timeOf} from '../selection.js';
import {PINNING_STATES, type PinningState} from '../summary.js';

export interface PinningFact {
	readonly state: PinningState;
	/** When that was; '' where the log has no time. */
	readonly time: string;
}

/** How conclusive a state is: a newer log that says less must not hide what an older one says. */
const WEIGHT: Readonly<Record<PinningState, number>> = {
	pinned: 2,
	'not-in-store': 2,
	'store-empty': 2,
	'policy-off': 2,
	'not-applicable': 1,
	unknown: 0,
};

export function pinningOf({log, wsus, context}: FileReport, scans: readonly Scan[]): PinningFact {
	const end = log?.lastTime ?? '';
	if (context?.pinningPolicy === 1) return {state: 'policy-off', time: end};
	for (const scan of scans.toReversed()) {
		const state = stateOf(scan.certificate);
		if (state !== null) return {state, time: timeOf(scan) ?? end};
	}
	const state =
		stateOf({inWsusStore: null, storeEmpty: wsus?.certificateStoreEmpty ?? null, pinningMandatory: wsus?.pinningMandatory ?? null}) ??
		(context?.certificateStore == null ? null : context.certificateStore.length === 0 ? 'store-empty' : 'pinned');
	if (state !== null) return {state, time: end};
	return {state: isHttpOnly(wsus?.server ?? null, scans) ? 'not-applicable' : 'unknown', time: end};
}

function stateOf({
	inWsusStore,
	storeEmpty,
	pinningMandatory,
}: Pick<Scan['certificate'], 'inWsusStore' | 'storeEmpty' | 'pinningMandatory'>): PinningState | null {
	if (storeEmpty === true) return 'store-empty';
	if (inWsusStore === 'no') return 'not-in-store';
	// The store holds certificates, but none is required: pinning is turned off.
	if (storeEmpty === false && pinningMandatory === false) return 'policy-off';
	return inWsusStore === 'yes' || pinningMandatory === true ? 'pinned' : null;
}

function isHttpOnly(server: string | null, scans: readonly Scan[]): boolean {
	const schemes = new Set(scans.filter((scan) => scan.service.name === 'WSUS' && scan.server !== null).map((scan) => scan.server?.scheme));
	if (server !== null) schemes.add(parseEndpoint(server)?.scheme);
	return schemes.has('http') && !schemes.has('https');
}

/** The more conclusive fact, then the newer; at the same time the one whose state comes first in the list. */
export function newestPinning(a: PinningFact | null, b: PinningFact): PinningFact {
	if (a === null) return b;
	if (WEIGHT[a.state] !== WEIGHT[b.state]) return WEIGHT[a.state] > WEIGHT[b.state] ? a : b;
	if (a.time !== b.time) return a.time > b.time ? a : b;
	return PINNING_STATES.indexOf(a.state) <= PINNING_STATES.indexOf(b.state) ? a : b;
}
