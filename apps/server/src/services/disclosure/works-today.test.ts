import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainDate } from '@mibun/rules';
import { type Facts, worksToday } from './works-today.ts';

const adult: Facts = {
  today: plainDate('2026-11-22'),
  birthDate: plainDate('1980-02-17'),
  card: { state: 'ACTIVE', expiry: plainDate('2030-02-17') },
  signature: 'good',
  authentication: 'good',
};

function told(facts: Partial<Facts>): string {
  return worksToday({ ...adult, ...facts })
    .map(({ use, obstacle }) => `${use} ${obstacle ?? 'works'}`)
    .join(', ');
}

test('INC-11 everything works with a card in operation', () => {
  assert.equal(told({}), 'identity-document works, log-in works, sign works, kiosk works');
});

test('REV-03 after a move only signing fails, and the page says so', () => {
  assert.equal(
    told({ signature: 'revoked' }),
    'identity-document works, log-in works, sign certificate-revoked, kiosk works',
  );
});

test('LOS-04 nothing works with a suspended card', () => {
  const facts = {
    card: { state: 'SUSPENDED', expiry: plainDate('2030-02-17') },
    authentication: 'held',
  } as const;
  assert.equal(
    told(facts),
    'identity-document card-suspended, log-in card-suspended, sign card-suspended, kiosk card-suspended',
  );
});

test('VAL-02 the card serves through the day of its expiry and not on the next', () => {
  assert.match(told({ today: plainDate('2030-02-17') }), /identity-document works/);
  assert.match(told({ today: plainDate('2030-02-18') }), /identity-document card-over/);
});

test('KSK-03 a child of 14 cannot use a kiosk; from the 15th birthday it can', () => {
  assert.match(told({ birthDate: plainDate('2011-11-23') }), /kiosk too-young/);
  assert.match(told({ birthDate: plainDate('2011-11-22') }), /kiosk works/);
});

test('without a card nothing works', () => {
  assert.match(
    told({ card: undefined }),
    /^identity-document card-not-in-operation, log-in card-not-in-operation/,
  );
});
