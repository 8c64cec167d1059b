import type { ReactivationAnswer } from '@mibun/server/schemas/counter';
import { useAction } from '../../../api/use-resource.ts';
import {
  Button,
  ConfirmationPanel,
  CopyableNumber,
  Dl,
  NotificationBanner,
  Problem,
} from '../../../components/index.ts';
import { useDates, useText } from '../../../i18n/index.ts';
import { acts } from '../api.ts';
import { PaneHead } from '../desk/PaneHead.tsx';
import type { Desk } from '../desk/use-desk.ts';
import { CancelCase } from './CancelCase.tsx';
import { CaseProgress } from './CaseProgress.tsx';
import { Lines, ResumeButton } from './HandOverCase.tsx';
import { caseMessages } from './messages.ts';
import type { ResidentScreen } from './use-resident-screen.ts';

/** A reactivation that was begun: goes on, is resumed, ends with the new certificate's serial. */
export function ReactivationCase(props: {
  readonly reactivation: ReactivationAnswer;
  readonly screen: ResidentScreen;
  readonly desk: Desk;
  readonly onChanged: () => void;
}) {
  const t = useText(caseMessages);
  const dates = useDates();
  const { reactivation: found, screen, desk, onChanged } = props;
  const { visitId: reactivationId, version } = found;
  const resume = useAction(async () => screen.show((await acts.resumeReactivation(reactivationId)).relay));
  const running = screen.open || found.connected;

  if (found.state === 'COMPLETED') {
    return (
      <div className="act">
        <PaneHead title={t.reactivation.title} subject="completed" />
        <ConfirmationPanel
          title={t.done.reactivation}
          reference={
            found.newSignatureSerial === null
              ? undefined
              : { label: t.done.newSerial, value: found.newSignatureSerial }
          }
          next={
            <>
              <Lines lines={t.done.reactivationNext} />
              {found.newSignatureSerial === null && <p>{t.done.noSignature}</p>}
            </>
          }
        />
        <footer className="act-footer">
          <Button onClick={desk.closePerson}>{t.done.nextPerson}</Button>
        </footer>
      </div>
    );
  }
  return (
    <div className="act">
      <PaneHead
        title={t.reactivation.title}
        caption={t.run.clerk(found.clerkName, dates.instant(found.openedAt))}
        subject={reactivationId}
      />
      {resume.problem !== undefined && <Problem problem={resume.problem} onRetry={onChanged} />}
      {found.state === 'CANCELLED' ? (
        <NotificationBanner tone="info" title={t.done.cancelled} live />
      ) : (
        <CaseProgress
          steps={found.steps}
          connected={found.connected}
          problem={found.problem}
          screen={screen}
          resumable={found.mayResume}
        />
      )}
      <Dl
        items={[
          {
            term: t.run.card,
            description: <CopyableNumber value={found.cardSerial} label={t.run.card} groups={5} />,
          },
        ]}
      />
      <footer className="act-footer">
        {found.mayCancel && !running && (
          <CancelCase
            consequences={t.run.cancelReactivation}
            cancel={(reason) => acts.cancelReactivation(reactivationId, version, reason)}
            onDone={onChanged}
          />
        )}
        {found.mayResume && !running && (
          <ResumeButton screen={screen} busy={resume.busy} onResume={() => void resume.run()} />
        )}
      </footer>
    </div>
  );
}
