/** Paths of modules below `src`, each with the paths of those it imports. */
export type SourceImports = ReadonlyMap<string, readonly string[]>;

export function sourceImports(project?: string): SourceImports;
export function importCircles(imports: SourceImports): readonly (readonly string[])[];
