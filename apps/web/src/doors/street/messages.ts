import { defineMessages } from '../../i18n/index.ts';

export const messages = defineMessages({
  ja: {
    title: '一枚のカードの一生を、歩いてみる',
    lead: 'Mibunは、ICチップ付き身分証明カードのすべてをまかなう、オープンなシステムです。この通りには、カードに関わる人の数だけ入口があります。どの扉も、本当に動きます。',
    streetTitle: '入口の通り',
    preparing: '職員のカードを作っています',
    preparingText: (done: number, of: number) =>
      `この国はできたばかりです。職員は自分のカードでログインするため、本物と同じ手順で1枚ずつ作っています（${of}枚のうち${done}枚）。申請は、もう始められます。`,
    quarters: { residents: '住民', government: '役所', town: '町' },
    lines: {
      apply: 'カードを申請し、写真を撮り、状況を確かめる',
      portal: '自分のカードと、記録を見た人を確かめる',
      agent: '自分のパソコンでカードを選び、PINを入れる',
      mailbox: '届いたはがきとメールを読む',
      office: '申請を受け、カードを準備し、手渡し、届け出を扱う。職員のための窓口',
      operator: '申請を審査し、カードを作って送り出す',
      'call-centre': 'なくしたカードを昼も夜も止める',
      ca: '電子証明書の鍵を守り、失効を知らせる。鍵の操作は二人で行う',
      kiosk: 'コンビニで証明書を受け取る',
      verify: '誰が署名したか、改変がないかを確かめる',
      bank: 'カードで口座を開く。別の会社のサイト',
      gallery: '画面の部品をすべて並べた工房',
    },
    lifeTitle: 'カードの一生をたどる',
    lifeLead: '11の場面を順にたどると、申請から再交付までを一通り体験できます。約20分です。',
    you: 'あなたは',
    steps: {
      apply: {
        title: 'カードを申請する',
        who: '住民の見本 花子さん',
        what: '花子さんの申請書IDを入れ、郵便受けに届いたメールのリンクから写真を送り、申請します。',
      },
      screen: {
        title: '申請を審査する',
        who: '審査担当の審査 望さん',
        what: '申請書・写真・住民の記録を見比べ、承認するか、理由をつけて差し戻します。',
      },
      produce: {
        title: 'カードを作る',
        who: '製造担当の製造 匠さん',
        what: 'ICチップの書き込み、証明書の発行、検査と印刷を見届け、発送します。',
      },
      prepare: {
        title: '交付の準備をする',
        who: '窓口の窓口 直子さん',
        what: '届いたカードを数え、交付前設定をし、交付通知書を送ります。',
      },
      handOver: {
        title: 'カードを受け取る',
        who: '窓口の窓口 直子さんと花子さん',
        what: '本人を確かめ、花子さんが自分の画面でPINを決めると、カードが使えるようになります。',
      },
      logIn: {
        title: 'マイページにログインする',
        who: '見本 花子さん',
        what: 'カードとPINでログインし、誰が自分の記録を見たかを確かめます。銀行のサイトにも入れます。',
      },
      sign: {
        title: '文書に署名し、確かめる',
        who: '見本 花子さん',
        what: 'PDFにカードで署名し、「署名を確かめる」扉で、誰の署名か、改変がないかを見ます。',
      },
      kiosk: {
        title: 'コンビニで証明書をとる',
        who: '見本 花子さん',
        what: 'キオスク端末にカードを置き、住民票の写しを受け取ります。',
      },
      lose: {
        title: 'なくしたカードを止める',
        who: '電話を受ける応答 静香さん',
        what: '電話の相手を確かめてカードを一時停止します。ログインも署名もすぐに断られます。',
      },
      find: {
        title: '見つかったカードを再開する',
        who: '窓口の窓口 直子さん',
        what: 'カードと本人を確かめて解除します。署名用の証明書は新しくなります。',
      },
      replace: {
        title: '見つからないカードを廃止する',
        who: '窓口の受付 進さん',
        what: '警察の受理番号で廃止し、新しい申請書を郵送します。新しいカードは別の職員が渡します。前のカードは二度と使えません。',
      },
    },
    pins: 'デモの職員カードの暗証番号は、すべて 2468（署名用は MIHON2468）です。花子さんの暗証番号は、受け取るときにあなたが決めます。',
    unavailable: '起動していません',
  },
  en: {
    title: 'Walk through the life of a card',
    lead: 'Mibun is an open, complete system for an identity card with a chip. This street has a door for everybody who has to do with a card, and everything behind the doors works.',
    streetTitle: 'The street of doors',
    preparing: 'Staff cards are being made',
    preparingText: (done: number, of: number) =>
      `This country is brand new. Staff log in with cards of their own, which are being made one by one like everybody’s (${done} of ${of}). You can already apply.`,
    quarters: { residents: 'Residents', government: 'Government', town: 'Town' },
    lines: {
      apply: 'Apply for a card, take the photo, see how far it is',
      portal: 'See your card, and who looked at your record',
      agent: 'Choose your card and enter its PIN, on your own computer',
      mailbox: 'Read the letters and mails that have arrived',
      office: 'Clerks take applications, prepare cards, hand them over and deal with every change',
      operator: 'Screen applications, make cards, send them out',
      'call-centre': 'Stop a lost card, day and night',
      ca: 'Guard the keys behind the certificates and tell who may be trusted; two people for every act on a key',
      kiosk: 'Fetch an official certificate in a shop',
      verify: 'See who signed a document, and whether it was altered',
      bank: 'Open an account with your card, on another company’s site',
      gallery: 'A workshop with every part of the pages',
    },
    lifeTitle: 'Follow one card',
    lifeLead:
      'Eleven scenes in order, from the application to the day a lost card is found. About 20 minutes.',
    you: 'You are',
    steps: {
      apply: {
        title: 'Apply for a card',
        who: 'Hanako Mihon, a resident',
        what: 'Enter the ID of Hanako’s form, open the link that arrives in the post box, add a photo, send it.',
      },
      screen: {
        title: 'Screen the application',
        who: 'Nozomi Shinsa (審査 望), the screener',
        what: 'Compare form, photo and registry; approve, or send it back with a reason.',
      },
      produce: {
        title: 'Make the card',
        who: 'Takumi Seizo (製造 匠), the card operator',
        what: 'Watch the chip being written, certificates issued, quality gates passed; then ship it.',
      },
      prepare: {
        title: 'Prepare the hand-over',
        who: 'Naoko Madoguchi (窓口 直子), a clerk',
        what: 'Count the cards in, run the pre-issue set-up and send the issue notice.',
      },
      handOver: {
        title: 'Hand over the card',
        who: 'the clerk, and Hanako',
        what: 'Check the documents; Hanako sets her PINs on her own screen and the card comes alive.',
      },
      logIn: {
        title: 'Log in to the portal',
        who: 'Hanako Mihon',
        what: 'Log in with card and PIN, and see who looked at your record. The bank lets you in, too.',
      },
      sign: {
        title: 'Sign a document, and verify it',
        who: 'Hanako Mihon',
        what: 'Sign a PDF with the card; the verification door says who signed and whether it was altered.',
      },
      kiosk: {
        title: 'Fetch a certificate in a shop',
        who: 'Hanako Mihon',
        what: 'Put the card on the kiosk and take a copy of the resident record.',
      },
      lose: {
        title: 'Stop the lost card',
        who: 'Shizuka Oto (応答 静香), on the phone',
        what: 'Make sure who is calling and suspend the card. Log-in, kiosk and signature refuse at once.',
      },
      find: {
        title: 'Reactivate the card that was found',
        who: 'the clerk, and Hanako',
        what: 'Check card and person and lift the suspension; the signature certificate is issued anew.',
      },
      replace: {
        title: 'Replace a card that stays lost',
        who: 'Susumu Uketsuke (受付 進), the second clerk',
        what: 'Abolish it with the receipt number of the police; a new form goes out by post, and a colleague will hand the new card over.',
      },
    },
    pins: 'The PIN of every demo staff card is 2468 (signature password MIHON2468). Hanako’s own PINs are chosen by you when she picks up her card.',
    unavailable: 'not running',
  },
});
