import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addDays } from '@mibun/rules';
import { caAct, issueRequest } from '../testing/certificates.ts';
import { factory, type Holder, type LifeBench, openLifeBench } from '../testing/lives.ts';
import type { Tx } from './platform/index.ts';

const { proposedBy: _, ...caOperator } = caAct;

describe('what a CA operator ends is told to its holder, who has not asked for it', () => {
  let bench: LifeBench;
  before(async () => {
    bench = await openLifeBench();
  });
  after(() => bench.close());
  const certificates = () => bench.modules.certificates.api;
  const inTx = <T>(work: (tx: Tx) => Promise<T>) => bench.platform.database.transaction(work);

  let holders = 0;
  async function holderByMail(): Promise<Holder & { readonly email: string }> {
    const email = `revoked-${++holders}@mihon.example`;
    const someone = await bench.holder({ expiry: addDays(bench.today(), 300), email });
    return { ...someone, email };
  }
  const letters = ({ personId }: Holder) =>
    bench.platform.database.query((tx) => bench.modules.notices.api.letters(tx, { personId }));
  const mails = (email: string) =>
    bench.platform.sent.filter(({ to, subject }) => to === email && /revoked/.test(subject));

  async function toldOnce(
    someone: Holder & { readonly email: string },
    act: (tx: Tx) => Promise<unknown>,
    expected: Readonly<Record<string, string>>,
  ): Promise<void> {
    await inTx(act);
    const told = await letters(someone);
    assert.deepEqual(
      told.map(({ kind }) => kind),
      ['certificates-revoked'],
    );
    const { name, ...params } = told[0]?.params ?? {};
    assert.ok(name);
    for (const [gap, words] of Object.entries(expected)) assert.equal(params[gap], words);
    const [mail, another] = mails(someone.email);
    assert.ok(mail);
    assert.equal(another, undefined);
    for (const words of Object.values(expected)) assert.ok(mail.text.includes(words), words);
  }

  test('G2 by serial: one letter and one mail that name the certificate, the reason and what works no more', async () => {
    const someone = await holderByMail();
    const { serial } = someone.authentication;
    const revoke = (tx: Tx) =>
      certificates().revoke(tx, 'authentication', serial, 'keyCompromise', caOperator);
    await toldOnce(someone, revoke, {
      certificates: '利用者証明用電子証明書',
      certificatesEn: 'certificate for user identification',
      why: '電子証明書の鍵が他人に知られたおそれがあるため',
      whyEn: 'The key of the certificate may have become known to somebody else.',
      usesEn: 'logging in, certificates from kiosks',
    });
    // Another act on the same card is another letter.
    const other = someone.signature.serial;
    await inTx((tx) => certificates().revoke(tx, 'signature', other, 'affiliationChanged', caOperator));
    const told = await letters(someone);
    assert.equal(told.length, 2);
    assert.deepEqual(
      new Set(told.map(({ params }) => params.certificatesEn)),
      new Set(['certificate for user identification', 'certificate for electronic signatures']),
    );
    assert.equal(mails(someone.email).length, 2);
  });

  const BOTH = {
    certificates: '利用者証明用電子証明書、署名用電子証明書',
    certificatesEn: 'certificate for user identification, certificate for electronic signatures',
    uses: 'ログイン、コンビニ交付、電子署名',
    usesEn: 'logging in, certificates from kiosks, electronic signatures',
  };

  test('G2 by card: two certificates that end by one act are told by one letter and one mail', async () => {
    const someone = await holderByMail();
    await toldOnce(
      someone,
      (tx) => certificates().revokeOfCard(tx, someone.cardId, 'cessationOfOperation', caOperator),
      { ...BOTH, whyEn: 'The certificate is not to be used any more.' },
    );
  });

  test('G2 by person: certificates of several cards, one not yet handed over, are told once, with the operator’s reason', async () => {
    const someone = await holderByMail();
    const { personId } = someone;
    // Of a card that the factory has not even put on record.
    await certificates().issue(issueRequest('signature', 'zz-card-in-making', { personId, act: factory }));
    await toldOnce(
      someone,
      (tx) => certificates().revokeOfPerson(tx, personId, 'keyCompromise', caOperator),
      { ...BOTH, whyEn: 'The key of the certificate may have become known to somebody else.' },
    );
    const bystander = await holderByMail();
    assert.deepEqual(await letters(bystander), []);
  });

  test('G2 certificates on hold are told, too', async () => {
    const someone = await holderByMail();
    await inTx((tx) => certificates().suspendOfCard(tx, someone.cardId, factory));
    await toldOnce(
      someone,
      (tx) => certificates().revokeOfCard(tx, someone.cardId, 'cACompromise', caOperator),
      BOTH,
    );
  });

  test('G2 a revocation that is undone, or ends nothing, is told to nobody', async () => {
    const someone = await holderByMail();
    const { personId, cardId } = someone;
    await assert.rejects(
      inTx(async (tx) => {
        await certificates().revokeOfPerson(tx, personId, 'keyCompromise', caOperator);
        throw new Error('the rest of the act failed');
      }),
      /the rest/,
    );
    assert.deepEqual([await letters(someone), mails(someone.email)], [[], []]);
    await inTx((tx) => certificates().revokeOfCard(tx, cardId, 'keyCompromise', caOperator));
    await inTx((tx) => certificates().revokeOfCard(tx, cardId, 'keyCompromise', caOperator));
    assert.deepEqual([(await letters(someone)).length, mails(someone.email).length], [1, 1]);
  });

  test('G2 the registry is read for the notice, and not in the name of the operator', async () => {
    const someone = await holderByMail();
    await inTx((tx) => certificates().revokeOfCard(tx, someone.cardId, 'keyCompromise', caOperator));
    const trail = await bench.platform.database.query((tx) =>
      bench.platform.audit.list(tx, { subject: someone.personId, limit: 200 }),
    );
    const readers = trail.filter(({ action }) => action === 'residents.read').map(({ actor }) => actor.id);
    assert.ok(readers.length > 0);
    assert.ok(!readers.includes(caOperator.actor.id));
  });

  test('G2 what the card’s own act ends is told by the card’s notice alone', async () => {
    const someone = await holderByMail();
    const clerk = { ...factory, actor: { ...factory.actor, kind: 'clerk' as const } };
    await inTx((tx) => bench.modules.cards.api.abolish(tx, someone.cardId, { cause: 'returned' }, clerk));
    assert.deepEqual(
      (await letters(someone)).map(({ kind }) => kind),
      ['card-returned'],
    );
    const moved = await holderByMail();
    await bench.report(moved.personId, { event: 'attributes-changed', attributes: { name: '別　花子' } });
    assert.deepEqual(
      (await letters(moved)).map(({ kind }) => kind),
      ['card-update-due'],
    );
    assert.deepEqual(
      [mails(someone.email), mails(moved.email)].map(({ length }) => length),
      [0, 0],
    );
  });
});
