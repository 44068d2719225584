/** What diagnosis looks at. */
import type {OfflineAt} from '../scans/offline.js';
import type {TroubleOf} from '../scans/troubles.js';
import type {OutsideFailure, Scan} from '../types.js';
import type {EvidenceInput} from './evidence.js';
import type {Facts} from './facts/index.js';
import type {OutsideWeights} from './outside-weights.js';

export interface DiagnoseInput extends EvidenceInput {
	/** The same scans, each with its expected behavior. */
	readonly expected: Iterable<Scan>;
	/** Facts of the file. */
	readonly facts: Facts;
	readonly outsideFailures: readonly OutsideFailure[];
	readonly weightOf: OutsideWeights;
	readonly troubleOf: TroubleOf;
	readonly offlineAt: OfflineAt;
}
