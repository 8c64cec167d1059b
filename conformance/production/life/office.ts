import assert from 'node:assert/strict';
import type { Blank } from '../plastic.ts';
import type { Made } from './factory.ts';
import { letterOf, mailTo } from './post.ts';
import { CHINATSU, type Life, until } from './world.ts';

/** What a clerk sees of her, by what she says of herself. */
export async function herRecord(life: Life) {
  const clerk = await life.staff('clerk', 'clerk');
  const { name, birthDate } = CHINATSU;
  const { people } = await clerk.call('POST /api/office/residents/search', {
    body: { name, birthDate, reason: '窓口に来た人' },
  });
  const [found] = people;
  assert.ok(found && people.length === 1, 'she is found');
  return clerk.call('GET /api/office/people/:personId', { params: { personId: found.personId } });
}

/** The parcel is taken in, and each card set up in the reader of the clerk (PRD-02). */
export async function receiveAndSetUp(life: Life, { blank, cardId }: Made): Promise<void> {
  const clerk = await life.staff('clerk', 'clerk');
  const { lots } = await clerk.call('GET /api/office/arrivals');
  const [lot] = lots;
  assert.ok(lot && lots.length === 1, 'one parcel is on its way');
  await clerk.call('POST /api/office/arrivals/:lotId/receive', {
    params: { lotId: lot.lotId },
    body: { chipSerials: [blank.serial] },
  });
  const { relay } = await clerk.call('POST /api/office/cards/:cardId/set-up', { params: { cardId } });
  assert.ok(relay, 'no card at an office is in reach of the server');
  const done = await life.counter.relayed(blank, relay, CHINATSU.secrets);
  assert.deepEqual(done, { result: { cardId, state: 'done' } });
  const letter = await letterOf(life, 'issue-notice');
  assert.ok(letter.replaceAll(/\s/g, '').includes(CHINATSU.address));
  await mailTo(life, CHINATSU.email, /受け取/);
}

/** She stands at the counter with her papers, chooses her secrets in the agent's window, and takes the card home. */
export async function handOver(life: Life, { blank, cardId }: Made): Promise<void> {
  const clerk = await life.staff('clerk', 'clerk');
  const { applications } = await herRecord(life);
  const application = applications.find((one) => one.cardId === cardId);
  assert.ok(application?.state === 'READY', `her card is ready (${application?.state})`);
  const { name, birthDate, address, secrets } = CHINATSU;
  const { visitId, relay } = await clerk.call('POST /api/office/handovers', {
    body: {
      application: application.id,
      version: application.version,
      documents: ['driving-licence'],
      presented: { name, birthDate, address },
      faceMatches: true,
      noticePresented: true,
    },
  });
  await life.counter.relayed(blank, relay, secrets);
  const params = { id: visitId };
  const { mayComplete, version } = await clerk.call('GET /api/office/handovers/:id', { params });
  assert.ok(mayComplete, 'the chip has all that it needs');
  await clerk.call('POST /api/office/handovers/:id/complete', { params, body: { version } });
  const { cards } = await herRecord(life);
  assert.equal(cards.find((card) => card.cardId === cardId)?.state, 'ACTIVE');
}

/** Found again: she shows it at the counter, AUTH works again and SIG is issued anew in the chip (LOS-07). */
export async function reactivate(life: Life, blank: Blank): Promise<{ readonly newSignature: string }> {
  const clerk = await life.staff('clerk', 'clerk');
  const { cards } = await herRecord(life);
  const card = cards.find(({ chipSerial }) => chipSerial === blank.serial);
  assert.equal(card?.state, 'SUSPENDED');
  const { visitId, relay } = await clerk.call('POST /api/office/reactivations', {
    body: {
      cardId: card.cardId,
      version: card.version,
      documents: ['passport'],
      faceMatches: true,
      wantsSignature: true,
    },
  });
  await life.counter.relayed(blank, relay, CHINATSU.secrets);
  return until('the reactivation completed', async () => {
    const { state, newSignatureSerial } = await clerk.call('GET /api/office/reactivations/:id', {
      params: { id: visitId },
    });
    return state === 'COMPLETED' && newSignatureSerial !== null
      ? { newSignature: newSignatureSerial }
      : undefined;
  });
}
