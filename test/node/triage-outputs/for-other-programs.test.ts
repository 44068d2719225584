/** The outputs for Elastic and the like and for Prometheus: only where named, with the inventory, without names where asked. */
import {readdirSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {createInventory} from '../../../src/core/triage/inventory/inventory.js';
import {readExposition} from '../../helpers/exposition-format.js';
import {ndjson, write, type Written} from '../../helpers/triage-outputs.js';
import {resultOf, smallFleet} from '../../helpers/triage-results.js';

const fleet = smallFleet();
const NAMED = {reporters: ['ecs', 'prometheus'] as const};

interface Event {
	readonly event: {readonly id: string; readonly dataset: string};
	readonly host: {readonly name: string};
	readonly labels?: Readonly<Record<string, string>>;
}

function eventsOf({text}: Written): readonly Event[] {
	return text('events.ecs.ndjson')
		.split('\n')
		.slice(0, -1)
		.map((line): Event => JSON.parse(line));
}

describe('outputs for other programs', () => {
	it('are the files that are named', async () => {
		const written = await write([ndjson(fleet)], NAMED);
		expect(readdirSync(written.folder).sort()).toEqual(['events.ecs.ndjson', 'wulens.prom']);
	});

	it('count what the answer counts', async () => {
		const written = await write([ndjson(fleet)], NAMED);
		const {totals} = written.summary;
		const events = eventsOf(written);
		const of = (dataset: string): number => events.filter(({event}) => event.dataset === dataset).length;
		expect(of('wulens.scan')).toBe(totals.scans);
		expect(of('wulens.failure')).toBe(totals.outsideFailures);
		expect(of('wulens.finding')).toBe(totals.findings);
		const failed = readExposition(written.text('wulens.prom')).find(
			({name, labels}) => name === 'wulens_scans' && labels.outcome === 'failed',
		);
		expect(failed?.value).toBe(totals.failed);
	});

	it('give an event the same id in each run, and no two events one', async () => {
		const [one, two] = [await write([ndjson(fleet)], NAMED), await write([ndjson([...fleet].reverse())], NAMED)];
		expect(one.text('events.ecs.ndjson')).toBe(two.text('events.ecs.ndjson'));
		const ids = eventsOf(one).map(({event}) => event.id);
		expect(new Set(ids).size).toBe(ids.length);
	});

	it('tell a scan of two collections once', async () => {
		const twice = [resultOf('proxyDead', 'PC-1', {path: 'monday/PC-1.log'}), resultOf('proxyDead', 'PC-1', {path: 'tuesday/PC-1.log'})];
		const written = await write([ndjson(twice)], NAMED);
		expect(eventsOf(written)).toEqual(eventsOf(await write([ndjson(twice.slice(0, 1))], NAMED)));
	});

	it('say what the inventory says of a machine', async () => {
		const inventory = createInventory(['site'], [{name: 'PC-1', domain: null, values: {site: 'Berlin'}}], 0);
		const results = ndjson([resultOf('proxyDead', 'PC-1'), resultOf('http', 'PC-2')]);
		const labels = eventsOf(await write([results], {...NAMED, inventory})).map((event) => [event.host.name, event.labels?.site]);
		expect(labels).toContainEqual(['PC-1', 'Berlin']);
		expect(labels).toContainEqual(['PC-2', undefined]);
		expect(labels).not.toContainEqual(['PC-1', undefined]);
	});

	it('have no names where they are redacted', async () => {
		const inventory = createInventory(['site'], [{name: 'SECRET-PC', domain: null, values: {site: 'Berlin'}}], 0);
		const result = resultOf('proxyDead', 'SECRET-PC', {path: 'vault/SECRET-PC/WindowsUpdate.log'});
		const named = {...result, machine: {...result.machine, domain: 'corp.secret.example'}};
		const {text} = await write([ndjson([named])], {...NAMED, inventory, redact: true});
		for (const file of ['events.ecs.ndjson', 'wulens.prom']) {
			expect(text(file)).not.toMatch(/secret|vault|Berlin/i);
			for (const {server} of result.report.scans) if (server !== null) expect(text(file)).not.toContain(server.host);
		}
		expect(text('events.ecs.ndjson')).toContain('"site":"site-1"');
	});

	it('are printed where there is no folder', async () => {
		const {terminal} = await write([ndjson(fleet)], {out: null, reporters: ['prometheus']});
		expect(readExposition(terminal).length).toBeGreaterThan(20);
	});
});
