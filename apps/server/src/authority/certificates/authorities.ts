import {
  CA_KINDS,
  type CaInfo,
  type CaKind,
  type CertificateProfile,
  caGeneration,
  caInfo,
  createCaCertificate,
  newSerial,
  PkiError,
  profileOf,
  readCertificate,
  serialHex,
} from '@mibun/pki';
import type { GenerationState } from '@mibun/rules';
import { type Config, ConfigurationError, type Platform, type Tx } from '../../platform/index.ts';
import { type CeremonyResult, ceremonyResult } from './adopt.ts';
import { CRL_SHARDS, type Generation } from './api.ts';
import {
  type AuthorityRow,
  insertAuthorityIntent,
  readAuthorities,
  storeAuthority,
} from './authority-store.ts';
import { type GenerationLife, SYSTEM_ACT } from './generation-life.ts';
import { ensureKey } from './keys.ts';
import { authorityName } from './urls.ts';
import { sameBytes, wholeSecond } from './values.ts';

export interface Authorities {
  /** @param mayEstablish whether what is missing is made here, or is another process's to make */
  open(mayEstablish: boolean): Promise<void>;
  /** The same where another process has changed something since. */
  freshen(kind: CaKind): Promise<void>;
  /** Reads the generations of a CA anew: another process, or a step of a rollover, has changed them. */
  reload(kind: CaKind): Promise<void>;
  /** The generation that issues. */
  current(kind: CaKind): Generation;
  generation(kind: CaKind, generation: number): Generation;
  all(kind: CaKind): readonly Generation[];
  /**
   * Key and self-signed certificate of a generation. The intent is on record before the signature: `intend` stores it,
   * in the state given, unless a crash has left one, whose octets are then signed as they are.
   */
  makeRoot(
    kind: CaKind,
    generation: number,
    intend: (tx: Tx, intent: Omit<AuthorityRow, 'state' | 'changedAt'>) => Promise<void>,
  ): Promise<void>;
}

const LIFE_YEARS = 10;

/** Published generations answer for what they have issued: OCSP, CRLs, their responders. */
export function publishesStatus(state: GenerationState): boolean {
  return state === 'PUBLISHED' || state === 'ISSUING' || state === 'OVERLAPPING';
}

/**
 * The CAs and their generations. On the first start each CA gets its first generation. `crlShards`: of the resident
 * CAs' generations that are made from now on.
 */
