import { isFileError, readTextFile, writeDurably } from '@mibun/durable';
import { isOrigin } from '@mibun/protocol';
import { AgentFailure } from './failures.ts';

/** Sites that may ask for a card. */
export interface AllowedOrigins {
  /** Those that need not be asked about and cannot be forgotten. */
  readonly given: readonly string[];
  /** Whether the person may allow others. */
  readonly mayAllow: boolean;
  /** Those that the person has allowed. */
  list(): readonly string[];
  has(origin: string): boolean;
  /** @throws AgentFailure 'only-given-origins' */
  allow(origin: string): void;
  forget(origin: string): void;
}

/** The file of allowed sites cannot be read, or holds something else. */
export class OriginsDamaged extends Error {
  override readonly name = 'OriginsDamaged';
}

/**
 * @param given origins that need not be asked about and cannot be forgotten
 * @param options.file where the choice is kept; without one it lasts as long as the agent runs
 * @param options.mayAllow false: nobody but the given ones, whatever the file says
 * @throws OriginsDamaged
 */
export function allowedOrigins(
  given: readonly string[],
  { file, mayAllow = true }: { readonly file?: string; readonly mayAllow?: boolean } = {},
): AllowedOrigins {
  const chosen = new Set(file === undefined || !mayAllow ? [] : read(file));
  const keep = () => {
    if (file === undefined) return;
    writeDurably(file, Buffer.from(`${JSON.stringify([...chosen].sort(), null, 2)}\n`));
  };
  return {
    given,
    mayAllow,
    list: () => [...chosen].sort(),
    has: (origin) => given.includes(origin) || chosen.has(origin),
    allow: (origin) => {
      if (given.includes(origin) || chosen.has(origin)) return;
      if (!mayAllow) throw new AgentFailure('only-given-origins');
      chosen.add(origin);
      keep();
    },
    forget: (origin) => {
      if (chosen.delete(origin)) keep();
    },
  };
}

function read(file: string): readonly string[] {
  let text: string;
  try {
    text = readTextFile(file);
  } catch (error) {
    if (isFileError(error, 'ENOENT')) return [];
    throw new OriginsDamaged(`${file} cannot be read as the list of allowed sites`, { cause: error });
  }
  const parsed = parsedJson(text);
  if (!Array.isArray(parsed) || !parsed.every((one) => typeof one === 'string' && isOrigin(one))) {
    throw new OriginsDamaged(`${file} is no list of allowed sites`);
  }
  return parsed;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
