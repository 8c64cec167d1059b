import { isDeepStrictEqual } from 'node:util';
import {
  type Act,
  ConfigurationError,
  type Platform,
  systemActor,
  type Tx,
} from '../../../platform/index.ts';
import { loginActs } from '../audited-acts.ts';
import { deleteService, findService, listedServices, type Service, saveService } from './services.ts';

/** Of which the operator's list is the word. */
const BY_LIST: Act = { actor: systemActor('login'), purpose: 'administration' };

/**
 * Makes the services of the operator's list those that are registered; those of a program are none of the list's.
 * The list is the whole truth about what stands on it: a service that was taken off can log nobody in from the next start
 * on. Whatever changes is in the audit trail, so that nobody lengthens a redirect address or a list of attributes unseen.
 */
export async function settleServices(
  { audit, clock }: Platform,
  tx: Tx,
  services: readonly Service[],
): Promise<void> {
  const taken: string[] = [];
  for (const service of services) {
    const found = await findService(tx, service.serviceId);
    if (found && !found.listed) taken.push(service.serviceId);
    if (found && isDeepStrictEqual(found, { ...service, listed: true })) continue;
    await saveService(tx, { ...service, listed: true }, clock.now());
    await audit.record(tx, {
      ...BY_LIST,
      action: loginActs['register-service'],
      detail: factsOf(service),
    });
  }
  if (taken.length > 0) throw idsTaken(taken);
  for (const { serviceId } of await listedServices(tx)) {
    if (services.some((service) => service.serviceId === serviceId)) continue;
    await deleteService(tx, serviceId);
    await audit.record(tx, { ...BY_LIST, action: loginActs['end-service'], detail: { serviceId } });
  }
}

/** A service of the program that starts the server: the demo's bank. */
export async function registerOwn(tx: Tx, service: Service, now: Date): Promise<void> {
  const found = await findService(tx, service.serviceId);
  if (found?.listed) throw idsTaken([service.serviceId]);
  await saveService(tx, { ...service, listed: false }, now);
}

function factsOf({ serviceId, name, redirectUris, attributes, keys }: Service) {
  return { serviceId, name: name.ja, redirectUris, attributes, keys: keys.map(({ kid }) => kid) };
}

function idsTaken(ids: readonly string[]): ConfigurationError {
  return new ConfigurationError(
    'the services of MIBUN_SERVICES_FILE cannot be used',
    ids.map((id) => `the id "${id}" is that of a service of the program itself: choose another`),
  );
}
