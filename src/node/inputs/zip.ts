/** Zip archives. */
import type {ArchiveFormat} from '../../core/inputs/formats.js';

export const ZIP: ArchiveFormat = {
	isSeekable: true,
	name: 'zip',
	signatureLength: 4,
	isRecognized: (head) => head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6)),
	// Most inputs are no archives, and are read before this would be loaded.
	open: async (bytes, limits, budget) => (await import('./open-zip.js')).openZip(bytes, limits, budget),
};
