import { IDENTITY_DOCUMENTS, sufficientDocuments } from '@mibun/rules';
import { CheckboxGroup, Icon } from '../../../components/index.ts';
import { useSay, useText } from '../../../i18n/index.ts';
import { actMessages } from './messages.ts';

export interface DocumentsProps {
  readonly name: string;
  readonly values: readonly string[];
  readonly onValues: (values: readonly string[]) => void;
  readonly error?: string | undefined;
  /** The group's own name, when a second person's documents are asked for. */
  readonly label?: string | undefined;
  /** The card in question proves nothing about who holds it: it is not offered (domain.md LOS-07). */
  readonly besidesCard?: boolean | undefined;
}

/** The documents of groups A and B, with a hint that follows every tick (domain.md IDD-01, IDD-02). */
export function Documents(props: DocumentsProps) {
  const t = useText(actMessages);
  const say = useSay();
  const { name, values } = props;
  const verdict = sufficientDocuments(values);
  const optionsOf = (group: 'A' | 'B') =>
    IDENTITY_DOCUMENTS.filter(
      (document) =>
        document.group === group && !(props.besidesCard === true && document.id === 'individual-number-card'),
    ).map((document) => ({
      value: document.id,
      label: say(document),
    }));
  const group = (kind: 'A' | 'B', label: string) => (
    <CheckboxGroup
      name={kind === 'A' ? name : `${name}-b`}
      label={label}
      options={optionsOf(kind)}
      values={values}
      onValues={props.onValues}
      error={kind === 'A' ? props.error : undefined}
    />
  );
  return (
    <section className="documents">
      <h3>{props.label ?? t.documents.title}</h3>
      <p className="quiet">{t.documents.support}</p>
      <p className="documents-hint" role="status" data-ok={verdict.ok ? '' : undefined}>
        <Icon name={verdict.ok ? 'success' : 'info'} />
        <span>
          {verdict.ok
            ? t.documents.enough(values.length)
            : values.length === 0
              ? t.documents.none
              : say(verdict)}
        </span>
      </p>
      <div className="documents-groups">
        {group('A', t.documents.groupA)}
        {group('B', t.documents.groupB)}
      </div>
    </section>
  );
}

/** One of the chosen documents carries a photo. */
export function someWithPhoto(values: readonly string[]): boolean {
  return IDENTITY_DOCUMENTS.some(({ id, photo }) => photo && values.includes(id));
}
