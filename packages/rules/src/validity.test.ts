import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ageOn, birthdayIn } from './birth-date.ts';
import { addDays, plainDate } from './dates.ts';
import {
  cardExpiry,
  certificateExpiry,
  insuranceGraceUntil,
  pendingStayExpiry,
  renewableFrom,
} from './validity.ts';

const d = plainDate;

function both(birth: string, issued: string, stay?: string): { card: string; certificate: string } {
  const birthDate = d(birth);
  const issueDate = d(issued);
  const card = cardExpiry({ birthDate, issueDate, ...(stay === undefined ? {} : { stayUntil: d(stay) }) });
  return { card, certificate: certificateExpiry({ birthDate, issueDate, cardExpiry: card }) };
}

test('VAL-10 born 1980-02-17, issued 2025-10-27: certificates 2030-02-17, card 2035-02-17', () => {
  assert.deepEqual(both('1980-02-17', '2025-10-27'), { card: '2035-02-17', certificate: '2030-02-17' });
});

test('VAL-10 issued on the birthday 2026-02-17: certificate 2031-02-17', () => {
  assert.deepEqual(both('1980-02-17', '2026-02-17'), { card: '2036-02-17', certificate: '2031-02-17' });
});

test('VAL-10 issued the day before the birthday: certificate 2030-02-17', () => {
  assert.deepEqual(both('1980-02-17', '2026-02-16'), { card: '2035-02-17', certificate: '2030-02-17' });
});

test('VAL-10 aged 17 on issue: five birthdays', () => {
  assert.equal(both('2008-12-01', '2026-11-22').card, '2030-12-01');
});

test('VAL-10 aged 18 on issue: ten birthdays', () => {
  assert.equal(both('2008-11-01', '2026-11-22').card, '2036-11-01');
});

test('VAL-10 stay to 2027-03-31: card and certificates end with it', () => {
  assert.deepEqual(both('1990-06-15', '2026-11-22', '2027-03-31'), {
    card: '2027-03-31',
    certificate: '2027-03-31',
  });
});

test('VAL-05 a stay longer than the birthdays allow does not lengthen the card', () => {
  assert.equal(both('1990-06-15', '2026-11-22', '2050-01-01').card, '2036-06-15');
});

test('VAL-03 VAL-04 received before 2022-04-01 the threshold is 20, judged on the day of receipt', () => {
  const birthDate = d('2003-05-10');
  const issueDate = d('2022-04-20');
  assert.equal(cardExpiry({ birthDate, issueDate, ageOn: d('2022-03-31') }), '2026-05-10');
  assert.equal(cardExpiry({ birthDate, issueDate, ageOn: d('2022-04-01') }), '2031-05-10');
  assert.equal(cardExpiry({ birthDate, issueDate }), '2031-05-10');
  assert.equal(cardExpiry({ birthDate, issueDate: d('2022-03-01') }), '2026-05-10');
});

test('AGE-03 a newborn’s card is valid to the 5th birthday', () => {
  assert.deepEqual(both('2026-11-20', '2026-11-22'), { card: '2031-11-20', certificate: '2031-11-20' });
  assert.equal(both('2026-11-22', '2026-11-22').card, '2031-11-22');
});

test('VAL-11 born on 29 February', () => {
  assert.equal(both('1996-02-29', '2026-11-22').card, '2036-02-29');
  assert.equal(both('1996-02-29', '2026-11-22').certificate, '2031-02-28');
  assert.equal(
    cardExpiry({ birthDate: d('1996-02-29'), issueDate: d('2027-05-01'), leapDay: 'mar1' }),
    '2037-03-01',
  );
});

test('VAL-09 certificates issued later than the card never outlive it', () => {
  const birthDate = d('1980-02-17');
  assert.equal(
    certificateExpiry({ birthDate, issueDate: d('2033-05-01'), cardExpiry: d('2035-02-17') }),
    '2035-02-17',
  );
  assert.equal(
    certificateExpiry({ birthDate, issueDate: d('2029-12-01'), cardExpiry: d('2035-02-17') }),
    '2034-02-17',
  );
});

test('VAL-12 expiry 2023-11-20 can be renewed from 2023-08-21', () => {
  assert.equal(renewableFrom(d('2023-11-20')), '2023-08-21');
  assert.equal(renewableFrom(d('2026-05-31')), '2026-03-01');
});

test('VAL-06 a pending stay gives two months, never beyond the maximum', () => {
  assert.equal(pendingStayExpiry(d('2026-12-31'), d('2030-01-01')), '2027-02-28');
  assert.equal(pendingStayExpiry(d('2026-12-31'), d('2027-01-15')), '2027-01-15');
});

test('USE-21 insurance works three months longer', () => {
  assert.equal(insuranceGraceUntil(d('2026-11-30')), '2027-02-28');
});

const anyBirth = fc.integer({ min: 0, max: 73_413 }).map((days) => addDays(d('1900-01-01'), days));

test('property appendix B 2: the expiry is the 10th or 5th birthday strictly after issue, 1900–2100', () => {
  fc.assert(
    fc.property(anyBirth, fc.integer({ min: 0, max: 38_000 }), (birthDate, life) => {
      const issueDate = addDays(birthDate, life);
      const card = cardExpiry({ birthDate, issueDate });
      const threshold = issueDate < '2022-04-01' ? 20 : 18;
      const birthdays: string[] = [];
      const year = Number(issueDate.slice(0, 4));
      for (let y = year; y <= year + 11; y++) {
        const birthday = birthdayIn(birthDate, y);
        if (birthday > issueDate && birthday > birthDate) birthdays.push(birthday);
      }
      assert.equal(card, birthdays[ageOn(birthDate, issueDate) >= threshold ? 9 : 4]);
      const certificate = certificateExpiry({ birthDate, issueDate, cardExpiry: card });
      assert.equal(certificate, birthdays[4]);
      assert.ok(certificate <= card && certificate > issueDate);
    }),
    { numRuns: 500 },
  );
});

test('property VAL-05: a stay only ever shortens', () => {
  fc.assert(
    fc.property(anyBirth, fc.nat(20_000), fc.nat(6000), (birthDate, life, stay) => {
      const issueDate = addDays(birthDate, life);
      const stayUntil = addDays(issueDate, stay);
      const limited = cardExpiry({ birthDate, issueDate, stayUntil });
      const unlimited = cardExpiry({ birthDate, issueDate });
      assert.equal(limited, [stayUntil, unlimited].sort()[0]);
    }),
  );
});
