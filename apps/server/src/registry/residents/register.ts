import type { RegisteredRow } from '@mibun/rules';
import type { Act, Platform, Tx } from '../../platform/index.ts';
import type { NewResident, RegisteredOutcome, Resident } from './api.ts';
import { residentsActs } from './audited-acts.ts';
import { findByCodes, insertResidents } from './store.ts';

/** What a file says of a person and the registry has under the same name. */
const COMPARED = [
  'municipality',
  'relation',
  'name',
  'nameKana',
  'nameRomaji',
  'formerSurname',
  'commonName',
  'birthDate',
  'sex',
  'postalCode',
  'address',
  'domicile',
  'nationality',
  'residenceStatus',
  'stayUntil',
  'residentSince',
  'phone',
  'email',
] as const satisfies readonly (keyof RegisteredRow & keyof Resident)[];

/** A municipality names its households itself; in the country they are told apart by it. */
export const householdIdOf = ({
  municipality,
  household,
}: Pick<RegisteredRow, 'municipality' | 'household'>): string => `h-${municipality}-${household}`;

/** Entering people from a file: each statement is one for all rows, however many there are. */
export function registeringOn({ audit, random, vault }: Pick<Platform, 'audit' | 'random' | 'vault'>) {
  return async function register(
    tx: Tx,
    rows: readonly RegisteredRow[],
    act: Act,
  ): Promise<readonly RegisteredOutcome[]> {
    const first = new Map<string, RegisteredRow>();
    for (const row of rows) if (!first.has(row.residentCode)) first.set(row.residentCode, row);
    const known = await findByCodes(tx, [...first.keys()]);
    const brought = [...first.values()].flatMap(({ residentCode, individualNumber }) => {
      const personId = known.get(residentCode)?.personId;
      return personId && individualNumber ? [{ personId, individualNumber }] : [];
    });
    const otherNumber = await vault.disagreeing(tx, brought);
    const fresh = [...first.values()]
      .filter(({ residentCode }) => !known.has(residentCode))
      .map((row) => ({ row, personId: random.id('p') }));
    const refused = await vault.designate(
      tx,
      fresh.map(({ row: { residentCode, individualNumber }, personId }) => ({
        personId,
        residentCode,
        individualNumber,
      })),
    );
    const added = fresh.filter(({ personId }) => !refused.has(personId));
    await insertResidents(
      tx,
      added.map(({ row, personId }) => toNew(row, personId)),
    );
    await audit.recordAll(
      tx,
      added.map(({ personId }) => ({ ...act, action: residentsActs.register, subject: personId })),
    );
    const entered = new Set(added.map(({ row }) => row.residentCode));
    return rows.map((row) => {
      if (first.get(row.residentCode) !== row) return { status: 'twice' };
      const before = known.get(row.residentCode);
      if (!before) return { status: entered.has(row.residentCode) ? 'added' : 'number-taken' };
      const columns = [
        ...(otherNumber.has(before.personId) ? ['individualNumber'] : []),
        ...(before.householdId === householdIdOf(row) ? [] : ['household']),
        ...COMPARED.filter((column) => before[column] !== row[column]),
      ];
      return columns.length === 0 ? { status: 'known' } : { status: 'differs', columns };
    });
  };
}

function toNew(
  { individualNumber, household, ...row }: RegisteredRow,
  personId: string,
): Omit<NewResident, 'individualNumber'> {
  return { ...row, personId, householdId: householdIdOf({ municipality: row.municipality, household }) };
}
