import type { Bilingual } from '../../platform/index.ts';

/** What is done to make one card, in this order. The names are on record; the words are for the operator's page. */
export const STEPS = {
  'check-characters': { ja: '字形の確認', en: 'Check that the characters can be drawn' },
  'allocate-chip': { ja: 'チップの割当て', en: 'Allocate a chip' },
  'create-card-record': { ja: 'カードの記録', en: 'Create the card record' },
  'generate-keys': { ja: 'チップ内での鍵の生成', en: 'Generate keys in the chip' },
  'issue-certificates': { ja: '電子証明書の発行', en: 'Issue certificates' },
  'write-jpki': { ja: '電子証明書の書込み', en: 'Write the certificates into the chip' },
  'write-text': { ja: '券面事項入力補助APの書込み', en: 'Write the text application' },
  'write-visual': { ja: '券面事項確認APの書込み', en: 'Write the card-face application' },
  'write-common': { ja: '共通・住基APの書込み', en: 'Write serial and register records' },
  'set-codes': { ja: '照合番号の設定', en: 'Set the reference numbers' },
  'personalise-chip': { ja: 'チップの個人化の確定', en: 'Close personalisation' },
  'render-faces': { ja: '券面の印刷', en: 'Print the faces' },
  'check-quality': { ja: '品質検査', en: 'Quality gates' },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type StepName = keyof typeof STEPS;

export const STEP_NAMES = Object.keys(STEPS) as readonly StepName[];

/** The checks that a card must pass before it leaves (PRD-03). */
export const GATES = {
  attributes: {
    rule: 'PRD-03 (1)',
    ja: '基本4情報：チップ＝住民記録',
    en: 'Four attributes: chip = registry',
  },
  number: {
    rule: 'PRD-03 (1)',
    ja: '個人番号：チップ＝登録簿',
    en: 'Individual Number: chip = registry of numbers',
  },
  'issuer-signatures': {
    rule: 'PRD-03 (1)',
    ja: 'チップの記録の発行者署名',
    en: "Issuer's signatures over the chip's records",
  },
  print: { rule: 'PRD-03 (1)', ja: '券面：印刷＝住民記録', en: 'Faces: print = registry' },
  characters: {
    rule: 'CRT-01',
    ja: '字形：登録どおり、または担当者が認めた代替',
    en: 'Characters: as registered, or a substitute that a person has accepted',
  },
  photo: { rule: 'PRD-03 (2)', ja: '写真：チップ＝この申請の写真', en: 'Photo: chip = this application' },
  keys: {
    rule: 'PRD-03 (3)',
    ja: '電子証明書の公開鍵＝チップの鍵',
    en: 'Certificates: keys = keys in the chip',
  },
  'secrets-unset': { rule: 'PRD-03 (4)', ja: '暗証番号は未設定', en: 'PINs are unset' },
} as const satisfies Readonly<Record<string, Bilingual & { readonly rule: string }>>;

export type GateName = keyof typeof GATES;

/** What one gate found. `detail` names what does not fit, never its value. */
export interface GateResult {
  readonly gate: GateName;
  readonly ok: boolean;
  readonly detail?: string;
}
