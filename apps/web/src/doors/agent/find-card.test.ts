import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WalletCard } from '@mibun/protocol';
import { isFor } from './card-use.ts';
import { matches } from './find-card.ts';

const nozomi: WalletCard = {
  serial: '900000000000017',
  label: '審査　望',
  about: {
    kana: 'シンサ　ノゾミ',
    romaji: 'SHINSA NOZOMI',
    portrait: 'data:,',
    post: { ja: '審査担当', en: 'screening' },
    role: 'card-operator',
  },
};
const inReader: WalletCard = { serial: '900000000000025', reader: 'Reader 1' };

test('a card is found by kanji, kana or Roman letters, in either order, by its post, and not by another name', () => {
  for (const wanted of [
    'Nozomi',
    'nozomi shinsa',
    '望',
    '審査望',
    'のぞみ',
    'ノゾミ',
    'ﾉｿﾞﾐ',
    'screening',
    '',
  ]) {
    assert.ok(matches(nozomi, wanted), wanted);
  }
  for (const wanted of ['Naoko', 'Nozomi Madoguchi', '直子']) assert.ok(!matches(nozomi, wanted), wanted);
  assert.ok(matches(inReader, ''));
});

test('cards of staff are for the doors of their role, everybody else’s for everything else', () => {
  const resident: WalletCard = {
    serial: '1',
    about: { kana: 'み', romaji: 'M', portrait: 'data:,' },
  };
  assert.ok(isFor(nozomi, ['card-operator', 'auditor']));
  assert.ok(!isFor(nozomi, ['clerk']));
  assert.ok(!isFor(nozomi, undefined), 'not offered first in the portal');
  assert.ok(isFor(resident, undefined));
  assert.ok(!isFor(resident, ['clerk']));
  assert.ok(isFor(inReader, ['clerk']), 'nothing is known of whose it is');
});
