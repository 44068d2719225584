/** The zone that a trace brings: rules of summer time as Windows stores them, against the rules of IANA. */
import {describe, expect, it} from 'vitest';
import {createZoneOffset, guard, type ZoneRules, type ZoneSwitch} from '../../../src/core/etl/zone.js';

function on(month: number, day: number, hour: number, weekday = 0, year = 0): ZoneSwitch {
	return {year, month, weekday, day, ms: hour * 3_600_000};
}

/** Rules of 2024 as Windows has them, by the name that IANA gives the place. */
const ZONES: Readonly<Record<string, ZoneRules>> = {
	'America/Los_Angeles': {bias: 480, standardBias: 0, daylightBias: -60, toDaylight: on(3, 2, 2), toStandard: on(11, 1, 2)},
	'Europe/Paris': {bias: -60, standardBias: 0, daylightBias: -60, toDaylight: on(3, 5, 2), toStandard: on(10, 5, 3)},
	'Europe/London': {bias: 0, standardBias: 0, daylightBias: -60, toDaylight: on(3, 5, 1), toStandard: on(10, 5, 2)},
	'Australia/Sydney': {bias: -600, standardBias: 0, daylightBias: -60, toDaylight: on(10, 1, 2), toStandard: on(4, 1, 3)},
	'Australia/Lord_Howe': {bias: -630, standardBias: 0, daylightBias: -30, toDaylight: on(10, 1, 2), toStandard: on(4, 1, 2)},
	'Pacific/Auckland': {bias: -720, standardBias: 0, daylightBias: -60, toDaylight: on(9, 5, 2), toStandard: on(4, 1, 3)},
	'Pacific/Chatham': {
		bias: -765,
		standardBias: 0,
		daylightBias: -60,
		toDaylight: on(9, 5, 2) && {...on(9, 5, 2), ms: 2.75 * 3_600_000},
		toStandard: {...on(4, 1, 3), ms: 3.75 * 3_600_000},
	},
	'America/St_Johns': {bias: 210, standardBias: 0, daylightBias: -60, toDaylight: on(3, 2, 2), toStandard: on(11, 1, 2)},
	'Asia/Kolkata': {bias: -330, standardBias: 0, daylightBias: -60, toDaylight: null, toStandard: null},
	'Asia/Tokyo': {bias: -540, standardBias: 0, daylightBias: -60, toDaylight: null, toStandard: null},
	UTC: {bias: 0, standardBias: 0, daylightBias: 0, toDaylight: null, toStandard: null},
};

const HOUR = 3_600_000;

function ianaOffset(timeZone: string): (ms: number) => number {
	const format = new Intl.DateTimeFormat('en-GB', {timeZone, timeZoneName: 'longOffset'});
	return (ms) => {
		const name = format.formatToParts(new Date(ms)).find(({type}) => type === 'timeZoneName')?.value ?? '';
		const [, sign, hours = '0', minutes = '0'] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(name) ?? [];
		return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) + 0;
	};
}

describe.each(Object.entries(ZONES))('%s', (place, rules) => {
	const ours = createZoneOffset(rules);
	const theirs = ianaOffset(place);

	it.each([2022, 2023, 2024, 2025, 2026])('is right through %i, and at the edges to the millisecond', (year) => {
		const [found, expected]: [number[], number[]] = [[], []];
		let before = Number.NaN;
		for (let ms = Date.UTC(year, 0, 1); ms < Date.UTC(year + 1, 0, 1); ms += 6 * HOUR) {
			const offset = theirs(ms);
			found.push(ours(ms));
			expected.push(offset);
			if (offset !== before && !Number.isNaN(before)) checkEdge(ms - 6 * HOUR, ms);
			before = offset;
		}
		expect(found).toEqual(expected);
	});

	/** Finds the millisecond by halving. */
	function checkEdge(start: number, stop: number): void {
		let [low, high] = [start, stop];
		while (high - low > 1) {
			const middle = Math.floor((low + high) / 2);
			if (theirs(middle) === theirs(start)) low = middle;
			else high = middle;
		}
		expect([ours(low), ours(high)]).toEqual([theirs(low), theirs(high)]);
	}
});

describe('rules that are odd', () => {
	it('a day past the last of the month is the last', () => {
		const odd = createZoneOffset({bias: -60, standardBias: 0, daylightBias: -60, toDaylight: on(3, 18, 2), toStandard: on(10, 0, 3)});
		const paris = ianaOffset('Europe/Paris');
		for (let ms = Date.UTC(2025, 0, 1); ms < Date.UTC(2026, 0, 1); ms += HOUR * 24) expect(odd(ms)).toBe(paris(ms));
	});

	it('a switch of one year is of that year only', () => {
		const offset = createZoneOffset({
			bias: 0,
			standardBias: 0,
			daylightBias: -60,
			toDaylight: on(3, 10, 2, 0, 2024),
			toStandard: on(10, 20, 2, 0, 2024),
		});
		expect([Date.UTC(2024, 5, 1), Date.UTC(2025, 5, 1), Date.UTC(2024, 11, 1)].map(offset)).toEqual([60, 0, 0]);
	});

	it('what cannot be a zone is none', () => {
		const none = {standardBias: 0, daylightBias: 0, toStandard: null, toDaylight: null};
		expect(guard({...none, bias: 99_999})).toBeNull();
		expect(guard({...none, bias: -840})).not.toBeNull();
		expect(guard({...none, bias: -840, daylightBias: 1_000})).toBeNull();
	});
});
