import { useState } from 'react';
import {
  Button,
  CountdownBar,
  EmergencyBanner,
  Loading,
  NotificationBanner,
  Problem,
  ProgressIndicator,
  Spinner,
  StatusBadge,
} from '../../../components/index.ts';
import { useDates, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import { Section } from './Section.tsx';

const tones = ['neutral', 'info', 'success', 'warning', 'error'] as const;

export function MessageSamples() {
  const t = useText(messages);
  const dates = useDates();
  const [closed, setClosed] = useState(false);
  return (
    <>
      <Section id="messages" title={t.sections.messages}>
        <div className="cluster">
          {tones.map((tone, index) => (
            <StatusBadge key={tone} tone={tone}>
              {t.states[index]}
            </StatusBadge>
          ))}
        </div>
        <div className="columns">
          <div className="stack">
            {!closed && (
              <NotificationBanner
                tone="info"
                title={t.noticeTitle}
                onClose={() => setClosed(true)}
                actions={<Button size="sm">{t.book}</Button>}
              >
                {t.noticeText}
              </NotificationBanner>
            )}
            <NotificationBanner tone="success" title={t.successTitle} />
            <NotificationBanner tone="warning" title={t.warningTitle}>
              {dates.date('2026-12-22', { weekday: true })}
            </NotificationBanner>
            <NotificationBanner tone="error" title={t.errorTitle}>
              {t.photoError}
            </NotificationBanner>
          </div>
          <div className="stack">
            <EmergencyBanner
              title={t.emergencyTitle}
              issued={dates.instant('2026-11-22T00:05:00Z', { weekday: true })}
              link={{ href: '#messages', label: t.emergencyLink }}
            >
              {t.emergencyText}
            </EmergencyBanner>
            <Problem
              problem={{ status: 409, code: 'card-not-at-counter', ...t.problem }}
              onRetry={() => undefined}
            />
          </div>
        </div>
      </Section>
      <Section id="progress" title={t.sections.progress}>
        <div className="columns">
          <div className="stack">
            <ProgressIndicator label={t.batch} value={312} max={500} remainingSeconds={345} />
            <ProgressIndicator label={t.unknownProgress} />
          </div>
          <div className="stack">
            <CountdownBar seconds={120} onEnd={() => undefined} onExtend={() => undefined} paused />
            <CountdownBar seconds={20} onEnd={() => undefined} onExtend={() => undefined} />
          </div>
          <div>
            <Loading />
            <div className="cluster">
              <Spinner size="sm" />
              <Spinner />
              <Spinner size="lg" />
            </div>
          </div>
        </div>
      </Section>
    </>
  );
}
