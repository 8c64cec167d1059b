import type { MeAnswer } from '@mibun/server/schemas/services/disclosure';
import { Furigana, Timeline, type TimelineStep } from '../../../components/index.ts';
import { type Texts, useDates, useText } from '../../../i18n/index.ts';
import { homeMessages } from '../home-messages.ts';
import { type Milestone, scheduleOf } from '../schedule.ts';

/** Today, and every day that has a meaning for card and certificates. */
export function ToCome({ me, today }: { readonly me: MeAnswer; readonly today: string }) {
  const { schedule: t, home } = useText(homeMessages);
  const dates = useDates();
  const { renewNow, ahead } = scheduleOf(me, today);
  const worksNow = me.card?.state === 'ACTIVE';
  const steps: TimelineStep[] = [
    renewNow
      ? {
          state: 'present',
          title: t.todayRenew,
          when: t.today,
          detail: t.todayRenewText(dates.date(renewNow.by)),
          tone: 'warning',
        }
      : {
          state: 'present',
          title: t.today,
          when: dates.date(today, { weekday: true }),
          detail: worksNow ? t.todayText : home.nothingWorks,
        },
    ...ahead.map((milestone) => ({
      state: 'next' as const,
      title: titleOf(milestone, t),
      when: dates.date(milestone.date),
      ...(milestone.kind === 'end' && { detail: <Furigana>{t.notice}</Furigana> }),
    })),
  ];
  return <Timeline steps={steps} />;
}

function titleOf({ kind, what }: Milestone, t: Texts<typeof homeMessages>['schedule']): string {
  const renewable = { certificates: t.renewableCertificates, card: t.renewableCard, both: t.renewableBoth };
  const end = { certificates: t.endCertificates, card: t.endCard, both: t.endBoth };
  return (kind === 'renewable' ? renewable : end)[what];
}
