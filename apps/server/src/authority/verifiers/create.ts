import type { Actor, Http, Migration, Module, Platform } from '../../platform/index.ts';
import type { AuthorityKind, Certificates } from '../certificates/index.ts';
import type { Admission } from './admission.ts';
import type { Verifier, VerifierScope, Verifiers } from './api.ts';
import { authenticationOn, type Identified } from './authenticate.ts';
import { verifierErrors } from './errors.ts';
import { serviceHandle } from './handles.ts';
import { managementOn } from './manage.ts';
import { verifiersMigrations } from './migrations.ts';
import { quotasOn } from './quotas.ts';
import { registryOn } from './registry.ts';
import { verifierRoutes } from './routes.ts';
import { findByHandle } from './store.ts';
import { tracesOn } from './traces.ts';

const FLUSH_MS = 1_000;

export interface VerifiersModule extends Module {
  readonly api: Verifiers;
  readonly migrations: readonly Migration[];
  routes(app: Http): void;
}

/** Accredited verifiers: who they are, what they may ask, how much, and the trace of it (domain.md §6.4). */
export function createVerifiers(
  platform: Platform,
  deps: { readonly certificates: Certificates },
): VerifiersModule {
  const { database, log } = platform;
  const registry = registryOn(platform);
  const authentication = authenticationOn(platform, registry);
  const quotas = quotasOn(platform);
  const traces = tracesOn(platform, deps.certificates);
  const management = managementOn(platform, registry);
  const { isInForce } = registry;

  async function flush(options: { readonly giveBack?: boolean } = {}): Promise<void> {
    await traces.flush();
    await quotas.flush(options);
    await database.transaction((tx) => authentication.forgetNonces(tx));
  }

  async function admitted(identified: Identified, kind: AuthorityKind): Promise<Admission> {
    const scope = SCOPE_OF[kind];
    if (identified.who !== 'verifier' || !scope) return 'no';
    const { verifier } = identified;
    if (!isInForce(verifier) || !verifier.scopes.includes(scope)) return 'no';
    if (traces.full || (await quotas.spend(verifier, scope, 1)) !== 'ok') return 'later';
    return {
      verifier: {
        id: verifier.verifierId,
        nonce: verifier.nonces,
        answered(serials) {
          if (serials.length > 1) quotas.spendMore(verifier, scope, serials.length - 1);
          traces.note(actorOf(verifier), kind, serials);
        },
      },
    };
  }

  const api: Verifiers = {
    admit(request, { kind, body }) {
      const identified = authentication.identify(request, body);
      // Strangers are told at once: a promise costs more than a kept answer.
      return identified instanceof Promise ? identified.then((who) => admitted(who, kind)) : 'no';
    },

    async demand(request, scope) {
      const identified = await authentication.identify(request.raw);
      if (identified.who !== 'verifier') throw verifierErrors.VERIFIER_UNKNOWN();
      const { verifier } = identified;
      if (!isInForce(verifier)) throw verifierErrors.VERIFIER_NOT_IN_FORCE();
      if (!verifier.scopes.includes(scope)) throw verifierErrors.VERIFIER_SCOPE();
      if ((await quotas.spend(verifier, scope, 1)) !== 'ok') throw verifierErrors.VERIFIER_QUOTA();
      return verifier;
    },

    watchBodies: authentication.watchBodies,

    async ofService(tx, serviceId) {
      const verifier = await findByHandle(tx, serviceHandle(serviceId));
      const service = verifier?.services.find((one) => one.serviceId === serviceId);
      return verifier && service && { verifier, service };
    },

    isInForce,
    actor: actorOf,
    accredit: management.accredit,
    flush,

    startFlushing() {
      let running: Promise<void> = Promise.resolve();
      const write = (options: { readonly giveBack?: boolean }) =>
        flush(options).catch((error: unknown) =>
          log.error({ err: error }, 'traces and counters of verifiers wait for the database'),
        );
      const timer = setInterval(() => {
        running = running.then(() => write({}));
      }, FLUSH_MS);
      return async () => {
        clearInterval(timer);
        await running;
        await write({ giveBack: true });
      };
    },
  };

  return {
    api,
    migrations: verifiersMigrations,
    run: () => api.startFlushing(),
    routes(app) {
      authentication.watchBodies(app);
      verifierRoutes(app, platform, { management, isInForce });
    },
  };
}

/** The institution CA is public; nobody needs a scope for it. */
const SCOPE_OF: Readonly<Partial<Record<AuthorityKind, VerifierScope>>> = {
  signature: 'sig',
  authentication: 'auth',
};

function actorOf({ verifierId, name }: Verifier): Actor {
  return { kind: 'verifier', id: `verifier:${verifierId}`, name: name.ja };
}
