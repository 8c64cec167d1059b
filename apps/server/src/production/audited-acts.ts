import { defineActs } from '../platform/index.ts';

/** The acts of this module that the trail has, in words. */
export const productionActs = defineActs('production', {
  'look-at-card': ['カードの印刷の図柄を見ました', 'looked at the print of your card'],
  incident: ['カードの検査で不良を見つけ、作り直します', 'found a fault in your card; it is made again'],
  'receive-lot': ['カードの荷物を受け取りました', 'received a lot of cards'],
  'ship-batch': ['カードを発送しました', 'shipped a batch of cards'],
  'start-batch': ['カードの製造を始めました', 'began a batch of cards'],
  'resume-batch': ['カードの製造を再開しました', 'went on with a batch of cards'],
  'accept-substitute': [
    '券面で代わりの文字を使うことを認めました',
    'accepted a substitute for a character on your card',
  ],
});
