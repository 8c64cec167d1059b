import { addMonths, plainDate } from '@mibun/rules';
import type { StatusAnswer } from '@mibun/server/schemas/issuance/applications';
import { useEffect, useState } from 'react';
import { Link, Navigate } from 'react-router';
import { useAction } from '../../../../api/use-resource.ts';
import type { TimelineStep } from '../../../../components/index.ts';
import {
  Button,
  ButtonLink,
  CopyableNumber,
  codeOf,
  NotificationBanner,
  Page,
  Problem,
  Timeline,
} from '../../../../components/index.ts';
import { dateInJapan, useDates, useLanguage, useText } from '../../../../i18n/index.ts';
import { getDraft, updateDraft, useDraft, withoutForm } from '../../draft.ts';
import { lookAgain } from '../../look-again.ts';
import type { StoryStep } from '../../story.ts';
import { isStage, storyOf } from '../../story.ts';
import { Correction } from './Correction.tsx';
import { statusMessages } from './messages.ts';
import { Withdrawal } from './Withdrawal.tsx';

/** Status as a story: what was, what is, what comes. */
export function StoryPage() {
  const t = useText(statusMessages);
  const language = useLanguage();
  const draft = useDraft();
  const refresh = useAction(lookAgain);
  const [withdrawn, setWithdrawn] = useState(false);
  useEffect(() => {
    // The button that had the focus is gone with what it did.
    if (withdrawn) document.querySelector<HTMLElement>('h1')?.focus();
  }, [withdrawn]);
  const steps = useSteps(draft.status);
  const { status } = draft;
  if (status === null) return <Navigate to="/status" replace />;

  if (status.state === null) {
    return (
      <Page title={t.unusedTitle} lead={status.next[language]}>
        <div>
          <ButtonLink to="/">{t.start}</ButtonLink>
        </div>
        <OtherForm />
      </Page>
    );
  }
  return (
    <Page title={t.title}>
      {status.reference !== null && (
        <p>
          <span className="quiet">{t.reference}</span>
          {'　'}
          <CopyableNumber value={codeOf(status.reference)} label={t.reference} />
        </p>
      )}
      {withdrawn && (
        <NotificationBanner live tone="success" title={t.withdraw.done}>
          {t.withdraw.undo}
        </NotificationBanner>
      )}
      {refresh.problem !== undefined && <Problem problem={refresh.problem} />}
      <Timeline steps={steps} />
      <div>
        <Button variant="outline" busy={refresh.busy} onClick={refresh.run}>
          {t.refresh}
        </Button>
      </div>
      {status.mayWithdraw && <Withdrawal onDone={() => setWithdrawn(true)} />}
      <OtherForm />
    </Page>
  );
}

function OtherForm() {
  const t = useText(statusMessages);
  return (
    <p>
      <Link to="/status" onClick={() => updateDraft(withoutForm(getDraft()))}>
        {t.other}
      </Link>
    </p>
  );
}

function useSteps(status: StatusAnswer | null): readonly TimelineStep[] {
  const t = useText(statusMessages);
  const dates = useDates();
  const language = useLanguage();
  if (status === null) return [];
  const story = storyOf(status);
  const received = story.find(({ state }) => state === 'RECEIVED')?.at;
  const ready = received && addMonths(plainDate(dateInJapan(received)), 1);
  return story.map((step, index) => {
    const instant = step.at && dates.instant(step.at, { weekday: true });
    const common: TimelineStep = { state: step.tense, title: titleOf(step, story[index + 1]) };
    if (step.tense === 'past') return { ...common, when: instant };
    if (step.tense === 'next')
      return { ...common, when: step.state === 'READY' && ready ? t.expected(dates.date(ready)) : undefined };
    return {
      ...common,
      when: instant && (story[index + 1] || status.correction ? t.from(instant) : instant),
      detail: status.correction ? (
        <Correction correction={status.correction} next={status.next[language]} />
      ) : (
        <p>{status.next[language]}</p>
      ),
      tone: step.state === 'DEFECT' ? 'warning' : undefined,
    };
  });

  function titleOf(step: StoryStep, following: StoryStep | undefined): string {
    const { state, tense } = step;
    if (tense === 'past' && state === 'DEFECT') return t.sentBack.DEFECT;
    if (tense === 'past' && state === 'SCREENING' && following?.state === 'DEFECT')
      return t.sentBack.SCREENING;
    if (!isStage(state)) return t.ended[state];
    const [past = '', present = '', next = ''] = t.story[state];
    // What was broken off was begun, not done: its name is all that is true of it.
    if (tense === 'past' && following !== undefined && !isStage(following.state)) return next;
    return tense === 'past' ? past : tense === 'present' ? present : next;
  }
}
