/** Which events that tracerpt tells of are those of Windows Update, and what stands in the column of the component. */
import {canonicalComponent} from '../../records/components.js';
import {PROVIDERS} from '../providers.js';
import type {TracerptEvent} from './tracerpt-event.js';

/** Channel of TraceLogging (WINEVENT_CHANNEL_TRACELOGGING, winmeta.h). */
const TRACELOGGING = 11;

export interface UpdateEvents {
	/** `null`: the event is somebody else's. */
	componentOf(event: TracerptEvent): string | null;
}

/**
 * CSV names no provider, so that an event is taken for one of Windows Update by its name, which is its component: one of the
 * client's, or, once one of those was seen, any of TraceLogging with a text alone.
 */
export function createUpdateEvents(): UpdateEvents {
	let hasKnown = false;
	return {
		componentOf({provider, providerId, name, channel, id, fields}) {
			const row = PROVIDERS.find((one) => one.name === provider || one.id === providerId || (provider === null && one.name === name));
			if (row !== undefined) return row.component ?? (row.name === name ? '' : (name ?? ''));
			if (provider !== null || providerId !== null || name === null || channel !== TRACELOGGING || id !== 0 || fields.length !== 1)
				return null;
			const isKnown = canonicalComponent(name) !== null;
			hasKnown ||= isKnown;
			return isKnown || (hasKnown && /^[\w ]{1,40}$/.test(name)) ? name : null;
		},
	};
}
