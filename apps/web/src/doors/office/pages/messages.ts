import { APPLICATION } from '@mibun/rules';
import { defineMessages, stateWords } from '../../../i18n/index.ts';

/** Texts of boxes that arrive, applications that are only looked at, and destructions. */
export const listMessages = defineMessages({
  arrivals: {
    title: ['届いた箱', 'Arrivals'],
    lot: [(code: string) => `箱 ${code}`, (code: string) => `Box ${code}`],
    shipped: [(date: string) => `${date}発送`, (date: string) => `shipped ${date}`],
    cards: [(n: number) => `${n}枚`, (n: number) => (n === 1 ? '1 card' : `${n} cards`)],
    listTitle: ['送付一覧', 'Shipping list'],
    count: ['枚数', 'Cards'],
    choose: [
      '左の一覧から箱を選ぶと、カードを読み取る欄が出ます。',
      'Choose a box from the list: the field for scanning its cards then appears here.',
    ],
    demo: [
      'デモの助け：箱の中のカードを、1枚ずつリーダーにかざせます。',
      'Demo help: pass the cards of the box under the reader, one after another.',
    ],
    demoNext: ['次のカードをかざす', 'Scan the next card'],
    scanTitle: ['カードを読み取る', 'Scan the cards'],
    scan: ['チップ番号（15桁）', 'Chip serial (15 digits)'],
    scanSupport: [
      'バーコードリーダーで読むか、入力してEnterを押します。続けて読み取れます。',
      'Use the barcode reader, or type the serial and press Enter. Scan one after another.',
    ],
    add: ['加える', 'Add'],
    counted: [
      (scanned: number, listed: number) => `${listed}枚中 ${scanned}枚を読み取りました`,
      (scanned: number, listed: number) => `${scanned} of ${listed} cards scanned`,
    ],
    found: ['確認済み', 'Scanned'],
    waiting: ['未確認', 'Not yet'],
    already: [
      (serial: string) => `${serial} はもう読み取っています。`,
      (serial: string) => `${serial} has been scanned already.`,
    ],
    extra: [
      (serial: string) => `${serial} はこの箱の一覧にありません。箱から出して、発送元に連絡してください。`,
      (serial: string) => `${serial} is not on the list of this box. Take it out and call the sender.`,
    ],
    wrong: [
      '15桁の数字ではありません。もう一度読み取ってください。',
      'That is not a number of 15 digits. Scan it again.',
    ],
    unlisted: ['一覧にないカード', 'Cards that are not on the list'],
    remove: ['読み取りから外す', 'Take out'],
    receive: ['箱を受け入れる', 'Receive the box'],
    missing: [
      (n: number) => `あと${n}枚を読み取ると、受け入れられます。`,
      (n: number) =>
        n === 1 ? 'Scan 1 more card to receive the box.' : `Scan ${n} more cards to receive the box.`,
    ],
    allThere: ['すべてのカードが一覧と一致しました。', 'Every card on the list is there.'],
    takeOut: [
      '一覧にないカードを箱から出すと、受け入れられます。',
      'Take the cards that are not on the list out of the box to receive it.',
    ],
    received: [
      (n: number) => `${n}枚を受け入れました。`,
      (n: number) => (n === 1 ? '1 card was received.' : `${n} cards were received.`),
    ],
    receivedNext: [
      '次は交付前設定です。チップの内容を住民基本台帳と照らし合わせます。',
      'Next is set-up: each chip is compared with the resident registry.',
    ],
    toSetUp: ['交付前設定へ進む', 'Go to set-up'],
  },
  applications: {
    title: ['申請の状況', 'Applications'],
    readOnly: [
      '窓口では見るだけです。写真の審査はカードの製造所が行います。',
      'The office can only look. Photos are screened by the card maker.',
    ],
    state: ['申請の状態', 'State of the application'],
    states: stateWords(APPLICATION),
    person: ['氏名', 'Name'],
    received: ['受付日時', 'Received'],
    photo: ['申請の写真', 'Photo of the application'],
    noPhoto: ['写真はありません。', 'There is no photo.'],
    open: ['この方の手続きへ', 'Go to this person'],
    hints: ['写真についての注意', 'Remarks on the photo'],
    noHints: ['注意はありません。', 'No remarks.'],
    history: ['これまでの流れ', 'What happened so far'],
    facts: ['申請の内容', 'The application'],
    cause: ['申請の理由', 'Why it was made'],
  },
  destructions: {
    title: ['廃棄の承認', 'Destructions'],
    card: ['カード', 'Card'],
    proposed: ['提案', 'Proposed'],
    own: ['自分の提案', 'Your proposal'],
    reason: ['理由', 'Reason'],
    kept: ['廃棄できるカード', 'Cards that may be destroyed'],
    keptNone: ['廃棄できるカードはありません。', 'No card that lies here may be destroyed.'],
    why: {
      collected: ['回収した', 'Handed in'],
      expired: ['有効期限が過ぎた', 'Expired before it was picked up'],
      withdrawn: ['申請が取り下げられた', 'Its application was withdrawn'],
      replaced: ['作り直している', 'Another one is being made in its place'],
      unclaimed: ['受け取られないまま期限が過ぎた', 'Nobody picked it up in time'],
    },
    since: ['保管', 'Kept since'],
    waiting: ['承認待ち', 'Waits for approval'],
  },
});
