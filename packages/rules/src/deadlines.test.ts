import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, jstDate, plainDate } from './dates.ts';
import {
  cardSurvivesMove,
  consentPeriod,
  destroyableFrom,
  kioskOpen,
  type Move,
  pickUpDeadline,
  type UnclaimedCard,
} from './deadlines.ts';

const d = plainDate;

test('NTC-03 first deadline about three months, the reminder’s three more', () => {
  assert.equal(pickUpDeadline({ noticeOn: d('2026-01-10') }), '2026-04-10');
  assert.equal(pickUpDeadline({ noticeOn: d('2026-01-10'), reminderOn: d('2026-04-20') }), '2026-07-20');
  assert.equal(
    pickUpDeadline(
      { noticeOn: d('2026-01-10') },
      { firstMonths: 2, reminderMonths: 2, destroyAfterMonths: 12 },
    ),
    '2026-03-10',
  );
});

const CARD: UnclaimedCard = {
  appliedOn: d('2025-12-01'),
  noticeOn: d('2026-01-10'),
  reminderOn: d('2026-04-20'),
  cardExpiry: d('2035-02-17'),
};

test('NTC-03 appendix B 19: destroyed only after both deadlines and a year, whichever is later', () => {
  assert.equal(destroyableFrom(CARD), '2027-01-11');
  assert.equal(destroyableFrom({ ...CARD, reminderOn: d('2026-11-20') }), '2027-02-21');
  assert.equal(
    destroyableFrom({ ...CARD, appliedOn: d('2026-01-09'), noticeOn: d('2026-01-08') }),
    '2027-01-10',
  );
});

test('NTC-03 before the reminder, or with a hold, only an expired card is destroyed', () => {
  const { reminderOn: _, ...noReminder } = CARD;
  assert.equal(destroyableFrom(noReminder), '2035-02-18');
  assert.equal(destroyableFrom({ ...CARD, hold: true }), '2035-02-18');
  assert.equal(destroyableFrom({ ...CARD, cardExpiry: d('2026-06-30') }), '2026-07-01');
});

test('NTC-03 an undeliverable notice: one year; a returned card: six months', () => {
  const { reminderOn: _, ...noReminder } = CARD;
  assert.equal(destroyableFrom({ ...noReminder, undeliverableOn: d('2026-01-20') }), '2027-01-21');
  assert.equal(
    destroyableFrom({ appliedOn: d('2026-01-01'), cardExpiry: d('2035-02-17'), returnedOn: d('2026-02-01') }),
    '2026-08-02',
  );
});

const movedOn = d('2026-04-01');
const MOVE: Move = {
  movedOn,
  announcedDate: movedOn,
  reportedOn: d('2026-04-10'),
  continuedOn: d('2026-04-10'),
};

function fate(move: Move, on = '2026-12-31'): string {
  const verdict = cardSurvivesMove(move, d(on));
  return verdict.ok ? 'ok' : verdict.reason;
}

test('UPD-02 appendix B 18: reported on day 14 is in time, on day 15 the card has lapsed', () => {
  assert.equal(fate(MOVE), 'ok');
  assert.equal(fate({ ...MOVE, reportedOn: addDays(movedOn, 14), continuedOn: addDays(movedOn, 14) }), 'ok');
  assert.equal(
    fate({ ...MOVE, reportedOn: addDays(movedOn, 15), continuedOn: addDays(movedOn, 15) }),
    'reported-late',
  );
});

test('UPD-02 appendix B 18: continued use on day 90 is in time, on day 91 the card has lapsed', () => {
  const reportedOn = d('2026-04-10');
  assert.equal(fate({ ...MOVE, continuedOn: addDays(reportedOn, 90) }), 'ok');
  assert.equal(fate({ ...MOVE, continuedOn: addDays(reportedOn, 91) }), 'continued-late');
});

test('UPD-02 the announced date counts thirty days, even when the move came later', () => {
  const announcedDate = d('2026-03-05');
  assert.equal(
    fate({ ...MOVE, announcedDate, reportedOn: d('2026-04-04'), continuedOn: d('2026-04-04') }),
    'ok',
  );
  assert.equal(
    fate({ ...MOVE, announcedDate, reportedOn: d('2026-04-05'), continuedOn: d('2026-04-05') }),
    'announced-date-passed',
  );
});

test('UPD-02 what has not been done is judged by today', () => {
  const open: Move = { movedOn, announcedDate: movedOn };
  assert.equal(fate(open, '2026-04-15'), 'ok');
  assert.equal(fate(open, '2026-04-16'), 'reported-late');
  assert.equal(fate({ ...open, reportedOn: d('2026-04-10') }, '2026-07-09'), 'ok');
  assert.equal(fate({ ...open, reportedOn: d('2026-04-10') }, '2026-07-10'), 'continued-late');
  assert.equal(
    fate({ ...open, reportedOn: d('2026-04-10'), furtherMoveOn: d('2026-05-01') }, '2026-05-02'),
    'moved-again',
  );
  assert.equal(fate({ ...MOVE, furtherMoveOn: d('2026-05-01') }), 'ok');
});

test('LAT-04 consent of 2023-05-18 runs from 2023-05-19 00:00:00 to 2033-05-18 23:59:59 JST', () => {
  const { from, until } = consentPeriod(d('2023-05-18'));
  assert.equal(from.toISOString(), '2023-05-18T15:00:00.000Z');
  assert.equal(until.toISOString(), '2033-05-18T14:59:59.000Z');
});

test('LAT-04 consent and leap days: the day before the corresponding one, or the last day of its month', () => {
  const lastDay = (given: string) => jstDate(consentPeriod(d(given)).until);
  assert.equal(lastDay('2026-02-28'), '2036-02-29');
  assert.equal(lastDay('2024-02-28'), '2034-02-28');
  assert.equal(lastDay('2024-02-29'), '2034-02-28');
  assert.equal(lastDay('2023-12-31'), '2033-12-31');
});

test('KSK-01 kiosks: 06:30–23:00, closed from 29 December to 3 January', () => {
  const open = (jst: string) => kioskOpen(new Date(`${jst}+09:00`), 'general');
  assert.deepEqual(
    ['2026-11-22T06:29:59', '2026-11-22T06:30:00', '2026-11-22T22:59:59', '2026-11-22T23:00:00'].map(open),
    [false, true, true, false],
  );
  assert.deepEqual(
    ['2026-12-28T12:00:00', '2026-12-29T12:00:00', '2027-01-03T12:00:00', '2027-01-04T12:00:00'].map(open),
    [true, false, false, true],
  );
});

test('KSK-01 family-register documents on weekdays 09:00–17:00', () => {
  const open = (jst: string) => kioskOpen(new Date(`${jst}+09:00`), 'family-register');
  assert.deepEqual(
    [
      '2026-11-20T08:59:59',
      '2026-11-20T09:00:00',
      '2026-11-20T17:00:00',
      '2026-11-21T12:00:00',
      '2026-11-22T12:00:00',
    ].map(open),
    [false, true, false, false, false],
  );
});
