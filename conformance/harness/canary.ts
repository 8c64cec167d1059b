import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CompiledQuery } from 'kysely';
import { type Hero, hanako } from '../../apps/cli/src/scenario/hero.ts';
import type { Database } from '../../apps/server/src/platform/index.ts';

/** Secrets that occur nowhere by chance: no row id, year or port looks like them. */
const SECRETS = {
  signature: 'KANARIA7Q5X',
  authentication: '7351',
  registry: '8462',
  text: '9573',
} as const;

/** The heroine of the scenario, with secrets that can be looked for. */
export function canaryHero(): Hero {
  return { ...hanako(), secrets: SECRETS };
}

/** What is looked for: the same secret in each form in which a careless program would leave it. */
export interface Canary {
  readonly name: string;
  readonly forms: readonly Buffer[];
  /** What must not stand beside a short one: four digits are in any longer number by chance. */
  readonly apartFrom?: Neighbours;
}

/** Tells whether the secret at `from`, which ends before `to`, is a part of something longer. */
type Neighbours = (bytes: Buffer, from: number, to: number) => boolean;

/** A number or password in clear, grouped, in full width, in hex, base64, UTF-16, packed decimal and as an integer. */
export function canaryOf(name: string, secret: string): Canary {
  const ascii = Buffer.from(secret);
  const forms = [
    ascii,
    Buffer.from([...secret].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('')),
    Buffer.from(ascii.toString('hex')),
    Buffer.from(ascii.toString('hex').toUpperCase()),
    Buffer.from(secret, 'utf16le'),
    Buffer.from(secret, 'utf16le').swap16(),
    ...[0, 1, 2].map((shift) => base64Within(ascii, shift)),
  ];
  if (/^\d{11,12}$/.test(secret)) {
    const groups = secret.match(/\d{1,4}/g) ?? [];
    forms.push(...[' ', '-', '　'].map((gap) => Buffer.from(groups.join(gap))));
    forms.push(Buffer.from(secret.padStart(12, '0'), 'hex'));
    const integer = Buffer.alloc(8);
    integer.writeBigUInt64BE(BigInt(secret));
    forms.push(integer, Buffer.from(integer).reverse());
  }
  return { name, forms };
}

/** A PIN: looked for as a word of its own, and only where text is. */
export function shortCanaryOf(name: string, secret: string): Canary {
  return { name, forms: [Buffer.from(secret)], apartFrom: wordBytes };
}

/**
 * A PIN on the way to a chip: its octets in hex. The number of a card has twenty-eight random digits, and travels so, too:
 * in a longer row of digits these are no PIN. Two PINs side by side are (old and new).
 */
export function octetsCanaryOf(name: string, secret: string): Canary {
  const hex = Buffer.from(secret).toString('hex');
  return {
    name,
    forms: [Buffer.from(hex), Buffer.from(hex.toUpperCase())],
    apartFrom: (bytes, from, to) => {
      const before = /(?:3\d)*$/.exec(bytes.toString('latin1', Math.max(0, from - ROW), from))?.[0] ?? '';
      const after = /^(?:3\d)*/.exec(bytes.toString('latin1', to, to + ROW))?.[0] ?? '';
      return ![0, hex.length].includes(before.length + after.length);
    },
  };
}

/** As far as it takes to see that a row of digits, two characters each, is no PIN. */
const ROW = 32;

/** The characters of a base64 text that do not depend on what stands around the secret. */
function base64Within(secret: Buffer, shift: number): Buffer {
  const text = Buffer.concat([Buffer.alloc(shift), secret])
    .toString('base64')
    .replace(/=+$/, '');
  const from = Math.ceil((shift * 8) / 6);
  const to = Math.floor(((shift + secret.length) * 8) / 6);
  return Buffer.from(text.slice(from, to));
}

const isWordByte = (byte: number | undefined) =>
  byte !== undefined && /[0-9A-Za-z_]/.test(String.fromCharCode(byte));

const wordBytes: Neighbours = (bytes, from, to) => isWordByte(bytes[from - 1]) || isWordByte(bytes[to]);

/** Whether the bytes have the secret in one of its forms. */
export function holds(bytes: Buffer, { forms, apartFrom }: Canary): boolean {
  return forms.some((form) => {
    for (let at = bytes.indexOf(form); at >= 0; at = bytes.indexOf(form, at + 1)) {
      if (!apartFrom?.(bytes, at, at + form.length)) return true;
    }
    return false;
  });
}

interface Column {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

/** One value of the database, with the place where it was found. */
export interface Cell {
  /** `schema.table.column` */
  readonly place: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** Every value of every column of every table that is not PostgreSQL's own; text as it casts, bytea as it is. */
export async function everyCell(database: Database): Promise<readonly Cell[]> {
  const ask = async <Row>(text: string) =>
    (await database.query((tx) => tx.executeQuery<Row>(CompiledQuery.raw(text)))).rows;
  const columns = await ask<Column>(
    `select table_schema as schema, table_name as "table", column_name as "column", data_type as type
     from information_schema.columns
     where table_schema not in ('pg_catalog', 'information_schema')`,
  );
  const cells: Cell[] = [];
  for (const { schema, table, column, type } of columns) {
    const value = type === 'bytea' ? `encode("${column}", 'hex')` : `"${column}"::text`;
    const rows = await ask<{ value: string }>(
      `select ${value} as value from "${schema}"."${table}" where "${column}" is not null`,
    );
    for (const row of rows) {
      const bytes = Buffer.from(row.value, type === 'bytea' ? 'hex' : 'utf8');
      cells.push({ place: `${schema}.${table}.${column}`, type, bytes });
    }
  }
  return cells;
}

/** Every file below a folder, by its path relative to it. */
export function everyFile(folder: string): ReadonlyMap<string, Buffer> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry: Dirent) =>
    entry.isFile(),
  );
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1), readFileSync(path)];
    }),
  );
}
