import type { Bilingual, CredentialKind, StaffRole } from '@mibun/rules';

export type { StaffRole };

/** A post in the system. */
export interface StaffPost {
  readonly role: StaffRole;
  /** Code of the municipality; municipal posts only. */
  readonly office?: string;
  /** Further duties of the same person, of which they choose one at log-in. */
  readonly also?: readonly Pick<StaffPost, 'role' | 'office'>[];
}

/** The members of the cast. */
export type PersonaKey =
  | 'hanako'
  | 'child'
  | 'elderly'
  | 'foreign-resident'
  | 'newborn'
  | 'rare-characters'
  | 'namesake-younger'
  | 'namesake-older'
  | StaffKey;

/** The members of the cast who work for the system. */
export type StaffKey =
  | 'clerk'
  | 'second-clerk'
  | 'supervisor'
  | 'screening-operator'
  | 'production-operator'
  | 'call-centre-operator'
  | 'ca-operator'
  | 'auditor'
  | 'second-ca-operator';

/** One of the people whom the guided tour, the tests and the documents call by name. */
export interface Persona {
  readonly key: PersonaKey;
  /** Fixed; the rest of the person is in the country under this id. */
  readonly personId: string;
  /** Family name, U+3000, given name. */
  readonly name: string;
  /** One line for the start page. */
  readonly about: Bilingual;
  readonly staff?: StaffPost;
}

const MIHON_CITY = '99201';
const HINAGATA_CITY = '99202';
const REIJI_TOWN = '99321';
const KAKU_VILLAGE = '99441';

/** The fixed cast, the same in every demo country whatever its seed. */
export const personas: readonly Persona[] = [
  {
    key: 'hanako',
    personId: 'p-hanakomihon2',
    name: '見本　花子',
    about: {
      ja: '見本市に住む、はじめてカードを申請する人',
      en: 'lives in Mihon City and applies for her first card',
    },
  },
  {
    key: 'child',
    personId: 'p-sakuramihon2',
    name: '見本　さくら',
    about: { ja: '花子の子、１５歳未満', en: 'Hanako’s daughter, under 15' },
  },
  {
    key: 'elderly',
    personId: 'p-umereijireij',
    name: '例示　ウメ',
    about: { ja: '例示町に一人で暮らす高齢者', en: 'an elderly woman who lives alone in Reiji Town' },
  },
  {
    key: 'foreign-resident',
    personId: 'p-lannguyenlan',
    name: 'NGUYEN　THI LAN',
    about: {
      ja: '在留期間に限りのある外国人住民',
      en: 'a foreign resident whose stay ends, and the card with it',
    },
  },
  {
    key: 'newborn',
    personId: 'p-yuihinagatay',
    name: '雛形　結衣',
    about: { ja: '生まれて間もない子、写真のないカード', en: 'a newborn, whose card has no photo' },
  },
  {
    key: 'rare-characters',
    personId: 'p-katsukoyoshi',
    name: '𠮷﨑　葛\u{E0102}子',
    about: {
      ja: '証明書で代替文字になる漢字を名前に持つ人',
      en: 'her name has characters that certificates must substitute',
    },
  },
  {
    key: 'namesake-younger',
    personId: 'p-kensatoyoung',
    name: '佐藤　健',
    about: { ja: '同じ市に同姓同名の人がいる', en: 'shares his name with another resident of his city' },
  },
  {
    key: 'namesake-older',
    personId: 'p-kensatoelder',
    name: '佐藤　健',
    about: { ja: '同姓同名のもう一人、生年月日が違う', en: 'the other one, with another birth date' },
  },
  {
    key: 'clerk',
    personId: 'p-madoguchinao',
    name: '窓口　直子',
    about: { ja: '見本市の窓口職員', en: 'clerk at Mihon City Hall' },
    staff: { role: 'clerk', office: MIHON_CITY },
  },
  {
    key: 'second-clerk',
    personId: 'p-uketsukesusu',
    name: '受付　進',
    about: {
      ja: '見本市のもう一人の窓口職員。ほかの市町村の窓口も担当する',
      en: 'the second clerk at Mihon City Hall, and clerk at every other office of the prefecture',
    },
    staff: {
      role: 'clerk',
      office: MIHON_CITY,
      also: [HINAGATA_CITY, REIJI_TOWN, KAKU_VILLAGE].map((office) => ({ role: 'clerk', office })),
    },
  },
  {
    key: 'supervisor',
    personId: 'p-kakuninmamor',
    name: '確認　守',
    about: { ja: '見本市の責任者', en: 'supervisor at Mihon City Hall' },
    staff: { role: 'supervisor', office: MIHON_CITY },
  },
  {
    key: 'screening-operator',
    personId: 'p-shinsanozomi',
    name: '審査　望',
    about: { ja: '申請を審査するカード担当', en: 'card operator who screens applications' },
    staff: { role: 'card-operator' },
  },
  {
    key: 'production-operator',
    personId: 'p-seizotakumis',
    name: '製造　匠',
    about: { ja: 'カードを製造するカード担当', en: 'card operator who runs production' },
    staff: { role: 'card-operator' },
  },
  {
    key: 'call-centre-operator',
    personId: 'p-otoshizukaot',
    name: '応答　静香',
    about: { ja: 'コールセンターの受付担当', en: 'answers the call centre’s telephone' },
    staff: { role: 'call-centre' },
  },
  {
    key: 'ca-operator',
    personId: 'p-ninshokaorin',
    name: '認証　薫',
    about: { ja: '認証局の運用担当', en: 'operates the certification authorities' },
    staff: { role: 'ca-operator' },
  },
  {
    key: 'auditor',
    personId: 'p-kansatadashi',
    name: '監査　正',
    about: { ja: '記録を調べる監査人', en: 'auditor who reads the records' },
    staff: { role: 'auditor' },
  },
  {
    key: 'second-ca-operator',
    personId: 'p-renshotamaki',
    name: '連署　環',
    about: {
      ja: '認証局の鍵の操作を承認する、もう一人の担当',
      en: 'the second CA operator, who confirms acts on keys',
    },
    staff: { role: 'ca-operator' },
  },
];

