import { IDENTITY_DOCUMENTS } from '@mibun/rules';
import type { PersonAnswer } from '@mibun/server/schemas/office/counter';
import { birthDateFromParts } from '../../../components/date-parts.ts';
import { Code, Dl } from '../../../components/index.ts';
import { useDates, useSay, useText } from '../../../i18n/index.ts';
import { Lines } from '../visit/Lines.tsx';
import { visitMessages } from '../visit/messages.ts';
import type { HandOverDraft } from './draft.ts';
import { handOverMessages } from './messages.ts';

/** What was checked, and what happens with the button. */
export function StartStep(props: {
  readonly application: PersonAnswer['applications'][number];
  readonly person: PersonAnswer['person'];
  readonly draft: HandOverDraft;
}) {
  const t = useText(handOverMessages);
  const visit = useText(visitMessages);
  const say = useSay();
  const dates = useDates();
  const { draft, person } = props;
  const birthDate = birthDateFromParts(draft.birthDate);
  const documentsOf = (ids: readonly string[]) =>
    IDENTITY_DOCUMENTS.filter(({ id }) => ids.includes(id))
      .map(say)
      .join(' / ');
  return (
    <>
      <section className="stack stack-tight">
        <h3>{t.check.title}</h3>
        <Dl
          items={[
            {
              term: t.check.notice,
              description: (
                <>
                  {t.check.noticeYes} <Code id={props.application.id} />
                </>
              ),
            },
            {
              term: t.notice.oldCard,
              description: draft.oldCard === '' ? '' : t.notice.oldCards[draft.oldCard],
            },
            { term: t.check.documents, description: documentsOf(draft.documents) },
            {
              term: t.presented.name,
              description: draft.name.same ? person.name : draft.name.typed,
            },
            {
              term: t.presented.address,
              description: draft.address.same ? person.address : draft.address.typed,
            },
            {
              term: t.check.birthDate,
              description: birthDate === undefined ? '' : dates.date(birthDate, { era: true }),
            },
            { term: t.check.face, description: t.check.faceYes },
            ...(person.needsRepresentative
              ? [
                  {
                    term: t.check.representative,
                    description: `${draft.representativeName} (${documentsOf(draft.representativeDocuments)})`,
                  },
                ]
              : []),
          ]}
        />
      </section>
      <section className="stack stack-tight">
        <h3>{visit.willHappen}</h3>
        <Lines ordered lines={t.check.will} />
      </section>
    </>
  );
}
