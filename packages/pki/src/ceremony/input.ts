import type { KeySpec } from '../algorithms.ts';
import { PkiError } from '../errors.ts';
import {
  CA_KINDS,
  type CaKind,
  type CertificateNames,
  type CertificateProfile,
  caGeneration,
  PROFILES,
  type ProfileId,
  nameProblems as problemsOfNames,
  profileOf,
  profileWith,
} from '../profiles/index.ts';
import { keySpecOf } from '../spki.ts';

export const INPUT_FORMAT = 'mibun-ca-ceremony/1';

/** Somebody who takes part, with the key that stands for them; the private key is theirs alone. */
export interface CeremonyOperator {
  /** Lower-case letters, digits and hyphens: it names files. */
  readonly name: string;
  /** SubjectPublicKeyInfo of a P-384 key, DER in base64. */
  readonly publicKey: string;
}

export type CeremonyCustody =
  | { readonly type: 'pkcs11'; readonly token: string }
  /** For rehearsals. */
  | { readonly type: 'file' };

/** The one declaration of a key ceremony: everything that is decided before it begins. */
export interface CeremonyInput {
  readonly format: typeof INPUT_FORMAT;
  readonly profile: ProfileId;
  /** The country's own names, as in its folder (`pki.yaml`); without them those of the demo. */
  readonly names?: CertificateNames;
  readonly ca: CaKind;
  readonly generation: number;
  readonly key: KeySpec;
  /** Instants, UTC, whole seconds. */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly custody: CeremonyCustody;
  readonly operators: readonly CeremonyOperator[];
  /** How many of the operators must approve the plan and sign the result; two at least. */
  readonly needed: number;
}

const MEMBERS: Readonly<Record<keyof CeremonyInput, true>> = {
  format: true,
  profile: true,
  names: true,
  ca: true,
  generation: true,
  key: true,
  notBefore: true,
  notAfter: true,
  custody: true,
  operators: true,
  needed: true,
};

type Json = Readonly<Record<string, unknown>>;

