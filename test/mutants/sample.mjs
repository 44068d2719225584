/** Plug-in of Stryker that lets only a sample of the mutants through: as many as asked for, the same ones for the same seed. */
import {createHash} from 'node:crypto';
import {relative} from 'node:path';
import {CheckStatus} from '@stryker-mutator/api/check';
import {declareClassPlugin, PluginKind} from '@stryker-mutator/api/plugin';

const most = Number(process.env.WULENS_MUTANTS_MOST);
const seed = process.env.WULENS_MUTANTS_SEED;

/** Where a mutant comes in the draw. It hangs on nothing but the mutant, so one file changes nothing for the others. */
function lot({fileName, location: {start, end}, replacement}) {
	const place = [seed, relative(process.cwd(), fileName), start.line, start.column, end.line, end.column, replacement];
	return createHash('sha256').update(place.join('\0')).digest('hex');
}

class Sample {
	#drawn = new Set();

	async init() {}

	async group(mutants) {
		const draw = mutants.map((mutant) => ({id: mutant.id, lot: lot(mutant)})).sort((a, b) => (a.lot < b.lot ? -1 : 1));
		this.#drawn = new Set(draw.slice(0, most).map(({id}) => id));
		return [mutants.map(({id}) => id)];
	}

	async check(mutants) {
		const left = {status: CheckStatus.CompileError, reason: 'not in the sample'};
		return Object.fromEntries(mutants.map(({id}) => [id, this.#drawn.has(id) ? {status: CheckStatus.Passed} : left]));
	}
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Checker, 'sample', Sample)];
