/** Does outside what the drop screen asks for, and tells it what came of it. */
import type {Ports} from '../ports.js';
import type {DropEffect, DropMessage} from './model.js';

export type DropPorts = Pick<Ports, 'resolveDropped' | 'complete' | 'recents'>;

/** `open` and `back` lead to other screens; whoever has those does them. */
export type OutsideDropEffect = Exclude<DropEffect, {readonly type: 'open' | 'back'}>;

export async function runDropEffect(effect: OutsideDropEffect, ports: DropPorts, dispatch: (message: DropMessage) => void): Promise<void> {
	switch (effect.type) {
		case 'resolve': {
			const {request, candidates, delay} = effect;
			if (delay > 0) await new Promise<void>((done) => setTimeout(done, delay));
			dispatch({type: 'resolved', request, result: await ports.resolveDropped(candidates)});
			return;
		}
		case 'complete':
			dispatch({type: 'completed', prefix: effect.prefix, candidates: await ports.complete(effect.prefix)});
			return;
		case 'read-recents':
			dispatch({type: 'recents', recents: await ports.recents()});
			return;
		default:
			effect satisfies never;
	}
}
