import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { FILES, verifyAgeRecord, verifyFace, verifyNumberImage, verifyText } from '@mibun/card';
import { decodeJp2 } from '@mibun/documents';
import { readCertificate } from '@mibun/pki';
import {
  readAgeRecord,
  readAttributes,
  readAuthenticationCertificate,
  readCertificatePresence,
  readCommonSerial,
  readFaceWithNumber,
  readIndividualNumber,
  readSignatureCertificate,
  readTextEvidence,
  setInitialPin,
  signWithAuthentication,
  triesLeft,
} from '@mibun/reader';
import { birthDateKey } from '@mibun/rules';
import {
  approvedApplication,
  CLERK,
  numberOf,
  OPERATOR,
  openTestWorld,
  type TestWorld,
} from '../../../testing/production.ts';
import { benchOn } from '../../../testing/production-bench.ts';
import { startBatch } from './batch.ts';
import { STEP_NAMES } from './steps.ts';
import { gatesOf, makingsOfBatch, stepsOf } from './store.ts';
import type { Making } from './tables.ts';

const ADULT = { birthDate: '1990-03-04' };
const CHILD = { birthDate: '2014-05-06', name: '見本　一郎', municipality: '99102' };

let world: TestWorld;

before(async () => {
  world = await openTestWorld();
});
after(() => world.close());

const { query, inTransaction, applicationOf, madeCard, ship, issuerOf } = benchOn(() => world);

