import { useAction } from '../../../api/use-resource.ts';
import { Button, DecisionButton, NotificationBanner, ProgressIndicator } from '../../../components/index.ts';
import { useSay, useText } from '../../../i18n/index.ts';
import { acts } from '../api.ts';
import { usePoll } from '../desk/use-poll.ts';
import { targetOf } from '../person/ActList.tsx';
import { useResidentScreen } from '../visit/use-resident-screen.ts';
import { ActFrame } from './ActFrame.tsx';
import type { ActProps } from './act-props.ts';
import { actMessages } from './messages.ts';

/** Has one card set up, by a job or in the clerk's own reader: what is found in chip, print and registry is shown as it comes. */
export function SetUp(props: ActProps) {
  const t = useText(actMessages).setUp;
  const say = useSay();
  const { data, desk, onChanged } = props;
  const setUp = data.applications.find(({ cardId }) => cardId === desk.target)?.setUp;
  const screen = useResidentScreen(PURPOSE, onChanged);
  const start = useAction(async (cardId: string) => {
    const { relay } = await acts.setUp(cardId);
    if (relay !== null) screen.show(relay);
    onChanged();
  });
  const queued = setUp?.state === 'queued' || screen.open;
  usePoll(onChanged, queued);
  const over = setUp?.state === 'done';
  const handOver = data.acts.find(({ act, possible }) => act === 'hand-over' && possible);
  return (
    <ActFrame
      title={t.title}
      data={data}
      // Once it runs or is done it is no longer offered, and that is as it should be.
      offer={over || queued ? { ...FINE, ...props.offer, possible: true } : props.offer}
      problem={start.problem}
      onSubmit={() => desk.target !== undefined && !queued && void start.run(desk.target)}
      onChanged={onChanged}
      footer={
        over ? null : (
          <DecisionButton
            item={desk.target ?? ''}
            type="submit"
            busy={start.busy || queued}
            disabled={props.offer?.possible !== true && !queued}
          >
            {setUp?.state === 'failed' ? t.again : t.run}
          </DecisionButton>
        )
      }
    >
      <p>{t.explain}</p>
      {screen.open ? (
        <NotificationBanner tone="info" title={t.atReader} live>
          <p>{t.atReaderText}</p>
        </NotificationBanner>
      ) : (
        queued && <ProgressIndicator label={t.queued} />
      )}
      {!queued && screen.refusal !== undefined && (
        <NotificationBanner tone="warning" title={t.brokenOff} live>
          <p>{t.brokenOffText}</p>
        </NotificationBanner>
      )}
      {over && (
        <NotificationBanner
          tone="success"
          title={t.done}
          live
          actions={
            handOver && (
              <Button
                variant="outline"
                onClick={() => desk.openAct(handOver.act, targetOf(handOver), handOver.caseId ?? undefined)}
              >
                {t.toHandOver}
              </Button>
            )
          }
        >
          <p>{t.doneText}</p>
          <p>{t.doneNext}</p>
        </NotificationBanner>
      )}
      {setUp?.state === 'failed' && (
        <NotificationBanner tone="error" title={t.failed} live>
          <p>{t.failedText}</p>
          <ul>
            {setUp.findings.map((finding) => (
              <li key={finding.id}>{say(finding)}</li>
            ))}
          </ul>
        </NotificationBanner>
      )}
    </ActFrame>
  );
}

const PURPOSE = { ja: 'カードの交付前設定', en: 'Set up a card for pick-up' };

const FINE = {
  act: 'set-up',
  label: { ja: '', en: '' },
  rule: 'PRD-02',
  possible: true,
  why: null,
  application: null,
  cardId: null,
  version: null,
  caseId: null,
} as const;
