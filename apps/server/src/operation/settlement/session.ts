import { createHash } from 'node:crypto';
import { readTextFile } from '@mibun/durable';
import { fromPem, PkiError, verifySignature } from '@mibun/pki';
import type { Tx } from '../../platform/index.ts';
import { settlementActs } from './audited-acts.ts';
import { type Context, ceremonyAct } from './context.ts';
import { settlementErrors } from './errors.ts';
import { statementOf } from './statement.ts';
import {
  findSession,
  insertEnd,
  insertOffer,
  isEnded,
  lockOffer,
  openSession,
  type SettlementSession,
} from './store.ts';

/** As long as two people look for their keys and type their passphrases. */
const OFFER_MS = 15 * 60_000;
/** A working day: a file of many million people is through in less. */
const SESSION_MS = 12 * 60 * 60_000;
const OPERATORS_NEEDED = 2;

export interface Approval {
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array;
  /** ECDSA with SHA-384 over the statement, DER. */
  readonly signature: Uint8Array;
}

const digest = (octets: Uint8Array | string): string =>
  createHash('sha256').update(octets).digest('base64url');

/** What the operators are to sign. Nobody is let in by it. */
export async function offer(
  context: Context,
): Promise<{ readonly id: string; readonly statement: string; readonly endsAt: Date }> {
  const { clock, config, database, random } = context.platform;
  trustedOperators(context);
  const offeredAt = clock.now();
  const endsAt = new Date(offeredAt.getTime() + OFFER_MS);
  const sessionId = random.id('settlement');
  const statement = statementOf({
    origin: config.origins.server,
    country: context.country.name,
    sessionId,
    nonce: random.token(),
    endsAt,
  });
  await database.transaction((tx) => insertOffer(tx, { sessionId, statement, offeredAt, endsAt }));
  return { id: sessionId, statement, endsAt };
}

/** Two different operators of the configuration have signed this statement, now: the session is theirs. */
export async function open(
  context: Context,
  sessionId: string,
  approvals: readonly Approval[],
): Promise<{ readonly token: string; readonly endsAt: Date; readonly ceremonyEnded: boolean }> {
  const { audit, clock, database, random } = context.platform;
  const trusted = new Set(trustedOperators(context).map(digest));
  return database.transaction(async (tx) => {
    const offered = await lockOffer(tx, sessionId);
    const at = clock.now();
    if (!offered || offered.endsAt <= at) throw settlementErrors.SETTLEMENT_OFFER_OVER();
    const signed = new TextEncoder().encode(offered.statement);
    const operators = [
      ...new Set(approvals.filter((one) => isGood(one, signed)).map((one) => digest(one.publicKey))),
    ];
    if (
      operators.filter((key) => trusted.has(key)).length < OPERATORS_NEEDED ||
      operators.some((key) => !trusted.has(key))
    ) {
      throw settlementErrors.SETTLEMENT_APPROVAL_WRONG();
    }
    const token = random.token();
    const endsAt = new Date(at.getTime() + SESSION_MS);
    await openSession(tx, sessionId, { tokenHash: digest(token), operators, endsAt });
    await audit.record(tx, {
      ...ceremonyAct(offered),
      action: settlementActs.open,
      detail: { sessionId, operators },
    });
    return { token, endsAt, ceremonyEnded: await isEnded(tx) };
  });
}

/** The session of a token. @throws Refusal SETTLEMENT_OVER */
export async function demandSession(
  { platform }: Context,
  tx: Tx,
  token: string,
): Promise<SettlementSession> {
  const session = await findSession(tx, digest(token));
  if (!session || session.endsAt <= platform.clock.now()) throw settlementErrors.SETTLEMENT_OVER();
  return session;
}

/** No first staff any more, for good; residents can still be entered by two operators. */
export async function endCeremony(context: Context, token: string): Promise<void> {
  const { audit, clock, database } = context.platform;
  await database.transaction(async (tx) => {
    const session = await demandSession(context, tx, token);
    const ended = await insertEnd(tx, { endedAt: clock.now(), sessionId: session.sessionId });
    if (ended)
      await audit.record(tx, {
        ...ceremonyAct(session),
        action: settlementActs.end,
        detail: { sessionId: session.sessionId },
      });
  });
}

/** @throws Refusal SETTLEMENT_CEREMONY_ENDED */
export async function demandCeremony(tx: Tx): Promise<void> {
  if (await isEnded(tx)) throw settlementErrors.SETTLEMENT_CEREMONY_ENDED();
}

/** The only people whom an installation knows before it has staff: those whose key ceremonies count. */
function trustedOperators({ platform }: Context): readonly Uint8Array[] {
  const { ceremonies } = platform.config;
  if (!ceremonies) throw settlementErrors.SETTLEMENT_NO_OPERATORS();
  return fromPem('PUBLIC KEY', readTextFile(ceremonies.operators));
}

function isGood({ publicKey, signature }: Approval, signed: Uint8Array): boolean {
  try {
    return verifySignature(publicKey, 'sha384WithECDSA', signed, signature);
  } catch (error) {
    if (error instanceof PkiError) return false;
    throw error;
  }
}
