import { defineMessages } from '../i18n/index.ts';

/** The guided life of a card, on the street of doors and above every page of the demo. */
export const messages = defineMessages({
  label: ['カードの一生をたどる', 'Follow one card'],
  you: ['あなたは', 'You are'],
  scene: [
    (number: number, of: number, title: string) => `場面${number}／${of}：${title}`,
    (number: number, of: number, title: string) => `Scene ${number} of ${of}: ${title}`,
  ],
  go: [(door: string) => `「${door}」へ`, (door: string) => `Go to “${door}”`],
  restart: ['ログインし直す', 'Log in again'],
  back: ['すべての場面を見る', 'All scenes'],
  told: ['カードの一生を、終わりまでたどりました。', 'You have followed the card to its end.'],
  done: ['済み', 'done'],
  here: ['いまここ', 'you are here'],
  begin: ['この場面を始める', 'Begin this scene'],
  progress: [
    (done: number, of: number) => `${of}場面のうち${done}場面が済みました。`,
    (done: number, of: number) => `${done} of ${of} scenes are done.`,
  ],
  steps: {
    apply: {
      title: ['カードを申請する', 'Apply for a card'],
      who: ['住民の見本 花子さん', 'Hanako Mihon, a resident'],
      what: [
        '花子さんの申請書IDを入れ、郵便受けに届いたメールのリンクから写真を送り、申請します。',
        'Enter the ID of Hanako’s form, open the link that arrives in the post box, add a photo, send it.',
      ],
    },
    screen: {
      title: ['申請を審査する', 'Screen the application'],
      who: ['審査担当の審査 望さん', 'Nozomi Shinsa (審査 望), the screener'],
      what: [
        '申請書・写真・住民の記録を見比べ、承認するか、理由をつけて差し戻します。',
        'Compare form, photo and registry; approve, or send it back with a reason.',
      ],
    },
    produce: {
      title: ['カードを作る', 'Make the card'],
      who: ['製造担当の製造 匠さん', 'Takumi Seizo (製造 匠), the card operator'],
      what: [
        'ICチップの書き込み、証明書の発行、検査と印刷を見届け、発送します。',
        'Watch the chip being written, certificates issued, quality gates passed; then ship it.',
      ],
    },
    prepare: {
      title: ['交付の準備をする', 'Prepare the hand-over'],
      who: ['窓口の窓口 直子さん', 'Naoko Madoguchi (窓口 直子), a clerk'],
      what: [
        '届いたカードを数え、交付前設定をし、交付通知書を送ります。',
        'Count the cards in, run the pre-issue set-up and send the issue notice.',
      ],
    },
    handOver: {
      title: ['カードを受け取る', 'Hand over the card'],
      who: ['窓口の窓口 直子さんと花子さん', 'the clerk, and Hanako'],
      what: [
        '本人を確かめ、花子さんが自分の画面でPINを決めると、カードが使えるようになります。',
        'Check the documents; Hanako sets her PINs on her own screen and the card comes alive.',
      ],
    },
    logIn: {
      title: ['マイページにログインする', 'Log in to the portal'],
      who: ['見本 花子さん', 'Hanako Mihon'],
      what: [
        'カードとPINでログインし、誰が自分の記録を見たかを確かめます。銀行のサイトにも入れます。',
        'Log in with card and PIN, and see who looked at your record. The bank lets you in, too.',
      ],
    },
    sign: {
      title: ['文書に署名し、確かめる', 'Sign a document, and verify it'],
      who: ['見本 花子さん', 'Hanako Mihon'],
      what: [
        'PDFにカードで署名し、「署名を確かめる」扉で、誰の署名か、改変がないかを見ます。',
        'Sign a PDF with the card; the verification door says who signed and whether it was altered.',
      ],
    },
    kiosk: {
      title: ['コンビニで証明書をとる', 'Fetch a certificate in a shop'],
      who: ['見本 花子さん', 'Hanako Mihon'],
      what: [
        'キオスク端末にカードを置き、住民票の写しを受け取ります。',
        'Put the card on the kiosk and take a copy of the resident record.',
      ],
    },
    lose: {
      title: ['なくしたカードを止める', 'Stop the lost card'],
      who: ['電話を受ける応答 静香さん', 'Shizuka Oto (応答 静香), on the phone'],
      what: [
        '電話の相手を確かめてカードを一時停止します。ログインも署名もすぐに断られます。',
        'Make sure who is calling and suspend the card. Log-in, kiosk and signature refuse at once.',
      ],
    },
    find: {
      title: ['見つかったカードを再開する', 'Reactivate the card that was found'],
      who: ['窓口の窓口 直子さん', 'the clerk, and Hanako'],
      what: [
        'カードと本人を確かめて解除します。署名用の証明書は新しくなります。',
        'Check card and person and lift the suspension; the signature certificate is issued anew.',
      ],
    },
    replace: {
      title: ['見つからないカードを廃止する', 'Replace a card that stays lost'],
      who: ['窓口の受付 進さん', 'Susumu Uketsuke (受付 進), the second clerk'],
      what: [
        '警察の受理番号で廃止し、新しい申請書を郵送します。新しいカードは別の職員が渡します。前のカードは二度と使えません。',
        'Abolish it with the receipt number of the police; a new form goes out by post, and a colleague will hand the new card over.',
      ],
    },
  },
});
