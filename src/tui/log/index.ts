/** The log screen: what the root needs of it. */
export {LOG_BINDINGS, type LogCommand} from './keys.js';
export type {AboutLog, HighlightedScan, LogContext, LogEffect, LogMessage} from './messages.js';
export {isTyping, type LogInput, type LogModel, logScreen} from './model.js';
export {updateLog} from './update.js';
export {viewLog} from './view.js';
