import { createPaper } from '@mibun/documents';
import {
  formatApplicationId,
  formatBirthDateJa,
  formatDateEn,
  formatDateJa,
  jstDate,
  type PlainDate,
  parseApplicationId,
} from '@mibun/rules';
import type { CardNoticeKind, LetterKind } from '../api.ts';
import { APPLICATION_BODIES } from './applications.ts';
import { CARD_NOTICES, printCardNotice } from './card-notices.ts';
import type { Body, LetterInput } from './letter.ts';
import { documentNumber, inGroups } from './references.ts';

const TITLES: Readonly<Record<OfficeLetter, string>> = {
  'application-form': '個人番号カード交付申請書',
  'application-defect': '個人番号カードの申請について（写真の差し替えのお願い）',
  'application-closed': '個人番号カードの申請終了のお知らせ',
  'application-withdrawn': '個人番号カードの申請取下げのお知らせ',
  'application-cancelled': '個人番号カードの申請についてのお知らせ',
  'issue-notice': '個人番号カード交付通知書（兼 照会書）',
  'pick-up-reminder': '個人番号カードの受け取りについて（再度のお知らせ）',
  'issue-notice-void': '交付通知書の取消しのお知らせ',
  'card-destroyed': '個人番号カード廃棄のお知らせ',
};

/** Letters with a form of their own; the others say in words what has happened to a card. */
type OfficeLetter = Exclude<LetterKind, CardNoticeKind>;

const isCardNotice = (kind: LetterKind): kind is CardNoticeKind => Object.hasOwn(CARD_NOTICES, kind);

const dateEn = (text: string | undefined) => (text ? formatDateEn(text as PlainDate) : 'the date above');
const date = (text: string | undefined) => (text ? formatDateJa(text as PlainDate, { weekday: true }) : '');

/** Draws one letter as an A4 PDF of the municipal office (UX.md, Print). */
export async function printLetter(input: LetterInput): Promise<Uint8Array> {
  const { kind, resident, municipality, createdAt, letterId, country, fonts } = input;
  const { division } = country.letters;
  const office = `${municipality.name.ja}役所`;
  const title = isCardNotice(kind) ? CARD_NOTICES[kind].title.ja : TITLES[kind];
  const paper = createPaper({
    title,
    language: 'ja',
    kind: 'letter',
    office,
    createdAt,
    footer: documentNumber(letterId),
    emblem: country.card.emblem,
    ...(fonts && { fonts }),
  });
  paper.letterhead({
    to: { postalCode: resident.postalCode, lines: [resident.address], name: resident.name },
    from: {
      name: `${office} ${division}`,
      lines: [
        `〒${municipality.office.postalCode}`,
        municipality.office.address,
        `電話 ${municipality.office.phone}`,
      ],
    },
    reference: [
      { term: '発行日', value: formatDateJa(jstDate(createdAt)) },
      { term: '文書番号', value: documentNumber(letterId) },
    ],
  });
  paper.title(title);
  if (isCardNotice(kind)) printCardNotice(paper, CARD_NOTICES[kind], input.params);
  else BODIES[kind](paper, input, `${office} ${division}`);
  if (paper.substituted.length > 0) {
    // CRT-01: whoever reads it must know that a character is shown otherwise than registered.
    const shown = paper.substituted.map(({ drawn }) => drawn);
    paper.notice(
      `この通知では、登録されている字のうち印刷できないものを、代わりの字（${shown.join('、')}）で表しています。登録されている字は変わっていません。`,
      '代替文字について',
    );
  }
  if (country.fictitious)
    paper.notice('この通知は架空の国のものです。実在の市区町村・個人とは関係ありません。');
  return paper.finish();
}

