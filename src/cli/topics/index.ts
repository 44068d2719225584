/** Topics of `wulens help TOPIC`: what each is about, and its text, loaded when asked for. */

export interface TopicRow {
	/** For the list of topics. */
	readonly help: string;
	readonly text: () => Promise<string>;
}

export const TOPICS = {
	'exit-codes': {
		help: 'what the exit codes mean, and how scripts use them',
		text: async () => (await import('./exit-codes.js')).exitCodes(),
	},
	settings: {
		help: 'the policies that decide about proxies and pinning: where and what',
		text: async () => (await import('./settings.js')).settings(),
	},
	proxies: {help: 'which proxies a scan tries, in which order, and since when', text: async () => (await import('./proxies.js')).proxies()},
	pinning: {help: 'when the certificate of WSUS is pinned, and how to see it', text: async () => (await import('./pinning.js')).pinning()},
	verbose: {help: 'how to record a verbose log', text: async () => (await import('./verbose.js')).verbose()},
	formats: {help: 'which files can be read', text: async () => (await import('./formats.js')).formats()},
	environment: {help: 'variables of the environment that are heeded', text: async () => (await import('./environment.js')).environment()},
} as const satisfies Readonly<Record<string, TopicRow>>;

export type TopicName = keyof typeof TOPICS;

export const TOPIC_NAMES: readonly TopicName[] = Object.keys(TOPICS) as TopicName[];

export function isTopicName(name: string): name is TopicName {
	return Object.hasOwn(TOPICS, name);
}
