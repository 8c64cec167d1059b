import { CARD, formatBirthDateJa, formatDateJa, jstDate, type PlainDate, renewableFrom } from '@mibun/rules';
import type { CertificateKind, Certificates, IssuedCertificate } from '../../authority/certificates/index.ts';
import type { Card, Cards } from '../../issuance/cards/index.ts';
import type { Actor, Clock, Tx } from '../../platform/index.ts';
import type { Resident, Residents } from '../../registry/residents/index.ts';
import type { MeAnswer } from './schemas.ts';
import { newestOf, standingOf } from './standing.ts';
import { worksToday } from './works-today.ts';

const KINDS: readonly CertificateKind[] = ['authentication', 'signature'];
const COMING: readonly Card['state'][] = ['PRODUCED', 'AT_OFFICE', 'ACTIVATING'];

export interface ShowDeps {
  readonly clock: Clock;
  readonly residents: Residents;
  readonly cards: Cards;
  readonly certificates: Certificates;
}

/** Everything that the person's home page shows: who they are, their card, what works with it today. */
export async function showMe(tx: Tx, deps: ShowDeps, actor: Actor): Promise<MeAnswer> {
  const { clock, residents, cards, certificates } = deps;
  const now = clock.now();
  const resident = await residents.look(tx, actor.id, { actor, purpose: 'self' });
  const all = await cards.ofPerson(tx, actor.id);
  const card = cardToShow(all);
  const upcoming = all.find(({ cardId, state }) => COMING.includes(state) && cardId !== card?.cardId);
  const issued = card ? await certificates.ofCard(tx, card.cardId) : [];
  const standing = (kind: CertificateKind) => standingOf(newestOf(kind, issued), now);
  const municipality = residents.municipality(resident.municipality);
  const otherName = resident.formerSurname ?? resident.commonName;

  return {
    person: {
      name: resident.name,
      nameKana: resident.nameKana,
      nameRomaji: resident.nameRomaji,
      ...(otherName && { otherName }),
      birthDate: resident.birthDate,
      sex: resident.sex === '1' ? 'male' : 'female',
      postalCode: resident.postalCode,
      address: resident.address,
      municipality: municipality.name,
      office: { phone: municipality.office.phone, hours: municipality.office.hours },
    },
    card: card ? cardView(card, resident, residents.municipality(card.municipality).name.ja) : null,
    upcoming: upcoming ? { state: upcoming.state, stateLabel: CARD.states[upcoming.state] } : null,
    certificates: KINDS.map((kind) => certificateView(kind, newestOf(kind, issued), now)),
    today: [
      ...worksToday({
        today: jstDate(now),
        birthDate: resident.birthDate,
        card,
        signature: standing('signature'),
        authentication: standing('authentication'),
      }),
    ],
  };
}

/** The card in operation; otherwise the newest, so that somebody whose card has ended still sees why. */
export function cardToShow(all: readonly Card[]): Card | undefined {
  return (
    all.find(({ state }) => state === 'ACTIVE' || state === 'SUSPENDED') ??
    all.find(({ state }) => !COMING.includes(state)) ??
    all[0]
  );
}

function cardView(card: Card, resident: Resident, town: string): NonNullable<MeAnswer['card']> {
  return {
    cardId: card.cardId,
    state: card.state,
    stateLabel: CARD.states[card.state],
    issueDate: card.issueDate,
    expiry: card.expiry,
    renewableFrom: renewableFrom(card.expiry),
    birthDateText: formatBirthDateJa(resident.birthDate, { era: resident.nationality === 'JPN' }),
    expiresText: formatDateJa(card.expiry),
    securityCode: card.securityCode,
    issuer: `${town}長`,
    hasPhoto: card.photo !== '',
    hasFront: card.front !== null,
  };
}

function certificateView(
  kind: CertificateKind,
  certificate: IssuedCertificate | undefined,
  now: Date,
): MeAnswer['certificates'][number] {
  const standing = standingOf(certificate, now);
  if (!certificate) return { kind, standing };
  const expiresOn: PlainDate = jstDate(certificate.notAfter);
  return {
    kind,
    standing,
    expiresOn,
    ...(standing === 'good' && { renewableFrom: renewableFrom(expiresOn) }),
    ...((standing === 'held' || standing === 'revoked') && { since: certificate.changedAt.toISOString() }),
  };
}
