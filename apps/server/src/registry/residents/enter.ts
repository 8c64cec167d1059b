import {
  checkResidentRow,
  jstDate,
  normaliseDigits,
  type RegisteredRow,
  type ResidentColumn,
  type ResidentRow,
  type RowFault,
  residentCodeCheckDigit,
} from '@mibun/rules';
import {
  type Act,
  commonErrors,
  outliving,
  type Platform,
  platformActs,
  type Tx,
} from '../../platform/index.ts';
import type { RegistryChange, RegistrySystem, Resident, Residents } from './api.ts';
import { residentErrors } from './errors.ts';
import { householdIdOf } from './register.ts';
import type { EntryRequest, EventRequest, ReportedChange } from './schemas.ts';
import { findByCodes, lockByCode } from './store.ts';

export interface Entering {
  enter(
    system: RegistrySystem,
    request: EntryRequest,
  ): Promise<{ readonly status: 'added' | 'known'; readonly version: number }>;
  report(system: RegistrySystem, request: EventRequest): Promise<{ readonly version: number }>;
}

/**
 * What municipalities' registries enter and report (domain.md §10.3). The system has proved who it is; whose people its
 * word counts of is asked here, and what it says of them is held to the rules for a municipality's file.
 */
export function enteringOn(platform: Platform, residents: Residents): Entering {
  const { audit, clock, database } = platform;
  const surroundings = () => ({
    today: jstDate(clock.now()),
    municipalities: new Set(residents.municipalities().map(({ code }) => code)),
  });
  const actBy = ({ id, name }: RegistrySystem, document: string): Act => ({
    actor: { kind: 'registry', id: `registry:${id}`, name },
    purpose: 'administration',
    reason: document,
  });

  /** Whom another registry has and whom nobody has are refused alike, and each try is on record. */
  async function refuse(tx: Tx, act: Act, subject: string | undefined): Promise<never> {
    const code = subject === undefined ? 'unknown' : 'other-office';
    await outliving(tx, (surviving) =>
      audit.record(surviving, {
        ...act,
        action: platformActs.refused,
        ...(subject !== undefined && { subject }),
        detail: { code },
      }),
    );
    throw residentErrors.RESIDENT_NOT_OF_REGISTRY({ privateDetail: code });
  }

  return {
    async enter(system, { resident, document }) {
      const checked = checkResidentRow(rowOf(resident), surroundings());
      if (!checked.ok) throw unfit(checked.faults, 'resident');
      const { municipality, residentCode } = checked.resident;
      const act = actBy(system, document);
      return database.transaction(async (tx) => {
        if (!system.municipalities.includes(municipality)) return refuse(tx, act, undefined);
        const known = (await findByCodes(tx, [residentCode])).get(residentCode);
        if (known && known.municipality !== municipality) return refuse(tx, act, known.personId);
        const [outcome] = await residents.register(tx, [checked.resident], act);
        switch (outcome?.status) {
          case 'added':
            return { status: 'added', version: 1 };
          case 'known':
            return { status: 'known', version: known?.version ?? 1 };
          case 'number-taken':
            throw residentErrors.RESIDENT_NUMBER_TAKEN();
          default:
            throw residentErrors.RESIDENT_KNOWN_OTHERWISE();
        }
      });
    },

    async report(system, { residentCode, version, change, document }) {
      const act = actBy(system, document);
      return database.transaction(async (tx) => {
        const before = await lockByCode(tx, normaliseDigits(residentCode));
        if (!before || !isOf(system, before, change)) return refuse(tx, act, before?.personId);
        if (before.version !== version) {
          throw residentErrors.RESIDENT_VERSION({ params: { version: before.version } });
        }
        const understood = understand(change, before, surroundings());
        const after = await residents.record(tx, before.personId, understood, act);
        return { version: after.version };
      });
    },
  };
}

