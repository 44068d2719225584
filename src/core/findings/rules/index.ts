/** All rules. Of the causes, the first one that matches a failed scan is its cause. */
import type {Rule} from '../rule.js';
import {CLIENT_CAUSES} from './client.js';
import {CONNECTION_CAUSES} from './connection.js';
import {CONTENT_CAUSES} from './content.js';
import {FILE_RULES, VERBOSE_RULES} from './file.js';
import {NETWORK_CAUSES} from './network.js';
import {OUTSIDE_CAUSES} from './outside.js';
import {PINNING_CONTEXT} from './pinning.js';
import {POLICY_CAUSES, POLICY_CONTEXT} from './policy.js';
import {PROXY_CAUSES, PROXY_CONTEXT} from './proxy.js';
import {SCAN_CONTEXT} from './scan.js';
import {TRUST_CAUSES} from './trust.js';
import {WSUS_CAUSES, WSUS_CONTEXT, WSUS_FILE_RULES} from './wsus.js';

export const RULES: readonly Rule[] = [
	...NETWORK_CAUSES,
	...CONTENT_CAUSES,
	...CLIENT_CAUSES,
	...POLICY_CAUSES,
	...TRUST_CAUSES,
	...PROXY_CAUSES,
	...WSUS_CAUSES,
	...CONNECTION_CAUSES,
	...OUTSIDE_CAUSES,
	...PROXY_CONTEXT,
	...PINNING_CONTEXT,
	...POLICY_CONTEXT,
	...WSUS_CONTEXT,
	...SCAN_CONTEXT,
	...VERBOSE_RULES,
	...FILE_RULES,
	...WSUS_FILE_RULES,
];
