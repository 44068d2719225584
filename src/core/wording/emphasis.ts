/** How strong words are shown on a terminal. The text says the same without. */
export type Emphasis = 'strong' | 'dim' | 'good' | 'warning' | 'bad';

/** Adds color to words, or gives them back as they are. */
export type Paint = (emphasis: Emphasis, text: string) => string;
