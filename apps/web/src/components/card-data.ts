import type { Sex } from '@mibun/rules';
import type { SystemInfo } from '../api/client.ts';

/** What is printed on a card (domain.md CARD-02, CARD-03). Texts stand as they are printed, in Japanese. */
export interface CardFaceData {
  readonly name: string;
  /** Former surname or common name, printed in brackets. */
  readonly otherName?: string | undefined;
  readonly address: string;
  /** As printed: era for nationals, Western for foreigners (CARD-04). */
  readonly birthDateText: string;
  readonly sex: Sex;
  /** As printed, Western: 2036年2月17日 (CARD-04). */
  readonly expiresText: string;
  readonly certificatesExpireText?: string | undefined;
  readonly securityCode?: string | undefined;
  /** Mayor who issued it. */
  readonly issuer?: string | undefined;
  /** Address of the face picture; null for cards without a photo (CARD-05). */
  readonly photo: string | null;
  readonly addendum?: readonly string[] | undefined;
  /** Only ever the masked form on a screen. */
  readonly maskedNumber?: string | undefined;
}

export interface CardFaceProps {
  readonly data: CardFaceData;
  readonly label: string;
  /** The country's name in the head, as the server says it; where nobody can be asked there is none. */
  readonly country?: CountryOnCard | undefined;
}

export interface CountryOnCard {
  readonly ja: string;
  readonly latin: string;
  /** Nothing where the server was not asked. */
  readonly emblem?: EmblemShapes | undefined;
}

/** As the server describes it. */
export type EmblemShapes = SystemInfo['emblem'];

/** What is printed on every card; not translated, because a card is not. */
export const printed = {
  title: '個人番号カード',
  titleLatin: 'INDIVIDUAL NUMBER CARD',
  name: '氏名',
  address: '住所',
  birthDate: '生年月日',
  sex: '性別',
  sexes: { male: '男', female: '女', unknown: '' },
  expires: (date: string) => `${date}まで有効`,
  certificates: '電子証明書の有効期限',
  certificatesBlank: '　　　　年　　月　　日',
  securityCode: '照合番号',
  addendum: '追記欄',
  organ: '臓器提供意思',
  number: '個人番号',
  noPhoto: '顔写真なし',
  specimen: '見本',
} as const;
