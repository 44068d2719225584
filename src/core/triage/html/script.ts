/** The script of the page, in one piece: it reads the data that stands in the page, and asks nobody for anything. */
import {STATE_SCRIPT} from './script/state.js';
import {TABLES_SCRIPT} from './script/tables.js';
import {VIEW_SCRIPT} from './script/view.js';

export const PAGE_SCRIPT: string = `(() => {\n'use strict';\n${STATE_SCRIPT}${TABLES_SCRIPT}${VIEW_SCRIPT}})();`;
