/** Steps of the rules as parts of a topic. */
import {
	ALLOW_USER_PROXY,
	PIN_CERTIFICATE,
	SHOW_SERVER_CERTIFICATE,
	SHOW_STORE,
	VERBOSE_LOGGING,
	VERBOSE_LOGGING_LEGACY,
} from '../../core/findings/rules/steps.js';
import type {Step} from '../../core/types.js';
import type {Block} from './page.js';

/** `{server}` and the like are filled in where a log tells them. */
const FROM_LOG = /\s?\([^(){}]{0,100}\{[^()]{0,100}\)|\s?\(here: [^()]{0,200}\)/g;

function blocksOf(steps: readonly Step[]): readonly Block[] {
	return steps.flatMap(({text, command}): readonly Block[] => [
		{text: text.replace(FROM_LOG, '')},
		...(command === null ? [] : [{command}]),
	]);
}

export const FIX_STEPS: readonly Block[] = blocksOf([SHOW_STORE, SHOW_SERVER_CERTIFICATE, PIN_CERTIFICATE]);
export const VERBOSE_STEPS: readonly Block[] = blocksOf(VERBOSE_LOGGING);
export const VERBOSE_LEGACY_STEPS: readonly Block[] = blocksOf(VERBOSE_LOGGING_LEGACY);
export const ALLOW_USER_PROXY_STEPS: readonly Block[] = blocksOf([ALLOW_USER_PROXY]);
