import type { PersonAnswer } from '@mibun/server/schemas/office/counter';
import type { FieldProblem } from '../../../api/problem.ts';
import { errorOf, Input, Radio, SeparatedDatePicker } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { Documents } from '../acts/Documents.tsx';
import type { HandOverDraft, Shown } from './draft.ts';
import { handOverMessages } from './messages.ts';

interface Props {
  readonly person: PersonAnswer['person'];
  readonly draft: HandOverDraft;
  readonly onChange: (change: Partial<HandOverDraft>) => void;
  readonly errors: readonly FieldProblem[];
}

const AUTHORITIES = ['same-household', 'register-certificate'] as const;

/** Which documents were shown, what stands in them, and who represents a child. */
export function DocumentsStep(props: Props) {
  const t = useText(handOverMessages);
  const { person, draft, onChange, errors } = props;
  return (
    <>
      <Documents
        name="documents"
        values={draft.documents}
        onValues={(documents) => onChange({ documents })}
        error={errorOf(errors, 'documents')}
      />
      <section className="stack stack-tight">
        <h3>{t.presented.title}</h3>
        <p className="quiet">{t.presented.support}</p>
        <SeparatedDatePicker
          name="presented-birth-date"
          label={t.presented.birthDate}
          support={t.presented.birthDateSupport}
          requirement="required"
          eras
          value={draft.birthDate}
          onValue={(birthDate) => onChange({ birthDate })}
          error={errorOf(errors, 'presented-birth-date')}
        />
        <Compare
          name="presented-name"
          label={t.presented.name}
          recorded={person.name}
          shown={draft.name}
          onShown={(name) => onChange({ name })}
          error={errorOf(errors, 'presented-name')}
        />
        <Compare
          name="presented-address"
          label={t.presented.address}
          recorded={person.address}
          shown={draft.address}
          onShown={(address) => onChange({ address })}
          error={errorOf(errors, 'presented-address')}
        />
      </section>
      {person.needsRepresentative && <Representative {...props} />}
    </>
  );
}

/** One attribute beside the registry's: ticked as the same, or typed as it stands in the document. */
function Compare(props: {
  readonly name: string;
  readonly label: string;
  readonly recorded: string;
  readonly shown: Shown;
  readonly onShown: (shown: Shown) => void;
  readonly error: string | undefined;
}) {
  const t = useText(handOverMessages).presented;
  const { shown, onShown } = props;
  return (
    <div className="compare">
      <p className="compare-recorded">
        <span className="quiet">{props.label}</span>
        <strong>{props.recorded}</strong>
      </p>
      <label className="choice">
        <input
          type="checkbox"
          aria-label={`${t.same}: ${props.label}`}
          checked={shown.same}
          onChange={(event) => onShown({ ...shown, same: event.currentTarget.checked })}
        />
        <span>{t.same}</span>
      </label>
      {!shown.same && (
        <Input
          name={props.name}
          label={t.asDocument(props.label)}
          value={shown.typed}
          onValue={(typed) => onShown({ ...shown, typed })}
          error={props.error}
        />
      )}
    </div>
  );
}

function Representative(props: Props) {
  const t = useText(handOverMessages).representative;
  const { draft, onChange, errors } = props;
  return (
    <section className="stack inset">
      <h3>{t.title}</h3>
      <Input
        name="representative-name"
        label={t.name}
        requirement="required"
        width="md"
        value={draft.representativeName}
        onValue={(representativeName) => onChange({ representativeName })}
        error={errorOf(errors, 'representative-name')}
      />
      <Radio
        name="authority"
        label={t.authority}
        requirement="required"
        options={AUTHORITIES.map((value) => ({ value, label: t.authorities[value] }))}
        value={draft.authority}
        onValue={(authority) => onChange({ authority })}
        error={errorOf(errors, 'authority')}
      />
      <Documents
        name="representative-documents"
        label={t.documents}
        values={draft.representativeDocuments}
        onValues={(representativeDocuments) => onChange({ representativeDocuments })}
        error={errorOf(errors, 'representative-documents')}
      />
    </section>
  );
}