/** The persona with a key. */
export function persona(key: PersonaKey): Persona {
  const found = personas.find((one) => one.key === key);
  if (found === undefined) throw new RangeError(`no persona ${key}`);
  return found;
}

/** The members of staff among the cast. */
export const staffPersonas: readonly (Persona & { readonly key: StaffKey; readonly staff: StaffPost })[] =
  personas.flatMap((one) =>
    one.staff === undefined ? [] : [{ ...one, key: one.key as StaffKey, staff: one.staff }],
  );

/** The four secrets of a card, named as in `@mibun/rules`. */
export type CardSecrets = Readonly<Record<CredentialKind, string>>;

// One set for all, so that a visitor of the demo has one thing to remember. Not refused by domain.md PIN-02.
const DEMO_SECRETS: CardSecrets = {
  signature: 'MIHON2468',
  authentication: '2468',
  registry: '2468',
  text: '2468',
};

/** The secrets of the staff cards in the demo wallet. Shown on the demo's pages; never used in production mode. */
export const STAFF_CARD_SECRETS: Readonly<Record<StaffKey, CardSecrets>> = {
  clerk: DEMO_SECRETS,
  'second-clerk': DEMO_SECRETS,
  supervisor: DEMO_SECRETS,
  'screening-operator': DEMO_SECRETS,
  'production-operator': DEMO_SECRETS,
  'call-centre-operator': DEMO_SECRETS,
  'ca-operator': DEMO_SECRETS,
  auditor: DEMO_SECRETS,
  'second-ca-operator': DEMO_SECRETS,
};
