/** The fields of the Elastic Common Schema that documents have, each with its type and where it is defined. */

/** Every field of the table is in this version and later ones. */
export const ECS_VERSION = '8.11.0';

/** The field reference; each row of the table names a page of it. */
export const ECS_REFERENCE = 'https://www.elastic.co/guide/en/ecs/8.11/';

interface EcsFieldRow {
	/** Of the values in a document: a `keyword` is text that is compared as a whole, a `long` a whole number. */
	readonly type: 'date' | 'keyword' | 'keywords' | 'text' | 'long' | 'labels';
	/** Of the field reference. */
	readonly page: string;
}

const ROWS = {
	'@timestamp': {type: 'date', page: 'ecs-base.html#field-timestamp'},
	message: {type: 'text', page: 'ecs-base.html#field-message'},
	labels: {type: 'labels', page: 'ecs-base.html#field-labels'},
	'ecs.version': {type: 'keyword', page: 'ecs-ecs.html#field-ecs-version'},
	'event.id': {type: 'keyword', page: 'ecs-event.html#field-event-id'},
	'event.kind': {type: 'keyword', page: 'ecs-allowed-values-event-kind.html'},
	'event.category': {type: 'keywords', page: 'ecs-allowed-values-event-category.html'},
	'event.type': {type: 'keywords', page: 'ecs-allowed-values-event-type.html'},
	'event.outcome': {type: 'keyword', page: 'ecs-allowed-values-event-outcome.html'},
	'event.action': {type: 'keyword', page: 'ecs-event.html#field-event-action'},
	'event.module': {type: 'keyword', page: 'ecs-event.html#field-event-module'},
	'event.dataset': {type: 'keyword', page: 'ecs-event.html#field-event-dataset'},
	'event.start': {type: 'date', page: 'ecs-event.html#field-event-start'},
	'event.end': {type: 'date', page: 'ecs-event.html#field-event-end'},
	'event.duration': {type: 'long', page: 'ecs-event.html#field-event-duration'},
	'event.timezone': {type: 'keyword', page: 'ecs-event.html#field-event-timezone'},
	'event.severity': {type: 'long', page: 'ecs-event.html#field-event-severity'},
	'error.code': {type: 'keyword', page: 'ecs-error.html#field-error-code'},
	'error.type': {type: 'keyword', page: 'ecs-error.html#field-error-type'},
	'error.message': {type: 'text', page: 'ecs-error.html#field-error-message'},
	'host.name': {type: 'keyword', page: 'ecs-host.html#field-host-name'},
	'host.domain': {type: 'keyword', page: 'ecs-host.html#field-host-domain'},
	'host.os.type': {type: 'keyword', page: 'ecs-os.html#field-os-type'},
	'host.os.version': {type: 'keyword', page: 'ecs-os.html#field-os-version'},
	'log.file.path': {type: 'keyword', page: 'ecs-log.html#field-log-file-path'},
	'process.pid': {type: 'long', page: 'ecs-process.html#field-process-pid'},
	'process.thread.id': {type: 'long', page: 'ecs-process.html#field-process-thread-id'},
	'rule.id': {type: 'keyword', page: 'ecs-rule.html#field-rule-id'},
	'rule.name': {type: 'keyword', page: 'ecs-rule.html#field-rule-name'},
	'rule.reference': {type: 'keyword', page: 'ecs-rule.html#field-rule-reference'},
	'server.address': {type: 'keyword', page: 'ecs-server.html#field-server-address'},
	'server.port': {type: 'long', page: 'ecs-server.html#field-server-port'},
	'url.original': {type: 'keyword', page: 'ecs-url.html#field-url-original'},
	'url.scheme': {type: 'keyword', page: 'ecs-url.html#field-url-scheme'},
	'url.domain': {type: 'keyword', page: 'ecs-url.html#field-url-domain'},
	'url.port': {type: 'long', page: 'ecs-url.html#field-url-port'},
} as const;

export type EcsField = keyof typeof ROWS;

export const ECS_FIELDS: Readonly<Record<EcsField, EcsFieldRow>> = ROWS;
