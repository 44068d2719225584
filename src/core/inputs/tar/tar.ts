/** Tar archives (.tar, and .tar.gz through gzip). */
import type {ArchiveFormat} from '../formats.js';

/** Where "ustar" stands in the first head. Source: POSIX.1-2017, pax, ustar Interchange Format; GNU tar writes it there, too. */
const MAGIC_AT = 257;

export const TAR: ArchiveFormat = {
	isSeekable: true,
	name: 'tar',
	signatureLength: MAGIC_AT + 5,
	isRecognized: (head) => [0x75, 0x73, 0x74, 0x61, 0x72].every((byte, index) => head[MAGIC_AT + index] === byte),
	// Most inputs are no archives, and are read before this would be loaded.
	open: async (bytes, limits, budget) => (await import('./open-tar.js')).openTar(bytes, limits, budget),
};
