import { defineMessages } from '../../i18n/index.ts';

export const messages = defineMessages({
  door: ['署名を確かめる', 'Check a signature'],
  choose: {
    title: ['PDFの電子署名を確かめる', 'Check the electronic signature of a PDF'],
    lead: [
      'だれが署名したか、そのあと文書が変わっていないか、電子証明書がいま有効かを調べます。ログインはいりません。',
      'Find out who signed, whether the document was changed since, and whether the certificate holds today. You need not log in.',
    ],
    file: ['署名されたPDF', 'Signed PDF'],
    support: [
      '印刷した紙やその写しでは確かめられません。受け取ったPDFファイルそのものを選んでください。',
      'A print-out or a scan cannot be checked. Choose the PDF file exactly as you received it.',
    ],
    missing: ['PDFファイルを選んでください。', 'Choose a PDF file.'],
    tooLarge: [
      (limit: string) => `ファイルが大きすぎます。${limit}までのPDFを選んでください。`,
      (limit: string) => `The file is too large. Choose a PDF of up to ${limit}.`,
    ],
    submit: ['確かめる', 'Check it'],
    kept: [
      '送った文書は、調べたらすぐに捨てます。保存も記録もしません。署名した本人には、電子証明書の状態が調べられたことだけが伝わります。',
      'The document is thrown away as soon as it has been checked; nothing of it is stored or logged. The signer is told only that the status of the certificate was looked at.',
    ],
  },
  verdict: {
    valid: {
      title: ['有効な電子署名です', 'The electronic signature is valid'],
      text: [
        '文書は署名のあと変わっていません。署名した人も、電子証明書も確かめられました。',
        'The document has not changed since it was signed. The signer and the certificate are confirmed, too.',
      ],
      added: [
        '署名された内容は変わっていません。署名した人も、電子証明書も確かめられました。ただし、署名のあとに加えられたものがあります。下の「署名のあとの追加」を読んでください。',
        'What was signed has not changed, and the signer and the certificate are confirmed. But something was added later: read “Added afterwards” below.',
      ],
    },
    invalid: {
      title: ['この署名は信用できません', 'Do not rely on this signature'],
      text: [
        '文書か署名に、おかしいところがあります。下の理由を読んで、送ってきた相手に別の方法で確かめてください。',
        'Something is wrong with the document or the signature. Read the reason below, and ask the sender in another way.',
      ],
    },
    indeterminate: {
      title: ['本物かどうか、ここでは決められません', 'We cannot tell whether it is genuine'],
      text: [
        '偽物とは言えませんが、有効とも言えません。下の理由を読んでください。',
        'Nothing shows that it is forged, and nothing proves that it is valid. Read the reason below.',
      ],
    },
    'no-signature': {
      title: ['電子署名はありません', 'There is no electronic signature'],
      text: [
        'このPDFには電子署名が入っていません。印影や署名の画像があっても、それは電子署名ではありません。',
        'This PDF carries no electronic signature. A picture of a seal or of a signature is not one.',
      ],
    },
  },
  at: [
    (time: string) => `${time}（日本時間）の時点の結果です。電子証明書の状態は、あとで変わることがあります。`,
    (time: string) => `As of ${time} (Japan time). The status of a certificate can change later.`,
  ],
  document: {
    title: ['調べた文書', 'The document checked'],
    name: ['ファイル', 'File'],
    pages: [(n: number) => `${n}ページ`, (n: number) => (n === 1 ? '1 page' : `${n} pages`)],
    digest: ['文書の指紋（SHA-256）', 'Fingerprint of the document (SHA-256)'],
  },
  another: ['別のPDFを確かめる', 'Check another PDF'],
  unreadable: [
    (n: number) =>
      `読み取れない署名欄が${n}個あります。壊れているか、だれかが手を加えています。そこに何があったかは分かりません。`,
    (n: number) =>
      `${n === 1 ? 'One signature field' : `${n} signature fields`} cannot be read: damaged, or tampered with. Nobody can tell what was there.`,
  ],
  signature: {
    one: ['署名', 'Signature'],
    many: [
      (n: number, all: number) => `署名 ${n}（${all}個のうち）`,
      (n: number, all: number) => `Signature ${n} of ${all}`,
    ],
    order: ['古い順に並んでいます。', 'Earliest first.'],
    indication: {
      valid: ['有効', 'Valid'],
      invalid: ['無効', 'Invalid'],
      indeterminate: ['決められない', 'Cannot tell'],
    },
  },
  who: {
    title: ['署名した人', 'Signed by'],
    unproven: ['署名した人として書かれている名前', 'Named as the signer'],
    unprovenText: [
      'ファイルにこう書かれているだけです。この人が署名したことは確かめられません。',
      'The file says so, and nothing proves that this person signed.',
    ],
    name: ['氏名', 'Name'],
    address: ['住所', 'Address'],
    birthDate: ['生年月日', 'Date of birth'],
    asOf: [
      '住所・氏名は、電子証明書を発行したときのものです。',
      'Name and address are those of the day on which the certificate was issued.',
    ],
    municipality: ['自治体', 'Municipality'],
    office: ['名義', 'In the name of'],
    seal: ['自治体の電子的な公印（職責証明）です。', 'This is the electronic seal of a municipality.'],
    subject: ['証明書に書かれた名前', 'Name in the certificate'],
    issuer: ['証明書を出したところ', 'Issued by'],
    otherText: [
      'この国の認証局が出した証明書ではないため、名前を確かめられません。',
      'No certification authority of this country issued this certificate, so the name cannot be confirmed.',
    ],
    unknown: ['だれが署名したか分かりません。', 'Nothing says who signed.'],
    substitute: ['代わりの字', 'substitute'],
    substituteNote: [
      '印のついた字は、住民記録の字と同じではありません。電子証明書で使えない字を、別の字で表しています。',
      'The marked characters are not those of the resident registry: they stand for characters that a certificate cannot hold.',
    ],
  },
  facts: {
    title: ['確かめたこと', 'What was checked'],
    altered: ['署名された内容', 'What was signed'],
    alteredNo: ['署名したときのまま', 'unchanged'],
    alteredYes: ['変えられている', 'changed'],
    added: ['署名のあとの追加', 'Added afterwards'],
    addedNo: ['なし', 'nothing'],
    addedYes: ['署名のあとに、内容が変えられている', 'the content was changed after signing'],
    addedSome: [
      '署名された内容はそのままで、次のものが加えられている',
      'what was signed is as it was, and this was added:',
    ],
    permission: ['署名者が許した変更', 'Changes the signer permits'],
    permitted: {
      1: ['文書を変えてはならない', 'none'],
      2: ['書類への記入と署名', 'filling in forms and signing'],
      3: ['書類への記入、署名、注釈', 'filling in forms, signing and comments'],
    },
    permissionKept: ['その範囲が守られている', 'that was respected'],
    permissionBroken: ['その範囲を超えて、何かが加えられている', 'more than that was added'],
    certificate: ['電子証明書の状態', 'Certificate'],
    checkedAt: [(time: string) => `${time} に確認`, (time: string) => `checked ${time}`],
    good: ['有効', 'in force'],
    held: [(date: string) => `${date}から一時停止中`, (date: string) => `suspended since ${date}`],
    notYetActive: ['カードの受け取りが済んでいない', 'card not yet handed over'],
    revoked: [(date: string) => `${date}に失効`, (date: string) => `revoked on ${date}`],
    expired: [(date: string) => `${date}に期限切れ`, (date: string) => `expired on ${date}`],
    unknown: ['確かめられない', 'cannot be confirmed'],
    signedAt: ['署名した時刻', 'Time of signing'],
    signedAtNote: [
      '署名した人の機械の時計によるもので、証明されたものではありません。',
      "By the clock of the signer's computer; this is a claim, not a proof.",
    ],
    noTime: ['書かれていない', 'not stated'],
    stamp: ['タイムスタンプ', 'Time stamp'],
    stampGood: [
      (time: string) => `${time}には署名があった`,
      (time: string) => `The signature existed on ${time}`,
    ],
    stampGoodNote: [
      'この国のタイムスタンプ局が証明しています。',
      'The time-stamp authority of this country vouches for it.',
    ],
    stampBad: [
      '信用できない。付け替えられたか、壊れている',
      'Not to be trusted: it was exchanged or damaged',
    ],
    stampForeign: [
      'ほかのタイムスタンプ局のもの。ここでは確かめられない',
      "Another authority's; it cannot be checked here",
    ],
    stampNone: ['なし', 'none'],
  },
  added: {
    signature: [(n: number) => `別の署名（署名 ${n}）`, (n: number) => `another signature (signature ${n})`],
    sameSigner: [
      (n: number) => `同じ人のもう一つの署名（署名 ${n}）`,
      (n: number) => `a further signature of the same signer (signature ${n})`,
    ],
    stamp: [
      (n: number) => `文書全体へのタイムスタンプ（${n}番目）`,
      (n: number) => `a time stamp over the whole file (number ${n})`,
    ],
    validationData: [
      'あとから署名を確かめるためのデータ（証明書とその状態）',
      'data for checking the signature in later years (certificates and their status)',
    ],
    metadata: [
      'ファイルについての情報（保存した日時やソフトの名前）',
      'information about the file (date of saving, name of the program)',
    ],
    mark: [
      (page: number) => `${page}ページに目に見えるもの。署名されたときにはありませんでした`,
      (page: number) => `a visible mark on page ${page}, which was not there when it was signed`,
    ],
    markOf: [
      (page: number, n: number) =>
        `${page}ページに目に見えるもの（署名 ${n} の印）。署名されたときにはありませんでした`,
      (page: number, n: number) =>
        `a visible mark on page ${page} (of signature ${n}), which was not there when it was signed`,
    ],
    field: [
      (name: string) => `記入欄「${name}」への記入`,
      (name: string) => `the field “${name}” was filled in`,
    ],
    annotation: [
      (page: number) => `${page}ページの注釈の追加・変更・削除`,
      (page: number) => `comments on page ${page} were added, changed or removed`,
    ],
    noEffect: [
      '保存し直されただけで、内容への影響はない',
      'the file was saved once more, with no effect on its content',
    ],
  },
  stamps: {
    title: ['文書全体へのタイムスタンプ', 'Time stamps over the whole file'],
    one: [(n: number) => `タイムスタンプ ${n}`, (n: number) => `Time stamp ${n}`],
    text: [
      'その時刻にファイルがあったことを示すもので、だれかの署名ではありません。',
      "A proof that the file existed at that time; it is nobody's signature.",
    ],
    good: [
      (time: string) => `${time}には、このファイルがあった`,
      (time: string) => `The file existed on ${time}`,
    ],
    bad: [
      '信用できない。壊れているか、ほかの文書のもの',
      'Not to be trusted: damaged, or of another document',
    ],
    foreign: [
      'ほかのタイムスタンプ局のもの。ここでは確かめられない',
      "Another authority's; it cannot be checked here",
    ],
  },
  details: {
    open: ['詳しい結果を見る', 'Show the detailed result'],
    correct: ['計算の上で正しいか', 'Cryptographically correct'],
    correctText: [
      '署名の値、文書の指紋、証明書の発行元を計算で確かめた結果です。時がたっても変わりません。',
      'Signature value, fingerprint and issuer of the certificate, by calculation. Time does not change it.',
    ],
    current: ['いま頼ってよいか', 'Currently valid'],
    currentText: [
      '証明書の期限と失効の状態を、この時点で調べた結果です。',
      'Validity period and revocation status of the certificate at this moment.',
    ],
    yes: ['はい', 'Yes'],
    no: ['いいえ', 'No'],
    subIndication: ['判定コード（EN 319 102-1）', 'Indication (EN 319 102-1)'],
    serial: ['発行番号', 'Serial number'],
    issuer: ['発行元', 'Issuer'],
    validity: ['有効期間', 'Validity'],
    from: [(from: string, to: string) => `${from} 〜 ${to}`, (from: string, to: string) => `${from} – ${to}`],
    format: ['署名の形式', 'Format of the signature'],
    digest: ['ハッシュ', 'Digest'],
    whole: ['署名がファイル全体におよぶか', 'Covers the whole file'],
    reason: ['署名者が書いた理由', 'Reason stated by the signer'],
    checks: ['証明書の検査', 'Checks of the certificate'],
    stampChecks: ['タイムスタンプの検査', 'Checks of the time stamp'],
    check: ['検査', 'Check'],
    rule: ['根拠', 'Rule'],
    result: ['結果', 'Result'],
    passed: ['合格', 'passed'],
    failed: ['不合格', 'failed'],
    problems: ['見つかった問題', 'Problems found'],
  },
  read: {
    title: ['結果の読み方', 'How to read the result'],
    valid: {
      term: ['有効', 'Valid'],
      text: [
        '文書は署名のときのままで、署名した人の電子証明書も、いままたは署名したときに有効です。ただし、書かれている内容が正しいかどうかまでは分かりません。',
        "The document is as it was signed, and the signer's certificate is in force today, or was when it was stamped. It does not say that what is written in it is true.",
      ],
    },
    invalid: {
      term: ['無効', 'Invalid'],
      text: [
        '文書が変えられたか、署名が偽物か、使ってはいけない証明書で署名されています。',
        'The document was changed, the signature is forged, or it was made with a certificate that must not sign.',
      ],
    },
    indeterminate: {
      term: ['決められない', 'Cannot tell'],
      text: [
        'タイムスタンプのない署名の証明書が失効した、海外の証明書で署名されている、などの場合です。計算の上では正しくても、ここでは保証できません。',
        'For example: the certificate is revoked and there is no time stamp, or a foreign authority issued it. The calculation may be right; we cannot vouch for it.',
      ],
    },
    time: {
      term: ['署名した時刻', 'Time of signing'],
      text: [
        '署名した人の機械の時計は、証拠になりません。信頼できるタイムスタンプがあれば、証明書があとで失効しても、その前に署名したことが分かります。',
        "The clock of the signer's computer proves nothing. A trusted time stamp does: it shows that the signature was made before the certificate was revoked.",
      ],
    },
  },
});
