import type { SignatureReport } from '@mibun/server/schemas/services/verification';
import type { IconName } from '../../../components/index.ts';
import { Dl } from '../../../components/index.ts';
import { dateInJapan, useDates, useText } from '../../../i18n/index.ts';
import { canBeSeen } from '../added-words.ts';
import { messages } from '../messages.ts';
import { Added } from './Added.tsx';
import { Answer } from './Answer.tsx';

/** What was looked at, each with its own answer. */
export function Facts({ signature }: { readonly signature: SignatureReport }) {
  const t = useText(messages);
  const dates = useDates();
  const status = useStatus(signature);
  const stamp = useTimeStamp(signature);
  const { intact, later, permission, certificate, signedAt } = signature;
  return (
    <div className="stack stack-tight">
      <h3>{t.facts.title}</h3>
      <Dl
        items={[
          {
            term: t.facts.altered,
            description: (
              <Answer icon={intact ? 'success' : 'error'}>
                {intact ? t.facts.alteredNo : t.facts.alteredYes}
              </Answer>
            ),
          },
          {
            term: t.facts.added,
            description: <Later later={later} />,
          },
          ...(permission
            ? [{ term: t.facts.permission, description: <Permission permission={permission} /> }]
            : []),
          {
            term: t.facts.certificate,
            description: (
              <Answer icon={status.icon}>
                {status.text}
                {certificate && (
                  <span className="quiet small">
                    <br />
                    {t.facts.checkedAt(dates.instant(certificate.status.checkedAt))}
                  </span>
                )}
              </Answer>
            ),
          },
          {
            term: t.facts.signedAt,
            description: (
              <>
                {signedAt ? dates.instant(signedAt) : t.facts.noTime}
                {signedAt && <p className="quiet small">{t.facts.signedAtNote}</p>}
              </>
            ),
          },
          {
            term: t.facts.stamp,
            description:
              stamp.icon === undefined ? (
                stamp.text
              ) : (
                <Answer icon={stamp.icon}>
                  {stamp.text}
                  {stamp.note && (
                    <span className="quiet small">
                      <br />
                      {stamp.note}
                    </span>
                  )}
                </Answer>
              ),
          },
        ]}
      />
    </div>
  );
}

function Later({ later }: Pick<SignatureReport, 'later'>) {
  const t = useText(messages).facts;
  if (later.answer === 'unchanged') return <Answer icon="success">{t.addedNo}</Answer>;
  const { added } = later;
  const isChanged = later.answer === 'changed';
  return (
    <>
      <Answer icon={isChanged ? 'error' : added.some(canBeSeen) ? 'warning' : 'info'}>
        {isChanged ? t.addedYes : t.addedSome}
      </Answer>
      {added.length > 0 && <Added added={added} />}
    </>
  );
}

function Permission({ permission }: { readonly permission: NonNullable<SignatureReport['permission']> }) {
  const t = useText(messages).facts;
  const level = permission.level === 3 ? 3 : permission.level === 2 ? 2 : 1;
  return (
    <>
      {t.permitted[level]}
      <br />
      <Answer icon={permission.kept ? 'success' : 'error'}>
        {permission.kept ? t.permissionKept : t.permissionBroken}
      </Answer>
    </>
  );
}

function useTimeStamp({ timeStamp: { status, time } }: SignatureReport): {
  readonly icon?: IconName;
  readonly text: string;
  readonly note?: string;
} {
  const t = useText(messages).facts;
  const dates = useDates();
  switch (status) {
    case 'good':
      return { icon: 'success', text: t.stampGood(dates.instant(time ?? '')), note: t.stampGoodNote };
    case 'bad':
      return { icon: 'error', text: t.stampBad };
    case 'foreign':
      return { icon: 'warning', text: t.stampForeign };
    case 'none':
      return { text: t.stampNone };
  }
}

function useStatus({ certificate }: SignatureReport): { readonly icon: IconName; readonly text: string } {
  const t = useText(messages);
  const dates = useDates();
  const status = certificate?.status;
  const since = status?.since ? dates.date(dateInJapan(status.since)) : '';
  switch (status?.status) {
    case 'good':
      return { icon: 'success', text: t.facts.good };
    case 'held':
      return { icon: 'warning', text: status.notYetActive ? t.facts.notYetActive : t.facts.held(since) };
    case 'revoked':
      return { icon: 'error', text: t.facts.revoked(since) };
    case 'expired':
      return { icon: 'warning', text: t.facts.expired(since) };
    default:
      return { icon: 'warning', text: t.facts.unknown };
  }
}
