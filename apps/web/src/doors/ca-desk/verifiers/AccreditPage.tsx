import type { RegistrationRequest, VerifierKindName } from '@mibun/server/schemas/authority/verifiers';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { call } from '../../../api/call.ts';
import { useAction } from '../../../api/use-resource.ts';
import {
  Checkbox,
  CheckboxGroup,
  errorOf,
  FormPage,
  Input,
  Radio,
  SeparatedDatePicker,
  Textarea,
} from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { verifierMessages } from './messages.ts';
import {
  type DraftProblem,
  emptyDraft,
  type RegistrationDraft,
  registrationFrom,
  SCOPES_OF_KIND,
} from './registration-form.ts';

/** The first of two persons: what the minister has accredited, typed in and proposed. */
export function AccreditPage() {
  const words = useText(verifierMessages);
  const t = words.form;
  const navigate = useNavigate();
  const [draft, setDraft] = useState(emptyDraft);
  const [problems, setProblems] = useState<readonly DraftProblem[]>([]);
  const propose = useAction(async (registration: RegistrationRequest) => {
    const { reason } = draft;
    const verifierId = draft.verifierId.trim();
    await call('POST /api/verifiers/proposals', {
      body: { event: 'accredit', verifierId, registration, reason },
    });
    void navigate('/verifiers');
  });
  const errors = problems.map(({ field, error, scope, line }) => ({
    field,
    message:
      error === 'quota'
        ? t.errors.quota(words.scopes[scope ?? 'sig'])
        : error === 'services'
          ? t.errors.services(line ?? 1)
          : t.errors[error],
  }));
  const set = (change: Partial<RegistrationDraft>) => setDraft((before) => ({ ...before, ...change }));
  const line = (name: 'verifierId' | 'nameJa' | 'nameEn' | 'decision') => ({
    name,
    requirement: 'required' as const,
    value: draft[name],
    onValue: (value: string) => set({ [name]: value }),
    error: errorOf(errors, name),
  });
  const scopes = SCOPES_OF_KIND[draft.kind];

  function submit(): void {
    const result = registrationFrom(draft);
    setProblems('problems' in result ? result.problems : []);
    if ('registration' in result) void propose.run(result.registration);
  }

  return (
    <FormPage
      title={t.title}
      lead={t.lead}
      back="/verifiers"
      errors={errors}
      problem={propose.problem}
      busy={propose.busy}
      onSubmit={submit}
      submitLabel={t.submit}
    >
      <Input {...line('nameJa')} label={t.nameJa} support={t.nameSupport} />
      <Input {...line('nameEn')} label={t.nameEn} />
      <Input {...line('verifierId')} label={t.verifierId} support={t.verifierIdSupport} width="md" code />
      <Input {...line('decision')} label={t.decision} />
      <Radio
        name="kind"
        label={t.kind}
        value={draft.kind}
        onValue={(kind: VerifierKindName) => set({ kind })}
        options={(['group', 'signature', 'authentication'] as const).map((kind) => ({
          value: kind,
          label: words.kinds[kind],
        }))}
      />
      <CheckboxGroup
        name="scopes"
        label={t.scopes}
        requirement="required"
        options={scopes.map((scope) => ({ value: scope, label: words.scopes[scope] }))}
        values={draft.scopes}
        onValues={(chosen) => set({ scopes: chosen })}
        error={errorOf(errors, 'scopes')}
      />
      {scopes
        .filter((scope) => draft.scopes.includes(scope))
        .map((scope) => (
          <Input
            key={scope}
            name={`quota-${scope}`}
            label={t.quota(words.scopes[scope])}
            requirement="required"
            width="sm"
            inputMode="numeric"
            suffix={t.unit}
            value={draft.quotas[scope] ?? ''}
            onValue={(value) => set({ quotas: { ...draft.quotas, [scope]: value } })}
            error={errorOf(errors, `quota-${scope}`)}
          />
        ))}
      <SeparatedDatePicker
        name="validFrom"
        label={t.validFrom}
        requirement="required"
        value={draft.validFrom}
        onValue={(validFrom) => set({ validFrom })}
        error={errorOf(errors, 'validFrom')}
      />
      <SeparatedDatePicker
        name="validUntil"
        label={t.validUntil}
        requirement="required"
        value={draft.validUntil}
        onValue={(validUntil) => set({ validUntil })}
        error={errorOf(errors, 'validUntil')}
      />
      <Input
        name="rate"
        label={t.rate}
        requirement="required"
        width="xs"
        inputMode="numeric"
        suffix={t.unit}
        value={draft.rate}
        onValue={(rate) => set({ rate })}
        error={errorOf(errors, 'rate')}
      />
      <Checkbox
        name="nonces"
        label={t.nonces}
        support={t.noncesSupport}
        checked={draft.nonces}
        onValue={(nonces) => set({ nonces })}
      />
      <Textarea
        name="services"
        label={t.services}
        support={t.servicesSupport}
        rows={3}
        value={draft.services}
        onValue={(services) => set({ services })}
        error={errorOf(errors, 'services')}
      />
      <section className="stack" aria-labelledby="credentials">
        <div className="stack stack-tight">
          <h2 id="credentials">{t.credentials}</h2>
          <p>{t.credentialsSupport}</p>
        </div>
        <Textarea
          name="certificate"
          label={t.certificate}
          rows={4}
          spellCheck={false}
          value={draft.certificate}
          onValue={(certificate) => set({ certificate })}
          error={errorOf(errors, 'certificate')}
        />
        <Textarea
          name="key"
          label={t.key}
          rows={3}
          spellCheck={false}
          value={draft.key}
          onValue={(key) => set({ key })}
          error={errorOf(errors, 'key')}
        />
      </section>
      <Textarea
        name="reason"
        label={t.reason}
        support={t.reasonSupport}
        requirement="required"
        rows={2}
        limit={300}
        value={draft.reason}
        onValue={(reason) => set({ reason })}
        error={errorOf(errors, 'reason')}
      />
    </FormPage>
  );
}
