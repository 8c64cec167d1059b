import type { ScreeningAnswer } from '@mibun/server/schemas/issuance/applications';
import { Code, Dl, StatusBadge, Timeline } from '../../../components/index.ts';
import { useDates, useSay, useText } from '../../../i18n/index.ts';
import { paths } from '../api.ts';
import { PaneHead } from '../desk/PaneHead.tsx';
import { messages } from '../messages.ts';
import { useCause } from '../person/use-cause.ts';
import { listMessages } from './messages.ts';

/** One application under way: photo, facts, what happened so far. Nothing can be done to it here. */
export function ApplicationSeen(props: { readonly application: ScreeningAnswer }) {
  const t = useText(messages);
  const text = useText(listMessages).applications;
  const say = useSay();
  const dates = useDates();
  const causeOf = useCause();
  const { application } = props;
  const { form, registry } = application;
  const wanted = [
    ...(form.wantsSignature ? [t.person.certificate.signature] : []),
    ...(form.wantsAuthentication ? [t.person.certificate.authentication] : []),
  ];
  return (
    <div className="stack">
      <PaneHead
        title={registry.name}
        caption={`${registry.nameKana} ${registry.nameRomaji}`}
        subject={application.id}
        aside={<StatusBadge tone="info">{say(application.label)}</StatusBadge>}
      />
      <div className="seen">
        {application.hasPhoto ? (
          <img className="seen-photo" src={paths.photo(application.id)} alt={text.photo} />
        ) : (
          <p className="quiet">{text.noPhoto}</p>
        )}
        <div className="stack">
          <section className="stack stack-tight">
            <h3>{text.facts}</h3>
            <Dl
              items={[
                { term: t.person.reference, description: <Code id={application.id} /> },
                {
                  term: text.received,
                  description: form.receivedAt === null ? '–' : dates.instant(form.receivedAt),
                },
                { term: text.cause, description: causeOf(form.cause) },
                { term: t.person.wants, description: wanted.join(' / ') || '–' },
                {
                  term: t.person.born,
                  description: t.person.bornLine(
                    dates.date(registry.birthDate, { era: registry.nationality === 'JPN' }),
                    registry.age,
                    t.find.sexes[registry.sex],
                  ),
                },
                { term: t.person.address, description: registry.address },
              ]}
            />
          </section>
          <section className="stack stack-tight">
            <h3>{text.hints}</h3>
            {application.hints.length === 0 ? (
              <p className="quiet">{text.noHints}</p>
            ) : (
              <ul>
                {application.hints.map((hint) => (
                  <li key={hint.id}>{say(hint)}</li>
                ))}
              </ul>
            )}
          </section>
        </div>
      </div>
      <section className="stack stack-tight">
        <h3>{text.history}</h3>
        <Timeline
          steps={application.history.map((entry, index, all) => ({
            state: index === all.length - 1 ? ('present' as const) : ('past' as const),
            title: say(entry.label),
            when: `${dates.instant(entry.at)} ${t.person.by(entry.actorName)}`,
            detail: entry.reason ?? undefined,
          }))}
        />
      </section>
    </div>
  );
}
