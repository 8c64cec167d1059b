import { generateCardKeys } from '@mibun/reader';
import { cardExpiry, jstDate } from '@mibun/rules';
import { lockMaking, updateMaking } from '../store.ts';
import { certificatesWanted, type Step } from './work.ts';

/** A blank chip with the serial and the issuer keys of this card lies in the factory. */
export const allocateChip: Step = {
  name: 'allocate-chip',
  async run({ asking, context, making, resident, useChip }) {
    const { tray } = context;
    if (tray.takeBlank) {
      return useChip(await tray.takeBlank((serial) => context.cards.chipKeys(serial), asking));
    }
    if (tray.placeOf(making.chipSerial) !== undefined) return;
    tray.manufacture({
      chipSerial: making.chipSerial,
      issuerKeys: await context.cards.chipKeys(making.chipSerial),
      label: resident.name,
    });
  },
};

/** The card record. The issue date is the day of production, not of pick-up (VAL-01). */
export const createCardRecord: Step = {
  name: 'create-card-record',
  async run({ context, making, application, resident, act }) {
    const { clock, database, random } = context.platform;
    const issueDate = jstDate(clock.now());
    const expiry = cardExpiry({
      birthDate: resident.birthDate,
      issueDate,
      ...(resident.stayUntil && { stayUntil: resident.stayUntil }),
    });
    const drawn = Buffer.from(random.bytes(4)).readUInt32BE() % 10_000;
    await database.transaction(async (tx) => {
      // One whose application has changed meanwhile gets no record any more.
      if ((await lockMaking(tx, making.makingId)).state === 'DISCARDED') return;
      if (await context.cards.byChipSerial(tx, making.chipSerial)) return;
      const card = await context.cards.create(
        tx,
        {
          chipSerial: making.chipSerial,
          personId: resident.personId,
          application: application.id,
          municipality: resident.municipality,
          issueDate,
          expiry,
          securityCode: String(drawn).padStart(4, '0'),
          photo: application.photo ?? '',
        },
        act,
      );
      await updateMaking(tx, making.makingId, { cardId: card.cardId }, clock.now());
    });
  },
};

/** Key pairs are made inside the chip (PRD-04); those that it has already are kept. */
export const generateKeys: Step = {
  name: 'generate-keys',
  run: (work) => work.withChip((issuer) => generateCardKeys(issuer, certificatesWanted(work))),
};

/** Closes personalisation. The chip is not active: until hand-over its JPKI keys refuse to sign. */
export const personaliseChip: Step = {
  name: 'personalise-chip',
  run: (work) => work.withChip((issuer) => issuer.setStatus('personalised')),
};
