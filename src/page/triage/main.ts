/** The script of the page of a fleet: reads the data in the page, shows the tables, and follows the address. No network. */
import {addCopyButtons} from './copy-buttons.js';
import {readFleetData} from './fleet-data.js';
import {hashOf, isQuery, parseQuery, type Query} from './query.js';
import {createTables} from './tables.js';
import {createView} from './view.js';

function start(data: Element, explore: Element, root: Element): void {
	const fleet = readFleetData(JSON.parse(data.textContent ?? ''));
	const tables = createTables(fleet);
	const view = createView(
		root,
		fleet,
		tables,
		(query) => {
			location.hash = hashOf(query);
		},
		(query: Query) => {
			// Typing adds no steps to the history.
			history.replaceState(null, '', hashOf(query));
			view.show(query);
		},
	);

	function follow(): void {
		if (!isQuery(location.hash)) return;
		view.show(parseQuery(location.hash));
		const {top} = explore.getBoundingClientRect();
		if (top < -40 || top > innerHeight / 2) explore.scrollIntoView();
	}

	addCopyButtons(document.body, tables.machines);
	document.documentElement.classList.add('scripted');
	view.show(parseQuery(location.hash));
	follow();
	addEventListener('hashchange', follow);
}

const [data, explore, root] = ['data', 'explore', 'tables'].map((id) => document.getElementById(id));
if (data != null && explore != null && root != null) start(data, explore, root);
