/** All known messages, in one table. */
import type {MessagePattern} from '../pattern.js';
import {CERTIFICATE_PATTERNS} from './certificate.js';
import {ENDPOINT_PATTERNS} from './endpoints.js';
import {FAILURE_PATTERNS} from './failures.js';
import {PROXY_PATTERNS} from './proxy.js';
import {SCAN_PATTERNS} from './scan.js';
import {SETTING_PATTERNS} from './settings.js';

/** The first matching row applies. */
export const MESSAGE_PATTERNS: readonly MessagePattern[] = [
	...SCAN_PATTERNS,
	...ENDPOINT_PATTERNS,
	...PROXY_PATTERNS,
	...CERTIFICATE_PATTERNS,
	...FAILURE_PATTERNS,
	...SETTING_PATTERNS,
];
