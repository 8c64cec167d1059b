import type { PersonAnswer } from '@mibun/server/schemas/office/counter';
import { CardPicture, CopyableNumber, Dl, StatusBadge, useCountryOnCard } from '../../../components/index.ts';
import { useDates, useSay, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import { cardFace } from './card-face.ts';
import { cardTone, certificateTone } from './tones.ts';

type Card = PersonAnswer['cards'][number];

const OVER: readonly Card['state'][] = ['COLLECTED', 'DESTROYED'];

/** The cards of a person, drawn, with their certificates; those that are gone are folded away. */
export function CardList(props: { readonly data: PersonAnswer }) {
  const t = useText(messages);
  const { cards, person } = props.data;
  const present = cards.filter(({ state }) => !OVER.includes(state));
  const older = cards.filter(({ state }) => OVER.includes(state));
  return (
    <section className="stack stack-tight">
      <h3>{t.person.cards}</h3>
      {cards.length === 0 && <p className="quiet">{t.person.noCards}</p>}
      {present.map((card) => (
        <CardPanel key={card.cardId} person={person} card={card} />
      ))}
      {older.length > 0 && (
        <details className="fold">
          <summary>{t.person.olderCards(older.length)}</summary>
          <div className="stack">
            {older.map((card) => (
              <CardPanel key={card.cardId} person={person} card={card} />
            ))}
          </div>
        </details>
      )}
    </section>
  );
}

/** How a certificate's last day is told beside its state. */
function untilOf(state: Card['certificates'][number]['state']): 'until' | 'willBeUntil' | undefined {
  if (state === 'ACTIVE') return 'until';
  return state === 'PENDING' ? 'willBeUntil' : undefined;
}

function CardPanel(props: { readonly person: PersonAnswer['person']; readonly card: Card }) {
  const t = useText(messages);
  const say = useSay();
  const dates = useDates();
  const country = useCountryOnCard();
  const { card } = props;
  return (
    <article className="card-panel">
      <div className="card-panel-top">
        <CardPicture
          country={country}
          data={cardFace(props.person, card)}
          state={card.state}
          faces="front"
          size="sm"
        />
        <div className="stack stack-tight">
          <p>
            <StatusBadge tone={cardTone(card.state)}>{say(card.label)}</StatusBadge>
          </p>
          <p className="small quiet">{dates.instant(card.changedAt)}</p>
          <Dl layout="stacked" items={[{ term: t.person.expiry, description: dates.date(card.expiry) }]} />
        </div>
      </div>
      <Dl
        items={[
          {
            term: t.person.serial,
            description: <CopyableNumber value={card.chipSerial} label={t.person.serial} groups={5} />,
          },
          ...card.certificates.map((certificate) => ({
            term: t.person.certificate[certificate.kind],
            description: (
              <>
                <StatusBadge tone={certificateTone(certificate.state)}>{say(certificate.label)}</StatusBadge>{' '}
                {/* A date belongs to a certificate that works, or will; what is over or stopped is not "until" anything. */}
                {untilOf(certificate.state) !== undefined && (
                  <span className="card-until">
                    {t.person[untilOf(certificate.state) ?? 'until'](
                      dates.date(certificate.notAfter.slice(0, 10)),
                    )}
                  </span>
                )}
                <span className="row-note number">{certificate.serial}</span>
              </>
            ),
          })),
          ...(card.certificates.length === 0
            ? [{ term: t.person.certificates, description: t.person.noCertificate }]
            : []),
        ]}
      />
      {card.history.length > 0 && (
        <details className="fold">
          <summary>{t.person.history}</summary>
          <ol className="history">
            {card.history.map((entry) => (
              <li key={`${entry.at} ${entry.label.en}`}>
                <span className="history-when">{dates.instant(entry.at)}</span>
                <span>
                  <strong>{say(entry.label)}</strong>{' '}
                  <span className="quiet">{t.person.by(entry.actorName)}</span>
                  {entry.reason !== null && <span className="row-note">{entry.reason}</span>}
                </span>
              </li>
            ))}
          </ol>
        </details>
      )}
    </article>
  );
}
