/** Times as lists show them, for a search among a hundred thousand: a Date for each would take longer than all else. */

const DAY_MS = 24 * 60 * 60_000;
const PAIRS = Array.from({length: 60}, (_, number) => String(number).padStart(2, '0'));

/**
 * @returns a function that writes `2024-03-12 19:47:21.123` for milliseconds of the wall clock, and nothing for NaN; the text of
 * a day is kept from one call to the next
 */
export function createClock(): (ms: number) => string {
	let day = Number.NaN;
	let date = '';
	return (ms) => {
		if (Number.isNaN(ms)) return '';
		const itsDay = Math.floor(ms / DAY_MS);
		if (itsDay !== day) {
			day = itsDay;
			date = new Date(itsDay * DAY_MS).toISOString().slice(0, 11).replace('T', ' ');
		}
		const rest = Math.floor(ms - day * DAY_MS);
		const hours = PAIRS[Math.floor(rest / 3_600_000)];
		const minutes = PAIRS[Math.floor(rest / 60_000) % 60];
		const seconds = PAIRS[Math.floor(rest / 1000) % 60];
		return `${date}${hours}:${minutes}:${seconds}.${String(rest % 1000).padStart(3, '0')}`;
	};
}
