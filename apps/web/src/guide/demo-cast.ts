import type { Scene } from '@mibun/demo/schemas/life';
import type { Bilingual, Role } from '@mibun/rules';

export interface Member {
  readonly role: Role;
  /** Where the door has several rooms: the one in which this person works. */
  readonly room?: RegExp;
  /** The scenes of the guided life that are this person's. */
  readonly scenes?: readonly Scene[];
  readonly name: Bilingual;
  readonly post: Bilingual;
}

/** Whom the guided life of the demo has at each door. */
const CAST: readonly Member[] = [
  {
    role: 'clerk',
    name: { ja: '窓口 直子', en: '窓口 直子 (Naoko Madoguchi)' },
    post: { ja: '窓口の職員', en: 'a clerk of the municipal office' },
  },
  {
    role: 'card-operator',
    room: /^\/operator\/screening/,
    scenes: ['screen'],
    name: { ja: '審査 望', en: '審査 望 (Nozomi Shinsa)' },
    post: { ja: '審査の担当者', en: 'the screener' },
  },
  {
    role: 'card-operator',
    scenes: ['produce'],
    name: { ja: '製造 匠', en: '製造 匠 (Takumi Seizo)' },
    post: { ja: 'カード製造の担当者', en: 'the maker of the cards' },
  },
  {
    role: 'call-centre',
    name: { ja: '応答 静香', en: '応答 静香 (Shizuka Oto)' },
    post: { ja: 'コールセンターの担当者', en: 'the operator at the call centre' },
  },
  {
    role: 'ca-operator',
    name: { ja: '認証 薫', en: '認証 薫 (Kaoru Ninsho)' },
    post: { ja: '認証局の担当者', en: 'an operator of the certification authorities' },
  },
  {
    role: 'clerk',
    scenes: ['replace'],
    name: { ja: '受付 進', en: '受付 進 (Susumu Uketsuke)' },
    post: { ja: '窓口のもう一人の職員', en: 'the second clerk of the municipal office' },
  },
];

/**
 * Who one is at this door, in the demo. `path` is that of the page, with or without the door's own part; a scene of the
 * guided life says it more exactly.
 */
export function castFor(roles: readonly Role[], path: string, scene?: Scene): Member | undefined {
  const works = CAST.filter(({ role }) => roles.includes(role));
  const inScene = works.find(({ scenes }) => scene !== undefined && scenes?.includes(scene));
  const whole = path.startsWith('/operator') ? path : `/operator${path}`;
  return inScene ?? works.find(({ room }) => room === undefined || room.test(whole));
}
