import { createLinkCertificate, newSerial, PROFILES, serialHex } from '@mibun/pki';
import { commonErrors, type Platform, type Tx } from '../../platform/index.ts';
import type { AuthorityKind, Generation, LinkCertificate, RolloverEvent, TwoPersonAct } from './api.ts';
import { type Authorities, publishesStatus } from './authorities.ts';
import {
  type AuthorityRow,
  insertAuthorityIntent,
  insertLinkIntent,
  type LinkRow,
  lockAuthorities,
  readAuthorities,
  readLinks,
  storeLink,
} from './authority-store.ts';
import { certificateErrors } from './errors.ts';
import { type GenerationLife, SYSTEM_ACT } from './generation-life.ts';
import { hasIssuedToOthers } from './tally.ts';
import { ON_CRL_AFTER_END_MS, sameBytes } from './values.ts';

const DAY_MS = 86_400_000;

export type Alongside = (tx: Tx) => Promise<void>;

export interface Rollover {
  rollOver(
    kind: AuthorityKind,
    generation: number,
    event: RolloverEvent,
    act: TwoPersonAct,
    alongside?: Alongside,
  ): Promise<Generation>;
  /** Finishes what a crash has left of a generation that was being made. */
  recover(): Promise<void>;
  /** Reads the links anew. */
  freshen(): Promise<void>;
  links(kind: AuthorityKind): readonly LinkCertificate[];
}

const WITH_LINKS = ['signature', 'authentication', 'institution'] as const satisfies readonly AuthorityKind[];

/** The steps from one generation of a CA to the next (table `CA_GENERATION`), each one transaction of its own. */
export function rolloverOn(platform: Platform, authorities: Authorities, life: GenerationLife): Rollover {
  const { clock, custody, database, log, random } = platform;
  const signedLinks = new Map<AuthorityKind, readonly LinkRow[]>();

  /** A step that two persons have asked for, on a row that is locked. */
  const move = (
    tx: Tx,
    row: AuthorityRow,
    event: RolloverEvent,
    act: TwoPersonAct,
    given?: { readonly predecessor: AuthorityRow },
  ) => life.move(tx, row, event, act, { detail: { proposedBy: act.proposedBy.id }, ...(given && { given }) });

  async function prepare(
    kind: AuthorityKind,
    generation: number,
    act: TwoPersonAct,
    alongside: Alongside | undefined,
  ): Promise<void> {
    const known = await database.query((tx) => readAuthorities(tx, kind));
    if (known.find((row) => row.generation === generation)?.state !== 'PREPARING') {
      refuseUnlessNext(known, generation);
      life.judge(null, 'prepare', act.actor.kind);
      await authorities.makeRoot(kind, generation, async (tx, intent) => {
        refuseUnlessNext(await lockAuthorities(tx, kind), generation);
        await life.begin(
          tx,
          'prepare',
          act,
          (state, changedAt) => insertAuthorityIntent(tx, { ...intent, state, changedAt }),
          { detail: { proposedBy: act.proposedBy.id } },
        );
      });
    }
    await complete(kind, generation, alongside);
  }

  /** Root and links of a generation whose intent is on record; `sign` closes it. */
  async function complete(kind: AuthorityKind, generation: number, alongside?: Alongside): Promise<void> {
    await authorities.makeRoot(kind, generation, async () => {
      throw new Error(`generation ${generation} of the ${kind} CA has no intent`);
    });
    await authorities.reload(kind);
    const predecessor = authorities.current(kind).generation;
    await makeLink(kind, predecessor, generation);
    await makeLink(kind, generation, predecessor);
    await database.transaction(async (tx) => {
      const row = rowOf(await lockAuthorities(tx, kind), generation);
      if (row.state === 'PREPARING') await life.move(tx, row, 'sign', SYSTEM_ACT);
      await alongside?.(tx);
    });
  }

  /** Both keys are those of one DN; the link lives while both of its generations do. */
  async function makeLink(kind: AuthorityKind, issuer: number, subject: number): Promise<void> {
    const rows = await database.query((tx) => readLinks(tx, kind));
    const intent = rows.find((row) => row.issuer === issuer && row.subject === subject);
    if (intent?.certificate) return;
    const [from, to] = [authorities.generation(kind, issuer), authorities.generation(kind, subject)];
    const lives = [from.info.certificate, to.info.certificate];
    const serial = intent?.serial ?? serialHex(newSerial(random.bytes));
    const certificate = await createLinkCertificate({
      issuer: from.info,
      subject: to.info,
      serial,
      notBefore: new Date(Math.max(...lives.map(({ notBefore }) => notBefore.getTime()))),
      notAfter: new Date(Math.min(...lives.map(({ notAfter }) => notAfter.getTime()))),
      sign: async (tbs) => {
        if (!intent) {
          const row = { kind, issuer, subject, serial, tbs, certificate: null, createdAt: clock.now() };
          await database.transaction((tx) => insertLinkIntent(tx, row));
        } else if (!sameBytes(intent.tbs, tbs)) {
          throw new Error(`the ${kind} CA was about to sign another link before the restart`);
        }
        return custody.sign(from.keyLabel, from.info.algorithm, tbs);
      },
    });
    await database.transaction((tx) => storeLink(tx, { kind, issuer, subject }, certificate));
  }

  async function moveOn(
    kind: AuthorityKind,
    generation: number,
    event: Exclude<RolloverEvent, 'prepare'>,
    act: TwoPersonAct,
    alongside: Alongside | undefined,
  ): Promise<void> {
    await database.transaction(async (tx) => {
      const rows = await lockAuthorities(tx, kind);
      const row = rowOf(rows, generation);
      // The table first: it says which of the guards below are meant.
      life.judge(row.state, event, act.actor.kind);
      if (event === 'go-back') {
        const predecessor = rows.findLast(({ state }) => state === 'OVERLAPPING');
        if (!predecessor) throw certificateErrors.GENERATION_ALONE();
        await move(tx, row, event, act, { predecessor });
      } else {
        // Before the switch and not by it: no two generations issue, by the database itself.
        const issuing = event === 'switch' && rows.find(({ state }) => state === 'ISSUING');
        if (issuing) await life.move(tx, issuing, 'supersede', SYSTEM_ACT);
        if (event === 'withdraw') await refuseIfUsed(tx, kind, generation);
        if (event === 'retire') refuseIfInUse({ kind, changedAt: row.changedAt }, clock.now());
        await move(tx, row, event, act);
      }
      await alongside?.(tx);
    });
  }

  async function refuseIfUsed(tx: Tx, kind: AuthorityKind, generation: number): Promise<void> {
    const used = await hasIssuedToOthers(tx, kind, generation);
    if (used) throw certificateErrors.GENERATION_USED();
  }

  async function readSigned(kind: AuthorityKind): Promise<void> {
    const rows = await database.query((tx) => readLinks(tx, kind));
    signedLinks.set(
      kind,
      rows.filter(({ certificate }) => certificate),
    );
  }

  return {
    async rollOver(kind, generation, event, act, alongside) {
      if (act.actor.id === act.proposedBy.id) throw certificateErrors.TWO_PERSONS_NEEDED();
      if (event === 'prepare') await prepare(kind, generation, act, alongside);
      else await moveOn(kind, generation, event, act, alongside);
      await authorities.reload(kind);
      await readSigned(kind);
      return authorities.generation(kind, generation);
    },

    async freshen() {
      for (const kind of WITH_LINKS) await readSigned(kind);
    },

    async recover() {
      for (const kind of WITH_LINKS) {
        const rows = await database.query((tx) => readAuthorities(tx, kind));
        for (const { generation } of rows.filter(({ state }) => state === 'PREPARING')) {
          // The present generation goes on issuing whatever has become of the next one.
          await complete(kind, generation).catch((error: unknown) =>
            log.error({ err: error, kind, generation }, 'a generation that was being made is not finished'),
          );
        }
        await authorities.reload(kind);
        await readSigned(kind);
      }
    },

    links(kind) {
      const published = (generation: number) => {
        const found = authorities.all(kind).find((one) => one.generation === generation);
        return found && (publishesStatus(found.state) || found.state === 'RETIRED');
      };
      return (signedLinks.get(kind) ?? []).flatMap(({ issuer, subject, certificate }) =>
        certificate && published(issuer) && published(subject)
          ? [{ kind, issuer, subject, der: new Uint8Array(certificate) }]
          : [],
      );
    },
  };
}

