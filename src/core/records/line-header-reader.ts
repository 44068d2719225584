/** Reads the columns of one line after another, in whichever dialect each is written. */
import {DIALECTS} from './dialects/index.js';
import {readWindows10Header} from './dialects/windows10-text.js';
import {Windows10Columns} from './dialects/windows10-columns.js';
import {readNextNoColumnsHeader, readNoColumnsHeader} from './dialects/no-columns.js';
import {readPastedHeader} from './dialects/pasted.js';
import type {HeaderReader, RecordHeader} from './record-header.js';

export interface LineHeaderReader {
	/** False where no dialect reads the line; the header is then in any state. */
	read(bytes: Uint8Array, start: number, end: number, header: RecordHeader): boolean;
	/** That of the last line read. Whoever goes back in a file sets it to what it was there. */
	current: HeaderReader;
}

/** Dialects that would read lines of others as well, so that their place in the table counts. */
function isLate(reader: HeaderReader): boolean {
	return reader === readPastedHeader || reader === readNoColumnsHeader;
}

export function createLineHeaderReader(): LineHeaderReader {
	return new DialectReader();
}

/**
 * The dialect of the last record is tried first, so the table is walked only where the spelling changes and for
 * continuation lines.
 */
class DialectReader implements LineHeaderReader {
	current: HeaderReader = readWindows10Header;
	private readonly windows10 = new Windows10Columns();

	read(bytes: Uint8Array, start: number, end: number, header: RecordHeader): boolean {
		const last = this.current;
		if (last === readWindows10Header) {
			if (this.windows10.read(bytes, start, end, header)) return true;
		} else if (!isLate(last) && last(bytes, start, end, header)) {
			return true;
		}
		for (const dialect of DIALECTS) {
			if ((dialect.read !== last || isLate(last)) && dialect.read(bytes, start, end, header)) {
				this.current = dialect.read;
				return true;
			}
		}
		// One line without columns is rarely the only one.
		return last === readNoColumnsHeader && readNextNoColumnsHeader(bytes, start, end, header);
	}
}
