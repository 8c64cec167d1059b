import { CA_GENERATION } from '@mibun/rules';
import { stateWords } from '../../i18n/state-words.ts';
/** Words of the generations and of the steps from one to the next. */
export const eventsJa = {
  prepare: '新しい世代の作成',
  publish: '公開',
  switch: '発行の切替',
  'go-back': '前の世代への切戻し',
  withdraw: '取りやめ',
  retire: '終了',
  certify: '機関の証明書の発行',
} as const;

export const eventsEn = {
  prepare: 'make a new generation',
  publish: 'publish',
  switch: 'switch issuing',
  'go-back': 'go back to its predecessor',
  withdraw: 'withdraw',
  retire: 'retire',
  certify: 'issue to an institution',
} as const;

export const consequencesJa = {
  prepare: [
    '新しい鍵を鍵の保管装置の中に作り、自己署名のルート証明書に署名します。',
    '新旧の世代をつなぐリンク証明書2枚に署名します。',
    'まだ誰にも見えません。発行は今の世代のままです。',
  ],
  publish: [
    'ルート証明書とリンク証明書を公開します。検証する側は、新しい世代を信頼できるようになります。',
    'この世代の失効リストとOCSPが答え始めます。',
    '発行は今の世代のままです。',
  ],
  switch: [
    'この瞬間から、新しい電子証明書はこの世代が発行します。',
    '前の世代は発行をやめ、発行済みのものの失効情報だけを出し続けます。',
  ],
  'go-back': [
    'この瞬間から、前の世代がふたたび発行します。',
    'この世代が発行した電子証明書は有効なままです。',
  ],
  withdraw: [
    'この世代は使われないまま終わります。ルート証明書とリンク証明書の公開をやめます。',
    'この番号は二度と使われません。',
  ],
  retire: [
    'この世代は失効リストとOCSPの応答をやめます。',
    'ルート証明書は、過去の署名の検証のために残ります。',
  ],
  certify: [
    'この名前と鍵の証明書に、機関認証局が署名します。',
    '検証する側は、この鍵の署名をその機関のものとして受け入れます。',
  ],
} as const;

export const consequencesEn = {
  prepare: [
    'A new key is made inside key custody and signs its own root certificate.',
    'Two link certificates join it with the present generation.',
    'Nobody sees any of it yet; the present generation goes on issuing.',
  ],
  publish: [
    'Root and link certificates are published, so that relying parties can trust the new generation.',
    'Its revocation lists and OCSP begin to answer.',
    'The present generation goes on issuing.',
  ],
  switch: [
    'From this moment new certificates are issued by this generation.',
    'Its predecessor stops issuing and answers only for what it has issued.',
  ],
  'go-back': [
    'From this moment its predecessor issues again.',
    'What this generation has issued stays valid.',
  ],
  withdraw: [
    'This generation ends unused; its root and links are published no more.',
    'Its number is never used again.',
  ],
  retire: [
    'This generation stops answering: no more revocation lists, no more OCSP.',
    'Its root is kept, so that old signatures can be checked.',
  ],
  certify: [
    'The institution CA signs a certificate for this name and key.',
    'Verifiers take what this key signs as that institution’s word.',
  ],
} as const;

export const undoJa = {
  prepare: '公開する前も後も、発行に使う前なら取りやめられます。',
  publish: '発行に使う前なら取りやめられます。',
  switch: '前の世代に切り戻せます。',
  'go-back': 'もう一度、発行を切り替えられます。',
  withdraw: '元に戻せません。必要なら次の番号の世代を作ります。',
  retire: '元に戻せません。',
  certify: '失効はできますが、その前に署名されたものは残ります。',
} as const;

export const undoEn = {
  prepare: 'It can be withdrawn until it has issued anything.',
  publish: 'It can be withdrawn until it has issued anything.',
  switch: 'One can go back to the predecessor.',
  'go-back': 'Issuing can be switched to it again.',
  withdraw: 'It cannot be undone; make the generation with the next number instead.',
  retire: 'It cannot be undone.',
  certify: 'It can be revoked; what was signed before stays.',
} as const;

export const generationsJa = {
  title: '世代と鍵',
  lead: '同じ名前の認証局が、鍵を替えながら世代を重ねます。4年ごとに新しい世代を作り、10年で終わります。',
  custody: '鍵は保管装置の中にあります',
  custodyDemo: '鍵は暗号化したファイルにあります（本番では使えません）',
  place: '場所：',
  cardFace: '券面の情報に署名する鍵です。発行済みのカードが使われる間は替えられません。',
  number: (n: number) => `第${n}世代`,
  life: (n: number, from: string, to: string) => `第${n}世代 ${from}から${to}まで。`,
  today: '今日',
  since: 'この状態になった日時',
  keyType: '鍵の種類',
  keyLabel: '鍵の名前',
  keySpecs: { 'rsa-2048': 'RSA 2048ビット・SHA-256', 'ec-p384': 'ECDSA P-384・SHA-384' } as Readonly<
    Record<string, string>
  >,
  validity: '有効期間',
  range: (from: string, to: string) => `${from} 〜 ${to}`,
  issued: '発行したもの',
  nothing: 'まだありません',
  links: 'リンク証明書',
  linkedBy: (issuer: number) => `第${issuer}世代が保証`,
  fingerprint: '指紋（SHA-256）',
  states: stateWords(CA_GENERATION, 'ja'),
  nextNumber: (n: number) => `次の世代（第${n}世代）`,
  nextText: '予行は「切替」まで進めて「切戻し」と「取りやめ」をすると、何も変わらないまま終えられます。',
  plan: ['作成', '公開', '発行の切替（予行なら切戻し）', '前の世代の終了'],
} as const;

