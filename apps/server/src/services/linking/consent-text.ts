import { consentPeriod, formatDateEn, formatDateJa, jstDate } from '@mibun/rules';
import type { Bilingual } from '../../platform/index.ts';
import type { AttributeItem } from './api.ts';
import { EXPLANATIONS } from './explanations.ts';

type Language = keyof Bilingual;

export const ITEM_NAMES: Readonly<Record<AttributeItem, Bilingual>> = {
  name: { ja: '氏名（旧氏・ふりがなを含む）', en: 'name (with former surname and reading)' },
  address: { ja: '住所', en: 'address' },
  birthDate: { ja: '生年月日', en: 'date of birth' },
  sex: { ja: '性別', en: 'sex' },
};

export interface ConsentFacts {
  readonly consentId: string;
  readonly nonce: string;
  readonly language: Language;
  readonly service: { readonly serviceId: string; readonly name: Bilingual };
  readonly verifier: Bilingual;
  readonly items: readonly AttributeItem[];
  readonly title: Bilingual;
  readonly gist: Bilingual;
  readonly explanations: Readonly<Record<string, Bilingual>>;
  /** The day of the consent follows from it, and from that the period. */
  readonly at: Date;
}

export function periodAt(at: Date): { readonly from: Date; readonly until: Date } {
  return consentPeriod(jstDate(at));
}

const SEPARATOR = { ja: '・', en: ', ' } as const;

export function itemsText(items: readonly AttributeItem[], language: Language): string {
  return items.map((item) => ITEM_NAMES[item][language]).join(SEPARATOR[language]);
}

function instantText(instant: Date, language: Language): string {
  const date = jstDate(instant);
  const time = new Date(instant.getTime() + 9 * 3_600_000).toISOString().slice(11, 19);
  return `${language === 'ja' ? formatDateJa(date) : formatDateEn(date)} ${time}`;
}

/** The explanations as the screen shows them, filled in: the system's and the company's, in their order. */
export function explanationsText(
  facts: Pick<ConsentFacts, 'service' | 'verifier' | 'items' | 'explanations' | 'at'>,
  language: Language,
): readonly { readonly id: string; readonly heading: string; readonly text: string }[] {
  const { from, until } = periodAt(facts.at);
  const values: Readonly<Record<string, string>> = {
    service: facts.service.name[language],
    verifier: facts.verifier[language],
    items: itemsText(facts.items, language),
    from: instantText(from, language),
    until: instantText(until, language),
  };
  return EXPLANATIONS.flatMap(({ id, heading, text }) => {
    const said = text ?? facts.explanations[id];
    if (!said) return [];
    const filled = text
      ? said[language].replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
      : said[language];
    return [{ id, heading: heading[language], text: filled }];
  });
}

const WORDS = {
  ja: {
    give: '最新の利用者情報の提供についての同意',
    withdraw: '最新の利用者情報の提供についての同意の撤回',
    agree: '上の説明を読み、同意します。',
    end: '次の同意を撤回します。今から提供を止めてください。',
    service: 'サービス',
    verifier: '検証者',
    items: '提供する項目',
    period: '期間（日本時間）',
    given: '同意した日時（日本時間）',
  },
  en: {
    give: 'Consent to the supply of current attributes',
    withdraw: 'Withdrawal of a consent to the supply of current attributes',
    agree: 'I have read the above and agree.',
    end: 'I withdraw the following consent. Supply nothing from now on.',
    service: 'Service',
    verifier: 'Verifier',
    items: 'Items supplied',
    period: 'Period (Japanese time)',
    given: 'Given at (Japanese time)',
  },
} as const;

/** The exact text that is shown and signed when somebody agrees (LAT-03). UTF-8, lines ended by LF. */
export function consentText(facts: ConsentFacts): string {
  const { consentId, nonce, language, service, verifier, items, title, gist, at } = facts;
  const words = WORDS[language];
  const { from, until } = periodAt(at);
  const explained = explanationsText(facts, language).flatMap(({ heading, text }, index) => [
    `${index + 1}. ${heading}`,
    text,
    '',
  ]);
  return [
    words.give,
    `MIBUN CONSENT 1 ${consentId} ${nonce}`,
    '',
    title[language],
    gist[language],
    '',
    `${words.service}: ${service.name[language]} (${service.serviceId})`,
    `${words.verifier}: ${verifier[language]}`,
    `${words.items}: ${itemsText(items, language)} [${items.join(' ')}]`,
    `${words.period}: ${instantText(from, language)} – ${instantText(until, language)}`,
    '',
    ...explained,
    words.agree,
    '',
  ].join('\n');
}

/** The exact text that is shown and signed when a consent is withdrawn (LAT-04). */
export function withdrawalText(facts: {
  readonly consentId: string;
  readonly nonce: string;
  readonly language: Language;
  readonly service: { readonly serviceId: string; readonly name: Bilingual };
  readonly items: readonly AttributeItem[];
  readonly givenAt: Date;
}): string {
  const { consentId, nonce, language, service, items, givenAt } = facts;
  const words = WORDS[language];
  return [
    words.withdraw,
    `MIBUN WITHDRAWAL 1 ${consentId} ${nonce}`,
    '',
    words.end,
    '',
    `${words.service}: ${service.name[language]} (${service.serviceId})`,
    `${words.items}: ${itemsText(items, language)} [${items.join(' ')}]`,
    `${words.given}: ${instantText(givenAt, language)}`,
    '',
  ].join('\n');
}
