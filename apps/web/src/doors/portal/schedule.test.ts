import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scheduleOf } from './schedule.ts';

const card = {
  cardId: 'card-1',
  state: 'ACTIVE',
  stateLabel: { ja: '運用中', en: 'in operation' },
  issueDate: '2025-11-01',
  expiry: '2036-02-17',
  renewableFrom: '2035-11-18',
  birthDateText: '',
  expiresText: '',
  securityCode: '',
  issuer: '',
  hasPhoto: true,
  hasFront: true,
};
const good = { standing: 'good', expiresOn: '2031-02-17', renewableFrom: '2030-11-18' } as const;
const pair = [
  { kind: 'authentication', ...good },
  { kind: 'signature', ...good },
] as const;

function told(certificates: Parameters<typeof scheduleOf>[0]['certificates'], today: string): string {
  const { renewNow, ahead } = scheduleOf({ card, certificates }, today);
  const days = ahead.map(({ date, kind, what }) => `${date} ${kind} ${what}`).join(', ');
  return `${renewNow ? `now ${renewNow.what} by ${renewNow.by}; ` : ''}${days}`;
}

test('INC-11 both ends lie ahead in one list, the certificates’ before the card’s', () => {
  assert.equal(
    told([...pair], '2026-11-22'),
    '2030-11-18 renewable certificates, 2031-02-17 end certificates, 2035-11-18 renewable card, 2036-02-17 end card',
  );
});

test('VAL-12 from three months before the end the renewal is due now', () => {
  assert.match(told([...pair], '2030-11-18'), /^now certificates by 2031-02-17; 2031-02-17 end certificates/);
  assert.doesNotMatch(told([...pair], '2030-11-17'), /now/);
});

test('VAL-12 card and certificates that end together are one day', () => {
  const together = pair.map((certificate) => ({
    ...certificate,
    expiresOn: card.expiry,
    renewableFrom: card.renewableFrom,
  }));
  assert.equal(told(together, '2026-11-22'), '2035-11-18 renewable both, 2036-02-17 end both');
});

test('without certificates only the card’s own days are there, and none for a card that is over', () => {
  assert.equal(told([], '2026-11-22'), '2035-11-18 renewable card, 2036-02-17 end card');
  assert.deepEqual(
    scheduleOf({ card: { ...card, state: 'LAPSED' }, certificates: [...pair] }, '2026-11-22').ahead,
    [],
  );
});
