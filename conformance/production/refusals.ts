import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTlsAuthority } from '../harness/tls-certificates.ts';
import type { Changes, Installation } from './installation.ts';

/** One setting that is taken away, insecure or of another house, while everything else is sound. */
export interface Refusal {
  readonly what: string;
  /** The variable, or the file of the country, with which the one line begins that the operator reads. */
  readonly names: string;
  readonly said: RegExp;
  changes(installation: Installation): Changes | Promise<Changes>;
}

const setting = (name: string, value: string | undefined, said: RegExp): Refusal => ({
  what: value === undefined ? `${name} is left out` : `${name}=${value}`,
  names: name,
  said,
  changes: () => ({ [name]: value }),
});

const NEEDED = [
  'DATABASE_URL',
  'MIBUN_AGENT_ORIGIN',
  'MIBUN_CEREMONIES',
  'MIBUN_CEREMONY_OPERATORS',
  'MIBUN_COUNTRY',
  'MIBUN_DATA',
  'MIBUN_LETTERS',
  'MIBUN_ORIGIN',
  'MIBUN_PKCS11_MODULE',
  'MIBUN_PKCS11_PIN_FILE',
  'MIBUN_PKCS11_TOKEN',
  'MIBUN_SMTP_URL',
  'MIBUN_TRUSTED_PROXIES',
] as const;

const SETTINGS: readonly Refusal[] = [
  ...NEEDED.map((name) => setting(name, undefined, /is missing/)),
  setting('MIBUN_MODE', 'prod', /demo or production/),
  setting('MIBUN_ORIGIN', 'http://localhost:8700', /plain HTTP/),
  setting('MIBUN_AGENT_ORIGIN', 'http://agent.reikoku.example', /plain HTTP/),
  setting('MIBUN_HOST', '0.0.0.0', /plain HTTP and must be reached by its TLS proxy alone/),
  setting('MIBUN_TRUSTED_PROXIES', '0.0.0.0/0', /addresses/),
  setting('MIBUN_SMTP_URL', 'smtp://localhost', /does not demand TLS/),
  setting('MIBUN_SMTP_URL', 'smtps://localhost?tls.rejectUnauthorized=false', /not for production/),
  setting('MIBUN_OID_ARC', '1.2.998.2', /arc of pki\.yaml is "1\.2\.998\.1"/),
  setting('MIBUN_CERTIFICATE_PROFILE', 'jpki-compatible', /layout of pki\.yaml is "mibun"/),
  setting('MIBUN_MAIL_FROM', 'no-reply@elsewhere.example', /sender of letters\.yaml/),
  {
    what: 'cards are to be made, and nothing opens their blanks',
    names: 'MIBUN_ENCODER',
    said: /without MIBUN_TRANSPORT_KEY_FILE/,
    changes: () => ({ MIBUN_TRANSPORT_KEY_FILE: undefined }),
  },
  setting('NODE_TLS_REJECT_UNAUTHORIZED', '0', /no certificate would be checked/),
  setting('NODE_OPTIONS', '--insecure-http-parser', /smuggled/),
  setting('NODE_DEBUG', 'timer', /would be written to the log/),
  {
    what: 'MIBUN_MODE is left out',
    names: 'MIBUN_COUNTRY',
    said: /MIBUN_MODE=production serves this one/,
    changes: () => ({ MIBUN_MODE: undefined, MIBUN_ENCODER: undefined }),
  },
  {
    what: 'keys are kept in files without a passphrase',
    names: 'MIBUN_CUSTODY_PASSPHRASE',
    said: /known to everybody/,
    changes: () => ({ MIBUN_CUSTODY: 'file' }),
  },
];

/** The database is asked for TLS, and it is the right one. */
const DATABASE: readonly Refusal[] = [
  database('the database may be without TLS', /does not demand TLS/, ({ room }) =>
    room.database('sslmode=prefer'),
  ),
  database('the name of the database is not checked', /does not demand TLS/, ({ room }) =>
    room.database(`sslmode=verify-ca&sslrootcert=${room.tls.file}`),
  ),
  database('the database proves another name', /altnames/, ({ room }) =>
    room.database().replace('@localhost', '@127.0.0.1'),
  ),
  database('the database has a certificate of somebody else', /certificate/, async ({ room }) => {
    const other = await makeTlsAuthority(room.folder, 'elsewhere');
    return room.database(`sslmode=verify-full&sslrootcert=${other.file}`);
  }),
];

