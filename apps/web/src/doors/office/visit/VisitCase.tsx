import type { VisitView } from '@mibun/server/schemas/office/counter';
import type { ApiProblem } from '../../../api/client.ts';
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
import { useDates, useText } from '../../../i18n/index.ts';
import { PaneHead } from '../desk/PaneHead.tsx';
import type { Desk } from '../desk/use-desk.ts';
import { CancelVisit } from './CancelVisit.tsx';
import { Lines } from './Lines.tsx';
import { visitMessages } from './messages.ts';
import type { ResidentScreen } from './use-resident-screen.ts';
import { VisitProgress } from './VisitProgress.tsx';
import type { ByHand, Outcome, VisitPage } from './visit-page.ts';

interface Props<V extends VisitView> {
  readonly page: VisitPage<V>;
  readonly visit: V;
  readonly screen: ResidentScreen;
  readonly desk: Desk;
  readonly onChanged: () => void;
}

/** A visit that was begun: goes on, is resumed, is finished or given up. */
export function VisitCase<V extends VisitView>(props: Props<V>) {
  const t = useText(visitMessages);
  const words = useText(props.page.messages);
  const dates = useDates();
  const { page, visit, screen, desk, onChanged } = props;
  const facts = page.useFacts?.(visit) ?? [];
  const resume = useAction(async () => screen.show((await page.resume(visit.visitId)).relay));
  const finish = useAction(async () => {
    await page.byHand?.act(visit);
    onChanged();
  });
  const running = screen.open || visit.connected;
  const byHand = page.byHand?.mayNow(visit) === true ? page.byHand : undefined;

  if (visit.state === page.completed)
    return <Completed page={page} visit={visit} desk={desk} refused={finish.problem} />;
  const problem = resume.problem ?? finish.problem;
  return (
    <div className="act">
      <PaneHead
        title={words.title}
        caption={t.clerk(visit.clerkName, dates.instant(visit.openedAt))}
        subject={`${visit.visitId} ${byHand !== undefined}`}
      />
      {problem !== undefined && <Problem problem={problem} onRetry={onChanged} />}
      {byHand !== undefined && <DoNow messages={byHand.messages} />}
      {visit.state === page.cancelled ? (
        <NotificationBanner tone="info" title={t.cancelled} live />
      ) : (
        <VisitProgress
          steps={visit.steps}
          connected={visit.connected}
          problem={visit.problem}
          screen={screen}
          chipDone={byHand !== undefined}
          resumable={visit.mayResume}
        />
      )}
      <Dl
        items={[
          {
            term: t.card,
            description: <CopyableNumber value={visit.cardSerial} label={t.card} groups={5} />,
          },
          ...facts,
        ]}
      />
      <footer className="act-footer">
        {visit.mayCancel && !running && (
          <CancelVisit
            consequences={words.abandoned}
            cancel={(reason) => page.cancel(visit.visitId, visit.version, reason)}
            onDone={onChanged}
          />
        )}
        {byHand !== undefined ? (
          <FinishButton
            messages={byHand.messages}
            item={`${visit.visitId} ${visit.version}`}
            busy={finish.busy}
            onFinish={() => void finish.run()}
          />
        ) : (
          visit.mayResume &&
          !running && <ResumeButton screen={screen} busy={resume.busy} onResume={() => void resume.run()} />
        )}
      </footer>
    </div>
  );
}

interface CompletedProps<V extends VisitView> extends Pick<Props<V>, 'page' | 'visit' | 'desk'> {
  /** Somebody was faster: whoever wanted to finish it, too, is told. */
  readonly refused: ApiProblem | undefined;
}

function Completed<V extends VisitView>({ page, visit, desk, refused }: CompletedProps<V>) {
  const t = useText(visitMessages);
  const { title, done } = useText(page.messages);
  const { also = [], reference }: Outcome = page.useOutcome?.(visit) ?? {};
  return (
    <div className="act">
      <PaneHead title={title} subject="completed" />
      {refused !== undefined && <Problem problem={refused} />}
      <ConfirmationPanel
        title={done.title}
        reference={reference}
        next={<Lines lines={[...done.next, ...also]} />}
      />
      <footer className="act-footer">
        <Button onClick={desk.closePerson}>{t.nextPerson}</Button>
      </footer>
    </div>
  );
}

type HandWords = ByHand<VisitView>['messages'];

function DoNow(props: { readonly messages: HandWords }) {
  const t = useText(props.messages);
  return (
    <NotificationBanner tone="success" title={t.title} live>
      <p>{t.text}</p>
    </NotificationBanner>
  );
}

function FinishButton(props: {
  readonly messages: HandWords;
  readonly item: string;
  readonly busy: boolean;
  readonly onFinish: () => void;
}) {
  return (
    <DecisionButton item={props.item} busy={props.busy} onClick={props.onFinish}>
      {useText(props.messages).button}
    </DecisionButton>
  );
}

/** Goes on: with the ticket that no window has used, or with a new one. */
function ResumeButton(props: {
  readonly screen: ResidentScreen;
  readonly busy: boolean;
  readonly onResume: () => void;
}) {
  const t = useText(visitMessages);
  const { unused, show } = props.screen;
  return (
    <Button busy={props.busy} onClick={unused === undefined ? props.onResume : () => show(unused)}>
      {unused === undefined ? t.resume : t.openScreen}
    </Button>
  );
}
