/** Keeps the scans of a log as they are while they are few: to pack them would take longer than it saves. */
import type {Deviation, ExpectedBehavior, Scan, ScanFacts} from '../../types.js';
import {createScanPacker, type EvidenceLine, type PackedScanList, type ScanPacker} from './scan-packer.js';

interface KeptScan {
	readonly facts: ScanFacts;
	readonly quotes: readonly EvidenceLine[];
	readonly firstLine: number;
}

/** Packs all of them when there is one more than may be kept. */
export class FewScans implements ScanPacker {
	private readonly most: number;
	private kept: KeptScan[] = [];
	private packer: ScanPacker | null = null;

	constructor(most: number) {
		this.most = most;
	}

	get length(): number {
		return this.packer?.length ?? this.kept.length;
	}

	add(facts: ScanFacts, quotes: readonly EvidenceLine[], firstLine: number): void {
		if (this.packer === null && this.kept.length < this.most) {
			this.kept.push({facts, quotes, firstLine});
			return;
		}
		this.packer ??= this.packAll();
		this.packer.add(facts, quotes, firstLine);
	}

	finish(): PackedScanList {
		return this.packer?.finish() ?? new KeptScans(this.kept.sort((one, other) => one.firstLine - other.firstLine));
	}

	private packAll(): ScanPacker {
		const packer = createScanPacker();
		for (const {facts, quotes, firstLine} of this.kept) packer.add(facts, quotes, firstLine);
		this.kept = [];
		return packer;
	}
}

/** A scan whose expectation is yet to be set. */
type Unjudged = Omit<Scan, 'expected' | 'deviations'> & {expected: ExpectedBehavior; deviations: readonly Deviation[]};

const NOT_JUDGED: ExpectedBehavior = {proxyOrders: [], fallback: 'unknown', pinning: 'unknown', reasons: []};
const NO_DEVIATIONS: readonly Deviation[] = [];

class KeptScans implements PackedScanList {
	readonly scans: readonly Scan[];
	private readonly unjudged: readonly Unjudged[];
	private readonly kept: readonly KeptScan[];

	constructor(kept: readonly KeptScan[]) {
		this.kept = kept;
		this.unjudged = kept.map(({facts}, index) => ({id: index + 1, ...facts, expected: NOT_JUDGED, deviations: NO_DEVIATIONS}));
		this.scans = this.unjudged;
	}

	endLineOf({id}: Scan): number | null {
		return this.scans[id - 1]?.end?.line ?? null;
	}

	countOfService(name: string): number {
		return this.scans.filter(({service}) => service.name === name).length;
	}

	quotesOf({id}: Scan): readonly EvidenceLine[] {
		return this.kept[id - 1]?.quotes ?? [];
	}

	expect({id}: Scan, expected: ExpectedBehavior, deviations: readonly Deviation[]): void {
		const scan = this.unjudged[id - 1];
		if (scan === undefined) throw new Error(`there is no scan ${id}`);
		scan.expected = expected;
		scan.deviations = deviations;
	}
}