/** Its own people; and whoever has moved out, once they live in a municipality of its own (NUM-09: whoever comes back, too). */
function isOf(
  { municipalities }: RegistrySystem,
  { municipality, status }: Resident,
  change: ReportedChange,
): boolean {
  if (change.event !== 'moved-in') return municipalities.includes(municipality);
  return (
    municipalities.includes(change.municipality) &&
    (municipalities.includes(municipality) || status === 'moved-out')
  );
}

/** Columns that are not said are absent: a file would have them empty. */
function rowOf(said: Partial<Record<ResidentColumn, string | undefined>>): ResidentRow {
  return Object.fromEntries(
    Object.entries(said).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function unfit(faults: readonly RowFault[], within: string) {
  return residentErrors.RESIDENT_DATA_UNFIT({
    fields: faults.map(({ column, ja, en }) => ({ field: `${within}.${column}`, message: { ja, en } })),
  });
}

type Surroundings = Parameters<typeof checkResidentRow>[1];

/** The change with its texts evened out as a file's are, or a refusal that names each that cannot stand in the registry. */
function understand(change: ReportedChange, before: Resident, surroundings: Surroundings): RegistryChange {
  const judged = (
    said: Readonly<Partial<Record<ResidentColumn, string | null | undefined>>>,
    within = 'change',
  ) => judge(said, { before, surroundings, within });
  switch (change.event) {
    case 'died':
    case 'record-deleted':
    case 'residence-status-lost':
    case 'departed':
    case 'number-changed':
      return { event: change.event };
    case 'moved-out':
      return change;
    case 'departed-with-continued-use':
      return { event: change.event, address: judged({ address: change.address }).address };
    case 'resident-code-changed':
      return {
        event: change.event,
        residentCode: judged({ residentCode: change.residentCode }).residentCode,
      };
    case 'moved-in': {
      const { event, movedOn, ...there } = change;
      if (movedOn > surroundings.today) throw commonErrors.INPUT_INVALID({ privateDetail: 'moved in later' });
      const row = judged(there);
      const { municipality, relation, postalCode, address } = row;
      return { event, municipality, postalCode, address, movedOn, relation, householdId: householdIdOf(row) };
    }
    case 'stay-changed': {
      const { event, ...stay } = change;
      const { residenceStatus, stayUntil } = judged(stay);
      return {
        event,
        ...(stay.residenceStatus !== undefined && residenceStatus !== null && { residenceStatus }),
        ...(stay.stayUntil !== undefined && stayUntil !== null && { stayUntil }),
      };
    }
    case 'attributes-changed': {
      const { household, ...attributes } = change.attributes;
      const row = judged(change.attributes, 'change.attributes');
      const given = Object.keys(attributes) as (keyof typeof attributes)[];
      const { municipality } = before;
      return {
        event: change.event,
        attributes: {
          ...Object.fromEntries(given.map((column) => [column, row[column]])),
          ...(household !== undefined && {
            householdId: householdIdOf({ municipality, household: row.household }),
          }),
        },
      };
    }
  }
}

/**
 * Judges some columns by the rules for a whole row. What is not said has a value that nothing is wrong with: an old record is
 * no reason to refuse what is new.
 */
function judge(
  said: Readonly<Partial<Record<ResidentColumn, string | null | undefined>>>,
  where: { readonly before: Resident; readonly surroundings: Surroundings; readonly within: string },
): RegisteredRow {
  const { before, surroundings, within } = where;
  const { nationality, municipality } = before;
  const given = Object.fromEntries(
    Object.entries(said).flatMap(([column, value]) => (value === undefined ? [] : [[column, value ?? '']])),
  );
  const checked = checkResidentRow(
    {
      residentCode: `1234000000${residentCodeCheckDigit('1234000000')}`,
      municipality: [...surroundings.municipalities][0] ?? municipality,
      household: '1',
      relation: 'head',
      name: '用例',
      birthDate: '1900',
      sex: '1',
      postalCode: '000-0000',
      address: '用例',
      nationality,
      residentSince: surroundings.today,
      ...(nationality !== 'JPN' && { residenceStatus: '用例' }),
      ...given,
    },
    surroundings,
  );
  if (!checked.ok) throw unfit(checked.faults, within);
  return checked.resident;
}
