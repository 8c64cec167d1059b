import type { BatchAnswer, MakingView } from '@mibun/server/schemas/issuance/production';
import { useState } from 'react';
import { addressOf } from '../../../api/call.ts';
import { inThisSession } from '../../../api/client.ts';
import {
  Button,
  ButtonLink,
  CopyableNumber,
  Dl,
  ModalDialog,
  NotificationBanner,
  StatusBadge,
  Timeline,
} from '../../../components/index.ts';
import { useDates, useSay, useText } from '../../../i18n/index.ts';
import { CharactersDecision } from './CharactersDecision.tsx';
import { messages } from './messages.ts';

/** The code with which a card waits for a person (CRT-01). */
const UNDECIDED = 'PRODUCTION_CHARACTERS_UNDECIDED';

/** One card of a batch: its faces, its gates, its steps. */
export function CardDialog(props: {
  readonly card: MakingView | undefined;
  readonly steps: BatchAnswer['steps'];
  readonly onClose: () => void;
  /** Something was decided about this card. */
  readonly onChanged: () => void;
}) {
  const { card, steps, onClose, onChanged } = props;
  const t = useText(messages).card;
  return (
    <ModalDialog
      open={card !== undefined}
      title={card === undefined ? '' : t.title(card.position)}
      size="lg"
      onClose={onClose}
    >
      {card !== undefined && (
        <>
          {card.state === 'FAILED' && <NotificationBanner tone="error" title={t.destroyed} />}
          {card.state === 'DISCARDED' && <NotificationBanner tone="warning" title={t.discarded} />}
          {card.problem === UNDECIDED && <CharactersDecision card={card} onDecided={onChanged} />}
          <Dl
            layout="columns"
            items={[
              {
                term: t.serial,
                description: <CopyableNumber label={t.serial} value={card.chipSerial} groups={5} />,
              },
              { term: t.application, description: <span className="number">{card.application}</span> },
              { term: t.attempts, description: card.attempts },
            ]}
          />
          <Faces key={card.makingId} card={card} />
          <Gates card={card} />
          <Steps card={card} steps={steps} />
        </>
      )}
    </ModalDialog>
  );
}

/** Shown only when asked for: looking at somebody's card is on their access log. */
function Faces({ card }: { readonly card: MakingView }) {
  const t = useText(messages).card;
  const [shown, setShown] = useState(false);
  const params = { cardId: card.cardId ?? '' };
  const mayPrint = card.state === 'MAKING' || card.state === 'PASSED';
  return (
    <section className="stack stack-tight" aria-labelledby="card-faces">
      <h3 id="card-faces">{t.faces}</h3>
      {!card.hasFaces && <p className="quiet">{t.noFaces}</p>}
      {card.hasFaces && !shown && (
        <div className="cluster">
          <Button variant="outline" icon="eye" onClick={() => setShown(true)}>
            {t.show}
          </Button>
          <p className="small quiet">{t.showLogged}</p>
        </div>
      )}
      {card.hasFaces && shown && (
        <div className="printed-faces" data-state={card.state}>
          <figure>
            <img
              src={inThisSession(addressOf('GET /api/production/cards/:cardId/front.png', { params }))}
              alt={t.front}
            />
            <figcaption className="small quiet">{t.front}</figcaption>
          </figure>
          <figure>
            <img
              src={inThisSession(addressOf('GET /api/production/cards/:cardId/back.png', { params }))}
              alt={t.back}
            />
            <figcaption className="small quiet">{t.back}</figcaption>
          </figure>
        </div>
      )}
      {card.hasFaces && shown && mayPrint && (
        <div className="cluster">
          <ButtonLink
            variant="text"
            size="sm"
            icon="file"
            href={addressOf('GET /api/production/cards/:cardId/faces.pdf', { params })}
          >
            {t.printer}
          </ButtonLink>
          <p className="small quiet">{t.printerWhy}</p>
        </div>
      )}
    </section>
  );
}

function Gates({ card }: { readonly card: MakingView }) {
  const t = useText(messages).card;
  const say = useSay();
  return (
    <section className="stack stack-tight" aria-labelledby="card-gates">
      <h3 id="card-gates">{t.gates}</h3>
      {card.gates.length === 0 ? (
        <p className="quiet">{t.gatesEmpty}</p>
      ) : (
        <ul className="gates">
          {card.gates.map(({ gate, label, ok, detail }) => (
            <li key={gate}>
              <StatusBadge tone={ok ? 'success' : 'error'}>{ok ? t.pass : t.fail}</StatusBadge>
              <span>
                {say(label)}
                {detail !== null && <span className="gate-detail">{detail}</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Steps(props: { readonly card: MakingView; readonly steps: BatchAnswer['steps'] }) {
  const { card, steps } = props;
  const t = useText(messages).card;
  const say = useSay();
  const dates = useDates();
  const done = new Map(card.steps.map(({ step, doneAt }) => [step, doneAt]));
  const current = steps.find(({ step }) => !done.has(step))?.step;
  return (
    <section className="stack stack-tight" aria-labelledby="card-steps">
      <h3 id="card-steps">{t.steps}</h3>
      <Timeline
        steps={steps.map((step) => {
          const doneAt = done.get(step.step);
          const state = doneAt !== undefined ? 'past' : step.step === current ? 'present' : 'next';
          return {
            state,
            title: say(step),
            when: doneAt === undefined ? t.notYet : dates.instant(doneAt),
            tone: state === 'present' && card.problem !== null ? 'error' : undefined,
          };
        })}
      />
    </section>
  );
}
