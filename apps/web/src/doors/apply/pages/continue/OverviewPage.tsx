import { ButtonLink, Page } from '../../../../components/index.ts';
import { useDates, useText } from '../../../../i18n/index.ts';
import { useDraft } from '../../draft.ts';
import { messages } from '../../messages.ts';
import { Steps } from '../../parts/Steps.tsx';
import { nextPath, stepOf } from '../../way.ts';
import { useOpenDraft } from './DraftLayout.tsx';
import { continueMessages } from './messages.ts';

/** Where the personal link leads: the same steps as before the mail, which of them comes next, and until when. */
export function OverviewPage() {
  const t = useText(continueMessages);
  const { steps } = useText(messages);
  const dates = useDates();
  const draft = useDraft();
  const { server } = useOpenDraft();
  const next = nextPath(draft, server.hasPhoto);
  const step = stepOf(next);
  return (
    <>
      <Steps current={step} />
      <Page
        title={t.overview.title(server.contactName)}
        caption={t.overview.idEnd(server.applicationIdEnd)}
        lead={t.overview.until(dates.instant(server.expiresAt, { weekday: true }))}
      >
        <p className="strong">{t.overview.next(steps[step] ?? '')}</p>
        <div>
          <ButtonLink to={next} size="lg">
            {t.overview.go}
          </ButtonLink>
        </div>
        <p className="quiet">{t.overview.kept}</p>
      </Page>
    </>
  );
}
