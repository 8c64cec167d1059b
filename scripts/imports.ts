// What the files of the project import.

/** One file of the project. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

export interface Import {
  readonly target: string;
  /** Nothing of it is left when the program runs. */
  readonly typeOnly: boolean;
}

export interface Module extends Source {
  readonly imports: readonly Import[];
  /** Such as `apps/server`. */
  readonly workspace: string;
}

const STATEMENT =
  /^\s*(?:import|export)\b(\s+type\b(?!\s*(?:,|from\b)))?\s*(?:[\w$*{},\s]*?\bfrom\s*)?['"]([^'"\n]+)['"]/gm;
const ANYHOW = /(?:\bfrom\s*|\bimport\s*\(?\s*)['"]([^'"\n]+)['"]|\bimport\(\s*`([^`]+)`/g;

/**
 * Statements first, whose `type` says that nothing of them is left when the program runs. A `type` inside the braces
 * does not: with `verbatimModuleSyntax` the module is loaded all the same. Then whatever else names a module.
 */
export function importsOf(text: string): readonly Import[] {
  const found: Import[] = [];
  const rest = text.replaceAll(STATEMENT, (_whole, type: string | undefined, target: string) => {
    found.push({ target, typeOnly: type !== undefined });
    return '';
  });
  for (const [, quoted, template] of rest.matchAll(ANYHOW))
    found.push({ target: quoted ?? template ?? '', typeOnly: false });
  return found;
}
