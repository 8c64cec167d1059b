import type { LossAnswer, PersonAnswer } from '@mibun/server/schemas/office/counter';
import { Button, ConfirmationPanel } from '../../../components/index.ts';
import { formatCount, useText } from '../../../i18n/index.ts';
import { PaneHead } from '../desk/PaneHead.tsx';
import type { Desk } from '../desk/use-desk.ts';
import { messages } from '../messages.ts';
import { LetterLink } from '../person/LetterList.tsx';
import { actMessages } from './messages.ts';

/** After a loss report: the new form that is on its way by post, the fee to ask for, what to tell the person. */
export function LossReported(props: {
  readonly answer: LossAnswer;
  readonly data: PersonAnswer;
  readonly desk: Desk;
}) {
  const t = useText(actMessages).loss;
  const words = useText(messages);
  const kinds: { readonly [kind: string]: string } = words.letterKinds;
  const { answer, data, desk } = props;
  const { fee } = answer;
  return (
    <div className="act">
      <PaneHead title={t.title} subject="reported" />
      <ConfirmationPanel
        title={t.done}
        next={
          <>
            <ul>
              {t.next.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            <p className="fee">
              <span>{t.fee}</span>
              <strong>{fee.total === 0 ? t.feeFree : t.yen(formatCount(fee.total))}</strong>
            </p>
            <ul className="plain-list">
              {answer.letterIds.map((id) => {
                const kind = data.letters.find((letter) => letter.id === id)?.kind;
                const what = kind === undefined ? '' : (kinds[kind] ?? kind);
                return (
                  <li key={id} className="cluster cluster-between">
                    <span>{what}</span>
                    {kind === 'application-form' ? (
                      <span className="quiet">{words.person.byPost}</span>
                    ) : (
                      <LetterLink id={id} what={what} />
                    )}
                  </li>
                );
              })}
            </ul>
          </>
        }
      />
      <footer className="act-footer">
        <Button onClick={desk.closeAct}>{words.pane.backToPerson}</Button>
      </footer>
    </div>
  );
}
