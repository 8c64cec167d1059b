import { defineMessages } from '../../../i18n/index.ts';

/** Words of revoking, which one person does, and of certificates for institutions, which take two. */
export const revokeWords = defineMessages({
  title: ['電子証明書の失効', 'Revoke certificates'],
  lead: [
    '人またはカードを単位に、ひも付く電子証明書をまとめて失効させます。実行する前に、対象を確かめられます。',
    'Everything that belongs to a person or a card is revoked in one act. You see what it is before anything happens.',
  ],
  by: ['何を単位に失効させますか', 'What is to be revoked?'],
  targets: {
    person: ['人', 'Everything of a person'],
    card: ['カード', 'Everything of a card'],
    serial: ['電子証明書1枚', 'One certificate'],
  },
  targetSupport: {
    person: ['その人のすべてのカードの電子証明書', 'The certificates of all their cards'],
    card: ['そのカードの電子証明書すべて', 'All certificates of this card'],
    serial: [
      '職印・タイムスタンプ局・OCSPレスポンダーの証明書もここから',
      'Also seals, time-stamp authorities and status responders',
    ],
  },
  values: {
    person: ['住民の管理番号', 'Person id'],
    card: ['カードの管理番号', 'Card id'],
    serial: ['発行の番号（シリアル番号）', 'Serial number'],
  },
  valueSupport: {
    person: ['「p-」で始まる番号です。', 'It begins with “p-”.'],
    card: ['「card-」で始まる番号です。', 'It begins with “card-”.'],
    serial: ['16進数。空白は入っていてもかまいません。', 'Hexadecimal; spaces do not matter.'],
  },
  valueMissing: ['番号を入れてください。', 'Enter the number.'],
  authority: ['発行した認証局', 'Issued by'],
  reason: ['失効の理由', 'Reason'],
  reasonSupport: [
    '氏名や住所の変更では、署名用の電子証明書だけが失効します。',
    'A change of name or address ends the signature certificate alone.',
  ],
  reasonMissing: ['理由を選んでください。', 'Choose a reason.'],
  look: ['対象を確かめる', 'Show what this would end'],
  found: ['対象の電子証明書', 'Certificates found'],
  empty: [
    'この番号にひも付く電子証明書はありません。番号を確かめてください。',
    'No certificate belongs to this number. Check the number.',
  ],
  columns: {
    effect: ['結果', 'Effect'],
    kind: ['種類', 'Kind'],
    serial: ['発行の番号', 'Serial number'],
    state: ['今の状態', 'State now'],
    belongs: ['ひも付く先', 'Belongs to'],
    until: ['有効期間の満了', 'Valid until'],
  },
  ends: ['失効する', 'Will end'],
  stays: ['変わらない', 'Stays'],
  nothing: ['失効するものはありません', 'Nothing to revoke'],
  act: [
    (count: string) => `${count}枚を失効させる`,
    (count: string) => (count === '1' ? 'Revoke 1 certificate' : `Revoke ${count} certificates`),
  ],
  consequences: [
    [
      '表に「失効する」とある電子証明書は、数秒のうちにログインにも署名にも使えなくなります。',
      'OCSPと失効リストに理由と日時が載り、検証する側に伝わります。',
      '本人のアクセス記録に、あなたの操作として残ります。',
    ],
    [
      'What is marked “Will end” can be used neither to log in nor to sign, within seconds.',
      'OCSP and the revocation lists tell every verifier the reason and the time.',
      'The resident sees in their access log that you did it.',
    ],
  ],
  undo: [
    '元に戻せません。失効した電子証明書が有効に戻ることはありません。必要な人は、新しいカードを申請します。',
    'It cannot be undone. A revoked certificate never comes back; whoever needs one applies for a new card.',
  ],
  confirm: ['失効させる', 'Revoke'],
  note: ['根拠', 'What this rests on'],
  noteSupport: [
    '届出や事故の番号など。記録に残り、監査で読まれます。',
    'The number of the report or incident. It stays on record and is read by auditors.',
  ],
  noteMissing: ['何にもとづく操作かを書いてください。', 'Say what this act rests on.'],
  done: [
    (count: string) => `${count}枚を失効させました`,
    (count: string) => (count === '1' ? '1 certificate is revoked' : `${count} certificates are revoked`),
  ],
  doneText: [
    'OCSPはすでに失効を答えています。失効リストは、次の更新で入れ替わります。',
    'OCSP says so already. The revocation lists follow with their next edition.',
  ],
});

