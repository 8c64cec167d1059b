import type { PersonAnswer } from '@mibun/server/schemas/office/counter';
import type { FieldProblem } from '../../../api/problem.ts';
import { Checkbox, Code, Dl, errorOf, Radio } from '../../../components/index.ts';
import { useDates, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import { LetterLink } from '../person/LetterList.tsx';
import { useCause } from '../person/use-cause.ts';
import type { HandOverDraft } from './draft.ts';
import { handOverMessages } from './messages.ts';

const OLD_CARDS = ['none', 'returned', 'lost'] as const;

/** The application at hand, the notice that the person brought, and what became of an earlier card. */
export function NoticeStep(props: {
  readonly application: PersonAnswer['applications'][number];
  readonly data: PersonAnswer;
  readonly inUse: boolean;
  readonly draft: HandOverDraft;
  readonly onChange: (change: Partial<HandOverDraft>) => void;
  readonly errors: readonly FieldProblem[];
}) {
  const t = useText(handOverMessages);
  const words = useText(messages);
  const dates = useDates();
  const causeOf = useCause();
  const { application, draft, onChange, errors } = props;
  const wanted = [
    ...(application.wantsSignature ? [words.person.certificate.signature] : []),
    ...(application.wantsAuthentication ? [words.person.certificate.authentication] : []),
  ];
  const letter = props.data.letters.find(({ kind, printed }) => kind === 'issue-notice' && printed);
  return (
    <>
      <section className="stack stack-tight">
        <h3>{t.application}</h3>
        <Dl
          items={[
            {
              term: t.reference,
              description: <Code id={application.id} />,
            },
            { term: t.cause, description: causeOf(application.cause) },
            {
              term: t.certificates,
              description: wanted.length === 0 ? t.noCertificates : wanted.join(' / '),
            },
            ...(application.deadline === null
              ? []
              : [{ term: t.deadline, description: dates.date(application.deadline, { weekday: true }) }]),
          ]}
        />
      </section>
      <section className="stack stack-tight">
        <h3>{t.notice.title}</h3>
        <Checkbox
          name="notice"
          look="tile"
          label={t.notice.presented}
          support={t.notice.support}
          checked={draft.noticePresented}
          onValue={(noticePresented) => onChange({ noticePresented })}
          error={errorOf(errors, 'notice')}
        />
        {letter !== undefined && (
          <p>
            {t.notice.print} <LetterLink id={letter.id} what={words.letterKinds['issue-notice']} />
          </p>
        )}
      </section>
      <Radio
        name="old-card"
        label={t.notice.oldCard}
        requirement="required"
        support={props.inUse ? t.notice.hasCard : undefined}
        options={OLD_CARDS.map((value) => ({
          value,
          label: t.notice.oldCards[value],
          support: value === 'lost' ? t.notice.lostSupport : undefined,
        }))}
        value={draft.oldCard}
        onValue={(oldCard) => onChange({ oldCard })}
        error={errorOf(errors, 'old-card')}
      />
    </>
  );
}
