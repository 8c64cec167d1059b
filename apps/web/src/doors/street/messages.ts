import { defineMessages } from '../../i18n/index.ts';

export const messages = defineMessages({
  title: ['一枚のカードの一生を、歩いてみる', 'Walk through the life of a card'],
  lead: [
    'Mibunは、ICチップ付き身分証明カードのすべてをまかなう、オープンなシステムです。この通りには、カードに関わる人の数だけ入口があります。どの扉も、本当に動きます。',
    'Mibun is an open, complete system for an identity card with a chip. This street has a door for everybody who has to do with a card, and everything behind the doors works.',
  ],
  streetTitle: ['入口の通り', 'The street of doors'],
  preparing: ['職員のカードを作っています', 'Staff cards are being made'],
  preparingText: [
    (done: number, of: number) =>
      `この国はできたばかりです。職員は自分のカードでログインするため、本物と同じ手順で1枚ずつ作っています（${of}枚のうち${done}枚）。申請は、もう始められます。`,
    (done: number, of: number) =>
      `This country is brand new. Staff log in with cards of their own, which are being made one by one like everybody’s (${done} of ${of}). You can already apply.`,
  ],
  quarters: { residents: ['住民', 'Residents'], government: ['役所', 'Government'], town: ['町', 'Town'] },
  lines: {
    apply: [
      'カードを申請し、写真を撮り、状況を確かめる',
      'Apply for a card, take the photo, see how far it is',
    ],
    portal: ['自分のカードと、記録を見た人を確かめる', 'See your card, and who looked at your record'],
    agent: [
      '自分のパソコンでカードを選び、PINを入れる',
      'Choose your card and enter its PIN, on your own computer',
    ],
    mailbox: ['届いたはがきとメールを読む', 'Read the letters and mails that have arrived'],
    office: [
      '申請を受け、カードを準備し、手渡し、届け出を扱う。職員のための窓口',
      'Clerks take applications, prepare cards, hand them over and deal with every change',
    ],
    operator: ['申請を審査し、カードを作って送り出す', 'Screen applications, make cards, send them out'],
    'call-centre': ['なくしたカードを昼も夜も止める', 'Stop a lost card, day and night'],
    'ca-desk': ['証明書の鍵を、二人で守る', 'Guard the keys, two people at a time'],
    kiosk: ['コンビニで証明書を受け取る', 'Fetch an official certificate in a shop'],
    verify: [
      '誰が署名したか、改変がないかを確かめる',
      'See who signed a document, and whether it was altered',
    ],
    bank: [
      'カードで口座を開く。別の会社のサイト',
      'Open an account with your card, on another company’s site',
    ],
    gallery: ['画面の部品をすべて並べた工房', 'A workshop with every part of the pages'],
  },
  lifeTitle: ['カードの一生をたどる', 'Follow one card'],
  lifeLead: [
    '11の場面を順にたどると、申請から再交付までを一通り体験できます。約20分です。',
    'Eleven scenes in order, from the application to the day a lost card is found. About 20 minutes.',
  ],
  pins: [
    'デモの職員カードの暗証番号は、すべて 2468（署名用は MIHON2468）です。花子さんの暗証番号は、受け取るときにあなたが決めます。',
    'The PIN of every demo staff card is 2468 (signature password MIHON2468). Hanako’s own PINs are chosen by you when she picks up her card.',
  ],
  unavailable: ['起動していません', 'not running'],
});
