import type { PersonAnswer } from '@mibun/server/schemas/office/counter';
import { Code, StatusBadge } from '../../../components/index.ts';
import { dateInJapan, useDates, useSay, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import { setUpTone } from './tones.ts';
import { useCause } from './use-cause.ts';

type Application = PersonAnswer['applications'][number];

/** A person's applications: where each stands, what it asks for, by when the card is to be picked up. */
export function ApplicationList(props: { readonly applications: readonly Application[] }) {
  const t = useText(messages);
  return (
    <section className="stack stack-tight">
      <h3>{t.person.applications}</h3>
      {props.applications.length === 0 && <p className="quiet">{t.person.noApplications}</p>}
      <ul className="plain-list">
        {props.applications.map((application) => (
          <li key={application.id}>
            <ApplicationItem application={application} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ApplicationItem(props: { readonly application: Application }) {
  const t = useText(messages);
  const say = useSay();
  const dates = useDates();
  const causeOf = useCause();
  const { application } = props;
  const wanted = [
    ...(application.wantsSignature ? [t.person.certificate.signature] : []),
    ...(application.wantsAuthentication ? [t.person.certificate.authentication] : []),
  ];
  return (
    <>
      <p className="cluster cluster-tight">
        <StatusBadge tone={application.state === 'READY' ? 'success' : 'info'}>
          {say(application.label)}
        </StatusBadge>
        <span>{causeOf(application.cause)}</span>
        {application.setUp.state !== 'none' && application.setUp.state !== 'done' && (
          <StatusBadge tone={setUpTone(application.setUp.state)}>
            {t.setUpState[application.setUp.state]}
          </StatusBadge>
        )}
      </p>
      <p>
        <Code id={application.id} />
      </p>
      <p className="quiet">
        {[
          ...(application.receivedAt === null
            ? []
            : [t.person.received(dates.date(dateInJapan(application.receivedAt)))]),
          ...(application.deadline === null ? [] : [t.person.deadline(dates.date(application.deadline))]),
          ...wanted,
        ].join(' / ')}
      </p>
      {application.setUp.findings.length > 0 && (
        <ul>
          {application.setUp.findings.map((finding) => (
            <li key={finding.id}>{say(finding)}</li>
          ))}
        </ul>
      )}
      {application.screenedByViewer && <p className="strong">{t.person.screened}</p>}
    </>
  );
}
