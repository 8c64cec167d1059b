import { type FontBook, openFontBook } from '@mibun/documents';
import type { RegistryEvent } from '@mibun/rules';
import type { Addition } from './addition.ts';
import { type CaDeskModule, createCaDesk } from './authority/ca-desk/index.ts';
import { type CertificatesModule, createCertificates } from './authority/certificates/index.ts';
import { createDevices, type DevicesModule } from './authority/devices/index.ts';
import { createStatus, type StatusModule } from './authority/status/index.ts';
import { createTimeStamps, type TimeStampsModule } from './authority/timestamps/index.ts';
import { createVerifiers, type VerifiersModule } from './authority/verifiers/index.ts';
import type { Country } from './country/index.ts';
import { type ApplicationsModule, createApplications } from './issuance/applications/index.ts';
import { type Cards, type CardsModule, createCards } from './issuance/cards/index.ts';
import type { Chips } from './issuance/chips/index.ts';
import { createProduction, type ProductionModule } from './issuance/production/index.ts';
import { type CallCentreModule, createCallCentre } from './office/call-centre/index.ts';
import { type CounterModule, createCounter } from './office/counter/index.ts';
import { createRelay, type Relay } from './office/relay/index.ts';
import { createSettlement, type SettlementModule } from './operation/settlement/index.ts';
import { type Migration, type Platform, platformMigrations } from './platform/index.ts';
import { createNotices, type NoticesModule, outboxIn } from './registry/notices/index.ts';
import {
  createResidents,
  type RegistryChange,
  type RegistrySystems,
  type ResidentsModule,
} from './registry/residents/index.ts';
import { type CardSignatureModule, createCardSignature } from './services/card-signature/index.ts';
import { createDisclosure, type DisclosureModule } from './services/disclosure/index.ts';
import { createKiosk, type KioskDeps, type KioskModule } from './services/kiosk/index.ts';
import { createLinking, type LinkingModule } from './services/linking/index.ts';
import { createLogin, type LoginModule, type Service } from './services/login/index.ts';
import { createSigning, type SigningModule } from './services/signing/index.ts';
import { createVerification, type VerificationModule } from './services/verification/index.ts';

/** All modules of one installation, each given exactly the others that it may use. */
export interface Modules {
  readonly residents: ResidentsModule;
  readonly notices: NoticesModule;
  readonly applications: ApplicationsModule;
  readonly certificates: CertificatesModule;
  readonly verifiers: VerifiersModule;
  readonly status: StatusModule;
  readonly timestamps: TimeStampsModule;
  readonly cards: CardsModule;
  readonly production: ProductionModule;
  readonly counter: CounterModule;
  readonly relay: Relay;
  readonly callCentre: CallCentreModule;
  readonly login: LoginModule;
  readonly cardSignature: CardSignatureModule;
  readonly signing: SigningModule;
  readonly verification: VerificationModule;
  readonly devices: DevicesModule;
  readonly kiosk: KioskModule;
  readonly linking: LinkingModule;
  readonly disclosure: DisclosureModule;
  readonly caDesk: CaDeskModule;
  readonly settlement: SettlementModule;
}

export interface World {
  readonly country: Country;
  /** Encoders and readers of this installation. */
  readonly chips: Chips;
  /** Those of the operator's list; absent where nobody has read one. */
  readonly services?: readonly Service[];
}

/** What kiosks print and ask for it, as the country has it (KSK-02 to KSK-04). */
function papersOf({ documents, fees, fictitious, card }: Country, fonts: FontBook): Partial<KioskDeps> {
  const { title, statement, ...limits } = documents.residentRecord;
  return {
    fictitious,
    emblem: card.emblem,
    fonts,
    words: { title, statement },
    parameters: {
      ...limits,
      titles: { 'resident-record': title },
      fee: (municipality) => fees.residentRecord(municipality),
    },
  };
}

