/** All rules. Of the causes, the first one that matches a failed scan is its cause. */
import type {Rule} from '../rule.js';
import {CONNECTION_CAUSES} from './connection.js';
import {FILE_RULES, VERBOSE_RULES} from './file.js';
import {NETWORK_CAUSES} from './network.js';
import {OUTSIDE_CAUSES} from './outside.js';
import {PROXY_CAUSES, PROXY_CONTEXT} from './proxy.js';
import {SCAN_CONTEXT} from './scan.js';
import {TRUST_CAUSES, TRUST_CONTEXT} from './trust.js';

export const RULES: readonly Rule[] = [
	...NETWORK_CAUSES,
	...TRUST_CAUSES,
	...PROXY_CAUSES,
	...CONNECTION_CAUSES,
	...OUTSIDE_CAUSES,
	...PROXY_CONTEXT,
	...TRUST_CONTEXT,
	...SCAN_CONTEXT,
	...VERBOSE_RULES,
	...FILE_RULES,
];
