import { defineMessages } from '../../i18n/index.ts';

export const messages = defineMessages({
  navigation: { mails: ['メール', 'E-mails'], letters: ['手紙', 'Letters'] },
  device: {
    title: ['ここはデモのための道具です', 'This is a device of the demo'],
    text: [
      '見本県の人たちに届くはずのメールと手紙を、だれのものでも見られます。本物の制度に、このようなページはありません。',
      'It shows the e-mails and letters that would reach the people of Mihon Prefecture, whoever they are for. A real system has no such page.',
    ],
  },
  mails: {
    title: ['届いたメール', 'E-mails'],
    to: ['宛先', 'Recipient'],
    everybody: ['全員', 'Everybody'],
    count: [(n: string) => `${n}通`, (n: string) => (n === '1' ? '1 e-mail' : `${n} e-mails`)],
    empty: ['メールはまだ届いていません', 'No e-mail has arrived yet'],
    emptyText: [
      'カードの申請を始めると、申請を続けるためのリンクがここに届きます。',
      'When you start an application for a card, the link with which you go on arrives here.',
    ],
    apply: ['カード申請へ', 'To the card application'],
    from: ['差出人', 'From'],
    at: ['日時', 'Time'],
    unread: ['未読', 'unread'],
    back: ['メールの一覧へ', 'All e-mails'],
    gone: ['このメールはありません', 'There is no such e-mail'],
    newWindow: ['（新しいタブで開きます）', '(opens a new tab)'],
    refreshed: [
      '新しいメールは、数秒ごとに自動で表示されます。',
      'New e-mails appear here by themselves within seconds.',
    ],
  },
  letters: {
    title: ['届いた手紙', 'Letters'],
    person: ['受取人', 'Recipient'],
    everybody: ['全員', 'Everybody'],
    count: [(n: string) => `${n}通`, (n: string) => (n === '1' ? '1 letter' : `${n} letters`)],
    empty: ['手紙はまだ届いていません', 'No letter has arrived yet'],
    emptyText: [
      '窓口がカードの受け取り準備を終えると、交付通知書（カードができたお知らせ）がここに届きます。',
      'When the municipal office has made a card ready, the issue notice (your card is ready) arrives here.',
    ],
    resident: ['見本県の住民', 'a resident of Mihon Prefecture'],
    open: ['手紙を開く（PDF）', 'Open the letter (PDF)'],
    scan: ['QRコードを読み取る', 'Scan its QR code'],
    opens: [
      (what: string, who: string) => `：${who}宛て、${what}（新しいタブで開きます）`,
      (what: string, who: string) => `: ${what} for ${who} (opens a new tab)`,
    ],
    printing: ['印刷しています', 'Being printed'],
    kinds: {
      'application-form': ['個人番号カード交付申請書', 'Application form for an Individual Number Card'],
      'application-defect': ['写真の差し替えのお願い', 'Your application needs another photo'],
      'application-closed': ['申請終了のお知らせ', 'Your application has been closed'],
      'application-withdrawn': ['申請取下げのお知らせ', 'Your application has been withdrawn'],
      'application-cancelled': ['申請についてのお知らせ', 'About your application'],
      'pick-up-reminder': [
        'カードの受け取りについて（再度のお知らせ）',
        'Your card is still waiting for you',
      ],
      'issue-notice-void': ['交付通知書の取消しのお知らせ', 'Your card is being made again'],
      'card-destroyed': [
        '受け取りのなかったカードの廃棄のお知らせ',
        'A card that was not picked up has been destroyed',
      ],
      'issue-notice': ['交付通知書（カードができたお知らせ）', 'Issue notice (your card is ready)'],
      'card-suspended': ['カード一時停止のお知らせ', 'Your card has been suspended'],
      'card-reactivated': ['一時停止解除のお知らせ', 'Your card has been reactivated'],
      'card-abolished': ['カード廃止のお知らせ', 'Your card has been abolished'],
      'card-returned': ['カード返納のお知らせ', 'Your card has been returned'],
      'card-expired': ['カードの有効期限が過ぎたことのお知らせ', 'Your card has expired'],
      'card-lapsed': ['カード失効のお知らせ', 'Your card has lapsed'],
      'card-update-due': [
        '住民票の変更とカードについてのお知らせ',
        'Your record has changed: about your card',
      ],
      'certificates-revoked': ['電子証明書失効のお知らせ', 'Certificates of your card have been revoked'],
    },
  },
});
