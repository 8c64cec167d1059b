import {
  createPaper,
  type Definition,
  type EmblemShape,
  type FontBook,
  substitutesIn,
} from '@mibun/documents';
import { formatBirthDateJa, formatDateJa, jstDate } from '@mibun/rules';
import type { Bilingual } from '../../../platform/index.ts';
import type { Municipality, Resident } from '../../../registry/residents/index.ts';
import type { RecordOptions } from '../api.ts';
import { kioskErrors } from '../errors.ts';
import { formatPaperSerial } from '../paper-serial.ts';
import { nationalityJa, relationJa } from './record-words.ts';

/** What the law calls it; a country may call it otherwise. */
export const RESIDENT_RECORD = { ja: '住民票の写し', en: 'Resident-record copy' } as const;
const STATEMENT = 'この写しは、住民票の原本と相違ないことを証明する。';

/** What a country says of the paper. */
export interface RecordWords {
  readonly title: Bilingual;
  readonly statement: string;
}

export const RECORD_WORDS: RecordWords = { title: RESIDENT_RECORD, statement: STATEMENT };

export interface RecordInput {
  readonly resident: Resident;
  /** Read only when the relation is wanted. */
  readonly household: readonly Resident[];
  readonly municipality: Municipality;
  readonly mayorName?: string;
  readonly options: RecordOptions;
  readonly paperSerial: string;
  readonly requestId: string;
  readonly issuedAt: Date;
  readonly verificationOrigin: string;
  readonly words?: RecordWords;
  readonly emblem?: readonly EmblemShape[];
  /** With the country's pictures of characters that no font has. */
  readonly fonts?: FontBook;
  /** In an invented country the paper says that nothing on it is real. */
  readonly fictitious: boolean;
}

/** Where the holder of a paper can check it. The serial stands in the path: it names a paper, not a person. */
export function verificationUrl(origin: string, serial: string): string {
  return `${origin}/kiosk/papers/${formatPaperSerial(serial)}`;
}

/** The resident-record copy of one person as an A4 sheet (KSK-02, KSK-07), not sealed yet. */
export async function drawResidentRecord(input: RecordInput): Promise<Uint8Array> {
  const {
    municipality,
    issuedAt,
    paperSerial,
    requestId,
    fictitious,
    words = RECORD_WORDS,
    emblem,
    fonts,
  } = input;
  const office = `${municipality.prefecture.ja}${municipality.name.ja}`;
  const serial = formatPaperSerial(paperSerial);
  const paper = createPaper({
    title: words.title.ja,
    language: 'ja',
    kind: 'certificate',
    office,
    createdAt: issuedAt,
    footer: `発行番号 ${serial}　交付要求 ${requestId}`,
    ...(emblem && { emblem }),
    ...(fonts && { fonts }),
  });
  paper
    .title(words.title.ja, `${office}　世帯の一部（本人）`)
    .definitions(recordEntries(input))
    .attestation({
      statement: words.statement,
      date: formatDateJa(jstDate(issuedAt), { era: true }),
      // The blank keeps the name clear of the seal, which stands over its last character only.
      issuer: `${[`${municipality.name.ja}長`, input.mayorName].filter(Boolean).join('　')}　`,
      seal: { text: `${municipality.name.ja}長之印` },
    })
    .qr({
      data: verificationUrl(input.verificationOrigin, paperSerial),
      title: 'この証明書を確かめる',
      text: `発行番号 ${serial}\n発行した日時・種類・市区町村を確かめられます。個人の情報は表示しません。`,
    });
  if (fictitious) {
    paper.paragraph('架空の国で作成したものです。実在の市区町村・個人とは関係ありません。', {
      small: true,
    });
  }
  // A copy that shows another character than the register is no copy (CRT-01). The order was refused before, so this
  // is a record that changed in between.
  if (paper.substituted.length > 0) throw kioskErrors.KIOSK_CHARACTERS_NOT_PRINTABLE();
  return paper.finish();
}

/** Whether every character that the copy would show can be drawn as it is registered. */
export function canBePrinted(
  record: Pick<RecordInput, 'resident' | 'household' | 'options' | 'fonts'>,
): boolean {
  const texts = recordEntries(record).flatMap(({ value, note }) => [value, note]);
  return substitutesIn(texts, record.fonts).length === 0;
}

/** The lines of the copy: what was chosen, and the names of what was left out. */
export function recordEntries({
  resident,
  household,
  options,
}: Pick<RecordInput, 'resident' | 'household' | 'options'>): readonly Definition[] {
  const foreign = resident.nationality !== 'JPN';
  // Japanese citizens by the era, as the law prints it; foreign residents by the Western calendar (CARD-04).
  const entries: Definition[] = [{ term: '氏名', value: resident.name, note: resident.nameKana }];
  if (resident.formerSurname) entries.push({ term: '旧氏', value: resident.formerSurname });
  if (resident.commonName) entries.push({ term: '通称', value: resident.commonName });
  entries.push(
    { term: '生年月日', value: formatBirthDateJa(resident.birthDate, { era: !foreign }) },
    { term: '性別', value: resident.sex === '1' ? '男' : '女' },
    { term: '住所', value: resident.address },
    { term: '住民となった年月日', value: formatDateJa(resident.residentSince, { era: true }) },
  );
  const left: string[] = [];
  if (options.relation) {
    const head = household.find(({ relation }) => relation === 'head') ?? resident;
    entries.push(
      { term: '世帯主', value: head.name },
      { term: '世帯主との続柄', value: relationJa(resident) },
    );
  } else left.push('世帯主・続柄');
  if (options.domicile && foreign) {
    entries.push(
      { term: '国籍・地域', value: nationalityJa(resident.nationality) },
      {
        term: '在留資格',
        value: resident.residenceStatus ?? '記載なし',
        ...(resident.stayUntil && { note: `在留期間の満了の日 ${formatDateJa(resident.stayUntil)}` }),
      },
    );
  } else if (options.domicile) entries.push({ term: '本籍', value: resident.domicile ?? '記載なし' });
  else left.push(foreign ? '国籍・在留資格' : '本籍');
  entries.push({ term: '省略した事項', value: [...left, '個人番号', '住民票コード'].join('、') });
  return entries;
}