export const generationsEn = {
  title: 'Generations and keys',
  lead: 'One CA, one name, a new key every four years; each generation lives ten.',
  custody: 'The keys are in key custody',
  custodyDemo: 'The keys are in encrypted files: not for production',
  place: 'Where:',
  cardFace: 'its key signs what is on the card; it stays as long as cards that it has signed are in use.',
  number: (n: number) => `Generation ${n}`,
  life: (n: number, from: string, to: string) => `Generation ${n} from ${from} to ${to}.`,
  today: 'Today',
  since: 'In this state since',
  keyType: 'Key',
  keyLabel: 'Key name',
  keySpecs: { 'rsa-2048': 'RSA 2048, SHA-256', 'ec-p384': 'ECDSA P-384, SHA-384' } as Readonly<
    Record<string, string>
  >,
  validity: 'Validity',
  range: (from: string, to: string) => `${from} – ${to}`,
  issued: 'Issued',
  nothing: 'nothing yet',
  links: 'Link certificates',
  linkedBy: (issuer: number) => `vouched for by generation ${issuer}`,
  fingerprint: 'Fingerprint (SHA-256)',
  states: stateWords(CA_GENERATION, 'en'),
  nextNumber: (n: number) => `Next: generation ${n}`,
  nextText: 'A rehearsal goes as far as switching, goes back and withdraws; nothing has changed then.',
  plan: ['Make it', 'Publish', 'Switch issuing (or go back)', 'Retire its predecessor'],
} as const;

export const proposalsJa = {
  title: '鍵の操作（二人で行う）',
  none: '承認を待つ操作はありません。',
  over: (count: number) => `終わった操作（最近の${count}件）`,
  states: {
    PROPOSED: '承認待ち',
    CONFIRMED: '実行中',
    DONE: '完了',
    REFUSED: '実行できず',
    WITHDRAWN: '取下げ',
    LAPSED: '期限切れ',
  },
  proposed: (who: string, when: string) => `${who}が${when}に提案。`,
  confirmed: (who: string, when: string) => `${who}が${when}に承認。`,
  lapses: (when: string) => `${when}までに承認されなければ無効になります。`,
  refused: (code: string) => `規則により実行されませんでした（${code}）。`,
  own: 'あなたの提案です。もう一人の認証局担当者が承認すると実行されます。',
  confirm: '承認して実行する',
  withdraw: '取り下げる',
  resume: '続きから実行する',
  askingFor: (who: string, reason: string) => `${who}の提案：「${reason}」`,
} as const;

export const proposalsEn = {
  title: 'Acts on keys, by two persons',
  none: 'Nothing waits for a second person.',
  over: (count: number) => `Over (the last ${count})`,
  states: {
    PROPOSED: 'Waits for a second person',
    CONFIRMED: 'Being carried out',
    DONE: 'Done',
    REFUSED: 'Refused',
    WITHDRAWN: 'Withdrawn',
    LAPSED: 'Lapsed',
  },
  proposed: (who: string, when: string) => `Proposed by ${who}, ${when}.`,
  confirmed: (who: string, when: string) => `Confirmed by ${who}, ${when}.`,
  lapses: (when: string) => `It lapses unless it is confirmed by ${when}.`,
  refused: (code: string) => `The rules forbade it (${code}).`,
  own: 'You proposed this. Another CA operator has to confirm it.',
  confirm: 'Confirm and carry out',
  withdraw: 'Withdraw',
  resume: 'Go on',
  askingFor: (who: string, reason: string) => `${who} proposes: “${reason}”`,
} as const;

export const proposeJa = {
  button: (what: string) => `${what}を提案する`,
  title: (of: string, what: string) => `${of}：${what}`,
  reason: '理由',
  reasonSupport: '承認する人が読み、記録に残ります。',
  reasonMissing: '理由を書いてください。',
  confirm: '提案する',
} as const;

export const proposeEn = {
  button: (what: string) => `Propose: ${what}`,
  title: (of: string, what: string) => `${of}: ${what}`,
  reason: 'Reason',
  reasonSupport: 'Read by whoever confirms it, and kept on record.',
  reasonMissing: 'Say why.',
  confirm: 'Propose',
} as const;
