import { AUTHENTICATION_CERTIFICATE, SIGNATURE_CERTIFICATE } from '@mibun/rules';
import { defineMessages, stateWords } from '../../i18n/index.ts';
import { issueWords, revokeWords } from './acts/messages.ts';
import * as rollover from './generations/messages.ts';

export const messages = defineMessages({
  nav: {
    overview: ['概況', 'Overview'],
    generations: ['世代と鍵', 'Generations and keys'],
    crls: ['失効リスト', 'Revocation lists'],
    verifiers: ['検証者', 'Verifiers'],
    revoke: ['失効', 'Revoke'],
    issue: ['発行', 'Issue'],
  },
  cas: {
    signature: ['署名用認証局', 'Signature CA'],
    authentication: ['利用者証明用認証局', 'User identification CA'],
    institution: ['機関認証局', 'Institution CA'],
    'card-face': ['券面認証局', 'Card-face CA'],
  },
  generationOf: [
    (ca: string, generation: number) => `${ca} 第${generation}世代`,
    (ca: string, generation: number) => `${ca}, generation ${generation}`,
  ],
  wholeCrl: ['全件', 'Everything'],
  shardNumber: [(shard: string) => `区分${shard}`, (shard: string) => `Shard ${shard}`],
  countOf: [(count: string) => `${count}件`, (count: string) => count],
  certificateStates: {
    ...stateWords(SIGNATURE_CERTIFICATE),
    ...stateWords(AUTHENTICATION_CERTIFICATE),
  },
  certificateKinds: {
    signature: ['署名用', 'Signature'],
    authentication: ['利用者証明用', 'User identification'],
    seal: ['職印', 'Seal'],
    'time-stamp': ['タイムスタンプ局', 'Time-stamp authority'],
    ocsp: ['OCSPレスポンダー', 'Status responder'],
  },
  reasons: {
    keyCompromise: ['鍵の危殆化（漏えい・盗難）', 'Key compromised'],
    cACompromise: ['認証局の鍵の危殆化', 'CA key compromised'],
    affiliationChanged: ['氏名・住所などの変更', 'Name, address or other attribute changed'],
    superseded: ['新しい証明書への交代', 'Replaced by a new certificate'],
    cessationOfOperation: [
      '利用の終了（死亡・返納・廃止など）',
      'No longer needed: death, return, abolition',
    ],
    unspecified: ['その他', 'Unspecified'],
  },
  events: rollover.eventsWords,
  overview: {
    title: ['認証局の概況', 'Certification authorities'],
    at: [(when: string) => `${when}現在`, (when: string) => `As of ${when}`],
    numbers: ['主な数', 'Figures'],
    figures: {
      active: ['有効な電子証明書', 'Valid certificates'],
      held: ['保留中・発行中', 'On hold or being issued'],
      revoked: ['失効', 'Revoked'],
      issuedToday: ['今日の発行', 'Issued today'],
      endedToday: ['今日の失効', 'Revoked today'],
      answers: ['OCSPの応答（起動後）', 'OCSP answers since start'],
    },
    attention: ['対応が必要なこと', 'Needs attention'],
    issued: ['発行と失効', 'Issued and revoked'],
    shards: ['失効リストの区分', 'Shards of the revocation lists'],
    traffic: ['OCSPの問い合わせ', 'Status questions (OCSP)'],
    allCrls: ['失効リストの一覧', 'All revocation lists'],
  },
  attention: {
    nothing: ['今、対応が必要なことはありません。', 'Nothing needs your attention now.'],
    urgency: { now: ['今すぐ', 'Now'], soon: ['近いうち', 'Soon'], later: ['予定', 'Planned'] },
    kinds: {
      'custody-not-for-production': ['鍵がファイルにあります', 'The keys lie in files'],
      'crl-due': ['失効リストの更新が遅れています', 'A revocation list is late'],
      'crl-over': ['失効リストの期限が切れています', 'A revocation list is past its next update'],
      'responder-ends': [
        'OCSPレスポンダーの証明書が終わります',
        'The certificate of a status responder ends',
      ],
      'institution-ends': ['機関の証明書が終わります', 'The certificate of an institution ends'],
      'generation-due': ['新しい世代を作る時期です', 'A new generation is due'],
      'generation-ends': ['世代が終わります', 'A generation ends'],
      'generation-on-its-way': ['準備中の世代があります', 'A generation is on its way'],
      'intents-pending': ['署名されていない発行があります', 'Certificates are waiting for their signature'],
      'proposal-waiting': ['二人目の承認を待つ操作があります', 'An act on a key waits for its second person'],
      'proposal-stopped': ['承認した操作が止まっています', 'A confirmed act has stopped'],
    },
    todo: {
      'custody-not-for-production': [
        'デモと開発のための置き方です。本番では鍵の保管装置（PKCS#11）を使います。',
        'Good for a demo and for development. Production keeps them in an HSM (PKCS #11).',
      ],
      'crl-due': [
        '失効リストのページで更新し、続くときは鍵の保管装置を確かめてください。',
        'Renew it on the page of the lists; if that fails, look at key custody.',
      ],
      'crl-over': [
        '検証する側は、この区分を信頼できません。すぐに更新してください。',
        'Verifiers cannot rely on this shard. Renew it at once.',
      ],
      'responder-ends': [
        '7日前に自動で交代します。3日を切っても残っていれば、鍵の保管装置を確かめてください。',
        'It is replaced by itself a week before. With less than three days left, look at key custody.',
      ],
      'institution-ends': [
        '職印は次に使うときに自動で更新されます。機関が鍵を持つものは、新しい発行要求が要ります。',
        'Seals of ours are renewed on next use; an institution with its own key needs a new request.',
      ],
      'generation-due': [
        '4年ごとに新しい世代を作ります。予行をしてから日程を決めてください。',
        'Every four years. Rehearse it first, then set the day.',
      ],
      'generation-ends': [
        '終わるまでに、次の世代への切替を終えてください。',
        'Have the next generation issuing well before.',
      ],
      'generation-on-its-way': [
        '切り替えるか、取りやめるかを決めてください。',
        'Decide whether to switch to it or to withdraw it.',
      ],
      'intents-pending': [
        '鍵の保管装置につながれば、再開して自動で終わります。',
        'They finish by themselves after a restart with key custody in reach.',
      ],
      'proposal-waiting': ['期限までに承認するか、取り下げてください。', 'Confirm or withdraw it in time.'],
      'proposal-stopped': [
        '原因を取り除いてから、「続きから実行する」を押してください。',
        'Put right what stopped it, then press “Go on”.',
      ],
    },
  },
  chart: {
    signature: ['署名用の発行', 'Issued: signature'],
    authentication: ['利用者証明用の発行', 'Issued: user identification'],
    ended: ['失効（線の下）', 'Revoked (below the line)'],
    summary: [
      (days: number, issued: string, ended: string) =>
        `この${days}日間に${issued}枚を発行し、${ended}枚が失効しました。`,
      (days: number, issued: string, ended: string) =>
        `In these ${days} days ${issued} were issued and ${ended} revoked.`,
    ],
    day: [
      (day: string, signature: string, authentication: string, ended: string) =>
        `${day} 署名用${signature} 利用者証明用${authentication} 失効${ended}`,
      (day: string, signature: string, authentication: string, ended: string) =>
        `${day}: signature ${signature}, user identification ${authentication}, revoked ${ended}`,
    ],
  },
  traffic: {
    summary: [
      (total: string, most: string) => `この1時間に${total}件。1分間に最大${most}件。`,
      (total: string, most: string) => `${total} in the last hour, at most ${most} a minute.`,
    ],
    since: [
      (when: string, answers: string, share: number, live: string, refused: string) =>
        `${when}の起動から${answers}件に応答（${share}%は保存した応答、${live}件は署名して応答）。断ったもの${refused}件。`,
      (when: string, answers: string, share: number, live: string, refused: string) =>
        `Since the start on ${when}: ${answers} answers, ${share} % from the cache, ${live} signed for the question; ${refused} refused.`,
    ],
  },
  shards: {
    lead: [
      '数字は載っている件数。色は、更新からたった時間の割合です。半分で自動的に更新されます。',
      'The number is how many entries it has; the fill, how much of its time is over. At half it is renewed by itself.',
    ],
    none: [
      'まだ失効リストが作られていません。最初の問い合わせか更新で作られます。',
      'No list has been made yet. The first question or renewal makes it.',
    ],
    all: ['全件', 'All'],
    tile: [
      (shard: string, entries: string, size: string, next: string) =>
        `${shard}：${entries}件、${size}、次の更新は${next}まで`,
      (shard: string, entries: string, size: string, next: string) =>
        `${shard}: ${entries} entries, ${size}, next update by ${next}`,
    ],
  },
  crls: {
    title: ['失効リスト', 'Revocation lists'],
    lead: [
      '発行時に決まる区分ごとのリストと、全件のリストがあります。',
      'One list for each shard, which is fixed when a certificate is issued, and one of everything.',
    ],
    table: ['公開中の失効リスト', 'Published lists'],
    empty: [
      '失効リストは、最初の問い合わせか更新で作られ、ここに並びます。',
      'Lists are made by the first question or renewal, and then stand here.',
    ],
    columns: {
      ca: ['認証局', 'CA'],
      shard: ['区分', 'Shard'],
      number: ['番号', 'Number'],
      entries: ['件数', 'Entries'],
      size: ['大きさ', 'Size'],
      made: ['作成', 'Made'],
      next: ['次の更新', 'Next update'],
      delta: ['差分', 'Delta'],
    },
    filter: ['認証局で絞り込む', 'Filter by CA'],
    every: ['すべての認証局', 'All CAs'],
    export: ['CSVに書き出す', 'Export as CSV'],
    over: ['期限切れ', 'Over'],
    due: ['遅れ', 'Late'],
    noDelta: ['—', '–'],
    delta: [
      (entries: string, at: string) => `${entries}件（${at}）`,
      (entries: string, at: string) => `${entries} (${at})`,
    ],
    renew: ['今すぐ作り直す', 'Make them anew now'],
    renewLead: [
      '変更があれば自動で作り直されます。鍵の保管装置が戻ったあとなど、待たずに新しくしたいときに使います。',
      'Lists are made anew by themselves when something changes. Use this when you do not want to wait, for instance after key custody was away.',
    ],
    renewed: [
      (count: string) => `${count}件の失効リストを作り直しました`,
      (count: string) => (count === '1' ? '1 list was made anew' : `${count} lists were made anew`),
    ],
    renewedText: [
      '番号が進み、次の更新までの時間が最初からになりました。',
      'Their numbers went up, and the time to the next update begins again.',
    ],
  },
  generations: rollover.generationsWords,
  proposals: rollover.proposalsWords,
  propose: rollover.proposeWords,
  consequences: rollover.consequencesWords,
  undo: rollover.undoWords,
  revoke: revokeWords,
  issue: issueWords,
});
