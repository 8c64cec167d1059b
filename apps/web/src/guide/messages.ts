import { defineMessages } from '../i18n/index.ts';

/** The guided life of a card, on the street of doors and above every page of the demo. */
export const messages = defineMessages({
  ja: {
    label: 'カードの一生をたどる',
    you: 'あなたは',
    scene: (number: number, of: number, title: string) => `場面${number}／${of}：${title}`,
    go: (door: string) => `「${door}」へ`,
    restart: 'ログインし直す',
    back: 'すべての場面を見る',
    told: 'カードの一生を、終わりまでたどりました。',
    done: '済み',
    here: 'いまここ',
    begin: 'この場面を始める',
    progress: (done: number, of: number) => `${of}場面のうち${done}場面が済みました。`,
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
  },
  en: {
    label: 'Follow one card',
    you: 'You are',
    scene: (number: number, of: number, title: string) => `Scene ${number} of ${of}: ${title}`,
    go: (door: string) => `Go to “${door}”`,
    restart: 'Log in again',
    back: 'All scenes',
    told: 'You have followed the card to its end.',
    done: 'done',
    here: 'you are here',
    begin: 'Begin this scene',
    progress: (done: number, of: number) => `${done} of ${of} scenes are done.`,
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
  },
});
