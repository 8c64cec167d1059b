import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { residentCodeCheckDigit } from '@mibun/rules';
import {
  AKI,
  AKI_AS_STAFF,
  approvalOf,
  makeOperator,
  openSettlementBench,
  type SettlementBench,
} from '../../../testing/settlement.ts';

const codeOf = (n: number): string => {
  const base = String(2_000_000_000 + n);
  return `${base}${residentCodeCheckDigit(base)}`;
};

describe('settling a country', () => {
  let bench: SettlementBench;
  before(async () => {
    bench = await openSettlementBench();
  });
  after(() => bench.close());

  async function offered(): Promise<{ readonly id: string; readonly statement: string }> {
    return (await bench.post('sessions')).body;
  }
  const openWith = (id: string, ...approvals: readonly object[]) =>
    bench.post(`sessions/${id}/open`, { approvals });

  test('two operators read one statement of this system and country, and sign it', async () => {
    const { id, statement } = await offered();
    assert.match(
      statement,
      /^mibun-settlement\/1\nsystem: http:\/\/localhost:8700\ncountry: 例国 \/ Reikoku\n/,
    );
    const [one, other] = bench.operators;
    const { status, body } = await openWith(id, approvalOf(one, statement), approvalOf(other, statement));
    assert.equal(status, 200);
    assert.deepEqual(
      body.municipalities.map(({ code }) => code),
      ['98101', '98201'],
    );
    assert.equal(body.ceremonyEnded, false);
    const [entry] = await bench.platform.database.query((tx) =>
      bench.platform.audit.list(tx, { action: 'settlement.open' }),
    );
    assert.equal((entry?.detail?.operators as readonly string[] | undefined)?.length, 2);
  });

  test('one person alone, a stranger, another statement or a second time open nothing', async () => {
    const [one, other] = bench.operators;
    const stranger = makeOperator();
    const { id, statement } = await offered();
    const sound = approvalOf(one, statement);
    for (const [what, ...approvals] of [
      ['the same person twice', sound, sound],
      ['a stranger', sound, approvalOf(stranger, statement)],
      ['a stranger beside two', sound, approvalOf(other, statement), approvalOf(stranger, statement)],
      ['another statement', sound, approvalOf(other, `${statement} `)],
      ['a signature of another', sound, { ...approvalOf(other, statement), signature: sound.signature }],
      ['no key at all', sound, { publicKey: 'AAAA', signature: sound.signature }],
    ] as const) {
      const { status, body } = await openWith(id, ...approvals);
      assert.deepEqual([status, body.code], [403, 'SETTLEMENT_APPROVAL_WRONG'], what);
    }
    assert.equal((await openWith(id, sound)).status, 400);
    assert.equal((await openWith(id, sound, approvalOf(other, statement))).status, 200);
    const again = await openWith(id, sound, approvalOf(other, statement));
    assert.deepEqual([again.status, again.body.code], [404, 'SETTLEMENT_OFFER_OVER']);
    assert.equal((await openWith('settlement-none', sound, sound)).body.code, 'SETTLEMENT_OFFER_OVER');
  });

  test('an offer and a session have their time', async () => {
    const { clock } = bench.platform;
    const start = clock.now();
    const { id, statement } = await offered();
    const token = await bench.open();
    const approvals = bench.operators.slice(0, 2).map((one) => approvalOf(one, statement));
    clock.set(new Date(start.getTime() + 16 * 60_000));
    assert.equal((await openWith(id, ...approvals)).body.code, 'SETTLEMENT_OFFER_OVER');
    assert.equal((await bench.post('residents', { rows: [] }, token)).status, 200);
    clock.set(new Date(start.getTime() + 13 * 3_600_000));
    const late = await bench.post('residents', { rows: [] }, token);
    assert.deepEqual([late.status, late.body.code], [401, 'SETTLEMENT_OVER']);
    clock.set(start);
  });

  test('without a session nothing is taken in', async () => {
    for (const path of ['residents', 'staff', 'end'] as const) {
      assert.equal((await bench.post(path, { rows: [AKI] })).body.code, 'LOGIN_NEEDED', path);
      const { body } = await bench.post(path, { rows: [AKI] }, 'a'.repeat(43));
      assert.equal(body.code, 'SETTLEMENT_OVER', path);
    }
  });

  test('each row is entered or says why not, and once more is known', async () => {
    const token = await bench.open();
    const rows = [
      { ...AKI, residentCode: codeOf(1) },
      { ...AKI, residentCode: codeOf(2), sex: 'f', municipality: '99201' },
      { ...AKI, residentCode: codeOf(1) },
      { ...AKI, residentCode: codeOf(3), individualNumber: '123456789019' },
    ];
    const { status, body } = await bench.post('residents', { rows }, token);
    assert.equal(status, 200);
    const said = (outcomes: { status: string; faults: { column: string; reason: string; en: string }[] }[]) =>
      outcomes.map((one) => [one.status, ...one.faults.map(({ column, reason }) => `${column} ${reason}`)]);
    assert.deepEqual(said(body.outcomes), [
      ['added'],
      ['refused', 'municipality NO_SUCH_MUNICIPALITY', 'sex NOT_IN_FORM'],
      ['refused', 'residentCode TWICE'],
      ['refused', 'individualNumber NOT_IN_FORM'],
    ]);
    assert.ok(!JSON.stringify(body).includes('123456789019'));
    const again = await bench.post(
      'residents',
      { rows: [rows[0], { ...rows[0], address: '別の町' }] },
      token,
    );
    assert.deepEqual(said(again.body.outcomes), [['known'], ['refused', 'residentCode TWICE']]);
    const changed = await bench.post('residents', { rows: [{ ...rows[0], address: '別の町' }] }, token);
    assert.deepEqual(said(changed.body.outcomes), [['refused', 'address REGISTERED_OTHERWISE']]);
  });

  test('a call has a bounded size, in rows, columns and octets', async () => {
    const token = await bench.open();
    const post = (rows: readonly object[]) => bench.post('residents', { rows }, token);
    assert.equal((await post(Array.from({ length: 501 }, () => AKI))).status, 400);
    assert.equal(
      (await post([Object.fromEntries(Array.from({ length: 61 }, (_, i) => [`c${i}`, '']))])).status,
      400,
    );
    assert.equal((await post([{ ...AKI, address: 'x'.repeat(401) }])).status, 400);
    assert.equal((await post([{ ...AKI, sex: 2 }])).status, 400);
    assert.equal((await post([{ x: 'x'.repeat(3_000_000) }])).status, 413);
  });

  test('a person is named by all four attributes, and gets their duties once', async () => {
    const token = await bench.open();
    await bench.post(
      'residents',
      { rows: [{ ...AKI, residentCode: codeOf(50), address: '北例県文例市三番町' }] },
      token,
    );
    const staff = { ...AKI_AS_STAFF, person: { ...AKI_AS_STAFF.person, address: '北例県文例市三番町' } };
    for (let time = 0; time < 2; time++) {
      const { status, body } = await bench.post('staff', staff, token);
      assert.deepEqual([status, body], [200, { name: '用例　秋', card: 'none', ticket: null }]);
    }
    const { database, audit } = bench.platform;
    const [named] = await database.query((tx) => audit.list(tx, { action: 'settlement.name-staff' }));
    const personId = String(named?.subject);
    const duties = await database.query((tx) => bench.modules.login.api.dutiesOf(tx, personId));
    assert.deepEqual(
      duties.map(({ role, office }) => [role, office]),
      [
        ['auditor', null],
        ['clerk', '98101'],
      ],
    );
    const unknown = { ...staff, person: { ...staff.person, birthDate: '1990-03-05' } };
    assert.equal((await bench.post('staff', unknown, token)).body.code, 'SETTLEMENT_PERSON_UNKNOWN');
    const elsewhere = { ...staff, duties: [{ role: 'clerk', office: '99201' }] };
    assert.equal((await bench.post('staff', elsewhere, token)).body.code, 'SETTLEMENT_OFFICE_UNKNOWN');
    for (const duties of [[{ role: 'clerk' }], [{ role: 'auditor', office: '98101' }]]) {
      assert.match(
        String((await bench.post('staff', { ...staff, duties }, token)).body.code),
        /^DUTY_OFFICE_/,
      );
    }
  });

  test('a ceremony that was ended names nobody any more, for good; residents are still entered', async () => {
    const token = await bench.open();
    for (let time = 0; time < 2; time++) {
      assert.deepEqual((await bench.post('end', {}, token)).body, { ceremonyEnded: true });
    }
    const { database, audit } = bench.platform;
    const ends = await database.query((tx) => audit.list(tx, { action: 'settlement.end' }));
    assert.equal(ends.length, 1);
    for (const one of [token, await bench.open()]) {
      const { status, body } = await bench.post('staff', AKI_AS_STAFF, one);
      assert.deepEqual([status, body.code], [409, 'SETTLEMENT_CEREMONY_ENDED']);
    }
    const { body } = await bench.post('residents', { rows: [{ ...AKI, residentCode: codeOf(90) }] }, token);
    assert.equal(body.outcomes[0]?.status, 'added');
  });
});

test('a system without operators is settled by nobody', async () => {
  const bench = await openSettlementBench({ ceremonies: undefined } as never);
  try {
    const { status, body } = await bench.post('sessions');
    assert.deepEqual([status, body.code], [409, 'SETTLEMENT_NO_OPERATORS']);
  } finally {
    await bench.close();
  }
});