/** Reads and checks a declaration. Throws `ceremony-input`, naming every problem at once. */
export function readCeremonyInput(text: string): CeremonyInput {
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch {
    throw new PkiError('ceremony-input', 'the declaration is not JSON');
  }
  if (!isObject(json)) throw new PkiError('ceremony-input', 'the declaration is not a JSON object');
  const problems = [
    ...memberProblems(json),
    ...countryNameProblems(json),
    ...caProblems(json),
    ...lifeProblems(json),
    ...peopleProblems(json),
  ];
  if (problems.length > 0) throw new PkiError('ceremony-input', problems.join('; '));
  return json as unknown as CeremonyInput;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function memberProblems(json: Json): readonly string[] {
  const known = Object.keys(MEMBERS);
  const problems = Object.keys(json)
    .filter((name) => !known.includes(name))
    .map((name) => `"${name}" is not a member`);
  if (json.format !== INPUT_FORMAT) problems.push(`format is not "${INPUT_FORMAT}"`);
  const { custody } = json;
  const sound =
    isObject(custody) &&
    (custody.type === 'file' ||
      (custody.type === 'pkcs11' && typeof custody.token === 'string' && custody.token !== ''));
  if (!sound) problems.push('custody is {"type":"pkcs11","token":…} or {"type":"file"}');
  return problems;
}

/** What the CA that is declared is called, and all the rest of its layout. */
export function profileOfCeremony({
  profile,
  names,
}: Pick<CeremonyInput, 'profile' | 'names'>): CertificateProfile {
  const whole = profileOf(profile);
  return names ? profileWith(whole.layout, whole.arc, names) : whole;
}

const NAMES_SHAPE: CertificateNames = PROFILES.mibun.names;

/** Everything is there as text, and nothing else; then each text is looked at. */
function countryNameProblems({ names }: Json): readonly string[] {
  if (names === undefined) return [];
  const problems: string[] = [];
  const compare = (found: unknown, shape: object, path: string) => {
    if (!isObject(found)) return void problems.push(`${path} is no object`);
    for (const name of Object.keys(found)) {
      if (!Object.hasOwn(shape, name)) problems.push(`${path}.${name} is not a member`);
    }
    for (const [name, of] of Object.entries(shape)) {
      if (typeof of === 'object') compare(found[name], of, `${path}.${name}`);
      else if (typeof found[name] !== 'string') problems.push(`${path}.${name} is no text`);
    }
  };
  compare(names, NAMES_SHAPE, 'names');
  if (problems.length > 0) return problems;
  const found = problemsOfNames(names as CertificateNames);
  return found.map(({ path, problem }) => `${['names', ...path].join('.')} ${problem}`);
}

function nameProblems({ profile, ca, generation }: Json): readonly string[] {
  const problems: string[] = [];
  const kinds: readonly unknown[] = CA_KINDS;
  if (!isProfile(profile)) {
    const profiles = Object.keys(PROFILES).join(', ');
    problems.push(`profile is one of ${profiles}, with an arc of one's own behind a colon (mibun:1.2.3)`);
  }
  if (!kinds.includes(ca)) problems.push(`ca is one of ${kinds.join(', ')}`);
  if (!Number.isInteger(generation) || (generation as number) < 1) problems.push('generation counts from 1');
  return problems;
}

function isProfile(profile: unknown): boolean {
  if (typeof profile !== 'string') return false;
  try {
    profileOf(profile as ProfileId);
    return true;
  } catch (error) {
    if (error instanceof PkiError) return false;
    throw error;
  }
}

function caProblems(json: Json): readonly string[] {
  const problems = nameProblems(json);
  if (problems.length > 0) return problems;
  const { profile, ca, generation, key } = json;
  const { keySpec } = caGeneration(profile as ProfileId, ca as CaKind, generation as number);
  return key === keySpec ? [] : [`key of generation ${generation} of the ${ca} CA is ${keySpec}`];
}

function instant(value: unknown): Date | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value)) return undefined;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function lifeProblems(json: Json): readonly string[] {
  const { notBefore, notAfter, profile, ca, generation } = json;
  const [begin, end] = [instant(notBefore), instant(notAfter)];
  if (!begin || !end) return ['notBefore and notAfter are instants like 2026-12-01T00:00:00Z'];
  if (end <= begin) return ['notAfter is after notBefore'];
  if (nameProblems(json).length > 0) return [];
  const { maxYears } = caGeneration(profile as ProfileId, ca as CaKind, generation as number);
  const limit = new Date(begin);
  limit.setUTCFullYear(limit.getUTCFullYear() + maxYears);
  return end > limit ? [`a CA certificate lives ${maxYears} years at most`] : [];
}

function peopleProblems({ operators, needed }: Json): readonly string[] {
  if (!Array.isArray(operators) || !operators.every(isObject)) return ['operators is a list'];
  const problems: string[] = [];
  for (const { name, publicKey } of operators) {
    if (typeof name !== 'string' || !/^[a-z][a-z0-9-]{0,30}$/.test(name)) {
      problems.push(`"${name}" does not name an operator: lower-case letters, digits, hyphens`);
    }
    if (typeof publicKey !== 'string' || !isP384(publicKey)) {
      problems.push(`publicKey of ${name} is no P-384 key (DER, base64)`);
    }
  }
  const distinct = (of: 'name' | 'publicKey') => new Set(operators.map((operator) => operator[of])).size;
  if (distinct('name') < operators.length) problems.push('two operators have one name');
  // two names over one key would be one person
  if (distinct('publicKey') < operators.length) problems.push('two operators have one key');
  if (!Number.isInteger(needed) || (needed as number) < 2)
    problems.push('needed is 2 or more (dual control)');
  else if ((needed as number) > operators.length) problems.push('needed is more than there are operators');
  return problems;
}

function isP384(base64: string): boolean {
  const octets = Buffer.from(base64, 'base64');
  // one spelling of each key, so that keys can be compared as text
  if (octets.toString('base64') !== base64) return false;
  try {
    return keySpecOf(octets) === 'ec-p384';
  } catch (error) {
    if (error instanceof PkiError) return false;
    throw error;
  }
}
