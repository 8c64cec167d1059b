import { jstDate, type PlainDate, type RegistryEvent } from '@mibun/rules';
import { type Act, commonErrors, type Platform, type Tx } from '../../platform/index.ts';
import type { LifeEvent, RegistryChange, Resident } from './api.ts';
import { residentsActs } from './audited-acts.ts';
import { residentErrors } from './errors.ts';
import { insertLifeEvent, lockResident, residentCodeOf, updateResident } from './store.ts';

/** Those that stand in the signature certificate (domain.md §6.3): it ends when one of them changes. */
const CERTIFIED = ['name', 'address', 'birthDate', 'sex'] as const;
/** After these there is no record that anything could still happen to. */
const OVER: readonly Resident['status'][] = ['deceased', 'deleted'];

export function lifeEventsOn(platform: Platform) {
  const { audit, clock, vault } = platform;
  const listeners: ((tx: Tx, event: LifeEvent) => Promise<void>)[] = [];

  return {
    async record(tx: Tx, personId: string, change: RegistryChange, act: Act): Promise<Resident> {
      // Whoever else writes to a record is not the registry.
      if (act.actor.kind !== 'registry') throw commonErrors.NOT_ALLOWED();
      const before = await lockResident(tx, personId);
      if (!before) throw residentErrors.RESIDENT_NOT_FOUND();
      if (OVER.includes(before.status)) {
        throw commonErrors.STATE_FORBIDS({ params: { state: before.status } });
      }
      const at = clock.now();
      const after: Resident = {
        ...before,
        ...changesOf(change, jstDate(at)),
        version: before.version + 1,
      };
      await updateResident(
        tx,
        after,
        change.event === 'resident-code-changed' ? { residentCode: change.residentCode } : {},
      );
      if (change.event === 'number-changed') {
        await vault.replace(tx, { personId, residentCode: await residentCodeOf(tx, personId) });
      }
      const { actor } = act;
      await insertLifeEvent(tx, {
        personId,
        event: change.event,
        at,
        version: after.version,
        reportedBy: actor.id,
      });
      await audit.record(tx, {
        ...act,
        action: residentsActs[change.event],
        subject: personId,
        detail: { version: after.version },
      });
      const told = eventToTell(change.event, before, after);
      if (told)
        for (const listener of listeners) await listener(tx, { event: told, change, before, after, at, act });
      return after;
    },

    onEvent(listener: (tx: Tx, event: LifeEvent) => Promise<void>): void {
      listeners.push(listener);
    },
  };
}

function changesOf(change: RegistryChange, on: PlainDate): Partial<Resident> {
  switch (change.event) {
    case 'died':
      return { status: 'deceased' };
    case 'record-deleted':
    case 'residence-status-lost':
      return { status: 'deleted' };
    case 'departed':
      return { status: 'moved-out' };
    case 'departed-with-continued-use':
      return { status: 'moved-out', address: change.address };
    case 'moved-out':
      return { status: 'moved-out' };
    case 'moved-in': {
      const { event, movedOn, ...there } = change;
      return { status: 'resident', ...there, residentSince: on };
    }
    case 'attributes-changed':
      return change.attributes;
    case 'stay-changed':
      return {
        ...(change.residenceStatus !== undefined && { residenceStatus: change.residenceStatus }),
        ...(change.stayUntil !== undefined && { stayUntil: change.stayUntil }),
      };
    case 'number-changed':
    case 'resident-code-changed':
      return {};
  }
}

/** A new phone number or reading is no event for a card: nothing on it has changed. */
function eventToTell(event: RegistryEvent, before: Resident, after: Resident): RegistryEvent | undefined {
  if (event !== 'attributes-changed') return event;
  return CERTIFIED.some((name) => before[name] !== after[name]) ? event : undefined;
}
