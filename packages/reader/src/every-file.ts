import {
  type ApplicationDefinition,
  type CardPlace,
  type CardProfile,
  type CardRole,
  FILES,
} from '@mibun/card';
import { CardError, cardErrorFor } from './card-error.ts';
import { layoutOf } from './card-layout.ts';
import { readManagerObject } from './card-manager.ts';
import { send } from './command.ts';
import type { CardConnection } from './connection.ts';
import { type CredentialKind, credentialBytes, type PrintedKeyKind } from './credentials.ts';
import { readFile } from './files.ts';
import { efName, exclusively, inApplicationThenReset, selectFile } from './session.ts';
import { presentCredential } from './verify.ts';

/** What the holder shows; whatever is absent is not presented and costs no try. */
export interface GivenCredentials {
  readonly signature?: string | undefined;
  readonly text?: string | undefined;
  readonly codeA?: string | undefined;
  readonly codeB?: string | undefined;
  readonly birthDateKey?: string | undefined;
}

/** One file of the chip as it was found. */
export interface FoundFile {
  /** Its name in the card's profile. */
  readonly application: string;
  /** As in the table of the application. */
  readonly name: string;
  readonly id: number;
  /** What the table of the application says of it. */
  readonly content: string;
  /** 'closed': it needs a credential that was not given, or nobody may read it. */
  readonly state: 'read' | 'empty' | 'closed';
  /** Filler included; nothing unless it was read. Records one after the other. */
  readonly bytes: Uint8Array;
}

interface Opener {
  readonly given: keyof GivenCredentials;
  readonly kind: CredentialKind | PrintedKeyKind;
  /** Where cards of any generation keep it. */
  places(profile: CardProfile): readonly CardPlace[];
}

const inRoles =
  (...roles: readonly CardRole[]) =>
  (profile: CardProfile): readonly CardPlace[] =>
    roles.flatMap((role) => profile.roles[role] ?? []);

// Code A opens the number as text, too; no terminal of ours uses that, so it is no role (chip.md §2.6).
const TEXT_CODE_A: CardPlace = { application: 'text', id: FILES.text.codeA };

const OPENERS: readonly Opener[] = [
  { given: 'signature', kind: 'signature', places: inRoles('signature') },
  { given: 'text', kind: 'text', places: inRoles('text') },
  {
    given: 'codeA',
    kind: 'code-a',
    places: (profile) => [TEXT_CODE_A, ...inRoles('face-code-a')(profile)],
  },
  { given: 'codeB', kind: 'code-b', places: inRoles('text-code-b', 'face-code-b') },
  { given: 'birthDateKey', kind: 'birth-date', places: inRoles('birth-date') },
];

const NOTHING = new Uint8Array(0);

/**
 * Reads every file that the given credentials open, application by application; resets the card after each that
 * was shown a secret (CHIP-08). Nothing is verified by reading it.
 * @throws CardError 'wrong-pin', 'pin-blocked', 'malformed-pin': all forms are checked before anything is sent
 */
export async function readEveryFile(
  connection: CardConnection,
  given: GivenCredentials = {},
): Promise<readonly FoundFile[]> {
  const openers = OPENERS.flatMap((opener) => {
    const value = given[opener.given];
    return value === undefined ? [] : [{ ...opener, value: credentialBytes(opener.kind, value) }];
  });
  const { profile } = await exclusively(connection, () => layoutOf(connection));
  const found: FoundFile[] = [];
  for (const application of profile.applications) {
    const keys = openers.flatMap(({ places, value }) =>
      places(profile)
        .filter((place) => place.application === application.name)
        .map(({ id }) => ({ id, value })),
    );
    found.push(...(await readApplication(connection, application, keys)));
  }
  return found;
}

async function readApplication(
  connection: CardConnection,
  { name: application, files }: ApplicationDefinition,
  keys: readonly { readonly id: number; readonly value: Uint8Array }[],
): Promise<readonly FoundFile[]> {
  const found: FoundFile[] = [];
  for (const [name, { id, content, kind }] of Object.entries(files)) {
    if (kind !== 'object') continue;
    const bytes = await orNothing(() => readManagerObject(connection, id));
    found.push({ application, name, id, content, state: bytes.length > 0 ? 'read' : 'empty', bytes });
  }
  if (found.length > 0) return found;
  try {
    return await inApplicationThenReset(connection, application, async () => {
      for (const { id, value } of keys) await presentCredential(connection, id, value);
      for (const [name, { id, content, kind }] of Object.entries(files)) {
        if (kind !== 'transparent' && kind !== 'records') continue;
        found.push({ application, name, id, content, ...(await look(connection, id, kind)) });
      }
      return found;
    });
  } catch (error) {
    // Cards of other makes, and telephones, lack some applications (chip.md §7).
    if (error instanceof CardError && error.code === 'application-not-found') return [];
    throw error;
  }
}

async function look(
  connection: CardConnection,
  file: number,
  kind: 'transparent' | 'records',
): Promise<Pick<FoundFile, 'state' | 'bytes'>> {
  try {
    const bytes = kind === 'records' ? await readRecords(connection, file) : await readFile(connection, file);
    return { state: bytes.length > 0 ? 'read' : 'empty', bytes };
  } catch (error) {
    if (error instanceof CardError && error.statusWord !== undefined) {
      return { state: error.code === 'file-not-found' ? 'empty' : 'closed', bytes: NOTHING };
    }
    throw error;
  }
}

async function readRecords(connection: CardConnection, file: number): Promise<Uint8Array> {
  await selectFile(connection, file);
  const records: Uint8Array[] = [];
  for (let number = 1; number <= 0xfe; number++) {
    // P2 = 04: the record of that number in the current file.
    const { data, statusWord } = await send(connection, { ins: 0xb2, p1: number, p2: 0x04, le: 256 });
    if (statusWord === 0x6a83) break;
    if (statusWord !== 0x9000) throw cardErrorFor(statusWord, `READ RECORD ${efName(file)}`);
    records.push(data);
  }
  return new Uint8Array(Buffer.concat(records));
}

async function orNothing(read: () => Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof CardError && error.statusWord !== undefined) return NOTHING;
    throw error;
  }
}
