import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import {
  Button,
  birthDateFromParts,
  errorOf,
  FormPage,
  NotificationBanner,
  partsFromDate,
  SeparatedDatePicker,
} from '../../../../components/index.ts';
import { dateInJapan, useText } from '../../../../i18n/index.ts';
import { updateDraft, useDraft } from '../../draft.ts';
import { messages } from '../../messages.ts';
import { DemoHelp } from '../../parts/DemoHelp.tsx';
import { useBirthDateText } from '../../use-birth-date.ts';
import { spokenName, usePersonaOf } from '../../use-personas.ts';
import { afterChange, checkPath, nextPath, useChanging } from '../../way.ts';
import { useOpenDraft } from './DraftLayout.tsx';
import { continueMessages } from './messages.ts';

export function BirthDatePage() {
  const t = useText(continueMessages);
  const { errors: texts, demo, ...shared } = useText(messages);
  const written = useBirthDateText();
  const draft = useDraft();
  const navigate = useNavigate();
  const changing = useChanging();
  const again = (useLocation().state as { readonly again?: true } | null)?.again === true;
  const { server } = useOpenDraft();
  const persona = usePersonaOf(server);
  const [tried, setTried] = useState(false);

  const date = birthDateFromParts(draft.birthDate);
  const future = date !== undefined && date > dateInJapan(new Date());
  const wrong = date === undefined ? texts.required.birthDate : future ? texts.birthDateFuture : undefined;
  const refused = draft.refused.filter(({ field }) => field === 'birthDate');
  const errors = tried && wrong !== undefined ? [{ field: 'birthDate', message: wrong }] : refused;

  function submit(): void {
    setTried(true);
    if (wrong !== undefined) return;
    updateDraft({ refused: [] });
    // After a reload the other answers are still there: nobody should have to walk past them.
    const onward = again ? nextPath(draft, server.hasPhoto) : '/continue/signature';
    void navigate(afterChange(changing, onward, checkPath));
  }

  return (
    <FormPage
      title={t.birthDate.title}
      caption={t.question(1)}
      back={changing ? checkPath : '/continue/photo'}
      errors={errors}
      onSubmit={submit}
    >
      {again && <NotificationBanner tone="info" title={t.birthDate.again} />}
      <SeparatedDatePicker
        name="birthDate"
        label={shared.birthDate}
        hideLabel
        support={t.birthDate.support}
        eras
        birthDate
        value={draft.birthDate}
        onValue={(birthDate) => updateDraft({ birthDate })}
        error={errorOf(errors, 'birthDate')}
      />
      <p className="quiet measure">{t.birthDate.why}</p>
      {persona !== undefined && (
        <DemoHelp>
          <p>{demo.birthDate(spokenName(persona.name), written(persona.birthDate))}</p>
          <div>
            <Button
              variant="outline"
              onClick={() => updateDraft({ birthDate: partsFromDate(persona.birthDate) })}
            >
              {demo.fill}
            </Button>
          </div>
        </DemoHelp>
      )}
    </FormPage>
  );
}
