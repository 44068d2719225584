export const MAX_COLUMNS: number;
/** Paths of the code below the folder of a project. */
export function codeFiles(project: string): readonly string[];
export function linesOf(project: string, path: string): readonly string[];
/** `path:line` of each line that is longer than {@link MAX_COLUMNS}. */
export function longLines(project: string): readonly string[];
