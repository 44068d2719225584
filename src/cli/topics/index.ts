/** The topics of `wulens help TOPIC`: what each is about, and its text, which is loaded on demand. */

export interface TopicRow {
	/** For the list of topics. */
	readonly help: string;
	readonly text: () => Promise<string>;
}

export const TOPICS = {
	'exit-codes': {
		help: 'What the exit codes mean, and how to use them in scripts.',
		text: async () => (await import('./exit-codes.js')).exitCodes(),
	},
	settings: {
		help: 'Policies that control proxies and certificate pinning, and where to find them.',
		text: async () => (await import('./settings.js')).settings(),
	},
	proxies: {
		help: 'Which proxies a scan tries, in which order, and since which update.',
		text: async () => (await import('./proxies.js')).proxies(),
	},
	'user-proxy': {
		help: 'How to see whether a user proxy is set, and how to give the PC the same.',
		text: async () => (await import('./user-proxy.js')).userProxy(),
	},
	pinning: {
		help: 'When the WSUS certificate is pinned, and how to see that it works.',
		text: async () => (await import('./pinning.js')).pinning(),
	},
	'pin-many': {
		help: 'How to pin the WSUS certificate on many PCs, and why not by policy.',
		text: async () => (await import('./pin-many.js')).pinMany(),
	},
	'dual-scan': {
		help: 'Why Microsoft is scanned although WSUS is set.',
		text: async () => (await import('./dual-scan.js')).dualScan(),
	},
	managed: {
		help: 'Why Settings says "managed by your organization".',
		text: async () => (await import('./managed.js')).managed(),
	},
	verbose: {help: 'How to record a verbose log.', text: async () => (await import('./verbose.js')).verbose()},
	formats: {help: 'Which files wulens can read.', text: async () => (await import('./formats.js')).formats()},
	environment: {help: 'Environment variables that wulens uses.', text: async () => (await import('./environment.js')).environment()},
} as const satisfies Readonly<Record<string, TopicRow>>;

export type TopicName = keyof typeof TOPICS;

export const TOPIC_NAMES: readonly TopicName[] = Object.keys(TOPICS).filter(isTopicName);

export function isTopicName(name: string): name is TopicName {
	return Object.hasOwn(TOPICS, name);
}
