import { chipPictures } from '@mibun/documents';
import { substitutesFor, undecided } from '../characters.ts';
import { lineAct, operatorAct } from '../context.ts';
import { drawFaces, printDigest } from '../make/faces.ts';
import type { Step, Work } from '../make/work.ts';
import type { GateResult } from '../steps.ts';
import { findBatch, findMaking, lockMaking, saveGates } from '../store.ts';
import { judge } from './gates.ts';
import { readChipBack } from './read-back.ts';

/**
 * The gates of PRD-03. Passed: the card may be shipped. Failed: the card is destroyed, an incident is on record, and
 * the application waits to be made again, all in one transaction.
 */
export const checkQuality: Step = {
  name: 'check-quality',
  async run(work) {
    const { context, making } = work;
    const { clock, database } = context.platform;
    const results = await examine(work);
    const failed = results.filter(({ ok }) => !ok).map(({ gate }) => gate);
    await database.transaction(async (tx) => {
      if (failed.length > 0) {
        const { state } = await findMaking(tx, { makingId: making.makingId });
        if (state !== 'MAKING') return;
        await saveGates(tx, making.makingId, results, clock.now());
        const act = operatorAct(await findBatch(tx, making.batchId), making.application, failed.join(', '));
        const { version } = work.application;
        // The application first and the card with it, as whoever withdraws it does: two ways round would lock each other.
        await context.applications.move(tx, making.application, 'fail-quality', act, {
          version,
          given: { failedGates: failed },
        });
        return;
      }
      const row = await lockMaking(tx, making.makingId);
      if (row.state !== 'MAKING') return;
      await saveGates(tx, making.makingId, results, clock.now());
      await context.life.move(tx, row, 'pass', lineAct(making.application));
    });
  },
};

async function examine(work: Work): Promise<readonly GateResult[]> {
  const { context, making, municipality } = work;
  const { database } = context.platform;
  const card = await work.card();
  // Read again: a change in the registry while the card was being made must not go out on it.
  const { resident, issued, printed } = await database.transaction(async (tx) => ({
    resident: await context.residents.read(tx, making.personId, work.act),
    issued: await context.certificates.ofCard(tx, card.cardId),
    printed: (await findMaking(tx, { makingId: making.makingId })).printDigest ?? undefined,
  }));
  const now = { ...work, resident };
  const faces = await drawFaces(now, card);
  const substitutes = [...faces.substituted, ...substitutesFor(context, resident, municipality)];
  const open = await database.query((tx) => undecided(tx, work.application.id, substitutes));
  return judge(await readChipBack(now), {
    resident,
    municipality: municipality.code,
    card,
    individualNumber: await work.individualNumber(),
    pictures: await chipPictures(resident, card.securityCode, await work.photo(), context.fonts),
    applicationPhoto: work.application.photo ?? '',
    caPublicKey: context.certificates.ca('card-face').certificate.spki,
    issued,
    printNow: printDigest(faces),
    printed,
    undecidedCharacters: open.length,
  });
}