/** When what a superseded generation issued last has ended, whatever it was, and has been on a CRL since. */
export function retirableFrom({ kind, changedAt }: Pick<Generation, 'kind' | 'changedAt'>): Date {
  const kinds = Object.values(PROFILES.mibun.endEntity).filter(({ issuedBy }) => issuedBy.includes(kind));
  // The cards of this server are of generation 1: whoever certifies their keys, it is for five years (VAL-09).
  const longest = Math.max(...kinds.map(({ maxDays }) => maxDays['rsa-2048'])) * DAY_MS;
  return new Date(changedAt.getTime() + longest + ON_CRL_AFTER_END_MS);
}

/** Refuses with GENERATION_IN_USE and the date. */
export function refuseIfInUse(generation: Pick<Generation, 'kind' | 'changedAt'>, now: Date): void {
  const from = retirableFrom(generation);
  if (now < from) {
    throw certificateErrors.GENERATION_IN_USE({ params: { date: from.toISOString().slice(0, 10) } });
  }
}

function rowOf(rows: readonly AuthorityRow[], generation: number): AuthorityRow {
  const row = rows.find((one) => one.generation === generation);
  if (!row) throw commonErrors.NOT_FOUND({ privateDetail: `generation ${generation}` });
  return row;
}

/** Numbers count up, and only one generation is on its way at a time. */
function refuseUnlessNext(rows: readonly AuthorityRow[], generation: number): void {
  const onItsWay = rows.some(({ state }) => state.startsWith('PREPAR') || state === 'PUBLISHED');
  const next = Math.max(0, ...rows.map((row) => row.generation)) + 1;
  if (onItsWay || generation !== next) throw certificateErrors.GENERATION_ON_ITS_WAY();
}
