import { defineMessages } from '../../../i18n/index.ts';

/** Texts of a hand-over: what is checked first, and how it ends. */
export const handOverMessages = defineMessages({
  steps: [
    ['通知書', '書類', '顔', '開始'],
    ['Notice', 'Documents', 'Face', 'Start'],
  ],
  title: ['カードの交付', 'Hand over the card'],
  application: ['申請の内容', 'The application'],
  reference: ['受付番号', 'Reference'],
  cause: ['申請の理由', 'Why it was made'],
  certificates: ['電子証明書', 'Certificates'],
  noCertificates: ['希望しない', 'none wanted'],
  deadline: ['受取期限', 'Pick up by'],
  notice: {
    title: ['交付通知書と前のカード', 'Issue notice and earlier card'],
    presented: [
      '交付通知書を受け取り、受付番号が上と同じことを確かめた',
      'The issue notice was presented and bears the reference above',
    ],
    support: [
      '通知書がないときは、印刷し直して回答欄に記入してもらいます。',
      'Without the notice, print it again and have its answer section filled in.',
    ],
    needed: ['交付通知書を確かめてください。', 'Check the issue notice.'],
    print: ['交付通知書を印刷する', 'Print the issue notice'],
    oldCard: ['前のカード', 'Earlier card'],
    oldCards: {
      none: ['持っていない（初めて、または返納済み）', 'There is none (first card, or returned before)'],
      returned: ['返してもらった', 'Returned now'],
      lost: ['なくした', 'Lost'],
    },
    oldCardNeeded: ['前のカードについて選んでください。', 'Choose what became of the earlier card.'],
    lostSupport: [
      '先に紛失届を受け付けて、前のカードを廃止します。',
      'Take the loss report first; it abolishes the earlier card.',
    ],
    hasCard: [
      '使えるカードがあります。返してもらってください。',
      'The person has a card in operation. Ask for it.',
    ],
  },
  presented: {
    title: ['書類に書かれた内容', 'What the documents say'],
    support: [
      '画面ではなく、書類を見て確かめます。同姓同名の方への誤交付を防ぐためです。',
      'Look at the document, not at the screen: people of the same name have received each other’s cards.',
    ],
    name: ['氏名', 'Name'],
    address: ['住所', 'Address'],
    same: ['書類も同じ', 'The document says the same'],
    asDocument: [(what: string) => `書類の${what}`, (what: string) => `${what} on the document`],
    nameNeeded: [
      '書類の氏名が同じことを確かめるか、書類のとおりに入れてください。',
      'Check that the document bears the same name, or enter the name as it stands there.',
    ],
    addressNeeded: [
      '書類の住所が同じことを確かめるか、書類のとおりに入れてください。',
      'Check that the document bears the same address, or enter the address as it stands there.',
    ],
    birthDate: ['書類の生年月日', 'Date of birth on the document'],
    birthDateSupport: [
      '書類を見て入れてください。記録と照らし合わせます。',
      'Enter it from the document. It is compared with the record.',
    ],
    birthDateNeeded: [
      '書類の生年月日を、実在する日付で入れてください。',
      'Enter the date of birth on the document as a date that exists.',
    ],
    variant: [
      '漢字の異体字や表記の違いだけであることを見て確かめた',
      'I have looked, and it is only a variant of a character or spelling',
    ],
  },
  representative: {
    title: ['法定代理人', 'Legal representative'],
    name: ['法定代理人の氏名', 'Name of the legal representative'],
    nameNeeded: ['法定代理人の氏名を入れてください。', 'Enter the name of the legal representative.'],
    documents: ['法定代理人の本人確認書類', 'Identity documents of the legal representative'],
    authority: ['資格の確認', 'Proof of authority'],
    authorities: {
      'same-household': ['同じ世帯（住民票で確認）', 'Same household (resident record)'],
      'register-certificate': ['戸籍謄本などの証明書', 'Family register or other certificate'],
    },
    authorityNeeded: [
      '法定代理人の資格をどう確認したかを選んでください。',
      'Choose how the authority of the representative was proved.',
    ],
  },
  check: {
    title: ['開始の前に', 'Before you start'],
    notice: ['交付通知書', 'Issue notice'],
    noticeYes: ['確認済み', 'checked'],
    documents: ['本人確認書類', 'Documents'],
    birthDate: ['生年月日', 'Date of birth'],
    face: ['顔の確認', 'Face'],
    faceYes: ['一致', 'matches'],
    representative: ['法定代理人', 'Representative'],
    will: [
      [
        'カードをリーダーに置くと、チップが準備されます。',
        '来庁者の画面が別のウィンドウで開き、来庁者が暗証番号を決めます。職員は見ません。',
        'チップを読み戻して確かめたあと、カードをお渡しします。途中で切れても、続きから再開できます。',
      ],
      [
        'With the card on the reader, the chip is prepared.',
        'The resident’s screen opens in its own window, and the resident chooses the PINs. You do not look.',
        'The chip is read back, then you hand over the card. If anything breaks off, you can resume.',
      ],
    ],
    start: ['交付を始める', 'Start the hand-over'],
  },
  credentials: ['来庁者が決める暗証番号', 'PINs that the resident chooses'],
  abandoned: [
    ['カードは窓口に戻り、あとで始めからやり直せます。', 'ここまでに決めた暗証番号は使われません。'],
    ['The card stays at the office; the hand-over can be begun again.', 'PINs chosen so far are not used.'],
  ],
  give: {
    title: ['カードを本人に渡してください', 'Give the card to the person'],
    text: [
      'チップを読み戻して、使える状態になったことを確かめました。渡したら、完了を押してください。',
      'The chip was read back and is in operation. When the person has the card, complete it.',
    ],
    button: ['カードを渡して完了する', 'Hand over and complete'],
  },
  done: {
    title: ['カードを交付しました', 'The card was handed over'],
    next: [
      [
        'カードは今から使えます。電子証明書も使えます。',
        'メールの登録がある方には、メールでも知らせます。',
        '暗証番号を忘れたときの手続きと、なくしたときの電話番号を案内してください。',
      ],
      [
        'Card and certificates work from now on.',
        'If there is an e-mail address, the person is told by e-mail, too.',
        'Explain what to do when a PIN is forgotten, and the number to call when the card is lost.',
      ],
    ],
  },
});