/** Who knows whom, in one place and without a circle. Nothing is opened or started here. */
export function composeModules(platform: Platform, { country, chips, services }: World): Modules {
  const { municipalities } = country;
  const devices = createDevices(platform, {
    isMunicipality: (code) => municipalities.some((one) => one.code === code),
  });
  const residents = createResidents(platform, { municipalities, systems: systemsOf(devices) });
  // One book for all that is drawn: what a gate lets pass is what every printer draws.
  const fonts = openFontBook({ glyphs: country.glyphs });
  const { letterFolder } = platform.config;
  const notices = createNotices(platform, {
    residents: residents.api,
    country,
    fonts,
    ...(letterFolder !== undefined && { outbox: outboxIn(letterFolder) }),
  });
  const people = { residents: residents.api, notices: notices.api };
  const applications = createApplications(platform, people);
  const { crlShards } = platform.config;
  const certificates = createCertificates(platform, {
    municipality: residents.api.municipality,
    ...(crlShards !== undefined && { crlShards }),
  });
  const verifiers = createVerifiers(platform, { certificates: certificates.api });
  const status = createStatus(platform, {
    certificates: certificates.api,
    accredited: (request, asked) => verifiers.api.admit(request, asked),
  });
  const timestamps = createTimeStamps(platform, { certificates: certificates.api });
  const cards = createCards(platform, {
    ...people,
    certificates: certificates.api,
    async contact(tx, { personId, application }) {
      const applied = await applications.api.ofPerson(tx, personId);
      return applied.find(({ id }) => id === application)?.contactEmail ?? undefined;
    },
  });
  // Certificates know no holder's address, cards do.
  certificates.api.carryOut('notify-revoked', cards.tellOfRevocation);
  // Registry → applications and cards, in one transaction: death, departure, a new name need nobody who remembers (§10).
  residents.api.onEvent(async (tx, { event, change, after, act }) => {
    await applications.api.followRegistry(tx, after.personId, { event, version: after.version }, act);
    await cards.api.followRegistry(tx, after.personId, cardFacts(event, change), act);
  });
  const issued = { cards: cards.api, certificates: certificates.api };
  const production = createProduction(platform, {
    ...people,
    ...issued,
    applications: applications.api,
    tray: chips,
    face: country.card,
    fonts,
  });
  const login = createLogin(platform, {
    ...issued,
    residents: residents.api,
    status: status.api,
    addressCountry: country.addressCountry,
    ...(services && { services }),
  });
  const relay = createRelay(platform);
  const counter = createCounter(platform, {
    ...people,
    ...issued,
    applications: applications.api,
    status: status.api,
    production: production.api,
    relay,
    tray: chips,
    country,
  });
  const callCentre = createCallCentre(platform, { residents: residents.api, cards: cards.api });
  const trust = { certificates: certificates.api, status: status.api };
  const cardSignature = createCardSignature(platform, trust);
  const byCard = { cardSignatures: cardSignature.api };
  const signing = createSigning(platform, { ...byCard, timestamps: timestamps.api });
  const verification = createVerification(platform, { ...trust, residents: residents.api });
  const kiosk = createKiosk(platform, {
    devices: devices.api,
    login: login.api,
    residents: residents.api,
    certificates: certificates.api,
    mayorName: (code) => residents.api.municipality(code).mayor,
    ...papersOf(country, fonts),
  });
  const linking = createLinking(platform, {
    ...issued,
    ...byCard,
    residents: residents.api,
    status: status.api,
    verifiers: verifiers.api,
  });
  const disclosure = createDisclosure(platform, { ...issued, residents: residents.api });
  const caDesk = createCaDesk(platform, { ...trust, residents: residents.api });
  const settlement = createSettlement(platform, {
    residents: residents.api,
    applications: applications.api,
    cards: cards.api,
    production: production.api,
    login: login.api,
    relay,
    country,
  });
  platform.lifecycles.demandComplete();
  return {
    residents,
    notices,
    applications,
    certificates,
    verifiers,
    status,
    timestamps,
    cards,
    production,
    counter,
    relay,
    callCentre,
    login,
    cardSignature,
    signing,
    verification,
    devices,
    kiosk,
    linking,
    disclosure,
    caDesk,
    settlement,
  };
}

/** The systems with which municipalities keep their registries are enrolled as devices are. */
function systemsOf({ api }: DevicesModule): RegistrySystems {
  return {
    watchBodies: api.watchBodies,
    async demand(request) {
      const { deviceId, operator, municipalities } = await api.demand(request, 'registry');
      return { id: deviceId, name: operator, municipalities: municipalities ?? [] };
    },
  };
}

/** What of an event concerns a card. */
function cardFacts(event: RegistryEvent, change: RegistryChange): Parameters<Cards['followRegistry']>[2] {
  return {
    event,
    ...(change.event === 'moved-out' && { announcedDate: change.announcedDate }),
    ...(change.event === 'moved-in' && { movedOn: change.movedOn }),
    ...(change.event === 'stay-changed' && change.stayUntil && { stayUntil: change.stayUntil }),
  };
}

export function allMigrations(modules: Modules, additions: readonly Addition[] = []): readonly Migration[] {
  return [
    ...platformMigrations,
    ...[...Object.values(modules), ...additions].flatMap(
      ({ migrations }: { readonly migrations?: readonly Migration[] }) => migrations ?? [],
    ),
  ];
}