test('PRD-01 a batch of an adult and a child is made by jobs, checked and shipped; the chips read back right', async () => {
  const adult = await approvedApplication(world, 1, ADULT);
  const child = await approvedApplication(world, 2, CHILD);
  const { batchId, cards } = await startBatch(world.context, OPERATOR);
  assert.equal(cards, 2);
  await world.platform.jobs.settled();

  const makings = await query((tx) => makingsOfBatch(tx, batchId));
  assert.deepEqual(
    makings.map(({ application, state }) => [application, state]),
    [
      [adult.id, 'PASSED'],
      [child.id, 'PASSED'],
    ],
  );
  for (const { makingId } of makings) {
    const steps = await query((tx) => stepsOf(tx, [makingId]));
    assert.deepEqual(new Set(steps.map(({ step }) => step)), new Set(STEP_NAMES));
    assert.deepEqual(
      (await query((tx) => gatesOf(tx, [makingId]))).filter(({ ok }) => !ok),
      [],
    );
  }
  const lots = await ship(makings[0] as Making);
  assert.deepEqual(
    lots.map(({ municipality, cards: [card] }) => [municipality, card?.chipSerial, card?.application]),
    makings.map(({ municipality, chipSerial, application }) => [municipality, chipSerial, application]),
  );
  await assert.rejects(ship(makings[0] as Making), { code: 'CHANGED_MEANWHILE' });

  for (const { makingId, personId } of makings) {
    const { card } = await madeCard(makingId);
    const isChild = personId === 'person-2';
    const application = await applicationOf(card.application);
    assert.deepEqual([application.state, application.cardId], ['SHIPPED', card.cardId]);
    const resident = await inTransaction((tx) => world.residents.read(tx, personId, OPERATOR));
    const inReader = world.tray.insert(card.chipSerial);
    const caPublicKey = world.certificates.ca('card-face').certificate.spki;

    // What anybody can read.
    assert.deepEqual(await readCommonSerial(inReader), {
      chipSerial: card.chipSerial,
      municipality: card.municipality,
      expiry: card.expiry,
    });
    assert.deepEqual(await readCertificatePresence(inReader), {
      authentication: true,
      signature: !isChild,
    });
    const authentication = readCertificate(await readAuthenticationCertificate(inReader));

    // The face, from the card-face CA down, and the photo of this application.
    const number = numberOf(isChild ? 2 : 1);
    const { face, numberImage } = await readFaceWithNumber(inReader, number);
    const verified = verifyFace({ ...face, caPublicKey });
    assert.ok(verified.ok);
    assert.deepEqual(
      [verified.value.birthDate, verified.value.sex, face.expiry],
      [resident.birthDate, '2', card.expiry],
    );
    assert.ok(verifyNumberImage({ ...numberImage, caPublicKey }).ok);
    const photo = await decodeJp2(face.photoJp2);
    assert.equal(photo.width / photo.height, 22 / 27.5);
    const age = await readAgeRecord(inReader, birthDateKey(resident.birthDate));
    const verifiedAge = verifyAgeRecord({ ...age, caPublicKey });
    assert.equal(verifiedAge.ok && verifiedAge.value.birthDate, resident.birthDate);

    // PRD-03 (4): no PIN is set, so the text application opens only after the holder has set one.
    for (const kind of ['authentication', 'signature', 'registry', 'text'] as const) {
      assert.equal(await triesLeft(inReader, kind), 0);
    }
    for (const kind of ['text', 'authentication'] as const) {
      await (await issuerOf(inReader, card.chipSerial)).letHolderSet(kind);
      await setInitialPin(inReader, kind, '2580');
    }
    const text = await readTextEvidence(inReader, '2580');
    assert.ok(verifyText({ ...text, caPublicKey }).ok);
    assert.equal(await readIndividualNumber(inReader, '2580'), number);
    const attributes = await readAttributes(inReader, '2580');
    assert.deepEqual(attributes, {
      name: resident.name,
      address: resident.address,
      birthDate: resident.birthDate,
      sex: '2',
    });

    // On hold, and the chip refuses to sign, until the card is handed over.
    await assert.rejects(signWithAuthentication(inReader, '2580', Buffer.from('hello')), {
      code: 'not-activated',
    });
    const outcome = await world.status.check('authentication', authentication.serial);
    assert.deepEqual([outcome.status, 'notYetActive' in outcome && outcome.notYetActive], ['held', true]);
    const issued = await query((tx) => world.certificates.ofCard(tx, card.cardId));
    assert.deepEqual(
      issued.map(({ kind, state }) => `${kind} ${state}`).sort(),
      isChild ? ['authentication PENDING'] : ['authentication PENDING', 'signature PENDING'],
    );
    if (isChild) {
      const { keys } = await (await issuerOf(inReader, card.chipSerial)).chipState();
      assert.equal(
        keys.some(({ application: ap, id }) => ap === 'jpki' && id === FILES.jpki.signatureKey),
        false,
      );
      await assert.rejects(readSignatureCertificate(inReader, 'ABC12345'), { code: 'pin-blocked' });
    }
    await inReader.close();
  }

  // PRD-01: the office sees what is on its way, and acknowledges it once.
  const [arrival] = await query((tx) => world.production.api.arrivals(tx, '99101'));
  assert.equal(arrival?.lotId, lots[0]?.lotId);
  const lotId = arrival?.lotId ?? '';
  const receive = (act = CLERK) => inTransaction((tx) => world.production.api.markReceived(tx, lotId, act));
  const elsewhere = { ...CLERK, actor: { ...CLERK.actor, office: '99102' } };
  await assert.rejects(receive(elsewhere), { code: 'NOT_FOUND' });
  assert.ok((await receive()).receivedAt);
  await assert.rejects(receive(), { code: 'PRODUCTION_LOT_RECEIVED' });
  assert.deepEqual(await query((tx) => world.production.api.arrivals(tx, '99101')), []);
  const serial = arrival?.cards[0]?.chipSerial ?? '';
  await inTransaction((tx) => world.production.api.carry(tx, serial, 'office:99101'));
  await world.platform.jobs.settled();
  assert.equal(world.tray.placeOf(serial), 'office:99101');
});

test('§10.2 the certificates become good when the card is activated', async () => {
  const [making] = (await query((tx) => world.production.api.arrivals(tx, '99102'))).flatMap(
    ({ cards }) => cards,
  );
  assert.ok(making);
  const act = { ...CLERK, purpose: 'hand-over' as const };
  await inTransaction(async (tx) => {
    await world.cards.receive(tx, making.cardId, act);
    await world.cards.beginActivation(tx, making.cardId, act);
    await world.cards.confirmActivation(tx, making.cardId, act);
  });
  const [issued] = await query((tx) => world.certificates.ofCard(tx, making.cardId));
  assert.deepEqual(await world.status.check('authentication', issued?.serial ?? ''), { status: 'good' });
});
