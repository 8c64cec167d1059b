import type { Random } from '@mibun/portraits';
import { addressPrefix, type Place } from './places.ts';

/** Where a household lives. */
export interface Home {
  readonly municipality: string;
  readonly postalCode: string;
  readonly address: string;
}

const BUILDINGS = [
  '見本ハイツ',
  'コーポ花園',
  'メゾン・ド・ミホン',
  'サンプルコート',
  'ひながた荘',
  'グリーンテラス若葉',
];
const LONG_BUILDINGS = [
  'プレミアムサンプルレジデンス見本ガーデンスクエア イーストウイング',
  'アーバンフォレスト星見台ステーションフロント セントラルタワー',
  'シティパレス見本ヒルズ アネックス弐番館',
];

/** ASCII digits as full-width ones, as addresses are kept. */
export function fullWidth(value: number | string): string {
  return String(value).replace(/[0-9]/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0));
}

/** An address in a municipality; about one in fifty is very long. */
export function drawHome(random: Random, place: Place): Home {
  const town = random.pick(place.towns);
  const lot =
    town.chome > 0
      ? `${fullWidth(random.int(1, town.chome))}丁目${fullWidth(random.int(1, 38))}番${fullWidth(random.int(1, 29))}号`
      : `${fullWidth(random.int(1, 2980))}番地${random.chance(0.5) ? fullWidth(random.int(1, 9)) : ''}`;
  let building = '';
  if (place.kind === 'city' && random.chance(0.42)) {
    const room = `${fullWidth(random.int(1, 9))}０${fullWidth(random.int(1, 9))}号`;
    building = random.chance(0.05)
      ? `　${random.pick(LONG_BUILDINGS)}　${fullWidth(random.int(10, 38))}階${fullWidth(random.int(1001, 3899))}号室`
      : `　${random.pick(BUILDINGS)}${room}`;
  }
  return {
    municipality: place.code,
    postalCode: town.postalCode,
    address: `${addressPrefix(place)}${town.name}${lot}${building}`,
  };
}

/** A place of family register in the demo country. */
export function drawDomicile(random: Random, place: Place): string {
  const town = random.pick(place.towns);
  const chome = town.chome > 0 ? `${fullWidth(random.int(1, town.chome))}丁目` : '';
  return `${addressPrefix(place)}${town.name}${chome}${fullWidth(random.int(1, 999))}番地`;
}
