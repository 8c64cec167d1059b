import { APPLICATION, next, REGISTRY_CONSEQUENCES } from '@mibun/rules';
import {
  type Http,
  type Migration,
  type Module,
  mayAct,
  ofOne,
  type Platform,
} from '../../platform/index.ts';
import type { Notices } from '../../registry/notices/index.ts';
import type { Residents } from '../../registry/residents/index.ts';
import type { Application, Applications } from './api.ts';
import { keepPhoto } from './apply.ts';
import { changeWith } from './change.ts';
import { type Context, SCREEN_JOB } from './context.ts';
import { endDraftOfForm, expireDue } from './drafts.ts';
import { applicationErrors } from './errors.ts';
import { insertForms } from './forms-store.ts';
import { openUsableForm } from './identify.ts';
import { applicationLife } from './life.ts';
import { applicationMigrations } from './migrations.ts';
import { openForm } from './open-form.ts';
import { readPhoto } from './photo-checks.ts';
import { photoDesk } from './photo-desk.ts';
import { applicationRoutes } from './routes.ts';
import { approve, prepareScreening } from './screen.ts';
import {
  applicationsInState,
  applicationsOfPerson,
  insertDraft,
  requireApplication,
  someApplications,
} from './store.ts';

export interface ApplicationsModule extends Module {
  readonly api: Applications;
  readonly migrations: readonly Migration[];
  routes(app: Http): void;
}

export function createApplications(
  platform: Platform,
  deps: { readonly residents: Residents; readonly notices: Notices },
): ApplicationsModule {
  const life = applicationLife(platform, deps);
  const context: Context = { platform, ...deps, life, change: changeWith(life), photos: photoDesk() };
  platform.jobs.define<{ id: string }>({ name: SCREEN_JOB, run: ({ id }) => prepareScreening(context, id) });

  const api: Applications = {
    get: requireApplication,
    some: someApplications,
    ofPerson: applicationsOfPerson,
    async followRegistry(tx, personId, { event, version }, act) {
      const follows = REGISTRY_CONSEQUENCES[event].application;
      if (!follows) return;
      for (const { id, state } of await applicationsOfPerson(tx, personId)) {
        // Where the table has no such step, what is decided later is decided on the new record anyway.
        if (!next(APPLICATION, state, follows, act.actor.kind).ok) continue;
        await context.change(tx, id, follows, act, {
          ...(follows === 'resnapshot' && { changes: { snapshotVersion: version } }),
          given: { registryEvent: event },
        });
      }
    },
    inState: (tx, state, { limit = 100, ...narrowed } = {}) =>
      applicationsInState(tx, [state], { limit, ...narrowed }),
    move: (tx, id, event, act, { version, set, given } = {}) =>
      context.change(tx, id, event, act, {
        ...(version !== undefined && { version }),
        ...(set?.cardId && { changes: { cardId: set.cardId } }),
        ...(given && { given }),
      }),
    judge({ state }, event, { kind }) {
      life.judge(state, event, kind);
    },
    carryOut: life.carryOut,
    openForm: (tx, personId, cause, act, fee) => openForm(context, tx, personId, cause, act, { fee }),
    registerForms: (tx, forms) => insertForms(tx, forms, platform.clock.now()),
    expireDue: (until) => expireDue(context, until),
    approve: (tx, id, version, act) => approve(context, tx, id, version, act),
    async applyAtDesk(tx, input, act) {
      const form = await openUsableForm(tx, input.applicationId);
      await mayAct(context, tx, act, {
        action: 'apply',
        wanted: 'do',
        find: () => deps.residents.whereabouts(tx, form.personId),
        concerns: ofOne,
      });
      const resident = await deps.residents.read(tx, form.personId, act);
      const photo = await readPhoto(input.photo);
      if ('findings' in photo) {
        throw applicationErrors.APPLICATION_PHOTO_UNFIT({
          fields: photo.findings.map((message) => ({ field: 'photo', message })),
        });
      }
      await endDraftOfForm(context, tx, form.applicationId);
      const id = platform.random.id('application');
      const insert = (state: Application['state'], at: Date) =>
        insertDraft(tx, form, {
          id,
          state,
          municipality: resident.municipality,
          channel: 'desk',
          takenInBy: act.actor.id,
          contactEmail: input.contactEmail || null,
          changedAt: at,
        });
      const draft = await life.begin(tx, 'start', { ...act, caseId: id }, insert, { given: {} });
      const kept = await keepPhoto(context, tx, draft, photo.bytes);
      if ('findings' in kept) throw applicationErrors.APPLICATION_PHOTO_UNFIT();
      return context.change(tx, draft.id, 'submit', act, {
        changes: {
          photo: kept.photo,
          wantsSignature: input.wantsSignature,
          wantsAuthentication: input.wantsAuthentication,
          receivedAt: platform.clock.now(),
        },
      });
    },
  };
  return {
    api,
    migrations: applicationMigrations,
    routes: (app) => applicationRoutes(app, context),
    upkeep: [(until) => api.expireDue(until)],
  };
}
