import type { Bilingual } from '../../platform/index.ts';
import type { AttributeScope, ChallengePurpose } from './api.ts';

const ATTRIBUTE_NAMES: Readonly<Record<AttributeScope, Bilingual>> = {
  name: { ja: '氏名', en: 'name' },
  address: { ja: '住所', en: 'address' },
  birthdate: { ja: '生年月日', en: 'date of birth' },
  gender: { ja: '性別', en: 'sex' },
};

/** What the agent shows and the card signs for a log-in (VER-01). */
export function loginStatement(site: Bilingual): Bilingual {
  return { ja: `${site.ja}にログインします`, en: `I log in to ${site.en}` };
}

/** A log-in to a service, with what is handed to it: the consent is inside what the card signs (USE-11). */
export function serviceStatement(service: Bilingual, attributes: readonly AttributeScope[]): Bilingual {
  if (attributes.length === 0) return loginStatement(service);
  const names = attributes.map((attribute) => ATTRIBUTE_NAMES[attribute]);
  return {
    ja: `${service.ja}にログインし、${names.map(({ ja }) => ja).join('・')}を渡します`,
    en: `I log in to ${service.en} and hand over my ${names.map(({ en }) => en).join(', ')}`,
  };
}

export function statementFor(purpose: ChallengePurpose, audienceName: Bilingual): Bilingual {
  if (purpose !== 'kiosk') return loginStatement(audienceName);
  return {
    ja: `${audienceName.ja}で本人であることを確認します`,
    en: `I prove who I am at ${audienceName.en}`,
  };
}
