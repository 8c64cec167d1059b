import { APPLICATION } from '@mibun/rules';
import { defineMessages, stateWords } from '../../../i18n/index.ts';

/** Words of the screening queue and of the screening page. */
export const messages = defineMessages({
  queue: {
    title: ['審査', 'Screening'],
    lead: [
      '写真と申請を、住民記録と見比べて判断します。古い順です。',
      'Compare photo and application with the registry and decide. Oldest first.',
    ],
    caption: {
      SCREENING: ['審査待ちの申請', 'Applications to be screened'],
      DEFECT: ['差し戻した申請', 'Applications sent back'],
      APPROVED: ['承認した申請', 'Approved applications'],
    },
    filter: ['状態', 'State'],
    states: stateWords(APPLICATION),
    columns: {
      name: ['氏名', 'Name'],
      end: ['申請書ID（末尾）', 'Application ID ends'],
      municipality: ['市区町村', 'Municipality'],
      cause: ['事由', 'Cause'],
      received: ['受付', 'Received'],
      waiting: ['経過', 'Waiting'],
      hints: ['写真の注意点', 'Photo hints'],
    },
    days: [
      (n: number) => (n === 0 ? '今日' : `${n}日`),
      (n: number) => (n === 0 ? 'today' : n === 1 ? '1 day' : `${n} days`),
    ],
    start: ['先頭から審査を始める', 'Start with the oldest'],
    empty: {
      SCREENING: [
        '受け付けた申請は、写真の自動確認のあとここに並びます。今はすべて審査が終わっています。',
        'Applications appear here after the automatic photo check. All of them have been screened.',
      ],
      DEFECT: [
        '差し戻した申請は、申請者が写真を差し替えるまでここに並びます。',
        'Applications that were sent back stay here until the applicant replaces the photo.',
      ],
      APPROVED: [
        '承認した申請は、製造に回されるまでここに並びます。',
        'Approved applications stay here until they go into production.',
      ],
    },
    noHints: ['なし', 'None'],
  },
  page: {
    title: [(name: string) => `${name}さんの申請`, (name: string) => `Application of ${name}`],
    form: ['申請', 'Application'],
    photo: ['写真', 'Photo'],
    registry: ['住民記録', 'Registry'],
    fields: {
      applicationId: ['申請書ID（末尾）', 'Application ID (end)'],
      cause: ['事由', 'Cause'],
      channel: ['申請の方法', 'How it was made'],
      contactName: ['連絡先の氏名', 'Contact name'],
      contactEmail: ['メール', 'E-mail'],
      phone: ['電話', 'Phone'],
      signature: ['署名用電子証明書', 'Signature certificate'],
      authentication: ['利用者証明用電子証明書', 'Authentication certificate'],
      receivedAt: ['受付', 'Received'],
      name: ['氏名', 'Name'],
      kana: ['フリガナ', 'Kana'],
      romaji: ['ローマ字', 'Roman letters'],
      formerSurname: ['旧氏', 'Former surname'],
      commonName: ['通称', 'Common name'],
      birthDate: ['生年月日', 'Date of birth'],
      sex: ['性別', 'Sex'],
      address: ['住所', 'Address'],
      municipality: ['市区町村', 'Municipality'],
      nationality: ['国籍', 'Nationality'],
      residence: ['在留資格', 'Residence status'],
      stayUntil: ['在留期間の満了日', 'Stay until'],
    },
    wanted: ['希望する', 'Wanted'],
    declined: ['希望しない', 'Not wanted'],
    age: [(n: number) => `${n}歳`, (n: number) => `age ${n}`],
    sexes: { '1': ['男', 'Male'], '2': ['女', 'Female'] },
    under15: [
      '15歳未満のため、署名用電子証明書は発行されません。',
      'Under 15: no signature certificate is issued.',
    ],
    hintsTitle: ['機械が気づいた点（判断は人が行います）', 'What the machine noticed (a person decides)'],
    noHints: ['機械が気づいた点はありません。', 'The machine noticed nothing.'],
    barsTitle: ['このままでは承認できません', 'It cannot be approved as it stands'],
    noPhoto: ['写真はありません', 'There is no photo'],
    photoAlt: [
      (name: string) => `${name}さんの申請写真`,
      (name: string) => `Photo of the application of ${name}`,
    ],
    crop: ['カードに印刷される範囲を重ねる', 'Show what will be printed on the card'],
    zoom: ['写真を大きく見る', 'Enlarge the photo'],
    readLogged: [
      'この画面を開いたことは、本人のアクセス記録に残ります。',
      'Opening this page is on the person’s access log.',
    ],
    history: ['これまでの経過', 'So far'],
    approve: ['承認する', 'Approve'],
    reject: ['差し戻す', 'Send back'],
    takeBack: ['承認を取り消す', 'Take the approval back'],
    takeBackUntil: [
      (time: string) => `${time}まで、カードが製造に回されていなければ、承認を取り消せます。`,
      (time: string) => `It can be taken back until ${time}, unless the card is being made by then.`,
    ],
    next: ['次の申請', 'Next application'],
    queue: ['一覧へ戻る', 'Back to the list'],
    approveTitle: [
      (name: string) => `${name}さんの申請を承認しますか`,
      (name: string) => `Approve the application of ${name}?`,
    ],
    cropKey: ['印刷範囲', 'Print area'],
    notYours: [
      'この役割では判断できません。気づいた点は担当者に伝えてください。',
      'Your role cannot decide. Tell the person in charge what you noticed.',
    ],
    decided: [
      (label: string) => `この申請は、もう審査待ちではありません（${label}）。`,
      (label: string) => `This application no longer waits for screening (${label}).`,
    ],
  },
  reject: {
    title: ['差し戻す理由', 'Reasons for sending it back'],
    lead: [
      '申請者には、選んだ理由と書き添えた言葉がそのまま届き、写真だけを差し替えられます。',
      'The applicant reads exactly these reasons and your words, and can replace only the photo.',
    ],
    reasons: ['理由（あてはまるものをすべて）', 'Reasons (all that apply)'],
    note: ['申請者への言葉', 'Words to the applicant'],
    noteSupport: ['どう直せばよいかを、短く具体的に。', 'How to put it right, short and concrete.'],
    choose: ['理由を一つ以上選んでください。', 'Choose at least one reason.'],
    confirm: ['差し戻す', 'Send back'],
  },
  done: {
    approved: [
      (name: string) => `${name}さんの申請を承認しました。`,
      (name: string) => `You approved the application of ${name}.`,
    ],
    rejected: [
      (name: string) => `${name}さんの申請を差し戻しました。`,
      (name: string) => `You sent back the application of ${name}.`,
    ],
    takenBack: [
      (name: string) => `${name}さんの申請の承認を取り消しました。`,
      (name: string) => `You took back the approval of the application of ${name}.`,
    ],
    takenBackNext: [
      '審査待ちに戻りました。申請者には、承認も取消しもお知らせしていません。',
      'It waits to be screened again. The applicant was told neither of the approval nor of this.',
    ],
    approvedNext: ['次の製造で作られます。', 'The card will be made in the next batch.'],
    rejectedByMail: ['申請者にメールで知らせました。', 'An e-mail tells the applicant.'],
    rejectedNoMail: [
      'メールアドレスの届出がないため、申請者には別の方法で知らせてください。',
      'There is no e-mail address: tell the applicant in another way.',
    ],
    empty: ['審査待ちの申請はなくなりました。', 'No application is waiting to be screened.'],
  },
  meanwhile: {
    title: ['ほかの担当者が先に判断しました', 'Somebody else has decided in the meantime'],
    text: [
      (label: string) => `今の状態は「${label}」です。あなたの判断は記録されていません。`,
      (label: string) => `It is now “${label}”. Your decision was not recorded.`,
    ],
  },
});
