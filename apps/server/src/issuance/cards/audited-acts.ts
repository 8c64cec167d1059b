import type { CardEvent } from '@mibun/rules';
import { defineActs } from '../../platform/index.ts';

/** Every event of the tables has its words, or this does not compile. */
type Event = CardEvent;

/** The acts of this module that the trail has, in words. */
export const cardsActs = defineActs<Event>('cards', {
  produce: ['あなたのカードを作りました', 'made your card'],
  receive: ['あなたのカードを受け取り、準備しました', 'received and prepared your card'],
  'begin-activation': ['カードの交付を始めました', 'began to hand your card over'],
  'confirm-activation': ['カードを使えるようにしました', 'put your card into operation'],
  'cancel-activation': ['カードの交付を取りやめました', 'broke off the hand-over of your card'],
  suspend: ['カードを一時停止しました', 'suspended your card'],
  lift: ['カードの一時停止を解除しました', 'reactivated your card'],
  abolish: ['カードを廃止しました', 'abolished your card'],
  return: ['カードの返納を受け付けました', 'took your card back'],
  collect: ['カードを回収しました', 'collected your old card'],
  destroy: ['カードを廃棄しました', 'destroyed your old card'],
  expire: ['カードの有効期限が来ました', 'let your card expire'],
  lapse: ['カードが失効しました', 'let your card lapse'],
  'mark-update': ['カードの記載事項の変更が必要になりました', 'marked your card as due for an update'],
  update: ['カードの記載事項を変更しました', 'updated your card'],
  'mark-replace': [
    'カードの追記欄がいっぱいになりました',
    'marked your card as due for replacement, because its addendum field is full',
  ],
  'switch-mode': [
    '顔認証カードとの切替えをしました',
    'switched your card to or from a face-authentication card',
  ],
  'continue-use': ['転入後もカードを使えるようにしました', 'let you go on using your card after your move'],
});
