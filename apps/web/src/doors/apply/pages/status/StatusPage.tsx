import { parseApplicationId } from '@mibun/rules';
import type { StatusRequest } from '@mibun/server/schemas/issuance/applications';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { call } from '../../../../api/call.ts';
import { useAction } from '../../../../api/use-resource.ts';
import {
  Button,
  birthDateFromParts,
  errorOf,
  FormPage,
  partsFromDate,
  SeparatedDatePicker,
} from '../../../../components/index.ts';
import { useLanguage, useText } from '../../../../i18n/index.ts';
import { updateDraft, useDraft, withoutForm } from '../../draft.ts';
import { messages } from '../../messages.ts';
import { ApplicationIdField } from '../../parts/ApplicationIdField.tsx';
import { PersonaPicker } from '../../parts/DemoHelp.tsx';
import { fieldErrors } from '../../refusal.ts';
import { startMessages } from '../start/messages.ts';
import { statusMessages } from './messages.ts';

/** Form ID and birth date open the status: nothing else does (APP-08). */
export function StatusPage() {
  const t = useText(statusMessages).ask;
  const id = useText(startMessages).id;
  const shared = useText(messages);
  const language = useLanguage();
  const draft = useDraft();
  const navigate = useNavigate();
  const [tried, setTried] = useState(false);
  const look = useAction(async (request: StatusRequest) => {
    const status = await call('POST /api/applications/status', { body: request });
    updateDraft({ status });
    void navigate('/status/story');
  });

  const parsed = parseApplicationId(draft.applicationId);
  const birthDate = birthDateFromParts(draft.birthDate);
  const required = shared.errors.required;
  const wrong = [
    ...(parsed.ok
      ? []
      : [
          {
            field: 'applicationId',
            message: draft.applicationId === '' ? required.applicationId : parsed[language],
          },
        ]),
    ...(birthDate === undefined ? [{ field: 'birthDate', message: required.birthDate }] : []),
  ];
  const refused = fieldErrors(look.problem, ['applicationId', 'birthDate']);
  const errors = tried && wrong.length > 0 ? wrong : refused;

  function submit(): void {
    setTried(true);
    if (parsed.ok && birthDate !== undefined) void look.run({ applicationId: parsed.id, birthDate });
    else look.clear();
  }

  return (
    <FormPage
      title={t.title}
      lead={t.lead}
      errors={errors}
      problem={errors.length > 0 ? undefined : look.problem}
      busy={look.busy}
      onSubmit={submit}
      submitLabel={t.submit}
    >
      <div className="stack stack-tight">
        <ApplicationIdField
          value={draft.applicationId}
          onValue={(applicationId) => updateDraft({ applicationId })}
          requirement="required"
          readOnly={draft.idLocked}
          support={draft.idLocked ? undefined : id.support}
          error={errorOf(errors, 'applicationId')}
        />
        {draft.idLocked && (
          <div>
            <Button variant="text" onClick={() => updateDraft(withoutForm(draft))}>
              {id.other}
            </Button>
          </div>
        )}
      </div>
      <SeparatedDatePicker
        name="birthDate"
        label={shared.birthDate}
        requirement="required"
        eras
        birthDate
        value={draft.birthDate}
        onValue={(value) => updateDraft({ birthDate: value })}
        error={errorOf(errors, 'birthDate')}
      />
      <PersonaPicker
        intro={shared.demo.otherForm}
        onPersona={({ applicationId = '', birthDate: born }) =>
          updateDraft({ applicationId, idLocked: false, birthDate: partsFromDate(born) })
        }
      />
    </FormPage>
  );
}
