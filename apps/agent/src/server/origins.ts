import { isFileError, readTextFile, writeDurably } from '@mibun/durable';

/** Sites that the person has allowed to ask for their card. */
export interface AllowedOrigins {
  list(): readonly string[];
  has(origin: string): boolean;
  allow(origin: string): void;
  forget(origin: string): void;
}

/**
 * @param always origins that need not be asked about and cannot be forgotten
 * @param file where the choice is kept; without one it lasts as long as the agent runs
 */
export function allowedOrigins(always: readonly string[], file?: string): AllowedOrigins {
  const chosen = new Set(file === undefined ? [] : read(file));
  const keep = () => {
    if (file === undefined) return;
    writeDurably(file, Buffer.from(`${JSON.stringify([...chosen].sort(), null, 2)}\n`));
  };
  return {
    list: () => [...chosen].sort(),
    has: (origin) => always.includes(origin) || chosen.has(origin),
    allow: (origin) => {
      if (always.includes(origin) || chosen.has(origin)) return;
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
    throw error;
  }
  const parsed: unknown = JSON.parse(text);
  if (!Array.isArray(parsed) || !parsed.every((one) => typeof one === 'string')) {
    throw new TypeError('the file of allowed sites is damaged; remove it to begin again');
  }
  return parsed;
}
