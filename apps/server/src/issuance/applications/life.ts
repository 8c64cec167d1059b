import {
  APPLICATION,
  type ApplicationEvent,
  type ApplicationState,
  type PlainDate,
  type RegistryEvent,
} from '@mibun/rules';
import type { Effect, Life, Platform } from '../../platform/index.ts';
import type { Notices } from '../../registry/notices/index.ts';
import type { Residents } from '../../registry/residents/index.ts';
import { applicationsActs } from './audited-acts.ts';
import { SCREEN_JOB } from './context.ts';
import { forgetPhoto } from './forget-photo.ts';
import { lockForm } from './forms-store.ts';
import { type Application, type ApplicationChanges, forgetTyped, saveApplication } from './store.ts';
import { toldOnSteps } from './tell.ts';

/** What the caller of a step alone knows, and an effect needs. */
export interface ApplicationGiven {
  /** Of the personal link; the application has its hash. */
  readonly token?: string;
  /** Why the registry ends it. */
  readonly registryEvent?: RegistryEvent;
  /** Where in production it is to be made. */
  readonly batch?: { readonly batchId: string; readonly position: number };
  /** What the card failed by. */
  readonly failedGates?: readonly string[];
  /** Last day on the issue notice or on the reminder; null where the holder is there already and nobody is called to the office. */
  readonly pickUpBy?: PlainDate | null;
}

export type ApplicationEffect = Effect<Application, ApplicationEvent, ApplicationGiven>;
export type ApplicationLife = Life<
  Application,
  ApplicationState,
  ApplicationEvent,
  ApplicationChanges,
  ApplicationGiven
>;

/** `destroy-card` and `begin-making` are production's to carry out, `set-second-deadline` the counter's: they know this module. */
export function applicationLife(
  platform: Platform,
  deps: { readonly residents: Residents; readonly notices: Notices },
): ApplicationLife {
  return platform.lifecycles.machine<
    Application,
    ApplicationState,
    ApplicationEvent,
    ApplicationChanges,
    ApplicationGiven
  >({
    table: APPLICATION,
    acts: applicationsActs,
    idOf: ({ id }) => id,
    audited: ({ personId }) => ({ subject: personId, detail: {} }),
    save: (tx, application, to, changes, at) =>
      saveApplication(
        tx,
        application,
        to,
        // From the last time on, the 90 days run (APP-09).
        to === 'DEFECT' ? { ...changes, sentBackAt: at } : changes,
        at,
      ),
    effects: {
      ...toldOnSteps(platform, deps),
      'check-photo': (tx, { thing }) => platform.jobs.send(tx, SCREEN_JOB, { id: thing.id }),
      'lock-application-id': (tx, { thing }) => lockForm(tx, thing.applicationId),
      async 'delete-draft-data'(tx, { thing: { id, photo } }) {
        await forgetTyped(tx, id);
        if (photo) await forgetPhoto(platform, tx, photo);
      },
    },
    notYet: [
      // Appointments and delivery by mail (NTC-02).
      'book',
      'deliver',
      'return-mail',
      // The form on paper that comes by mail and is scanned (CH-MAIL).
      { from: null, event: 'submit', actor: 'card-operator' },
      { from: null, event: 'reject', actor: 'card-operator' },
    ],
  });
}
