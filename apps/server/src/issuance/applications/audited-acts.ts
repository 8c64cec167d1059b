import type { ApplicationEvent } from '@mibun/rules';
import { defineActs } from '../../platform/index.ts';

/** Every event of the tables has its words, or this does not compile. */
type Event = ApplicationEvent;

/** The acts of this module that the trail has, in words. */
export const applicationsActs = defineActs<Event | 'open-form' | 'look-at-photo'>('applications', {
  'open-form': ['交付申請書を用意しました', 'prepared an application form for you'],
  'look-at-photo': ['申請の写真を見ました', 'looked at the photo of your application'],
  start: ['カードの申請を始めました', 'began an application'],
  submit: ['カードの申請を送りました', 'submitted an application'],
  screen: ['申請の審査を始めました', 'began to screen your application'],
  reject: ['申請に直すところを見つけました', 'sent your application back for correction'],
  approve: ['申請を承認しました', 'approved your application'],
  'take-back-approval': ['申請の承認を取り消しました', 'took the approval of your application back'],
  correct: ['申請を直しました', 'corrected an application'],
  withdraw: ['申請を取り下げました', 'withdrew an application'],
  'enter-batch': ['カードを製造に回しました', 'put your card into production'],
  ship: ['カードを窓口へ送り出しました', 'sent your card to the office'],
  receive: ['カードが届いたことを確かめました', 'confirmed that your card has arrived'],
  'set-up': ['カードを受け取れるようにしました', 'made your card ready for pick-up'],
  book: ['受け取りの予約をしました', 'booked a time for the pick-up'],
  remind: ['受け取りのお知らせを送りました', 'reminded you of the pick-up'],
  'hand-over': ['カードを交付しました', 'handed your card over'],
  expire: ['送られなかった申請の期限が切れました', 'let an application expire that was not sent'],
  lock: ['申請書IDのオンライン利用を停止しました', 'locked an application ID for online use'],
  'close-incomplete': ['直されなかった申請を終わらせました', 'closed an application that was not corrected'],
  cancel: [
    '住民記録の異動により申請を取り消しました',
    'cancelled an application because your record changed',
  ],
  resnapshot: [
    '新しい住民記録でカードを作り直すことにしました',
    'had your card made again from the changed record',
  ],
  'fail-quality': ['カードの検査で不良を見つけました', 'found a fault in your card'],
  deliver: ['カードが配達されたことを記録しました', 'recorded that your card was delivered'],
  'return-mail': ['届かなかったカードを受け取りました', 'took back your card that could not be delivered'],
  unclaim: ['受取期限が過ぎたことを記録しました', 'recorded that your card was not picked up in time'],
  destroy: ['受け取られなかったカードを廃棄しました', 'destroyed your card that was not picked up'],
});
