/** A plugin of the build that changes the modules it is for. */
export interface ShorterPlugin {
	readonly name: string;
	readonly transform: {
		/** @returns the module in fewer bytes */
		handler(code: string, id: string): string;
	};
}

export declare const shorter: readonly ShorterPlugin[];
