import type { CardConnection } from '@mibun/reader';
import type { BirthDate } from '@mibun/rules';
import { issuerChannel, secretsOn } from '../chip.ts';
import type { Context } from '../context.ts';
import { counterErrors } from '../errors.ts';
import type { RelayScript } from '../relay/index.ts';
import { noteProgress } from './life.ts';
import { type Handover, handoverOfRun } from './store.ts';

export interface HandoverResult {
  readonly handoverId: string;
  readonly state: 'CONFIRMED';
}

/**
 * What is done with the chip at a hand-over, from wherever an earlier run has left it (INC-05). Each step is safe to do
 * again, and is put on record only after the chip has taken it; the chip goes into operation last, and the server says
 * so only after it has read the chip back.
 */
export function handoverScript(context: Context, begun: Handover): RelayScript<HandoverResult> {
  const { database } = context.platform;
  return async (connection, holder) => {
    let handover = await database.query((tx) => handoverOfRun(tx, begun.id, begun.run));
    if (handover.state === 'OPENED') {
      const channel = await open(context, connection, handover);
      // All of them, also what an earlier visit may have left behind.
      for (const kind of handover.credentials) await channel.letHolderSet(kind);
      handover = await noteProgress(context, handover, 'prepare-chip');
    }
    if (handover.state === 'CHIP_PREPARED') {
      const missing = await secretsMissing(context, connection, handover);
      if (missing.length > 0) {
        await holder.setPins(missing, await secretsToAvoid(context, handover));
        await demandSecrets(context, connection, handover);
      }
      handover = await noteProgress(context, handover, 'set-pins');
    }
    if (handover.state === 'PINS_SET') {
      await (await open(context, connection, handover)).setStatus('active');
      handover = await noteProgress(context, handover, 'write-chip');
    }
    if (handover.state === 'CHIP_WRITTEN') {
      await readBackActive(context, connection, handover);
      // The second half of the two-phase commit: the chip says that it is active, now the server says so, too.
      handover = await noteProgress(context, handover, 'confirm');
    }
    return { handoverId: handover.id, state: 'CONFIRMED' };
  };
}

const open = (context: Context, connection: CardConnection, { chipSerial }: Handover) =>
  issuerChannel(context, connection, chipSerial);

/** Lets the holder set what is not set yet; half a registry PIN counts as none, because it is kept twice. */
async function secretsMissing(context: Context, connection: CardConnection, handover: Handover) {
  const channel = await open(context, connection, handover);
  const secrets = await secretsOn(channel);
  const missing = handover.credentials.filter(
    (kind) => secrets[kind] === 'open' || secrets[kind] === 'unset',
  );
  for (const kind of missing) await channel.letHolderSet(kind);
  return missing;
}

async function demandSecrets(
  context: Context,
  connection: CardConnection,
  handover: Handover,
): Promise<void> {
  const secrets = await secretsOn(await open(context, connection, handover));
  if (handover.credentials.some((kind) => secrets[kind] !== 'set')) throw counterErrors.CHIP_SECRETS_UNSET();
}

/** What a new secret may not be (PIN-02). The Individual Number is not among it: it would leave the vault for this. */
async function secretsToAvoid(
  { cards, platform, residents }: Context,
  { cardId, personId, clerk, application }: Handover,
): Promise<{ readonly birthDate: BirthDate; readonly securityCode: string }> {
  return platform.database.transaction(async (tx) => {
    const { securityCode } = await cards.get(tx, cardId);
    const act = { actor: clerk, purpose: 'hand-over', caseId: application } as const;
    const { birthDate } = await residents.read(tx, personId, act);
    return { birthDate, securityCode };
  });
}

/** In operation, and every secret set: what the server may now believe. */
export async function readBackActive(
  context: Context,
  connection: CardConnection,
  handover: Handover,
): Promise<void> {
  const channel = await open(context, connection, handover);
  const { state, chipSerial } = await channel.chipState();
  if (state !== 'active' || chipSerial !== handover.chipSerial) throw counterErrors.CHIP_READ_BACK_DIFFERS();
  await demandSecrets(context, connection, handover);
}
