import type {
  ApplicationCause,
  Applications,
  Database,
  NewResident,
  Residents,
  Tx,
} from '@mibun/server/addition';
import { DEMO_SEED, generateCountry } from './country/index.ts';

const BATCH = 500;

/** Remembers which batches of people have settled, so that an interrupted settling goes on with the next one. */
export interface SettledBatches {
  isDone(tx: Tx, batch: number): Promise<boolean>;
  markDone(tx: Tx, batch: number): Promise<void>;
}

/** Fills an empty registry with the demo country: people, their numbers in the vault, the forms that they were sent. */
export async function seedCountry(
  database: Database,
  modules: { readonly residents: Residents; readonly applications: Applications },
  options: {
    readonly residents: number;
    readonly batches?: SettledBatches;
    readonly stopping?: AbortSignal;
  },
): Promise<number> {
  const { batches } = options;
  let made = 0;
  let number = 0;
  let batch: NewResident[] = [];
  let forms: { applicationId: string; personId: string; cause: ApplicationCause }[] = [];
  const flush = async () => {
    options.stopping?.throwIfAborted();
    const [people, theirForms] = [batch, forms];
    number++;
    batch = [];
    forms = [];
    await database.transaction(async (tx: Tx) => {
      if (await batches?.isDone(tx, number)) return;
      await modules.residents.add(tx, people);
      await modules.applications.registerForms(tx, theirForms);
      await batches?.markDone(tx, number);
    });
    made += people.length;
  };
  for (const { applicationId, ...resident } of generateCountry({
    seed: DEMO_SEED,
    residents: options.residents,
  })) {
    batch.push(resident);
    if (applicationId) forms.push({ applicationId, personId: resident.personId, cause: 'first' });
    if (batch.length === BATCH) await flush();
  }
  if (batch.length > 0) await flush();
  return made;
}
