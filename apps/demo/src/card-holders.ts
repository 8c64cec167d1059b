import { drawPortrait } from '@mibun/portraits';
import { type Bilingual, ROLES, type Role } from '@mibun/rules';
import { DEMO_DATE, DEMO_SEED, generateCountry, personas, type ResidentSeed } from './country/index.ts';
import { portraitSubject } from './portrait-of.ts';

/** What the demo's wallet tells of a card beside the name on it: a real card keeps all of this behind a PIN. */
export interface CardHolder {
  readonly kana: string;
  readonly romaji: string;
  /** A small picture, as a data URL. */
  readonly portrait: string;
  /** Members of staff: what they do, and the role that opens doors. */
  readonly post?: Bilingual;
  readonly role?: string;
}

const POSTS: Readonly<Record<string, Bilingual>> = {
  'screening-operator': { ja: '審査担当', en: 'screening' },
  'production-operator': { ja: 'カード製造担当', en: 'card production' },
};

/** The people of the demo country by the name on their cards. Of namesakes the readings are the same; the first is shown. */
export function cardHolders(residents: number): (name: string) => CardHolder | undefined {
  let people: Map<string, ResidentSeed> | undefined;
  const known = new Map<string, CardHolder>();
  return (name) => {
    const held = known.get(name);
    if (held) return held;
    people ??= byName(residents);
    const person = people.get(name);
    if (!person) return undefined;
    const holder = holderOf(person);
    known.set(name, holder);
    return holder;
  };
}

function byName(residents: number): Map<string, ResidentSeed> {
  const people = new Map<string, ResidentSeed>();
  for (const one of generateCountry({ seed: DEMO_SEED, residents })) {
    if (!people.has(one.name)) people.set(one.name, one);
  }
  return people;
}

function holderOf(person: ResidentSeed): CardHolder {
  const persona = personas.find(({ personId }) => personId === person.personId);
  const role = persona?.staff?.role;
  const post = persona && role && (POSTS[persona.key] ?? ROLES[role satisfies Role]);
  const picture = Buffer.from(drawPortrait(portraitSubject(person, DEMO_DATE))).toString('base64');
  return {
    kana: person.nameKana,
    romaji: person.nameRomaji,
    portrait: `data:image/svg+xml;base64,${picture}`,
    ...(post && role && { post: { ja: post.ja, en: post.en }, role }),
  };
}
