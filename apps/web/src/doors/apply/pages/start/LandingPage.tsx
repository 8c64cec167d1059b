import { useNavigate } from 'react-router';
import { ButtonLink, CopyableNumber, NotificationBanner, Page } from '../../../../components/index.ts';
import { useText } from '../../../../i18n/index.ts';
import { getDraft, updateDraft, useDraft } from '../../draft.ts';
import { messages } from '../../messages.ts';
import { PersonaPicker } from '../../parts/DemoHelp.tsx';
import { withPersona } from '../../use-personas.ts';
import { startMessages } from './messages.ts';

/** What one needs, how it goes, how long it takes. */
export function LandingPage() {
  const t = useText(startMessages).landing;
  const shared = useText(messages);
  const draft = useDraft();
  const navigate = useNavigate();
  return (
    <Page title={t.title} lead={t.lead}>
      {draft.idLocked && (
        <NotificationBanner tone="success" title={t.fromForm}>
          <p className="small quiet">{shared.applicationId}</p>
          <CopyableNumber value={draft.applicationId} label={shared.applicationId} />
        </NotificationBanner>
      )}
      <div className="cluster">
        <ButtonLink to="/terms" size="lg">
          {t.start}
        </ButtonLink>
        {draft.token !== '' && draft.sent === null && (
          <ButtonLink to="/continue" size="lg" variant="outline">
            {t.resume}
          </ButtonLink>
        )}
      </div>
      {!draft.idLocked && (
        <PersonaPicker
          intro={shared.demo.intro}
          onPersona={(persona) => {
            updateDraft(withPersona(getDraft(), persona));
            void navigate('/terms');
          }}
        />
      )}
      <div className="columns landing-columns">
        <section className="stack stack-tight">
          <h2>{t.needTitle}</h2>
          <ul className="roomy-list">
            {t.need.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </section>
        <section className="stack stack-tight">
          <h2>{t.flowTitle}</h2>
          <ol className="roomy-list">
            {t.flow.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ol>
          <p>{t.after}</p>
        </section>
      </div>
      <section className="stack stack-tight">
        <h2>{t.noForm}</h2>
        <p className="measure">{t.noFormText}</p>
      </section>
    </Page>
  );
}
