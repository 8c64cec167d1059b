import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { ecdsaValue } from '@mibun/pki';
import { SIGNING } from '@mibun/rules';
import { callCentre } from '../../../testing/certificates.ts';
import { openSigningBench, type SigningBench, type TestCard } from '../../../testing/signing.ts';
import { type Actor, defineActs, defineErrors, Refusal } from '../../platform/index.ts';
import type { Ceremonies, SignatureFormat } from './api.ts';

// A format of nothing but notes: what is asserted here holds for every format.

interface Note {
  readonly title: string;
  readonly sealed?: string;
}

const word = (en: string) => ({ status: 409, title: { ja: en, en }, next: { ja: en, en } });
const errors = defineErrors('note', {
  NOTE_OVER: word('over'),
  NOTE_NOT_PREPARED: word('not prepared'),
  NOTE_DONE: word('done'),
  NOTE_WRONG: word('wrong'),
});

let bench: SigningBench;
let notes: Ceremonies<Note>;
let hanako: TestCard;
/** The signatures that the format was asked to seal. */
const seals: Uint8Array[] = [];
let refuseToFollow = false;

const format: SignatureFormat<Note> = {
  table: { ...SIGNING, name: 'note' },
  acts: defineActs('note', {
    begin: ['始めました', 'began a note'],
    prepare: ['準備しました', 'prepared a note'],
    complete: ['署名しました', 'signed a note'],
    expire: ['消しました', 'deleted a note'],
    refuse: ['断りました', 'refused a note'],
  }),
  purpose: 'signing',
  refusals: {
    over: errors.NOTE_OVER,
    notPrepared: errors.NOTE_NOT_PREPARED,
    done: errors.NOTE_DONE,
    wrong: errors.NOTE_WRONG,
  },
  audited: ({ title }) => ({ title }),
  unsigned: () => ({ title: '' }),
  keepDays: 1,
  digest: async ({ algorithm, content }) => createHash(algorithm).update(content).digest(),
  async seal({ content, signature }) {
    seals.push(signature);
    return { octets: content, facts: { sealed: 'yes' } };
  },
  async follow() {
    if (refuseToFollow) throw errors.NOTE_WRONG();
  },
};

const actor = (id: string): Actor => ({ kind: 'resident', id, name: `name of ${id}` });
const me = actor('person-notes');
const text = new TextEncoder().encode('a note');
const begin = (who = me) =>
  bench.platform.database
    .transaction((tx) => notes.begin(tx, who, { title: 'title' }, text))
    .then(({ id }) => id);
const prepareWith = async (id: string, card: TestCard) =>
  card.sign((await notes.prepare(me, id, card.certificate.der)).toBeSigned);
const refusal = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
const read = (id: string) => bench.platform.database.query((tx) => notes.require(tx, id, me.id));
const file = (id: string) => bench.platform.database.query((tx) => notes.file(tx, id, 'content'));

before(async () => {
  bench = await openSigningBench();
  notes = bench.cardSignature.of(format);
  hanako = await bench.card(me.id);
});
after(() => bench.close());

