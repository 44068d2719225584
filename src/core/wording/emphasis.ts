/** Emphasis of text on a terminal. It never carries meaning by itself. */
export type Emphasis = 'strong' | 'dim' | 'good' | 'warning' | 'bad';

/** Adds color to text, or returns it unchanged. */
export type Paint = (emphasis: Emphasis, text: string) => string;
