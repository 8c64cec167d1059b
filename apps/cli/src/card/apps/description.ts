import { encodeInstallation, type FreeInstallation } from '@mibun/card';
import { CommandError } from '../../output.ts';

/** What `mibun card apps install` takes: an application of a body of one's own. */
export const DESCRIPTION_EXAMPLE = {
  aid: 'F04D4942554EFA09920101',
  layoutVersion: 1,
  quota: 2048,
  pin: { tries: 5, shortest: 4, longest: 8 },
  files: [
    { id: '0001', kind: 'transparent', read: 'free', write: 'mutual', size: 32 },
    { id: '0002', kind: 'records', read: 'pin', write: 'mutual', size: 512 },
    { id: '0003', kind: 'transparent', read: 'mutual', write: 'mutual', size: 1000 },
  ],
} as const;

const KINDS = ['transparent', 'records'] as const;
const RIGHTS = ['free', 'pin', 'mutual', 'never'] as const;

/** Reads a description. @throws CommandError that names the field, or says what no chip would take */
export function readDescription(json: string, file: string): FreeInstallation {
  const wrong = (what: string): never => {
    throw new CommandError(
      `${file}: ${what}`,
      'mibun card apps install --example prints one that can be used',
    );
  };
  const object = (value: unknown, otherwise: string): Readonly<Record<string, unknown>> =>
    typeof value === 'object' && value !== null
      ? (value as Readonly<Record<string, unknown>>)
      : wrong(otherwise);
  const given = parsed(json, () => wrong('this is no JSON object'));
  const number = (of: Readonly<Record<string, unknown>>, name: string): number => {
    const value = of[name];
    return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 0xffff
      ? Number(value)
      : wrong(`${name} is a whole number up to 65535`);
  };
  const one = <T extends string>(value: unknown, list: readonly T[], name: string): T =>
    list.find((entry) => entry === value) ?? wrong(`${name} is ${list.join(', ')}`);
  const files = Array.isArray(given.files) ? given.files : wrong('files is a list');
  const pin =
    given.pin === undefined ? undefined : object(given.pin, 'pin is an object with tries, shortest, longest');
  const installation = {
    aid: aidOf(String(given.aid ?? '')),
    layoutVersion: number(given, 'layoutVersion'),
    quota: number(given, 'quota'),
    ...(pin && {
      credential: {
        tries: number(pin, 'tries'),
        shortest: number(pin, 'shortest'),
        longest: number(pin, 'longest'),
      },
    }),
    files: files.map((value: unknown) => {
      const entry = object(value, 'each of files is an object');
      return {
        id: fileIdOf(String(entry.id ?? '')),
        kind: one(entry.kind, KINDS, 'kind'),
        read: one(entry.read, RIGHTS, 'read'),
        write: one(entry.write, RIGHTS, 'write'),
        size: number(entry, 'size'),
      };
    }),
  };
  try {
    encodeInstallation(installation, new Uint8Array(0));
  } catch (error) {
    if (error instanceof RangeError) wrong(error.message);
    throw error;
  }
  return installation;
}

/** @throws CommandError */
export function aidOf(hex: string): Uint8Array {
  const bare = hex.replaceAll(/[\s:]/g, '');
  if (!/^(?:[0-9A-Fa-f]{2}){5,16}$/.test(bare)) {
    throw new CommandError(
      `${hex || 'nothing'} is no AID`,
      'it is 5 to 16 bytes in hex; mibun card apps list shows them',
    );
  }
  return new Uint8Array(Buffer.from(bare, 'hex'));
}

/** @throws CommandError */
export function fileIdOf(hex: string): number {
  if (!/^[0-9A-Fa-f]{4}$/.test(hex))
    throw new CommandError(`${hex || 'nothing'} is no file`, 'it is four hex digits: 0001');
  return Number.parseInt(hex, 16);
}

function parsed(json: string, otherwise: () => never): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null
      ? (value as Readonly<Record<string, unknown>>)
      : otherwise();
  } catch {
    return otherwise();
  }
}