export const issueWords = defineMessages({
  title: ['機関の証明書の発行', 'Issue to an institution'],
  lead: [
    '職印やタイムスタンプ局など、機関が自分で持つ鍵に証明書を発行します。住民の電子証明書は、カードの製造と窓口の手続でだけ発行されます。',
    'A certificate for a key that an institution holds itself: a seal, a time-stamp authority. Residents’ certificates come with their cards alone.',
  ],
  kind: ['何のための証明書ですか', 'What is it for?'],
  kinds: {
    seal: ['職印（電子文書に押す印）', 'A seal, to sign documents with'],
    'time-stamp': ['タイムスタンプ局', 'A time-stamp authority'],
  },
  kindSupport: { seal: ['最長5年', 'Five years at most'], 'time-stamp': ['最長10年', 'Ten years at most'] },
  file: ['証明書発行要求（PKCS#10）', 'Certificate request (PKCS #10)'],
  fileSupport: [
    '鍵を持つ人が作ったファイルです。要求そのものの署名も確かめます。',
    'Made by whoever holds the key; its own signature is checked too.',
  ],
  paste: ['または、ここに貼り付け', 'Or paste it here'],
  missing: [
    '発行要求のファイルを選ぶか、内容を貼り付けてください。',
    'Choose the file of the request, or paste what is in it.',
  ],
  days: ['有効期間', 'Validity'],
  daysSupport: ['今日から何日間か。', 'How many days from today.'],
  daysUnit: ['日', 'days'],
  check: ['発行できるか確かめる', 'Check whether it can be issued'],
  checked: ['確かめた結果', 'What the check says'],
  sound: ['この内容で発行できます', 'This can be issued'],
  unsound: ['発行できません', 'This cannot be issued'],
  names: ['証明される名前', 'Would name'],
  asks: ['要求に書かれた名前', 'The request asks for'],
  key: ['鍵', 'Key'],
  by: ['発行する認証局', 'Issued by'],
  byText: [
    (generation: number) => `機関認証局 第${generation}世代`,
    (generation: number) => `Institution CA, generation ${generation}`,
  ],
  until: ['有効期間の満了', 'Valid until'],
  municipality: ['市区町村コード', 'Code of the municipality'],
  municipalitySupport: [
    '5桁。証明書の名前は、コードと職名から決まります。',
    'Five digits. The name in the certificate follows from the code and the office.',
  ],
  office: ['職名', 'Office'],
  offices: { mayor: ['市区町村長', 'Mayor'], 'acting-mayor': ['市区町村長の職務代理者', 'Acting mayor'] },
  unit: ['タイムスタンプ装置の番号', 'Number of the time-stamp unit'],
  renews: [
    '更新する証明書の発行の番号（更新のときだけ）',
    'Serial number of the certificate that it renews, if any',
  ],
  renewsSupport: [
    '同じ名前の証明書があるときは、満了の3か月前から更新できます。',
    'A name that has a certificate can be renewed in its last three months.',
  ],
  reason: ['理由', 'Reason'],
  reasonSupport: ['二人目の担当者と監査の人が読みます。', 'Your colleague and the auditors read it.'],
  reasonMissing: ['何のための証明書かを書いてください。', 'Say what the certificate is for.'],
  issue: ['提案する', 'Propose it'],
  proposed: [
    '提案しました。別の担当者が承認すると発行されます。',
    'Proposed. It is issued when another CA operator confirms it.',
  ],
  keyFingerprint: ['鍵の指紋（SHA-256）', 'Fingerprint of the key (SHA-256)'],
  download: ['PEMファイルを保存する', 'Save as PEM'],
});
