import { secretsOn, secretsToAvoid } from '../chip.ts';
import type { Parts } from '../context.ts';
import { counterErrors } from '../errors.ts';
import type { Run } from '../visit/procedure.ts';
import type { Handover } from './hand-over.ts';

/**
 * What is done with the chip at a hand-over, from wherever an earlier run has left it (INC-05). Each step is safe to do
 * again, and is put on record only after the chip has taken it; the chip goes into operation last, and the server says
 * so only after it has read the chip back.
 */
export async function handOver(parts: Parts, run: Run<Handover>): Promise<void> {
  const { credentials, byRepresentative } = run.visit.facts;
  if (run.visit.state === 'OPENED') {
    const channel = await run.channel();
    // All of them, also what an earlier visit may have left behind.
    for (const kind of credentials) await channel.letHolderSet(kind);
    await run.note('prepare-chip');
  }
  if (run.visit.state === 'CHIP_PREPARED') {
    const missing = await secretsMissing(run);
    if (missing.length > 0) {
      await run.holder.setPins(missing, await secretsToAvoid(parts, run));
      await demandSecrets(run);
    }
    // PIN-03: the holder typed them on their own screen, or their representative did.
    await run.note('set-pins', { by: byRepresentative ? 'guardian' : 'resident' });
  }
  if (run.visit.state === 'PINS_SET') {
    await (await run.channel()).setStatus('active');
    await run.note('write-chip');
  }
  if (run.visit.state === 'CHIP_WRITTEN') {
    await readBackActive(run);
    // The second half of the two-phase commit: the chip says that it is active, now the server says so, too.
    await run.note('confirm');
  }
}

/** Lets the holder set what is not set yet; half a registry PIN counts as none, because it is kept twice. */
async function secretsMissing(run: Run<Handover>) {
  const channel = await run.channel();
  const secrets = await secretsOn(channel);
  const missing = run.visit.facts.credentials.filter(
    (kind) => secrets[kind] === 'open' || secrets[kind] === 'unset',
  );
  for (const kind of missing) await channel.letHolderSet(kind);
  return missing;
}

async function demandSecrets(run: Run<Handover>): Promise<void> {
  const secrets = await secretsOn(await run.channel());
  if (run.visit.facts.credentials.some((kind) => secrets[kind] !== 'set')) {
    throw counterErrors.CHIP_SECRETS_UNSET();
  }
}

/** In operation, and every secret set: what the server may now believe. */
async function readBackActive(run: Run<Handover>): Promise<void> {
  const { state, chipSerial } = await (await run.channel()).chipState();
  if (state !== 'active' || chipSerial !== run.visit.chipSerial) throw counterErrors.CHIP_READ_BACK_DIFFERS();
  await demandSecrets(run);
}
