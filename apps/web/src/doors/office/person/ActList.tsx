import type { OfferedAct, PersonAnswer } from '@mibun/server/schemas/office/counter';
import { Icon } from '../../../components/index.ts';
import { useSay, useText } from '../../../i18n/index.ts';
import type { Desk } from '../desk/use-desk.ts';
import { messages } from '../messages.ts';

/** The application or card that an offered act goes to, as it stands in the address. */
export function targetOf(act: OfferedAct): string | undefined {
  return act.cardId ?? act.application ?? undefined;
}

/** What may be done now, and what may not with the way out: nothing but what the server offers. */
export function ActList(props: {
  readonly acts: readonly OfferedAct[];
  readonly cards: PersonAnswer['cards'];
  readonly desk: Desk;
}) {
  const t = useText(messages);
  const say = useSay();
  const { desk } = props;
  // What ends a card comes last, so that nobody takes it for the next thing to do.
  const possible = props.acts
    .filter((act) => act.possible)
    .sort((a, b) => Number(isDangerous(a)) - Number(isDangerous(b)));
  const barred = props.acts.filter((act) => !act.possible);
  // With more than one card it must be plain which of them an act goes to.
  const cardNote = (act: OfferedAct) => {
    const card = props.cards.length < 2 ? undefined : props.cards.find(({ cardId }) => cardId === act.cardId);
    return card === undefined ? undefined : t.person.cardEnding(card.chipSerial.slice(-5));
  };
  const key = (act: OfferedAct) => `${act.act} ${targetOf(act) ?? ''} ${act.caseId ?? ''}`;
  return (
    <section className="stack stack-tight">
      <h3>{t.person.actsTitle}</h3>
      {possible.length === 0 && <p>{t.person.actsNone}</p>}
      <ul className="act-list">
        {possible.map((act) => {
          // What was begun and what goes on with it are one thing, by whatever name it was opened.
          const open =
            act.caseId !== null && desk.caseId !== undefined
              ? act.caseId === desk.caseId
              : desk.act === act.act && desk.target === targetOf(act);
          return (
            <li key={key(act)}>
              <button
                type="button"
                aria-pressed={open}
                data-tone={isDangerous(act) ? 'danger' : undefined}
                onClick={() => desk.openAct(act.act, targetOf(act), act.caseId ?? undefined)}
              >
                <span>
                  {say(act.label)}
                  {cardNote(act) !== undefined && <span className="row-note">{cardNote(act)}</span>}
                </span>
                <Icon name="forward" />
              </button>
            </li>
          );
        })}
      </ul>
      {barred.length > 0 && (
        <details className="fold">
          <summary>{t.person.actsBarred(barred.length)}</summary>
          <ul className="plain-list">
            {barred.map((act) => (
              <li key={key(act)}>
                <p className="strong">{say(act.label)}</p>
                {act.why !== null && <p className="quiet">{say(act.why)}</p>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function isDangerous(act: OfferedAct): boolean {
  return act.act === 'report-loss' || act.act === 'propose-destruction' || act.act === 'approve-destruction';
}
