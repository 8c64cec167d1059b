import type { CardTray } from '@mibun/reader';
import { type ApplicationsModule, createApplications } from './applications/index.ts';
import { type CardsModule, createCards } from './cards/index.ts';
import { type CertificatesModule, createCertificates } from './certificates/index.ts';
import { type CounterModule, createCounter, createRelay } from './counter/index.ts';
import { createDisclosure, type DisclosureModule } from './disclosure/index.ts';
import { createHotline, type HotlineModule } from './hotline/index.ts';
import { createIdentity, type IdentityModule } from './identity/index.ts';
import { createKiosk, type KioskModule } from './kiosk/index.ts';
import { createNotices, type NoticesModule } from './notices/index.ts';
import { type Migration, type Platform, platformMigrations } from './platform/index.ts';
import { createProduction, type ProductionModule } from './production/index.ts';
import { createResidents, type Municipality, type ResidentsModule } from './residents/index.ts';
import { createSigning, type SigningModule } from './signing/index.ts';
import { createStatus, type StatusModule } from './status/index.ts';
import { createVerification, type VerificationModule } from './verification/index.ts';

/** All modules of one installation, each given exactly the others that it may use. */
export interface Modules {
  readonly residents: ResidentsModule;
  readonly notices: NoticesModule;
  readonly applications: ApplicationsModule;
  readonly certificates: CertificatesModule;
  readonly status: StatusModule;
  readonly cards: CardsModule;
  readonly production: ProductionModule;
  readonly counter: CounterModule;
  readonly hotline: HotlineModule;
  readonly identity: IdentityModule;
  readonly signing: SigningModule;
  readonly verification: VerificationModule;
  readonly kiosk: KioskModule;
  readonly disclosure: DisclosureModule;
}

export interface World {
  readonly municipalities: readonly Municipality[];
  /** Where software cards lie: the stand-in for plastic moving about. */
  readonly tray: CardTray;
}

/** Who knows whom, in one place and without a circle. Nothing is opened or started here. */
export function composeModules(platform: Platform, { municipalities, tray }: World): Modules {
  const residents = createResidents(platform, { municipalities });
  const notices = createNotices(platform, { residents: residents.api });
  const people = { residents: residents.api, notices: notices.api };
  const applications = createApplications(platform, people);
  const certificates = createCertificates(platform, { municipality: residents.api.municipality });
  const status = createStatus(platform, { certificates: certificates.api });
  const cards = createCards(platform, { certificates: certificates.api });
  const issued = { cards: cards.api, certificates: certificates.api };
  const production = createProduction(platform, {
    ...people,
    ...issued,
    applications: applications.api,
    tray,
  });
  const identity = createIdentity(platform, { ...issued, residents: residents.api, status: status.api });
  const counter = createCounter(platform, {
    ...people,
    ...issued,
    applications: applications.api,
    status: status.api,
    production: production.api,
    relay: createRelay(platform),
    tray,
  });
  const hotline = createHotline(platform, { ...people, cards: cards.api });
  const trust = { certificates: certificates.api, status: status.api };
  const signing = createSigning(platform, trust);
  const verification = createVerification(platform, { ...trust, residents: residents.api });
  const kiosk = createKiosk(platform, {
    identity: identity.api,
    residents: residents.api,
    certificates: certificates.api,
    mayorName: (code) => residents.api.municipality(code).mayor,
  });
  const disclosure = createDisclosure(platform, { ...issued, residents: residents.api });
  return {
    residents,
    notices,
    applications,
    certificates,
    status,
    cards,
    production,
    counter,
    hotline,
    identity,
    signing,
    verification,
    kiosk,
    disclosure,
  };
}

export function allMigrations(modules: Modules): readonly Migration[] {
  return [
    ...platformMigrations,
    ...Object.values(modules).flatMap(
      ({ migrations }: { readonly migrations?: readonly Migration[] }) => migrations ?? [],
    ),
  ];
}
