import type { MakingEvent } from '@mibun/rules';
import { defineActs } from '../../platform/index.ts';

/** Every event of the table has its words, or this does not compile. */
export const makingActs = defineActs<MakingEvent>('production', {
  enter: ['カードを製造の順番に入れました', 'put your card in line to be made'],
  begin: ['カードを作り始めました', 'began to make your card'],
  pass: ['カードを検査し、合格としました', 'checked your card and found it right'],
  fail: ['カードの検査で不良を見つけ、作り直します', 'found a fault in your card; it is made again'],
  discard: [
    '申請が変わったため、作りかけのカードを廃棄しました',
    'destroyed the card that was being made, because your application has changed',
  ],
  ship: ['カードを発送しました', 'shipped your card'],
});

/** The acts of this module that the trail has, in words. */
export const productionActs = defineActs('production', {
  'look-at-card': ['カードの印刷の図柄を見ました', 'looked at the print of your card'],
  'receive-lot': ['カードの荷物を受け取りました', 'received a lot of cards'],
  'ship-batch': ['カードを発送しました', 'shipped a batch of cards'],
  'start-batch': ['カードの製造を始めました', 'began a batch of cards'],
  'resume-batch': ['カードの製造を再開しました', 'went on with a batch of cards'],
  'accept-substitute': [
    '券面で代わりの文字を使うことを認めました',
    'accepted a substitute for a character on your card',
  ],
});