function database(
  what: string,
  said: RegExp,
  url: (installation: Installation) => string | Promise<string>,
): Refusal {
  const changes = async (installation: Installation) => ({ DATABASE_URL: await url(installation) });
  return { what, names: 'DATABASE_URL', said, changes };
}

/** A secret that lies open on the machine. */
const OPEN_FILES: readonly Refusal[] = [
  {
    what: 'the PIN of the token is open to everybody',
    names: 'the PIN file',
    said: /open to everybody/,
    changes: ({ room }) => ({ MIBUN_PKCS11_PIN_FILE: openCopy(room.token.pinFile, room.path('open-pin')) }),
  },
  {
    what: 'the folder of letters is open to everybody',
    names: 'MIBUN_LETTERS',
    said: /open to everybody/,
    changes({ room }) {
      mkdirSync(room.path('open-letters'), { recursive: true });
      chmodSync(room.path('open-letters'), 0o755);
      return { MIBUN_LETTERS: room.path('open-letters') };
    },
  },
  {
    what: 'the transport key is open to everybody',
    names: 'MIBUN_TRANSPORT_KEY_FILE',
    said: /open to everybody/,
    changes: ({ room }) => ({
      MIBUN_TRANSPORT_KEY_FILE: openCopy(room.path('transport-key'), room.path('open-transport-key')),
    }),
  },
];

function openCopy(from: string, to: string): string {
  copyFileSync(from, to);
  chmodSync(to, 0o644);
  return to;
}

/** The CAs are those that two known operators have made, and the country is a real one. */
const EVIDENCE: readonly Refusal[] = [
  {
    what: 'no key ceremony has made the CAs',
    names: 'MIBUN_CEREMONIES',
    said: /comes from a key ceremony/,
    changes({ room }) {
      mkdirSync(room.path('no-ceremonies'));
      return { MIBUN_CEREMONIES: room.path('no-ceremonies') };
    },
  },
  {
    what: 'the evidence of a key ceremony was changed',
    names: 'MIBUN_CEREMONIES',
    said: /does not verify: .*hashes/,
    changes({ room, ceremonies }) {
      const folder = room.path('changed-ceremonies');
      cpSync(ceremonies.folder, folder, { recursive: true });
      writeFileSync(join(folder, 'signature/attestation.json'), '{}');
      return { MIBUN_CEREMONIES: folder };
    },
  },
  {
    what: 'the operators of the ceremonies are strangers',
    names: 'MIBUN_CEREMONIES',
    said: /not trusted: aoki, baba/,
    changes: ({ ceremonies }) => ({ MIBUN_CEREMONY_OPERATORS: ceremonies.stranger }),
  },
  {
    what: 'the country has an arc for examples',
    names: 'pki.yaml',
    said: /is one for examples/,
    changes: (installation) => ({
      MIBUN_COUNTRY: countryWith(installation, 'example-arc', 'pki.yaml', '1.2.998.1', '2.999.998'),
    }),
  },
  {
    what: 'a file of the country has a slip of the pen',
    names: 'country.yaml',
    said: /fictitious/,
    changes: (installation) => ({
      MIBUN_COUNTRY: countryWith(installation, 'slip', 'country.yaml', 'false', 'no'),
    }),
  },
  {
    what: 'a demo has run in the data folder',
    names: 'MIBUN_DATA',
    said: /software cards/,
    changes({ room }) {
      mkdirSync(room.path('demo-data/cards'), { recursive: true });
      return { MIBUN_DATA: room.path('demo-data') };
    },
  },
  {
    what: 'MIBUN_PKCS11_TOKEN has a slip of the pen',
    names: 'no token "reikokku" in any slot',
    said: /there is "reikoku"$/,
    changes: () => ({ MIBUN_PKCS11_TOKEN: 'reikokku' }),
  },
];

function countryWith(
  { room, country }: Installation,
  name: string,
  file: string,
  sound: string,
  other: string,
): string {
  const folder = room.path(`country-${name}`);
  cpSync(country, folder, { recursive: true });
  const written = readFileSync(join(folder, file), 'utf8');
  writeFileSync(join(folder, file), written.replace(sound, other));
  return folder;
}

/** What is refused before anything is opened; several starts may be tried at once. */
export const OF_SETTINGS = SETTINGS;
/** What is found out by opening it; two first starts at once would stand in each other's way. */
export const OF_PARTS: readonly Refusal[] = [...DATABASE, ...OPEN_FILES, ...EVIDENCE];
