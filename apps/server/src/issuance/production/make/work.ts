import { type IssuerChannel, openIssuerChannel } from '@mibun/reader';
import { jstDate, mayHold } from '@mibun/rules';
import type { CertificateKind } from '../../../authority/certificates/index.ts';
import type { Act } from '../../../platform/index.ts';
import type { Municipality, Resident } from '../../../registry/residents/index.ts';
import type { Application } from '../../applications/index.ts';
import type { Card } from '../../cards/index.ts';
import type { Asking } from '../../chips/index.ts';
import { type Context, lineAct } from '../context.ts';
import type { StepName } from '../steps.ts';
import { updateMaking } from '../store.ts';
import type { Making } from '../tables.ts';

/** The card that is being made, with everything that a step may need. Lives for one run of the job. */
export interface Work {
  readonly context: Context;
  /** As it is now: its chip may be known only when a blank has been taken. */
  readonly making: Making;
  readonly application: Application;
  /** From the registry, at the beginning of this run (APP-04). */
  readonly resident: Resident;
  readonly municipality: Municipality;
  readonly act: Act;
  /** From the vault, with purpose and log entry; at most once a run. */
  individualNumber(): Promise<string>;
  /** The record, once the step that creates it is done. */
  card(): Promise<Card>;
  /** The photo as the applicant sent it; undefined where none is needed (AGE-03). */
  photo(): Promise<Uint8Array | undefined>;
  /** This chip is the making's, before anything is written to it; no other making's (PRODUCTION_CHIP_IN_USE). */
  useChip(chipSerial: string): Promise<void>;
  /** What a person has to do at the encoder, for the operator's page while it waits for them. */
  readonly asking: Asking;
  /** Puts the chip into a reader of its own and opens the issuer's channel for the time of `use`. */
  withChip<T>(use: (issuer: IssuerChannel) => Promise<T>): Promise<T>;
}

/**
 * One named step. A crash may come at any point, also after the effect and before it is on record, so `run` finds out
 * what is done already and may be run again at any time until the next step has begun.
 */
export interface Step {
  readonly name: StepName;
  run(work: Work): Promise<void>;
}

export function beginWork(
  context: Context,
  found: { readonly making: Making; readonly application: Application; readonly resident: Resident },
): Work {
  const { application, resident } = found;
  let { making } = found;
  const { blobs, clock, database, random, vault } = context.platform;
  const act = lineAct(application.id);
  let number: Promise<string> | undefined;
  const asking: Asking = (asks) =>
    database.transaction((tx) =>
      updateMaking(tx, making.makingId, { problem: asks?.code ?? null }, clock.now()),
    );
  return {
    application,
    resident,
    get making() {
      return making;
    },
    context,
    act,
    asking,
    municipality: context.residents.municipality(resident.municipality),
    individualNumber() {
      number ??= database.transaction((tx) => vault.read(tx, resident.personId, act));
      return number;
    },
    async card() {
      const card = await database.query((tx) => context.cards.byChipSerial(tx, making.chipSerial));
      if (!card) throw new Error(`no card record for making ${making.makingId}`);
      return card;
    },
    async photo() {
      const id = application.photo;
      if (id === null) return undefined;
      const blob = await database.query((tx) => blobs.get(tx, id));
      if (!blob) throw new Error(`the photo of application ${application.id} is gone`);
      return blob.bytes;
    },
    async useChip(chipSerial) {
      if (chipSerial === making.chipSerial) return;
      await database.transaction((tx) => updateMaking(tx, making.makingId, { chipSerial }, clock.now()));
      making = { ...making, chipSerial };
    },
    async withChip(use) {
      const keys = await context.cards.chipKeys(making.chipSerial);
      const card = await context.tray.insert(making.chipSerial, asking);
      try {
        return await use(await openIssuerChannel(card, keys, random.bytes));
      } finally {
        await card.close();
      }
    },
  };
}

/** The certificates that this card gets: wanted by the applicant, and allowed to them (AGE-01). */
export function certificatesWanted(work: Work): readonly CertificateKind[] {
  const { application, resident, context } = work;
  const person = { birthDate: resident.birthDate, on: jstDate(context.platform.clock.now()), ward: false };
  const wanted = { authentication: application.wantsAuthentication, signature: application.wantsSignature };
  return (['authentication', 'signature'] as const).filter(
    (kind) => wanted[kind] && mayHold(kind, person).ok,
  );
}

/** Foreign residents' dates are printed in the Western calendar (CARD-04). */
export const isForeign = ({ nationality }: Resident): boolean => nationality !== 'JPN';
