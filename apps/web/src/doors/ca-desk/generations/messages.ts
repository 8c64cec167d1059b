import { CA_GENERATION } from '@mibun/rules';
import { defineMessages, stateWords } from '../../../i18n/index.ts';

/** Words of the generations and of the steps from one to the next. */
export const eventsWords = defineMessages({
  prepare: ['新しい世代の作成', 'make a new generation'],
  publish: ['公開', 'publish'],
  switch: ['発行の切替', 'switch issuing'],
  'go-back': ['前の世代への切戻し', 'go back to its predecessor'],
  withdraw: ['取りやめ', 'withdraw'],
  retire: ['終了', 'retire'],
  certify: ['機関の証明書の発行', 'issue to an institution'],
});

export const consequencesWords = defineMessages({
  prepare: [
    [
      '新しい鍵を鍵の保管装置の中に作り、自己署名のルート証明書に署名します。',
      '新旧の世代をつなぐリンク証明書2枚に署名します。',
      'まだ誰にも見えません。発行は今の世代のままです。',
    ],
    [
      'A new key is made inside key custody and signs its own root certificate.',
      'Two link certificates join it with the present generation.',
      'Nobody sees any of it yet; the present generation goes on issuing.',
    ],
  ],
  publish: [
    [
      'ルート証明書とリンク証明書を公開します。検証する側は、新しい世代を信頼できるようになります。',
      'この世代の失効リストとOCSPが答え始めます。',
      '発行は今の世代のままです。',
    ],
    [
      'Root and link certificates are published, so that relying parties can trust the new generation.',
      'Its revocation lists and OCSP begin to answer.',
      'The present generation goes on issuing.',
    ],
  ],
  switch: [
    [
      'この瞬間から、新しい電子証明書はこの世代が発行します。',
      '前の世代は発行をやめ、発行済みのものの失効情報だけを出し続けます。',
    ],
    [
      'From this moment new certificates are issued by this generation.',
      'Its predecessor stops issuing and answers only for what it has issued.',
    ],
  ],
  'go-back': [
    ['この瞬間から、前の世代がふたたび発行します。', 'この世代が発行した電子証明書は有効なままです。'],
    ['From this moment its predecessor issues again.', 'What this generation has issued stays valid.'],
  ],
  withdraw: [
    [
      'この世代は使われないまま終わります。ルート証明書とリンク証明書の公開をやめます。',
      'この番号は二度と使われません。',
    ],
    [
      'This generation ends unused; its root and links are published no more.',
      'Its number is never used again.',
    ],
  ],
  retire: [
    ['この世代は失効リストとOCSPの応答をやめます。', 'ルート証明書は、過去の署名の検証のために残ります。'],
    [
      'This generation stops answering: no more revocation lists, no more OCSP.',
      'Its root is kept, so that old signatures can be checked.',
    ],
  ],
  certify: [
    [
      'この名前と鍵の証明書に、機関認証局が署名します。',
      '検証する側は、この鍵の署名をその機関のものとして受け入れます。',
    ],
    [
      'The institution CA signs a certificate for this name and key.',
      'Verifiers take what this key signs as that institution’s word.',
    ],
  ],
});

export const undoWords = defineMessages({
  prepare: [
    '公開する前も後も、発行に使う前なら取りやめられます。',
    'It can be withdrawn until it has issued anything.',
  ],
  publish: ['発行に使う前なら取りやめられます。', 'It can be withdrawn until it has issued anything.'],
  switch: ['前の世代に切り戻せます。', 'One can go back to the predecessor.'],
  'go-back': ['もう一度、発行を切り替えられます。', 'Issuing can be switched to it again.'],
  withdraw: [
    '元に戻せません。必要なら次の番号の世代を作ります。',
    'It cannot be undone; make the generation with the next number instead.',
  ],
  retire: ['元に戻せません。', 'It cannot be undone.'],
  certify: [
    '失効はできますが、その前に署名されたものは残ります。',
    'It can be revoked; what was signed before stays.',
  ],
});

export const generationsWords = defineMessages({
  title: ['世代と鍵', 'Generations and keys'],
  lead: [
    '同じ名前の認証局が、鍵を替えながら世代を重ねます。4年ごとに新しい世代を作り、10年で終わります。',
    'One CA, one name, a new key every four years; each generation lives ten.',
  ],
  custody: ['鍵は保管装置の中にあります', 'The keys are in key custody'],
  custodyDemo: [
    '鍵は暗号化したファイルにあります（本番では使えません）',
    'The keys are in encrypted files: not for production',
  ],
  place: ['場所：', 'Where:'],
  cardFace: [
    '券面の情報に署名する鍵です。発行済みのカードが使われる間は替えられません。',
    'its key signs what is on the card; it stays as long as cards that it has signed are in use.',
  ],
  number: [(n: number) => `第${n}世代`, (n: number) => `Generation ${n}`],
  life: [
    (n: number, from: string, to: string) => `第${n}世代 ${from}から${to}まで。`,
    (n: number, from: string, to: string) => `Generation ${n} from ${from} to ${to}.`,
  ],
  today: ['今日', 'Today'],
  since: ['この状態になった日時', 'In this state since'],
  keyType: ['鍵の種類', 'Key'],
  keyLabel: ['鍵の名前', 'Key name'],
  keySpecs: {
    'rsa-2048': ['RSA 2048ビット・SHA-256', 'RSA 2048, SHA-256'],
    'ec-p384': ['ECDSA P-384・SHA-384', 'ECDSA P-384, SHA-384'],
  },
  validity: ['有効期間', 'Validity'],
  range: [(from: string, to: string) => `${from} 〜 ${to}`, (from: string, to: string) => `${from} – ${to}`],
  issued: ['発行したもの', 'Issued'],
  nothing: ['まだありません', 'nothing yet'],
  links: ['リンク証明書', 'Link certificates'],
  linkedBy: [
    (issuer: number) => `第${issuer}世代が保証`,
    (issuer: number) => `vouched for by generation ${issuer}`,
  ],
  fingerprint: ['指紋（SHA-256）', 'Fingerprint (SHA-256)'],
  states: stateWords(CA_GENERATION),
  nextNumber: [(n: number) => `次の世代（第${n}世代）`, (n: number) => `Next: generation ${n}`],
  nextText: [
    '予行は「切替」まで進めて「切戻し」と「取りやめ」をすると、何も変わらないまま終えられます。',
    'A rehearsal goes as far as switching, goes back and withdraws; nothing has changed then.',
  ],
  plan: [
    ['作成', '公開', '発行の切替（予行なら切戻し）', '前の世代の終了'],
    ['Make it', 'Publish', 'Switch issuing (or go back)', 'Retire its predecessor'],
  ],
});

export const proposalsWords = defineMessages({
  title: ['鍵の操作（二人で行う）', 'Acts on keys, by two persons'],
  none: ['承認を待つ操作はありません。', 'Nothing waits for a second person.'],
  over: [
    (count: number) => `終わった操作（最近の${count}件）`,
    (count: number) => `Over (the last ${count})`,
  ],
});

export const proposeWords = defineMessages({
  button: [(what: string) => `${what}を提案する`, (what: string) => `Propose: ${what}`],
  title: [(of: string, what: string) => `${of}：${what}`, (of: string, what: string) => `${of}: ${what}`],
  reason: ['理由', 'Reason'],
  reasonSupport: ['承認する人が読み、記録に残ります。', 'Read by whoever confirms it, and kept on record.'],
  reasonMissing: ['理由を書いてください。', 'Say why.'],
  confirm: ['提案する', 'Propose'],
});
