import { VERIFIER } from '@mibun/rules';
import { defineMessages, stateWords } from '../../../i18n/index.ts';

/** Words of the register of accredited verifiers. */
export const verifierMessages = defineMessages({
  title: ['認定を受けた検証者', 'Accredited verifiers'],
  lead: [
    '電子証明書の状態などを問い合わせてよい事業者と、その範囲・1日の上限・今日の利用です。',
    'Who may ask about certificates and what, how much a day, and how much of it is used today.',
  ],
  kinds: {
    signature: ['署名検証者', 'Signature verifier'],
    authentication: ['利用者証明検証者', 'User-identification verifier'],
    group: ['団体検証者', 'Group verifier'],
  },
  scopes: {
    sig: ['署名用の状態', 'Signature status'],
    auth: ['利用者証明用の状態', 'User-identification status'],
    link: ['ひも付けID', 'Linking ids'],
    attributes: ['最新の4情報', 'Current attributes'],
  },
  states: stateWords(VERIFIER),
  notInForce: ['有効期間外', 'Outside its days'],
  today: ['今日の利用', 'Used today'],
  used: [
    (used: string, quota: string) => `${quota}件のうち${used}件`,
    (used: string, quota: string) => `${used} of ${quota}`,
  ],
  nearly: ['残りわずか', 'Almost used up'],
  spent: ['上限に達した', 'Used up'],
  id: ['番号', 'Id'],
  decision: ['大臣の認定', 'Minister’s decision'],
  validity: ['有効期間', 'In force'],
  range: [
    (from: string, to: string) => `${from} から ${to} まで`,
    (from: string, to: string) => `${from} to ${to}`,
  ],
  rate: ['1秒あたりの上限', 'At most a second'],
  rateOf: [
    (rate: string, nonces: boolean) => `${rate}件${nonces ? '（OCSPのノンスあり）' : ''}`,
    (rate: string, nonces: boolean) => `${rate} questions${nonces ? ', with OCSP nonces' : ''}`,
  ],
  lastSeen: ['最後の問合せ', 'Last question'],
  never: ['まだありません', 'none yet'],
  services: ['サービス', 'Services'],
  noServices: ['なし', 'none'],
  credentials: ['資格の確認', 'Credentials'],
  credential: { cert: ['クライアント証明書', 'Client certificate'], key: ['署名鍵', 'Signing key'] },
  none: [
    '認定を受けた検証者はまだありません。大臣の認定を受けた事業者を、二人の担当者で登録します。',
    'There is no accredited verifier yet. Two operators register a company that the minister has accredited.',
  ],
  accredit: ['認定を登録する', 'Register an accreditation'],
  ended: [(count: number) => `終了した検証者（${count}）`, (count: number) => `Ended verifiers (${count})`],
  open: ['二人目の承認を待つ提案', 'Proposals that wait for a second person'],
  proposal: {
    accredit: [(name: string) => `${name}の認定`, (name: string) => `Accredit ${name}`],
    change: [
      (name: string) => `${name}の認定内容の変更`,
      (name: string) => `Change the accreditation of ${name}`,
    ],
    reinstate: [(name: string) => `${name}の再開`, (name: string) => `Reinstate ${name}`],
  },
  acts: {
    suspend: ['停止する', 'Suspend'],
    end: ['認定を終える', 'End accreditation'],
    reinstate: ['再開を提案する', 'Propose to reinstate'],
  },
  actTitles: {
    suspend: [(name: string) => `${name}を停止する`, (name: string) => `Suspend ${name}`],
    end: [(name: string) => `${name}の認定を終える`, (name: string) => `End the accreditation of ${name}`],
    reinstate: [
      (name: string) => `${name}の再開を提案する`,
      (name: string) => `Propose to reinstate ${name}`,
    ],
  },
  consequences: {
    suspend: [
      [
        '数秒のうちに、どの問合せにも答えなくなります。',
        'この検証者を使うサービスで、ログインや署名の確認ができなくなります。',
      ],
      [
        'Within seconds none of its questions is answered.',
        'Services that rely on it can check neither log-ins nor signatures.',
      ],
    ],
    end: [
      [
        '数秒のうちに、どの問合せにも答えなくなります。',
        'この検証者のサービスへの同意は、使われなくなります。',
        '証明書・鍵・サービスの登録は残り、ほかの検証者には使えません。',
      ],
      [
        'Within seconds none of its questions is answered.',
        'Consents to its services are used no more.',
        'Its certificates, keys and services stay registered, so that nobody else can have them.',
      ],
    ],
    reinstate: [
      [
        'ほかの担当者が承認すると、登録したままの範囲と上限で、ふたたび答えます。',
        '承認までは、停止したままです。',
      ],
      [
        'Once another operator confirms, it is answered again within the scopes and quotas on record.',
        'Until then it stays suspended.',
      ],
    ],
    accredit: [
      [
        '登録した証明書か鍵で確かめた問合せに、範囲と上限のなかで答えます。',
        '問合せは1件ずつ、本人のアクセス記録に残ります。',
      ],
      [
        'Questions with a registered certificate or key are answered, within scopes and quotas.',
        'Each of them is on the access log of the resident whom it is about.',
      ],
    ],
    change: [
      ['この瞬間から、新しい内容で答えます。前の証明書や鍵は使えなくなります。'],
      ['From this moment the new registration counts; the old certificates and keys do not.'],
    ],
  },
  undo: {
    suspend: ['再開には、二人の担当者の操作が要ります。', 'Two operators can reinstate it.'],
    end: [
      '元に戻せません。もう一度認めるには、新しい番号で認定を登録します。',
      'It cannot be undone. A new accreditation has a new id.',
    ],
    reinstate: [
      '承認されるまでは、取り下げられます。再開のあとも、一人で停止できます。',
      'It can be taken back until it is confirmed. One operator can suspend it again at any time.',
    ],
    accredit: [
      '承認のあとも、一人の担当者がすぐに停止できます。',
      'One operator can suspend it at any time, at once.',
    ],
    change: [
      '元の内容を、もう一度提案してください。停止は、一人ですぐにできます。',
      'Propose the former registration again. One operator can suspend it at any time.',
    ],
  },
  reason: ['理由', 'Reason'],
  reasonSupport: [
    '届出や事故の番号など。記録に残り、監査で読まれます。',
    'The number of the report or incident. It stays on record and is read by auditors.',
  ],
  reasonMissing: ['理由を3文字以上で書いてください。', 'Give a reason of three characters or more.'],
  done: {
    suspend: [(name: string) => `${name}を停止しました`, (name: string) => `${name} is suspended`],
    end: [
      (name: string) => `${name}の認定を終えました`,
      (name: string) => `The accreditation of ${name} has ended`,
    ],
    reinstate: [
      (name: string) => `${name}の再開を提案しました`,
      (name: string) => `It is proposed to reinstate ${name}`,
    ],
  },
  form: {
    title: ['検証者の認定を登録する', 'Register an accreditation'],
    lead: [
      '大臣の認定書のとおりに入れてください。ほかの担当者が承認すると、効力を持ちます。',
      'As it stands in the minister’s decision. It takes effect when another operator confirms it.',
    ],
    submit: ['認定を提案する', 'Propose the accreditation'],
    verifierId: ['番号', 'Id'],
    verifierIdSupport: [
      '英小文字・数字・ハイフン。あとから変えられません（例：mihon-platform）。',
      'Lower-case letters, digits, hyphens; it never changes. For example: mihon-platform.',
    ],
    nameJa: ['名称（日本語）', 'Name in Japanese'],
    nameEn: ['名称（英語）', 'Name in English'],
    nameSupport: [
      '住民のアクセス記録に、この名前で載ります。',
      'Residents see this name in their access log.',
    ],
    kind: ['種類', 'Kind'],
    decision: ['大臣の認定の番号と日付', 'Number and date of the minister’s decision'],
    scopes: ['問い合わせてよいこと', 'It may ask for'],
    quota: [(scope: string) => `1日の上限：${scope}`, (scope: string) => `A day at most: ${scope}`],
    unit: ['件', 'questions'],
    validFrom: ['有効期間の初日', 'First day in force'],
    validUntil: ['有効期間の末日', 'Last day in force'],
    rate: ['1秒あたりの上限', 'A second at most'],
    nonces: ['OCSPのノンスを返す', 'Echo OCSP nonces'],
    noncesSupport: [
      '保存した応答を使えなくなるので、必要な検証者だけにします。',
      'Kept answers cannot be used then; for verifiers alone that need it.',
    ],
    services: ['サービス', 'Services'],
    servicesSupport: [
      '1行に1つ：番号, 日本語の名前, 英語の名前（例：aoba-bank, あおば銀行, Aoba Bank）。',
      'One a line: id, name in Japanese, name in English. For example: aoba-bank, あおば銀行, Aoba Bank.',
    ],
    credentials: ['資格の確認', 'Credentials'],
    credentialsSupport: [
      '証明書か鍵のどちらかは必ず。秘密鍵は受け取らないでください。',
      'A certificate, a key, or both. Never take a private key.',
    ],
    certificate: ['クライアント証明書（PEM）', 'Client certificate (PEM)'],
    key: ['署名鍵（公開鍵のJWK）', 'Signing key (public JWK)'],
    reason: ['提案の理由', 'Reason for the proposal'],
    reasonSupport: ['記録に残り、監査で読まれます。', 'It stays on record and is read by auditors.'],
    errors: {
      verifierId: [
        '番号を、英小文字・数字・ハイフンの3〜60文字で入れてください。',
        'Enter an id of 3 to 60 lower-case letters, digits and hyphens.',
      ],
      nameJa: ['日本語の名称を入れてください。', 'Enter the name in Japanese.'],
      nameEn: ['英語の名称を入れてください。', 'Enter the name in English.'],
      decision: ['認定の番号と日付を入れてください。', 'Enter number and date of the decision.'],
      scopes: [
        '問い合わせてよいことを1つ以上選んでください。',
        'Choose at least one thing that it may ask for.',
      ],
      quota: [
        (scope: string) => `${scope}の1日の上限を、1以上の数で入れてください。`,
        (scope: string) => `Enter how much of “${scope}” it may ask a day, 1 or more.`,
      ],
      validFrom: ['初日を、年・月・日で入れてください。', 'Enter year, month and day of the first day.'],
      validUntil: [
        '末日を、初日以後の日付で入れてください。',
        'Enter a last day that is not before the first.',
      ],
      rate: [
        '1秒あたりの上限を、1〜10,000の数で入れてください。',
        'Enter a number from 1 to 10,000 for a second.',
      ],
      services: [
        (line: number) => `サービスの${line}行目を「番号, 日本語の名前, 英語の名前」の形にしてください。`,
        (line: number) => `Write line ${line} of the services as: id, name in Japanese, name in English.`,
      ],
      credentials: ['証明書か鍵のどちらかを入れてください。', 'Enter a certificate or a key.'],
      certificate: [
        '証明書をPEM（-----BEGIN CERTIFICATE-----）で入れてください。',
        'Enter the certificate as PEM (-----BEGIN CERTIFICATE-----).',
      ],
      key: [
        '公開鍵をJWK（JSON）で入れてください。秘密の値（d）は入れないでください。',
        'Enter the public key as a JWK (JSON), without its private member d.',
      ],
      reason: ['理由を3文字以上で書いてください。', 'Give a reason of three characters or more.'],
    },
  },
});
