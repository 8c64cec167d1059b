import type { Bilingual } from '../../platform/index.ts';

/** Who writes the text under a heading: the system, the same for all, or the company that asks. */
interface Explanation {
  readonly id: string;
  readonly mandatory: boolean;
  readonly heading: Bilingual;
  /** The text, when it is the system's; `{service}`, `{verifier}`, `{items}`, `{from}`, `{until}` are filled in. */
  readonly text?: Bilingual;
}

/**
 * The fifteen things that a consent screen explains, eleven of them in any case (domain.md LAT-03). The order is that of
 * the screen and of the signed text.
 */
export const EXPLANATIONS: readonly Explanation[] = [
  {
    id: 'supply',
    mandatory: true,
    heading: { ja: '事業者への提供', en: 'Supply to the company' },
    text: {
      ja: '署名用電子証明書の内容が変わったあと、新しい証明書が発行されると、{items}の最新の内容が、{verifier}を通じて{service}に提供されます。',
      en: 'After what your signature certificate says has changed and a new one was issued, the following is supplied to {service}, through {verifier}, as it is then: {items}.',
    },
  },
  { id: 'purpose', mandatory: true, heading: { ja: '利用の目的', en: 'What it is used for' } },
  {
    id: 'disclosure',
    mandatory: true,
    heading: { ja: '開示・訂正などの請求', en: 'Requests for disclosure or correction' },
  },
  { id: 'storage', mandatory: true, heading: { ja: '保管の方法と期間', en: 'How it is kept, and how long' } },
  {
    id: 'method',
    mandatory: true,
    heading: { ja: '提供の方法', en: 'How it is supplied' },
    text: {
      ja: '認定を受けた検証者からの問合せに応じて、暗号化した通信で、そのつど同意した項目だけを渡します。マイナンバーは渡しません。',
      en: 'On each question of the accredited verifier, over an encrypted connection, only the items that you agreed to. Never the Individual Number.',
    },
  },
  {
    id: 'period',
    mandatory: true,
    heading: { ja: '同意の期間', en: 'How long the consent lasts' },
    text: {
      ja: '{from}から{until}まで（日本時間、10年間）。証明書を更新しても続きます。',
      en: 'From {from} to {until} (Japanese time, ten years). It goes on when your certificate is renewed.',
    },
  },
  {
    id: 'voluntariness',
    mandatory: true,
    heading: { ja: '任意であること', en: 'You are free to refuse' },
    text: {
      ja: '同意するかどうかは自由です。同意しなくても、{service}で不利に扱われることはありません。',
      en: 'Whether you agree is your own choice. {service} must not treat you worse if you do not.',
    },
  },
  {
    id: 'withdrawal',
    mandatory: true,
    heading: { ja: '撤回すると提供が止まること', en: 'Withdrawing stops the supply' },
    text: {
      ja: 'いつでも、署名用電子証明書で署名して撤回できます。撤回すると、その時から提供しません。すでに渡したものは戻りません。',
      en: 'You can withdraw at any time with your signature certificate. From that moment nothing is supplied; what was supplied before is not taken back.',
    },
  },
  { id: 'contact', mandatory: true, heading: { ja: '確認・撤回の問合せ先', en: 'Whom to ask about it' } },
  {
    id: 'software',
    mandatory: true,
    heading: { ja: '自分で確認・撤回する方法', en: 'Looking and withdrawing by yourself' },
    text: {
      ja: 'マイページの「情報提供の同意」で、同意の内容を確かめ、撤回できます。',
      en: 'In the resident portal, under “Consents”, you see what you agreed to and can withdraw it.',
    },
  },
  { id: 'address', mandatory: true, heading: { ja: '事業者の連絡先', en: 'Address of the company' } },
  { id: 'third-parties', mandatory: false, heading: { ja: '第三者への提供', en: 'Passing it on to others' } },
  { id: 'outsourcing', mandatory: false, heading: { ja: '取扱いの委託', en: 'Contractors who handle it' } },
  { id: 'deletion', mandatory: false, heading: { ja: '撤回後の消去', en: 'Deletion after a withdrawal' } },
  { id: 'cost', mandatory: false, heading: { ja: '費用', en: 'Cost' } },
];

/** The headings whose text is the company's; those that are not mandatory may stay away. */
export const COMPANY_EXPLANATIONS = EXPLANATIONS.filter(({ text }) => text === undefined);

/** Headings that the company must fill and has not. */
export function missingExplanations(given: Readonly<Record<string, Bilingual>>): readonly string[] {
  return COMPANY_EXPLANATIONS.filter(({ id, mandatory }) => mandatory && !given[id]).map(({ id }) => id);
}
