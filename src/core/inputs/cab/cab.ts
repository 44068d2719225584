/** Cabinets (.cab), in which Windows and its diagnostics collect files. */
import type {ArchiveFormat} from '../formats.js';

export const CAB: ArchiveFormat = {
	name: 'cab',
	signatureLength: 8,
	// Behind the letters stands a number that is always 0.
	isRecognized: (head) => [0x4d, 0x53, 0x43, 0x46, 0, 0, 0, 0].every((byte, index) => head[index] === byte),
	// Most inputs are no archives, and are read before this would be loaded.
	open: async (bytes, limits, budget) => (await import('./open-cab.js')).openCab(bytes, limits, budget),
};