/** What is peculiar to each of them. Whoever does not read Japanese finds on each what it is and what to do. */
export const BODIES: Readonly<Record<OfficeLetter, Body>> = {
  ...APPLICATION_BODIES,

  'application-form'(paper, { resident, params }) {
    const parsed = parseApplicationId(params.applicationId ?? '');
    const shown = parsed.ok ? formatApplicationId(parsed.id) : '';
    paper.paragraph(
      'この申請書で、個人番号カードを申請できます。スマートフォンで下のQRコードを読み取るか、パソコンで申請書IDを入力してください。',
    );
    paper.qr({
      data: params.link ?? '',
      title: 'スマートフォンで申請する',
      text: `申請書ID\n${shown}`,
      shown: params.link ?? '',
    });
    paper.definitions([
      { term: '申請書ID', value: shown, note: '他の方の番号を入力すると、別の方の申請になります。' },
      { term: '氏名', value: resident.name },
      { term: '住所', value: resident.address },
      {
        term: '生年月日',
        value: formatBirthDateJa(resident.birthDate, { era: resident.nationality === 'JPN' }),
      },
      { term: '手数料', value: params.fee ?? '無料' },
    ]);
    paper.heading('申請に必要なもの');
    paper.list([
      '6か月以内に撮影した、正面・無帽・無背景の顔写真（20KB〜7MB、縦横480〜6000画素）',
      'メールアドレス',
      '15歳未満の方と成年被後見人の方は、法定代理人が申請してください。',
    ]);
    paper.form({
      title: '郵送で申請する方の記入欄',
      fields: [{ label: '申請日' }, { label: '電話番号' }, { label: '署名または記名押印', tall: true }],
    });
    paper.heading('In English');
    paper.paragraph(
      'With this form you can apply for an Individual Number Card. Read the code on the front with a smartphone, or type the application ID (申請書ID) on a computer. You need a photo of your face, taken within the last six months, from the front, without a hat, before a plain background, and an e-mail address. For anybody under 15, and for an adult under guardianship, the legal representative applies. The fee (手数料) stands on the front; 無料 means that there is none.',
    );
  },

  'issue-notice'(paper, { params, municipality }, office) {
    paper.paragraph('申請のあった個人番号カードができました。次のとおり窓口でお受け取りください。');
    paper.definitions([
      {
        term: '受け取り場所',
        value: `${office} 個人番号カード窓口`,
        note: municipality.office.address,
      },
      {
        term: '受け取り期限',
        value: date(params.deadline),
        note: '期限を過ぎるとカードを廃棄することがあります。',
      },
      { term: '窓口の時間', value: municipality.office.hours.ja },
      { term: '受付番号', value: inGroups(params.reference ?? '') },
    ]);
    paper.heading('お持ちいただくもの');
    paper.list([
      'この通知書',
      '本人確認書類：運転免許証・旅券・在留カードなど顔写真つきの公的なもの1点、または健康保険の資格確認書・年金手帳など2点',
      '通知カード・住民基本台帳カード・前の個人番号カード（お持ちの方）',
    ]);
    paper.heading('窓口で決めていただく暗証番号');
    paper.table({
      columns: [
        { header: '暗証番号', share: 5 },
        { header: '桁数', share: 4 },
        { header: '使うとき', share: 5 },
      ],
      rows: [
        ['署名用', '英大文字と数字 6〜16文字', '電子申請・契約の署名'],
        ['利用者証明用', '数字4桁', 'ログイン・コンビニ交付'],
        ['住民基本台帳用', '数字4桁', '住所変更などの手続き'],
        ['券面事項入力補助用', '数字4桁', '氏名・住所などの読み取り'],
      ],
    });
    paper.newPage();
    paper.form({
      title: '回答書（受け取る方が記入）',
      text: '私は、個人番号カードを受け取ります。',
      fields: [{ label: '記入日' }, { label: '住所', tall: true }, { label: '氏名（自署）' }],
    });
    paper.form({
      title: '委任状（代理人が受け取る場合）',
      text: '次の者に、カードの受け取りを委任します。仕事や学業の都合は理由になりません。',
      fields: [
        { label: '代理人の住所', tall: true },
        { label: '代理人の氏名' },
        { label: '来庁できない理由' },
      ],
    });
    paper.form({
      title: '暗証番号記入欄（代理人が受け取る場合のみ・目隠しシールを貼る）',
      sticker: true,
      fields: [
        { label: '署名用', cells: 16 },
        { label: '利用者証明用', cells: 4 },
        { label: '住民基本台帳用', cells: 4 },
        { label: '券面事項入力補助用', cells: 4 },
      ],
    });
    paper.heading('In English');
    paper.paragraph(
      `Your Individual Number Card is ready. Pick it up at the office named on the front by ${dateEn(params.deadline)}; after that it may be destroyed. Bring this notice, an identity document with a photo or two without, and any such card that you have already. At the desk you choose the PINs that the table on the front lists. Somebody else can come for you only if you cannot come yourself for a reason other than work or school: ask the office before.`,
    );
  },
};
