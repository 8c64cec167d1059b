import type { OfferedAct, PersonAnswer } from '@mibun/server/schemas/office/counter';
import type { FormEvent, ReactNode } from 'react';
import { useEffect } from 'react';
import type { ApiProblem } from '../../../api/client.ts';
import type { FieldProblem } from '../../../api/problem.ts';
import { ErrorSummary, NotificationBanner, Problem } from '../../../components/index.ts';
import { common, useSay, useText } from '../../../i18n/index.ts';
import { PaneHead } from '../desk/PaneHead.tsx';
import { actMessages } from './messages.ts';
import { PresentState } from './PresentState.tsx';

export interface ActFrameProps {
  readonly title: string;
  readonly data: PersonAnswer;
  readonly offer: OfferedAct | undefined;
  readonly children: ReactNode;
  /** Buttons, always in sight at the lower edge of the pane. */
  readonly footer: ReactNode;
  readonly errors?: readonly FieldProblem[] | undefined;
  readonly problem?: ApiProblem | undefined;
  readonly onSubmit: () => void;
  /** Which part of the act is shown; when it changes, the pane starts at its top again. */
  readonly part?: string | undefined;
  /** Loads the person again after a conflict. */
  readonly onChanged: () => void;
}

/** Codes that say that the desk shows an old state. */
const STALE: readonly string[] = ['CHANGED_MEANWHILE', 'STATE_FORBIDS'];

/** The form of an act: heading, what is wrong, fields, buttons. Refusals never empty it. */
export function ActFrame(props: ActFrameProps) {
  const t = useText(actMessages);
  const shared = useText(common);
  const say = useSay();
  const { problem, offer, data, onChanged } = props;
  const stale = problem !== undefined && STALE.includes(problem.code);
  useEffect(() => {
    if (stale) onChanged();
  }, [stale, onChanged]);

  function submit(event: FormEvent): void {
    event.preventDefault();
    props.onSubmit();
  }
  const gone = offer?.possible !== true;
  return (
    <form className="act" noValidate onSubmit={submit}>
      <PaneHead title={props.title} subject={`${props.title} ${props.part ?? ''} ${problem?.code ?? ''}`} />
      <ErrorSummary errors={[...(props.errors ?? []), ...(problem?.fields ?? [])]} />
      {problem !== undefined && problem.fields === undefined && <Problem problem={problem} />}
      {problem?.code === 'LOGIN_NEEDED' && (
        // In another tab, so that what was typed here stays.
        <p>
          <a href="/office" target="_blank" rel="noreferrer">
            {t.logInAgain}
            <span className="visually-hidden">{shared.layout.newWindow}</span>
          </a>
        </p>
      )}
      {stale && <PresentState data={data} again={!gone} />}
      {gone && (
        <NotificationBanner tone="warning" title={t.goneTitle}>
          <p>{offer?.why ? say(offer.why) : t.goneText}</p>
        </NotificationBanner>
      )}
      {props.children}
      {props.footer !== null && <footer className="act-footer">{props.footer}</footer>}
    </form>
  );
}
