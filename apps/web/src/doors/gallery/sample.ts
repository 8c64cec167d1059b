import type { CardFaceData } from '../../components/index.ts';
import face from './face.svg';

/** A made-up Individual Number: the test vector of domain.md NUM-03. */
export const sampleNumber = '123456789018';

/** A card of nobody. */
export const sampleCard: CardFaceData = {
  name: '見本 花子',
  otherName: '架空',
  address: '見本県見本市中央1丁目2番3号　見本マンション405号',
  birthDateText: '昭和55年2月17日',
  sex: 'female',
  expiresText: '2035年2月17日',
  certificatesExpireText: '2030年 2月17日',
  securityCode: '4027',
  issuer: '見本市長',
  photo: face,
  addendum: ['令和8年11月22日 見本県見本市港町4丁目5番6号に転居', 'Hanako MIHON　1980.2.17'],
  maskedNumber: '********9018',
};

/** A row of the sample table. */
export interface SampleRow {
  readonly id: string;
  readonly person: string;
  /** Index of its state in the catalogue. */
  readonly state: number;
  readonly days: number;
}

const people = [
  '見本 花子',
  '架空 太郎',
  '例示 さくら',
  '髙橋 渉',
  '渡邉 美咲',
  '𠮷田 健',
  '仮名 みなと',
  '東西 南北',
];

/** Made-up waiting cards. */
export const sampleRows: readonly SampleRow[] = Array.from({ length: 34 }, (_, index) => ({
  id: `A-2026-${String(4100 + index * 7)}`,
  person: people[index % people.length] ?? '',
  state: (index * 3) % 5,
  days: (index * 11) % 40,
}));
