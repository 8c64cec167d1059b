import type Provider from 'oidc-provider';
import type { Certificates } from '../../authority/certificates/index.ts';
import type { Status } from '../../authority/status/index.ts';
import type { Cards } from '../../issuance/cards/index.ts';
import type { Http, Migration, Platform } from '../../platform/index.ts';
import type { Residents } from '../../registry/residents/index.ts';
import type { Login, Service } from './api.ts';
import { authenticationOn } from './authenticate.ts';
import { challengesOn } from './challenge.ts';
import { dutiesOn } from './duties.ts';
import { dutyRoutes } from './duty-routes.ts';
import { openDuties } from './duty-store.ts';
import { loggingIn } from './log-in.ts';
import { dutyDesksOn } from './manage-duties.ts';
import { loginMigrations } from './migrations.ts';
import { mountProvider } from './oidc/mount.ts';
import { deleteOfPerson } from './oidc/payloads.ts';
import { openProvider } from './oidc/provider.ts';
import { registerOwn, settleServices } from './oidc/register.ts';
import { serviceLoginRoutes } from './oidc/routes.ts';
import { serviceLoginOn } from './oidc/service-login.ts';
import { loginRoutes } from './routes.ts';
import { statementFor } from './statements.ts';

export interface LoginModule {
  readonly api: Login;
  readonly migrations: readonly Migration[];
  routes(app: Http): void;
  reconcile(): Promise<void>;
}

export function createLogin(
  platform: Platform,
  deps: {
    readonly status: Status;
    readonly certificates: Certificates;
    readonly cards: Cards;
    readonly residents: Residents;
    /** The country in addresses that are handed over (OpenID Connect Core §5.1.1). */
    readonly addressCountry: string;
    /** Of the operator's list: what is registered when the module is served. */
    readonly services?: readonly Service[];
  },
): LoginModule {
  const { clock, sessions } = platform;
  sessions.onEnd(deleteOfPerson);
  const challenges = challengesOn(platform);
  const authentication = authenticationOn(platform, { challenges, ...deps });
  const duties = dutiesOn(platform);
  const dutyDesks = dutyDesksOn(platform, { duties, ...deps });
  const logIn = loggingIn(platform, { authentication, ...deps });

  // Opened with the first log-in to a service, because its signing key may have to be made.
  let opened: Promise<Provider> | undefined;
  const provider = () => {
    opened ??= openProvider(platform, deps).catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
  const serviceLogin = serviceLoginOn(platform, { provider, challenges, authentication });

  const api: Login = {
    challenge: (tx, purpose, audienceName) =>
      challenges.issue(tx, { purpose, statement: statementFor(purpose, audienceName) }),
    async authenticate(purpose, answer) {
      const { personId, cardId, serial } = await authentication.authenticate(purpose, answer);
      return { personId, cardId, serial };
    },
    addStaff: duties.begin,
    dutiesOf: openDuties,
    endDuty: duties.end,
    registerService: (tx, service) => registerOwn(tx, service, clock.now()),
  };

  return {
    api,
    migrations: loginMigrations,
    async reconcile() {
      const { services } = deps;
      if (services) await platform.database.transaction((tx) => settleServices(platform, tx, services));
    },
    routes(app) {
      loginRoutes(app, platform, { challenges, logIn, residents: deps.residents });
      dutyRoutes(app, dutyDesks);
      serviceLoginRoutes(app, serviceLogin);
      mountProvider(app, platform, provider);
    },
  };
}