describe('a signature by the card of a person, of whatever format', () => {
  test('begun, prepared for a certificate, completed; the digest is that of the certificate’s key', async () => {
    const curve = await bench.card(me.id, 'signature', {}, 'ec-p384');
    for (const [card, octets] of [
      [hanako, 32],
      [curve, 48],
    ] as const) {
      const id = await begin();
      const { digest, toBeSigned } = await notes.prepare(me, id, card.certificate.der);
      assert.equal(digest.length, octets);
      const signed = await notes.complete(me, id, card.sign(toBeSigned));
      assert.deepEqual([signed.state, signed.facts], ['signed', { title: 'title', sealed: 'yes' }]);
    }
  });

  test('a signature of a key on P-384 is r ‖ s, as the chip gives it, and goes on as CMS has it (chip.md §7)', async () => {
    const curve = await bench.card(me.id, 'signature', {}, 'ec-p384');
    const id = await begin();
    const { toBeSigned } = await notes.prepare(me, id, curve.certificate.der);
    const pair = curve.sign(toBeSigned);
    assert.equal(pair.length, 96);
    const longer = Uint8Array.of(...pair, 0);
    const wrong = [ecdsaValue(pair), pair.subarray(1), longer, pair.toReversed(), new Uint8Array(96)];
    for (const one of [...wrong, hanako.sign(toBeSigned)]) {
      await assert.rejects(notes.complete(me, id, one), refusal('NOTE_WRONG'));
    }
    const sealedBefore = seals.length;
    const signed = await notes.complete(me, id, pair);
    assert.deepEqual(signed.signature, pair, 'what is repeated is known again');
    assert.deepEqual(seals[sealedBefore], ecdsaValue(pair));
    assert.equal((await notes.complete(me, id, pair)).state, 'signed');
  });

  test('the same signature again is the same answer, and nothing is sealed or stored anew', async () => {
    const id = await begin();
    const signature = await prepareWith(id, hanako);
    const [one, two] = await Promise.all([
      notes.complete(me, id, signature),
      notes.complete(me, id, signature),
    ]);
    assert.deepEqual(one, two);
    const sealedBefore = seals.length;
    bench.platform.clock.advance(3_600_000);
    assert.deepEqual(await notes.complete(me, id, signature), one);
    assert.equal(seals.length, sealedBefore);
    await assert.rejects(notes.complete(me, id, signature.subarray(1)), refusal('NOTE_DONE'));
    await assert.rejects(notes.prepare(me, id, hanako.certificate.der), refusal('NOTE_DONE'));
  });

  test('VER-02 what the card has not signed is refused before the format hears of it, and nothing is stored', async () => {
    const id = await begin();
    await assert.rejects(notes.complete(me, id, new Uint8Array(256)), refusal('NOTE_NOT_PREPARED'));
    const signature = await prepareWith(id, hanako);
    const altered = Uint8Array.from(signature);
    altered[40] = (altered[40] ?? 0) ^ 1;
    const sealedBefore = seals.length;
    for (const wrong of [altered, new Uint8Array(3), hanako.sign(text)]) {
      await assert.rejects(notes.complete(me, id, wrong), refusal('NOTE_WRONG'));
    }
    assert.equal(seals.length, sealedBefore);
    const { signature: kept, state } = await read(id);
    assert.deepEqual([state, kept], ['prepared', null]);
    await notes.complete(me, id, signature);
  });

  test('only the certificate that was prepared last counts, also where the digest is the same', async () => {
    const second = await bench.card(me.id);
    const id = await begin();
    const first = await prepareWith(id, hanako);
    const last = await prepareWith(id, second);
    await assert.rejects(notes.complete(me, id, first), refusal('NOTE_WRONG'));
    await notes.complete(me, id, last);
  });

  test('prepared anew for another certificate while the first one is being completed: refused', async () => {
    const second = await bench.card(me.id);
    const id = await begin();
    const first = await prepareWith(id, hanako);
    const { seal } = format;
    Object.assign(format, {
      seal: async (signed: Parameters<typeof seal>[0]) => {
        Object.assign(format, { seal });
        await prepareWith(id, second);
        return seal(signed);
      },
    });
    await assert.rejects(notes.complete(me, id, first), refusal('NOTE_NOT_PREPARED'));
  });

  test('REV-01 suspended between the check and the end: refused', async () => {
    const stopped = await bench.card(me.id);
    const id = await begin();
    const signature = await prepareWith(id, stopped);
    const { seal } = format;
    Object.assign(format, {
      seal: async (signed: Parameters<typeof seal>[0]) => {
        Object.assign(format, { seal });
        await bench.platform.database.transaction((tx) =>
          bench.certificates.suspendOfCard(tx, stopped.cardId, callCentre),
        );
        return seal(signed);
      },
    });
    await assert.rejects(notes.complete(me, id, signature), refusal('SIGNING_CERTIFICATE_UNFIT'));
    assert.equal((await read(id)).state, 'prepared');
    await assert.rejects(notes.complete(me, id, signature), refusal('SIGNING_CERTIFICATE_HELD'));
  });

  test('what follows from the signature is of its transaction: when it is refused, nothing is signed', async () => {
    const id = await begin();
    const signature = await prepareWith(id, hanako);
    refuseToFollow = true;
    await assert.rejects(notes.complete(me, id, signature), refusal('NOTE_WRONG'));
    refuseToFollow = false;
    assert.equal((await read(id)).state, 'prepared');
    assert.equal((await notes.complete(me, id, signature)).state, 'signed');
  });

  test('a ceremony is of its person and of its format', async () => {
    const id = await begin();
    const { der } = hanako.certificate;
    await assert.rejects(notes.prepare(actor('person-else'), id, der), refusal('NOT_FOUND'));
    const { status } = await (await bench.visitor(me.id)).get(`/api/signing/${id}`);
    assert.equal(status, 404);
  });

  test('over after 15 minutes: refused, and the timer leaves nothing of what was to be signed', async () => {
    const id = await begin();
    const signature = await prepareWith(id, hanako);
    bench.platform.clock.advance(15 * 60_000);
    await assert.rejects(notes.complete(me, id, signature), refusal('NOTE_OVER'));
    await assert.rejects(notes.prepare(me, id, hanako.certificate.der), refusal('NOTE_OVER'));
    await bench.cardSignature.forget();
    // The job of the same name may be at it, and what another hand is at is left to that hand.
    await bench.platform.jobs.settled();
    const { state, facts } = await read(id);
    assert.deepEqual([state, facts, await file(id)], ['over', { title: '' }, undefined]);
  });

  test('once signed, what was signed is kept as long as the format says', async () => {
    const id = await begin();
    await notes.complete(me, id, await prepareWith(id, hanako));
    bench.platform.clock.advance(86_400_000 - 1);
    await bench.cardSignature.forget();
    assert.deepEqual(await file(id), text);
    bench.platform.clock.advance(1);
    await bench.cardSignature.forget();
    assert.equal(await file(id), undefined);
    assert.equal((await read(id)).state, 'signed');
  });
});
