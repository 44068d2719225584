/** The only platform globals the core may use; the same in Node, workers and browsers. */
declare class TextDecoder {
	constructor(label?: string, options?: {readonly fatal?: boolean; readonly ignoreBOM?: boolean});
	decode(input?: Uint8Array, options?: {readonly stream?: boolean}): string;
}
declare function atob(text: string): string;
declare namespace WebAssembly {
	class Module {
		constructor(code: Uint8Array);
	}
	class Instance {
		constructor(module: Module);
		readonly exports: object;
	}
}
declare class TextEncoder {
	encode(input?: string): Uint8Array<ArrayBuffer>;
	encodeInto(input: string, target: Uint8Array): {readonly read: number; readonly written: number};
}
