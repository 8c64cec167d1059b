import type { SignatureReport } from '@mibun/server/schemas/services/verification';
import type { DlItem } from '../../../components/index.ts';
import { CopyableNumber, Dl, Icon } from '../../../components/index.ts';
import { dateInJapan, useDates, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';

/** For experts: the two answers of VER-07, the certificate, every check. */
export function Details({ signature }: { readonly signature: SignatureReport }) {
  const t = useText(messages);
  const items = useItems(signature);
  const { details } = signature;
  return (
    <details className="signature-details">
      <summary>{t.details.open}</summary>
      <div className="stack">
        <Dl
          items={[
            {
              term: t.details.correct,
              description: <YesNo yes={signature.cryptographicallyCorrect} note={t.details.correctText} />,
            },
            {
              term: t.details.current,
              description: <YesNo yes={signature.currentlyValid} note={t.details.currentText} />,
            },
            ...items,
          ]}
        />
        {details && details.checks.length > 0 && <Checks title={t.details.checks} checks={details.checks} />}
        {details && details.timeStampChecks.length > 0 && (
          <Checks title={t.details.stampChecks} checks={details.timeStampChecks} />
        )}
        {details && details.problems.length > 0 && (
          <div className="stack stack-tight">
            <h4>{t.details.problems}</h4>
            <ul>
              {details.problems.map(({ code, detail }) => (
                <li key={`${code} ${detail}`} lang="en">
                  <code>{code}</code>: {detail}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </details>
  );
}

function YesNo(props: { readonly yes: boolean; readonly note: string }) {
  const t = useText(messages);
  const icon = props.yes ? 'success' : 'error';
  return (
    <>
      <span className="with-icon" data-icon={icon}>
        <Icon name={icon} />
        <strong>{props.yes ? t.details.yes : t.details.no}</strong>
      </span>
      <p className="quiet small">{props.note}</p>
    </>
  );
}

function useItems({ certificate, details, subIndication }: SignatureReport): readonly DlItem[] {
  const t = useText(messages);
  const dates = useDates();
  const day = (instant: string) => dates.date(dateInJapan(instant));
  return [
    { term: t.details.subIndication, description: <code>{subIndication}</code> },
    ...(certificate
      ? [
          {
            term: t.details.serial,
            description: <CopyableNumber value={certificate.serial} label={t.details.serial} />,
          },
          {
            term: t.details.validity,
            description: t.details.from(day(certificate.notBefore), day(certificate.notAfter)),
          },
        ]
      : []),
    ...(details?.issuer ? [{ term: t.details.issuer, description: details.issuer }] : []),
    ...(details
      ? [
          { term: t.details.format, description: <code>{details.subFilter}</code> },
          { term: t.details.digest, description: details.digestAlgorithm?.toUpperCase() ?? '–' },
          { term: t.details.whole, description: details.coversWholeFile ? t.details.yes : t.details.no },
          { term: t.details.reason, description: details.statedReason ?? '–' },
        ]
      : []),
  ];
}

type Check = NonNullable<SignatureReport['details']>['checks'][number];

function Checks({ title, checks }: { readonly title: string; readonly checks: readonly Check[] }) {
  const t = useText(messages);
  return (
    <div className="stack stack-tight">
      <h4>{title}</h4>
      <table className="checks">
        <thead>
          <tr>
            <th scope="col">{t.details.check}</th>
            <th scope="col">{t.details.rule}</th>
            <th scope="col">{t.details.result}</th>
          </tr>
        </thead>
        <tbody>
          {checks.map(({ check, ok, rule, detail }) => (
            <tr key={check}>
              <th scope="row" lang="en">
                <code>{check}</code>
                {detail !== '' && <p className="small">{detail}</p>}
              </th>
              <td>{rule}</td>
              <td>
                <span className="with-icon" data-icon={ok ? 'success' : 'error'}>
                  <Icon name={ok ? 'success' : 'error'} />
                  <span>{ok ? t.details.passed : t.details.failed}</span>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
