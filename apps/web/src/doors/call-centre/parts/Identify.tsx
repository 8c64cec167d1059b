import type { CallRequest } from '@mibun/server/schemas/office/call-centre';
import type { FormEvent } from 'react';
import { useState } from 'react';
import type { ApiProblem } from '../../../api/client.ts';
import type { FieldProblem } from '../../../api/problem.ts';
import {
  Button,
  ErrorSummary,
  errorOf,
  Input,
  Problem,
  Radio,
  SeparatedDatePicker,
} from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { type ClaimDraft, claimOf, claimProblems } from '../claim.ts';
import { messages } from '../messages.ts';

const RELATIONS = ['self', 'family', 'representative', 'proxy', 'other'] as const;

/** Who calls, and the four facts of the holder, in the order in which one asks them. */
export function Identify(props: {
  readonly draft: ClaimDraft;
  readonly onDraft: (draft: ClaimDraft) => void;
  readonly busy: boolean;
  readonly problem: ApiProblem | undefined;
  readonly onSubmit: (request: CallRequest) => void;
}) {
  const { identify: t } = useText(messages);
  const { draft, problem } = props;
  const [errors, setErrors] = useState<readonly FieldProblem[]>([]);
  const set = (change: Partial<ClaimDraft>) => props.onDraft({ ...draft, ...change });
  const all = [...errors, ...(problem?.fields ?? [])];

  function submit(event: FormEvent): void {
    event.preventDefault();
    const found = claimProblems(draft, t);
    setErrors(found);
    if (found.length === 0 && draft.relation !== '') {
      props.onSubmit({ claim: claimOf(draft), callerRelation: draft.relation });
    }
  }
  return (
    <form className="stack call-form" noValidate onSubmit={submit}>
      <ErrorSummary errors={all} />
      {problem !== undefined && problem.fields === undefined && <Problem problem={problem} />}
      <Radio
        name="relation"
        label={t.relation}
        inline
        options={RELATIONS.map((value) => ({ value, label: t.relations[value] }))}
        value={draft.relation}
        onValue={(relation) => set({ relation })}
        error={errorOf(all, 'relation')}
      />
      <Input
        name="name"
        label={t.name}
        support={t.nameSay}
        width="md"
        value={draft.name}
        onValue={(name) => set({ name })}
        error={errorOf(all, 'name')}
      />
      <SeparatedDatePicker
        name="birth-date"
        label={t.birthDate}
        support={t.birthDateSay}
        eras
        value={draft.birthDate}
        onValue={(birthDate) => set({ birthDate })}
        error={errorOf(all, 'birth-date')}
      />
      <Radio
        name="sex"
        label={t.sex}
        inline
        options={[
          { value: '', label: t.notSaid },
          { value: '1', label: t.sexes['1'] },
          { value: '2', label: t.sexes['2'] },
        ]}
        value={draft.sex}
        onValue={(sex) => set({ sex })}
      />
      <Input
        name="address"
        label={t.address}
        support={t.addressSay}
        value={draft.address}
        onValue={(address) => set({ address })}
        error={errorOf(all, 'address')}
      />
      <div className="call-submit">
        <Button type="submit" size="lg" busy={props.busy}>
          {t.submit}
        </Button>
      </div>
    </form>
  );
}
