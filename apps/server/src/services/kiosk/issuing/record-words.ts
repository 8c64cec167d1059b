import type { Resident } from '../../../registry/residents/index.ts';

/** Names as the record prints them, by ISO 3166 alpha-3; a code that is not here is printed as it is. */
const NATIONALITIES: Readonly<Record<string, string>> = {
  BRA: 'ブラジル',
  CHN: '中国',
  IDN: 'インドネシア',
  IND: 'インド',
  KOR: '韓国',
  MMR: 'ミャンマー',
  NPL: 'ネパール',
  PER: 'ペルー',
  PHL: 'フィリピン',
  THA: 'タイ',
  TWN: '台湾',
  USA: '米国',
  VNM: 'ベトナム',
};

export function nationalityJa(code: string): string {
  return NATIONALITIES[code] ?? code;
}

/** The relation to the head of the household, as a record words it. */
export function relationJa({ relation, sex }: Pick<Resident, 'relation' | 'sex'>): string {
  const man = sex === '1';
  switch (relation) {
    case 'head':
      return '世帯主';
    case 'spouse':
      return man ? '夫' : '妻';
    case 'child':
      return '子';
    case 'parent':
      return man ? '父' : '母';
    case 'other':
      return '同居人';
  }
}
