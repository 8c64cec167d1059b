import type { HandoverAnswer } from '@mibun/server/schemas/counter';
import { useAction } from '../../../api/use-resource.ts';
import {
  Button,
  ConfirmationPanel,
  CopyableNumber,
  DecisionButton,
  Dl,
  NotificationBanner,
  Problem,
} from '../../../components/index.ts';
import { useDates, useSay, useText } from '../../../i18n/index.ts';
import { acts } from '../api.ts';
import { PaneHead } from '../desk/PaneHead.tsx';
import type { Desk } from '../desk/use-desk.ts';
import { CancelCase } from './CancelCase.tsx';
import { CaseProgress } from './CaseProgress.tsx';
import { caseMessages } from './messages.ts';
import type { ResidentScreen } from './use-resident-screen.ts';

/** A hand-over that was begun: goes on, is resumed, is completed or given up. */
export function HandOverCase(props: {
  readonly handover: HandoverAnswer;
  readonly screen: ResidentScreen;
  readonly desk: Desk;
  readonly onChanged: () => void;
}) {
  const t = useText(caseMessages);
  const say = useSay();
  const dates = useDates();
  const { handover, screen, desk, onChanged } = props;
  const { visitId: handoverId, version } = handover;
  const resume = useAction(async () => screen.show((await acts.resumeHandover(handoverId)).relay));
  const complete = useAction(async () => {
    await acts.completeHandover(handoverId, version);
    onChanged();
  });
  const running = screen.open || handover.connected;

  if (handover.state === 'COMPLETED') {
    return (
      <div className="act">
        <PaneHead title={t.handOver} subject="completed" />
        {complete.problem !== undefined && <Problem problem={complete.problem} />}
        <ConfirmationPanel title={t.done.handOver} next={<Lines lines={t.done.handOverNext} />} />
        <footer className="act-footer">
          <Button onClick={desk.closePerson}>{t.done.nextPerson}</Button>
        </footer>
      </div>
    );
  }
  const problem = resume.problem ?? complete.problem;
  return (
    <div className="act">
      <PaneHead
        title={t.handOver}
        caption={t.run.clerk(handover.clerkName, dates.instant(handover.openedAt))}
        subject={`${handoverId} ${handover.mayComplete}`}
      />
      {problem !== undefined && <Problem problem={problem} onRetry={onChanged} />}
      {handover.mayComplete && (
        <NotificationBanner tone="success" title={t.run.giveNow} live>
          <p>{t.run.completeText}</p>
        </NotificationBanner>
      )}
      {handover.state === 'CANCELLED' ? (
        <NotificationBanner tone="info" title={t.done.cancelled} live />
      ) : (
        <CaseProgress
          steps={handover.steps}
          connected={handover.connected}
          problem={handover.problem}
          screen={screen}
          resumable={handover.mayResume}
        />
      )}
      <Dl
        items={[
          {
            term: t.run.card,
            description: <CopyableNumber value={handover.cardSerial} label={t.run.card} groups={5} />,
          },
          {
            term: t.run.credentials,
            description: (
              <ul className="plain-list">
                {handover.credentials.map(({ kind, label }) => (
                  <li key={kind}>{say(label)}</li>
                ))}
              </ul>
            ),
          },
        ]}
      />
      <footer className="act-footer">
        {handover.mayCancel && !running && (
          <CancelCase
            consequences={t.run.cancelHandover}
            cancel={(reason) => acts.cancelHandover(handoverId, version, reason)}
            onDone={onChanged}
          />
        )}
        {handover.mayComplete ? (
          <DecisionButton
            item={`${handoverId} ${version}`}
            busy={complete.busy}
            onClick={() => void complete.run()}
          >
            {t.run.complete}
          </DecisionButton>
        ) : (
          handover.mayResume &&
          !running && <ResumeButton screen={screen} busy={resume.busy} onResume={() => void resume.run()} />
        )}
      </footer>
    </div>
  );
}

/** Goes on: with the ticket that no window has used, or with a new one. */
export function ResumeButton(props: {
  readonly screen: ResidentScreen;
  readonly busy: boolean;
  readonly onResume: () => void;
}) {
  const t = useText(caseMessages).run;
  const { unused, show } = props.screen;
  return (
    <Button busy={props.busy} onClick={unused === undefined ? props.onResume : () => show(unused)}>
      {unused === undefined ? t.resume : t.openScreen}
    </Button>
  );
}

/** Sentences, one below the other. */
export function Lines(props: { readonly lines: readonly string[] }) {
  return (
    <ul>
      {props.lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