export function authoritiesOn(platform: Platform, life: GenerationLife, crlShards = CRL_SHARDS): Authorities {
  const { clock, custody, database, random } = platform;
  const opened = new Map<CaKind, readonly Generation[]>();

  async function establish(kind: CaKind): Promise<void> {
    await authorities.makeRoot(kind, 1, async (tx, intent) => {
      await life.begin(tx, 'establish', SYSTEM_ACT, (state, changedAt) =>
        insertAuthorityIntent(tx, { ...intent, state, changedAt }),
      );
    });
  }

  const shardsOf = (kind: CaKind) => (kind === 'signature' || kind === 'authentication' ? crlShards : 1);

  /** A key ceremony has made key and certificate; the key must be in the custody of this server. */
  async function adopt(
    { info, keyLabel }: CeremonyResult,
    kind: CaKind,
    generation: number,
    intent: AuthorityRow | undefined,
    intend: Parameters<Authorities['makeRoot']>[2],
  ): Promise<void> {
    const { der, serial, spki, tbs } = info.certificate;
    const publicKey = await custody.publicKey(keyLabel);
    if (!publicKey || !sameBytes(publicKey, spki)) {
      throw new Error(`key custody does not hold the key ${keyLabel} of the ceremony`);
    }
    if (intent && !sameBytes(intent.tbs, tbs)) {
      throw new Error(`generation ${generation} of the ${kind} CA was about to be another one`);
    }
    await database.transaction(async (tx) => {
      const createdAt = wholeSecond(clock.now());
      const row = { kind, generation, keyLabel, serial, tbs, createdAt, shards: shardsOf(kind) };
      if (!intent) await intend(tx, { ...row, certificate: null });
      await storeAuthority(tx, { kind, generation }, der);
    });
  }

  async function read(row: AuthorityRow): Promise<Generation> {
    if (!row.certificate) throw new Error(`the ${row.kind} CA has no certificate`);
    const info = ofThisCountry(new Uint8Array(row.certificate), platform.config);
    // The key of a generation that is over may be destroyed; its certificate is kept for old signatures (CA-03).
    if (row.state !== 'RETIRED' && row.state !== 'WITHDRAWN') {
      const publicKey = await custody.publicKey(row.keyLabel);
      if (!publicKey || !sameBytes(publicKey, info.certificate.spki)) {
        throw new Error(`key custody does not hold the key ${row.keyLabel} of the ${row.kind} CA`);
      }
    }
    const { kind, generation, state, changedAt, keyLabel, shards } = row;
    const name = authorityName(kind, generation);
    return { kind, generation, name, state, changedAt, keyLabel, shards, info };
  }

  const authorities: Authorities = {
    async open(mayEstablish) {
      for (const kind of CA_KINDS) {
        const [first] = await database.query((tx) => readAuthorities(tx, kind));
        if (!first?.certificate) {
          if (!mayEstablish) throw notEstablished(kind);
          await establish(kind);
        }
        await authorities.reload(kind);
      }
    },
    async freshen(kind) {
      const stateOf = (row: Pick<AuthorityRow, 'generation' | 'state' | 'changedAt'>) =>
        `${row.generation} ${row.state} ${row.changedAt.getTime()}`;
      const rows = await database.query((tx) => readAuthorities(tx, kind));
      const now = rows.filter(({ certificate }) => certificate).map(stateOf);
      if (now.join() !== authorities.all(kind).map(stateOf).join()) await authorities.reload(kind);
    },
    async reload(kind) {
      const rows = await database.query((tx) => readAuthorities(tx, kind));
      opened.set(kind, await Promise.all(rows.filter(({ certificate }) => certificate).map(read)));
    },
    current(kind) {
      const issuing = authorities.all(kind).find(({ state }) => state === 'ISSUING');
      if (!issuing) throw new Error(`the ${kind} CA is not open`);
      return issuing;
    },
    generation(kind, generation) {
      const found = authorities.all(kind).find((authority) => authority.generation === generation);
      if (!found) throw new Error(`there is no generation ${generation} of the ${kind} CA`);
      return found;
    },
    all: (kind) => opened.get(kind) ?? [],
    async makeRoot(kind, generation, intend) {
      const rows = await database.query((tx) => readAuthorities(tx, kind));
      const intent = rows.find((row) => row.generation === generation);
      if (intent?.certificate) return;
      const profile = profileAmong(rows, platform.config);
      const made = ceremonyResult(platform.config, profile, kind, generation);
      if (made) return adopt(made, kind, generation, intent, intend);
      const { keySpec, algorithm } = caGeneration(profile, kind, generation);
      const keyLabel = intent?.keyLabel ?? `ca-${kind}-${generation}`;
      const publicKey = await ensureKey(custody, keyLabel, keySpec);
      const serial = intent?.serial ?? serialHex(newSerial(random.bytes));
      const notBefore = intent?.createdAt ?? wholeSecond(clock.now());
      const notAfter = new Date(notBefore);
      notAfter.setUTCFullYear(notAfter.getUTCFullYear() + LIFE_YEARS);
      const certificate = await createCaCertificate({
        profile,
        kind,
        generation,
        publicKey,
        notBefore,
        notAfter,
        serial,
        sign: async (tbs) => {
          if (intent) {
            if (!sameBytes(intent.tbs, tbs)) {
              throw new Error(`the ${kind} CA was about to sign something else before the restart`);
            }
          } else {
            const row = {
              kind,
              generation,
              keyLabel,
              serial,
              tbs,
              createdAt: notBefore,
              shards: shardsOf(kind),
            };
            await database.transaction((tx) => intend(tx, { ...row, certificate: null }));
          }
          return custody.sign(keyLabel, algorithm, tbs);
        },
      });
      await database.transaction((tx) => storeAuthority(tx, { kind, generation }, certificate));
    },
  };
  return authorities;
}

/** To an operator who started the parts of an installation in another order. */
const notEstablished = (kind: CaKind) =>
  new ConfigurationError('this installation has no certification authorities yet', [
    `MIBUN_ROLES leaves out authority, which alone makes the ${kind} CA: start the process that has it first`,
  ]);

/** All generations of a CA keep the layout of its first one; the configuration decides only that. */
function profileAmong(rows: readonly AuthorityRow[], config: Config): CertificateProfile {
  const made = rows.find(({ certificate }) => certificate !== null)?.certificate;
  return made ? ofThisCountry(new Uint8Array(made), config).profile : profileOf(config.certificateProfile);
}

/** Names are chosen once (CA-03): verifiers have pinned the roots that bear them. */
function ofThisCountry(certificate: Uint8Array, { certificateProfile }: Config): CaInfo {
  const profile = profileOf(certificateProfile);
  try {
    return caInfo(certificate, profile);
  } catch (error) {
    if (!(error instanceof PkiError) || error.code !== 'unknown-ca') throw error;
    const { subject } = readCertificate(certificate);
    throw new ConfigurationError('the certification authorities of this installation have other names', [
      `pki.yaml names says "${profile.names.organisation}" (${profile.names.country}), but its root is "${subject}": write the names as its roots have them; other names need a new installation`,
    ]);
  }
}
