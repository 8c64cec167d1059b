import { checkResidentRow, jstDate, type RegisteredRow, type ResidentRow, type RowFault } from '@mibun/rules';
import type { RegisteredOutcome } from '../../registry/residents/index.ts';
import { type Context, registryAct } from './context.ts';
import { demandSession } from './session.ts';

export type RowOutcome =
  | { readonly status: 'added' | 'known'; readonly faults: readonly [] }
  | { readonly status: 'refused'; readonly faults: readonly RowFault[] };

/** The rows that can stand in the registry come onto it, in one transaction; each of the others says why not. */
export async function enterResidents(
  context: Context,
  token: string,
  rows: readonly ResidentRow[],
): Promise<readonly RowOutcome[]> {
  const { platform, country, residents } = context;
  const surroundings = {
    today: jstDate(platform.clock.now()),
    municipalities: new Set(country.municipalities.map(({ code }) => code)),
  };
  const checked = rows.map((row) => checkResidentRow(row, surroundings));
  const sound = checked.flatMap((one): RegisteredRow[] => (one.ok ? [one.resident] : []));
  const entered = await platform.database.transaction(async (tx) => {
    const session = await demandSession(context, tx, token);
    return residents.register(tx, sound, registryAct(context, session));
  });
  const outcomes = entered.values();
  return checked.map((one) => {
    if (!one.ok) return { status: 'refused', faults: one.faults };
    return rowOutcome(outcomes.next().value as RegisteredOutcome);
  });
}

function rowOutcome(outcome: RegisteredOutcome): RowOutcome {
  const refused = (...faults: readonly RowFault[]): RowOutcome => ({ status: 'refused', faults });
  switch (outcome.status) {
    case 'added':
    case 'known':
      return { status: outcome.status, faults: [] };
    case 'number-taken':
      return refused(NUMBER_TAKEN);
    case 'twice':
      return refused(TWICE);
    case 'differs':
      return refused(...outcome.columns.map((column) => ({ ...DIFFERS, column })));
  }
}

const NUMBER_TAKEN: RowFault = {
  ok: false,
  column: 'individualNumber',
  reason: 'NUMBER_TAKEN',
  rule: 'NUM-13',
  ja: 'このマイナンバーは、ほかの方のものか、ほかの方のものでした。',
  en: 'This Individual Number is another person’s, or was.',
};

const TWICE: RowFault = {
  ok: false,
  column: 'residentCode',
  reason: 'TWICE',
  rule: 'RES-01',
  ja: '同じ住民票コードの行が、前にあります。',
  en: 'An earlier row has the same resident code.',
};

const DIFFERS: Omit<RowFault, 'column'> = {
  ok: false,
  reason: 'REGISTERED_OTHERWISE',
  rule: 'APP-04',
  ja: '住民記録には別の内容で載っています。変更は、異動の届出として記録します。',
  en: 'The registry has this otherwise. A change is reported as an event, not by entering somebody again.',
};
