import type { SearchRequest } from '@mibun/server/schemas/registry/residents';
import type { FormEvent } from 'react';
import { useState } from 'react';
import type { ApiProblem } from '../../../api/client.ts';
import type { FieldProblem } from '../../../api/problem.ts';
import { birthDateFromParts, emptyDate } from '../../../components/date-parts.ts';
import {
  Button,
  ErrorSummary,
  errorOf,
  Input,
  Radio,
  Select,
  SeparatedDatePicker,
} from '../../../components/index.ts';
import { textIn, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';

const REASONS = ['hand-over', 'loss', 'reactivation', 'form', 'other'] as const;
type Reason = (typeof REASONS)[number];

/** The facts to search by and the reason. */
export function FindForm(props: {
  readonly busy: boolean;
  readonly problem: ApiProblem | undefined;
  readonly onSearch: (request: SearchRequest) => void;
}) {
  const { find } = useText(messages);
  const [name, setName] = useState('');
  const [birthDate, setBirthDate] = useState(emptyDate);
  const [sex, setSex] = useState<'1' | '2' | 'any'>('any');
  const [address, setAddress] = useState('');
  const [reason, setReason] = useState<Reason | ''>('');
  const [otherReason, setOtherReason] = useState('');
  const [errors, setErrors] = useState<readonly FieldProblem[]>([]);

  function submit(event: FormEvent): void {
    event.preventDefault();
    const date = birthDateFromParts(birthDate);
    const dateTyped = birthDate.year !== '' || birthDate.month !== '' || birthDate.day !== '';
    const request = {
      ...(name.trim() !== '' && { name: name.trim() }),
      ...(date !== undefined && { birthDate: date }),
      ...(sex !== 'any' && { sex }),
      ...(address.trim() !== '' && { address: address.trim() }),
    };
    const found: FieldProblem[] = [];
    if (dateTyped && date === undefined) found.push({ field: 'birth-date', message: find.dateWrong });
    else if (Object.keys(request).length < 2) found.push({ field: 'name', message: find.atLeastTwo });
    if (reason === '') found.push({ field: 'reason', message: find.reasonNeeded });
    if (reason === 'other' && otherReason.trim() === '') {
      found.push({ field: 'other-reason', message: find.reasonWords });
    }
    setErrors(found);
    if (found.length > 0 || reason === '') return;
    props.onSearch({
      ...request,
      reason: reason === 'other' ? otherReason.trim() : textIn(messages, 'ja').find.reasons[reason],
    });
  }
  const all = [...errors, ...(props.problem?.fields ?? [])];
  return (
    <form className="stack find-form" noValidate onSubmit={submit}>
      <h2>{find.title}</h2>
      <ErrorSummary errors={all} />
      <Input name="name" label={find.name} value={name} onValue={setName} error={errorOf(all, 'name')} />
      <SeparatedDatePicker
        name="birth-date"
        label={find.birthDate}
        eras
        value={birthDate}
        onValue={setBirthDate}
        error={errorOf(all, 'birth-date')}
      />
      <Radio
        name="sex"
        label={find.sex}
        inline
        options={[
          { value: 'any', label: find.anySex },
          { value: '1', label: find.sexes['1'] },
          { value: '2', label: find.sexes['2'] },
        ]}
        value={sex}
        onValue={setSex}
      />
      <Input
        name="address"
        label={find.address}
        value={address}
        onValue={setAddress}
        error={errorOf(all, 'address')}
      />
      <Select
        name="reason"
        label={find.reason}
        requirement="required"
        support={find.logged}
        options={REASONS.map((value) => ({ value, label: find.reasons[value] }))}
        value={reason}
        onValue={setReason}
        error={errorOf(all, 'reason')}
      />
      {reason === 'other' && (
        <Input
          name="other-reason"
          label={find.otherReason}
          requirement="required"
          value={otherReason}
          onValue={setOtherReason}
          error={errorOf(all, 'other-reason')}
        />
      )}
      <div>
        <Button type="submit" icon="search" busy={props.busy}>
          {find.submit}
        </Button>
      </div>
    </form>
  );
}
