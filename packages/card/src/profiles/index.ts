import type { ApplicationDefinition, FileDefinition } from '../applications/definition.ts';
import type { CardPlace, CardProfile } from './card-profile.ts';
import { GENERATION_1 } from './generation-1.ts';
import { GENERATION_2 } from './generation-2.ts';

/** The profiles a chip may have. Terminals try them in this order. */
export const PROFILES: readonly CardProfile[] = [GENERATION_1, GENERATION_2];

/** @throws RangeError for a name that is none */
export function profileNamed(name: string, profiles: readonly CardProfile[] = PROFILES): CardProfile {
  const profile = profiles.find((candidate) => candidate.name === name);
  if (!profile) throw new RangeError(`no card profile of the name ${name}`);
  return profile;
}

/** A profile's tables, looked up by what commands and images name things by. Made once for each profile. */
export interface ProfileIndex {
  readonly manager: ApplicationDefinition;
  application(name: string): ApplicationDefinition | undefined;
  byIssuerCode(code: number): ApplicationDefinition | undefined;
  file(application: string, id: number): FileDefinition | undefined;
  /** Every file, key and credential of the chip. */
  readonly places: readonly (CardPlace & { readonly definition: FileDefinition })[];
}

const indexes = new WeakMap<CardProfile, ProfileIndex>();

export function indexOf(profile: CardProfile): ProfileIndex {
  const known = indexes.get(profile);
  if (known) return known;
  const index = build(profile);
  indexes.set(profile, index);
  return index;
}

function build({ applications }: CardProfile): ProfileIndex {
  const byName = new Map(applications.map((application) => [application.name, application]));
  const byCode = new Map(applications.map((application) => [application.issuerCode, application]));
  const filesByName = new Map(
    applications.map(({ name, files }) => [
      name,
      new Map(Object.values(files).map((file): [number, FileDefinition] => [file.id, file])),
    ]),
  );
  return {
    manager: applications[0],
    application: (name) => byName.get(name),
    byIssuerCode: (code) => byCode.get(code),
    file: (application, id) => filesByName.get(application)?.get(id),
    places: applications.flatMap(({ name, files }) =>
      Object.values(files).map((definition) => ({ application: name, id: definition.id, definition })),
    ),
  };
}
