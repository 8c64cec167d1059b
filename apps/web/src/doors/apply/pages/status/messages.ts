import { defineMessages } from '../../../../i18n/index.ts';

/** Texts of the status page. */
export const statusMessages = defineMessages({
  ask: {
    title: ['申請の状況を確かめる', 'Look at the status of an application'],
    lead: ['申請書IDと生年月日を入力してください。', 'Enter the application ID and the date of birth.'],
    submit: ['状況を見る', 'Show the status'],
  },
  title: ['申請の状況', 'Application status'],
  reference: ['受付番号', 'Receipt number'],
  unusedTitle: ['この申請書は、まだ使われていません', 'This form has not been used yet'],
  start: ['申請を始める', 'Start your application'],
  today: ['いま', 'Now'],
  from: [(when: string) => `${when}から`, (when: string) => `since ${when}`],
  expected: [(when: string) => `${when}ごろ`, (when: string) => `about ${when}`],
  refresh: ['最新の状況にする', 'Refresh'],
  other: ['別の申請書の状況を見る', 'Look at another application'],
  newForm: [
    '新しい申請書は、お住まいの市区町村の窓口で受け取れます。',
    'Your municipal office gives you a new form.',
  ],
  story: {
    RECEIVED: [
      ['申請を受け付けました', '申請を受け付けました', '受付'],
      ['Application received', 'We have received your application', 'Application received'],
    ],
    SCREENING: [
      ['写真と内容を確認しました', '写真と内容を確認しています', '写真と内容の確認'],
      ['Photo and details checked', 'Photo and details are being checked', 'Photo and details checked'],
    ],
    APPROVED: [
      ['確認が終わりました', '確認が終わりました', '確認の終わり'],
      ['Application accepted', 'Your application has been accepted', 'Application accepted'],
    ],
    IN_PRODUCTION: [
      ['カードを作りました', 'カードを作っています', 'カードの作成'],
      ['Card made', 'Your card is being made', 'Card made'],
    ],
    SHIPPED: [
      ['カードを発送しました', 'カードを市区町村に送りました', '市区町村への発送'],
      ['Card sent to your office', 'Your card is on its way to your office', 'Card sent to your office'],
    ],
    AT_MUNICIPALITY: [
      ['市区町村に届きました', '市区町村で準備しています', '市区町村での準備'],
      ['Card arrived at your office', 'Your office is preparing the card', 'Prepared at your office'],
    ],
    READY: [
      ['受け取りの準備ができました', 'カードを受け取れます', '交付通知書が届き、受け取れるようになります'],
      ['Card ready', 'Your card is ready for you', 'Issue notice by post, card ready'],
    ],
    HANDED_OVER: [
      ['カードを交付しました', 'カードを交付しました', '窓口で受け取り'],
      ['Card handed over', 'You have your card', 'Picked up at the office'],
    ],
  },
  ended: {
    DEFECT: ['写真の差し替えが必要です', 'Another photo is needed'],
    WITHDRAWN: ['申請を取り下げました', 'You withdrew this application'],
    CANCELLED: ['申請は取り消されました', 'This application was cancelled'],
    EXPIRED: ['送信されないまま期限が過ぎました', 'It was not sent in time'],
    LOCKED: ['オンラインの申請は停止されています', 'Locked for online use'],
    CLOSED_INCOMPLETE: ['写真の差し替えがないまま終了しました', 'Closed because no other photo came'],
    UNCLAIMED: ['受け取りの期限が過ぎました', 'The card was not picked up in time'],
    DESTROYED: ['カードは廃棄されました', 'The card was destroyed'],
    DRAFT: ['入力の途中です', 'Not sent yet'],
  },
  sentBack: {
    SCREENING: ['写真を確認し、差し戻しました', 'Photo checked and sent back'],
    DEFECT: ['写真の差し替えをお願いしました', 'We asked you for another photo'],
  },
  reasons: ['差し替えが必要な理由', 'Why another photo is needed'],
  note: ['担当者から', 'Note from the staff'],
  correct: ['写真を差し替える', 'Replace the photo'],
  withdraw: {
    heading: ['申請をやめるとき', 'If you no longer want the card'],
    text: [
      'カードを受け取る前なら、取り下げられます。費用はかかりません。',
      'You can withdraw until you have picked up the card. It costs nothing.',
    ],
    button: ['申請を取り下げる', 'Withdraw the application'],
    title: ['申請を取り下げますか', 'Withdraw this application?'],
    consequences: [
      ['この申請は終わり、カードは交付されません。', 'すでに作ったカードは、窓口で廃棄します。'],
      [
        'This application ends and no card will be handed over.',
        'A card that has already been made is destroyed at the office.',
      ],
    ],
    undo: [
      '取り下げは元に戻せません。カードが必要になったときは、もう一度申請してください。',
      'It cannot be undone. If you need a card later, apply again.',
    ],
    done: ['申請を取り下げました', 'The application has been withdrawn'],
  },
});
