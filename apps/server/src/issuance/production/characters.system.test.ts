import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readPicture } from '@mibun/documents/picture';
import { approvedApplication, OPERATOR, openTestWorld, type TestWorld } from '../../../testing/production.ts';
import { benchOn } from '../../../testing/production-bench.ts';
import { openHttp } from '../../platform/index.ts';
import { startBatch } from './batch.ts';
import { MAKING_STEPS, makeCard } from './make/make-card.ts';
import type { CharactersAnswer } from './schemas.ts';
import { gatesOf, makingsOfBatch, stepsOf } from './store.ts';

/** No collection has this variant of 葛, so no font can. */
const VARIANT = '葛\u{E01EE}';
const NOWHERE = '\u{10FFFD}';
const RARE = { birthDate: '1990-03-04', name: `${VARIANT}城　${NOWHERE}い` };

let world: TestWorld;
before(async () => {
  world = await openTestWorld();
});
after(() => world.close());
const { query, inTransaction, madeCard, open } = benchOn(() => world);

async function operatorOn() {
  const app = await openHttp(world.platform);
  world.production.routes(app);
  const { token, session } = await inTransaction((tx) =>
    world.platform.sessions.start(tx, {
      audience: 'staff',
      personId: OPERATOR.actor.id,
      name: OPERATOR.actor.name,
      role: 'card-operator',
      cardId: 'card-staff',
    }),
  );
  const headers = { cookie: `mibun_staff=${token}`, 'x-csrf-token': session.csrfToken };
  return {
    app,
    call: (method: 'GET' | 'POST', url: string, payload?: object) =>
      app.inject({ method, url: `/api/production${url}`, headers, ...(payload && { payload }) }),
  };
}

test('CRT-01 a card whose name cannot be printed as registered stops before a chip is used, until a person decides', async () => {
  await approvedApplication(world, 1, RARE);
  await approvedApplication(world, 2, { birthDate: '1990-03-04' });
  const { batchId } = await startBatch(world.context, OPERATOR);
  await world.platform.jobs.settled();
  const [rare, plain] = await query((tx) => makingsOfBatch(tx, batchId));
  assert.ok(rare && plain);
  assert.deepEqual([rare.state, rare.problem], ['MAKING', 'PRODUCTION_CHARACTERS_UNDECIDED']);
  assert.deepEqual(await query((tx) => stepsOf(tx, [rare.makingId])), []);
  assert.equal(world.tray.placeOf(rare.chipSerial), undefined);
  assert.equal(plain.state, 'PASSED', 'the other card of the batch does not wait');

  const { app, call } = await operatorOn();
  try {
    const path = `/makings/${rare.makingId}`;
    const shown: CharactersAnswer = (await call('GET', `${path}/characters`)).json();
    assert.equal(shown.name, RARE.name);
    assert.deepEqual(
      shown.characters.map(({ codePoints, drawnCodePoints }) => [codePoints, drawnCodePoints]),
      [
        ['U+845B U+E01EE', 'U+845B'],
        ['U+10FFFD', 'U+3013'],
      ],
    );
    const characters = shown.characters.map(({ character, drawn }) => ({ character, drawn }));
    const reason = '本人に見せて同意を得た';
    const accept = async (body: object) => (await call('POST', `${path}/substitutes`, body)).statusCode;
    assert.equal(await accept({ characters, reason: ' ' }), 400);
    assert.equal(await accept({ characters: characters.slice(1), reason }), 409, 'all that was shown');
    const other = characters.map((one) => ({ ...one, drawn: '葛' }));
    assert.equal(await accept({ characters: other, reason }), 409, 'nothing that was not shown');
    await call('POST', `/batches/${batchId}/resume`);
    await world.platform.jobs.settled();
    assert.equal((await query((tx) => makingsOfBatch(tx, batchId)))[0]?.state, 'MAKING');

    assert.equal(await accept({ characters, reason }), 200);
    await world.platform.jobs.settled();
    const { making } = await madeCard(rare.makingId);
    assert.equal(making.state, 'PASSED');
    const gates = await query((tx) => gatesOf(tx, [rare.makingId]));
    assert.equal(gates.find(({ gate }) => gate === 'characters')?.ok, true);
    const log = await query((tx) => world.platform.audit.list(tx, { subject: making.personId }));
    const decision = log.find(({ action }) => action === 'production.accept-substitute');
    assert.equal(decision?.actor.id, OPERATOR.actor.id);
    assert.equal(decision?.reason, reason);
    assert.deepEqual(decision?.detail?.substitutes, ['U+845B U+E01EE → U+845B', 'U+10FFFD → U+3013']);
  } finally {
    await app.close();
  }
});

test('CRT-01 a substitute that nobody accepted fails the card at the gates, whatever an earlier step has let pass', async () => {
  const application = await approvedApplication(world, 3, RARE);
  const [makingId = ''] = await open(application);
  const careless = MAKING_STEPS.map((step) =>
    step.name === 'check-characters' ? { ...step, run: async () => {} } : step,
  );
  await makeCard(world.context, makingId, careless);
  const { making } = await madeCard(makingId);
  const failed = (await query((tx) => gatesOf(tx, [makingId]))).filter(({ ok }) => !ok);
  assert.deepEqual([making.state, failed.map(({ gate }) => gate)], ['FAILED', ['characters']]);
  assert.equal(JSON.stringify(failed).includes('葛'), false);
});

test('CRT-01 with a picture of each of its characters from the country, the same kind of name passes every gate and nobody decides', async () => {
  const svg = '<svg viewBox="0 0 10 10"><path d="M1 1h8v8H1z"/></svg>';
  const { picture } = readPicture(new TextEncoder().encode(svg));
  assert.ok(picture);
  const glyphs = [
    { codePoints: [0x845b, 0xe01ee], picture },
    // A letter of Nüshu, for which no font is here.
    { codePoints: [0x1b170], picture },
  ] as const;
  const name = `${VARIANT}城　\u{1B170}い`;
  const supplied = await openTestWorld({ country: { glyphs } });
  try {
    await approvedApplication(supplied, 1, { birthDate: '1990-03-04', name });
    await approvedApplication(supplied, 2, { birthDate: '1990-03-04', name: `${name}\u{1B171}` });
    const { batchId } = await startBatch(supplied.context, OPERATOR);
    await supplied.platform.jobs.settled();
    const makings = await supplied.platform.database.query((tx) => makingsOfBatch(tx, batchId));
    assert.deepEqual(
      makings.map(({ state, problem }) => [state, problem]),
      [
        ['PASSED', null],
        ['MAKING', 'PRODUCTION_CHARACTERS_UNDECIDED'],
      ],
      'and one character without a picture still stops the other card',
    );
  } finally {
    await supplied.close();
  }
});
