/** Text and cells of lists in a frame that are cut although there is room. */
export function cutRows(frame: readonly string[]): readonly string[];
