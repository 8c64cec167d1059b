import { parseApplicationId } from '@mibun/rules';
import { useState } from 'react';
import { Navigate, useNavigate } from 'react-router';
import { Button, errorOf, FormPage, NotificationBanner } from '../../../../components/index.ts';
import { useLanguage, useText } from '../../../../i18n/index.ts';
import { getDraft, updateDraft, useDraft, withForm, withoutForm } from '../../draft.ts';
import { messages } from '../../messages.ts';
import { ApplicationIdField } from '../../parts/ApplicationIdField.tsx';
import { PersonaPicker } from '../../parts/DemoHelp.tsx';
import { FormSketch } from '../../parts/FormSketch.tsx';
import { QrReader } from '../../parts/QrReader.tsx';
import { withPersona } from '../../use-personas.ts';
import { afterChange, useChanging } from '../../way.ts';
import { startMessages } from './messages.ts';

export function IdPage() {
  const t = useText(startMessages).id;
  const shared = useText(messages);
  const language = useLanguage();
  const draft = useDraft();
  const navigate = useNavigate();
  const changing = useChanging();
  const [tried, setTried] = useState(false);
  const [read, setRead] = useState(false);
  if (!draft.termsAccepted) return <Navigate to="/terms" replace />;

  const parsed = parseApplicationId(draft.applicationId);
  const wrong =
    draft.applicationId === '' ? shared.errors.required.applicationId : !parsed.ok && parsed[language];
  const refused = draft.refused.filter(({ field }) => field === 'applicationId');
  const errors = tried && wrong ? [{ field: 'applicationId', message: wrong }] : refused;

  function submit(): void {
    setTried(true);
    if (parsed.ok) void navigate(afterChange(changing, '/contact', '/check'));
  }

  return (
    <FormPage
      title={draft.idLocked ? t.lockedTitle : t.title}
      back={changing ? '/check' : '/terms'}
      errors={errors}
      onSubmit={submit}
    >
      {read && draft.idLocked && <NotificationBanner live tone="success" title={t.read} />}
      {draft.idLocked ? (
        <div className="stack stack-tight">
          <ApplicationIdField
            value={draft.applicationId}
            onValue={() => undefined}
            readOnly
            support={t.locked}
            error={errorOf(errors, 'applicationId')}
          />
          <div>
            <Button
              variant="text"
              onClick={() => {
                setTried(false);
                updateDraft(withoutForm(draft));
              }}
            >
              {t.other}
            </Button>
          </div>
        </div>
      ) : (
        <>
          <PersonaPicker
            intro={shared.demo.intro}
            onPersona={(persona) => updateDraft(withPersona(getDraft(), persona))}
          />
          <FormSketch alt={t.sketch} label={shared.applicationId} />
          <ApplicationIdField
            value={draft.applicationId}
            onValue={(applicationId) => updateDraft({ applicationId })}
            requirement="required"
            support={
              <>
                {t.support}
                <br />
                {t.warning}
              </>
            }
            error={errorOf(errors, 'applicationId')}
          />
          <QrReader
            onId={(applicationId) => {
              setRead(true);
              updateDraft(withForm(getDraft(), applicationId));
            }}
          />
        </>
      )}
    </FormPage>
  );
}
