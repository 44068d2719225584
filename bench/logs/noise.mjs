/** Makes lines of components, each as long as such lines are. */
import {NOISE, NOISE_OF_LINES} from './noise-lines.mjs';
import {base64Text, guid, hexText, pick, pickByQuantiles, text} from './random.mjs';
import {QUANTILES, TARGETS} from './targets.mjs';

const SERVICES = ['9482F4B4-E343-43B6-B170-9A65BC822C77', '8B24B027-1DEE-BABB-9A95-3517DFB9C552', '855E8A7C-ECB4-4CA3-B045-1DFA50104289'];
const PATH_LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789_';
const SLOT = /\{[Ggnhsv]\}/g;
const GUID_LENGTH = 36;
const SLOT_LENGTHS = {'{G}': GUID_LENGTH, '{g}': GUID_LENGTH, '{s}': GUID_LENGTH, '{n}': 2, '{h}': 8, '{v}': 16};
/** A stretch shorter than this would look like nothing. */
const MIN_STRETCH = 3;
/** Templates that miss the length by so little are as good as the best. */
const CLOSE_ENOUGH = 3;

const shapes = new Map();

/** @returns templates of the component with their lengths without stretch */
function shapesOf(dialect, component) {
	const key = `${dialect} ${component}`;
	const known = shapes.get(key);
	if (known !== undefined) return known;
	const made = NOISE[dialect][component].map((template) => {
		const length = template.replace(SLOT, (slot) => 'x'.repeat(SLOT_LENGTHS[slot])).replace('~', '').length;
		return {template, length, stretches: template.includes('~')};
	});
	shapes.set(key, made);
	return made;
}

function pathOf(random, length) {
	let path = '';
	while (path.length < length) path += `${text(random, PATH_LETTERS, 4 + random(14))}\\`;
	return `${path.slice(0, length - 1)}x`;
}

function fill(random, template, shared) {
	return template.replace(SLOT, (slot) => {
		switch (slot) {
			case '{G}':
				return shared;
			case '{g}':
				return guid(random);
			case '{s}':
				return pick(random, SERVICES);
			case '{n}':
				return String(1 + random(random(4) === 0 ? 900 : 60));
			case '{h}':
				return hexText(random, 8);
			default:
				return base64Text(random, 16);
		}
	});
}

/** @param shared the id of the piece of work */
export function noiseMessage(random, dialect, component, shared) {
	const [, lengths] = TARGETS[dialect].components[component];
	const points = [
		[0, Math.max(5, lengths[0] - 8)],
		...QUANTILES.map((share, index) => [share, lengths[index]]),
		[1.000001, lengths.at(-1) + 10],
	];
	const wanted = pickByQuantiles(random, points);
	const all = shapesOf(dialect, component);
	const distance = ({length, stretches}) => (stretches ? Math.max(0, length + MIN_STRETCH - wanted) : Math.abs(wanted - length));
	const closest = Math.min(...all.map(distance));
	const fitting = all.filter((shape) => distance(shape) <= Math.max(closest, CLOSE_ENOUGH));
	const {template} = pick(random, fitting);
	const filled = fill(random, template, shared);
	return filled.replace('~', () => pathOf(random, Math.max(MIN_STRETCH, wanted - filled.length + 1)));
}

export const noiseOfLines = (random, shared) => fill(random, pick(random, NOISE_OF_LINES), shared);
