import { useEffect, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { ButtonLink, Loading, Page, Problem, Select } from '../../../components/index.ts';
import { formatCount, useDates, useLanguage, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import { MailText } from '../parts/MailText.tsx';
import type { Mail } from '../post.ts';
import { spokenName, useMails, usePersonas } from '../post.ts';
import { useReadMails } from '../read-mails.ts';

/** List and letter side by side where there is room, one after the other on a phone. */
export function MailsPage() {
  const t = useText(messages).mails;
  const language = useLanguage();
  const { id } = useParams();
  const navigate = useNavigate();
  const { data, problem, reload } = useMails();
  const nameOf = useNames();
  const [to, setTo] = useState('');
  const shown = data?.mails.filter((mail) => to === '' || mail.to === to) ?? [];
  const open = id === undefined ? undefined : data?.mails.find((mail) => String(mail.id) === id);
  // Beside the list the newest lies open; a phone shows the list alone and nothing is read by that.
  const lying = open ?? (id === undefined ? shown[0] : undefined);
  const { isRead, markRead } = useReadMails();
  const opened = open?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: read is what has been opened, once
  useEffect(() => {
    if (opened !== undefined) markRead(opened);
  }, [opened]);
  if (data === undefined) return problem ? <Problem problem={problem} onRetry={reload} /> : <Loading />;

  const recipients = [...new Set(data.mails.map((mail) => mail.to))].sort();
  if (data.mails.length === 0) {
    return (
      <Page title={t.title}>
        <div className="empty-box">
          <h2>{t.empty}</h2>
          <p>{t.emptyText}</p>
          <div>
            <ButtonLink href="/apply" variant="outline">
              {t.apply}
            </ButtonLink>
          </div>
          <p className="quiet small">{t.refreshed}</p>
        </div>
      </Page>
    );
  }
  return (
    <Page title={t.title} width="wide">
      {problem !== undefined && <Problem problem={problem} onRetry={reload} />}
      <div className="mailbox" data-open={id === undefined ? undefined : ''}>
        <section className="mailbox-list">
          <Select
            name="recipient"
            label={t.to}
            placeholder={null}
            value={to === '' ? 'everybody' : to}
            onValue={(value) => {
              setTo(value === 'everybody' ? '' : value);
              void navigate('/mails');
            }}
            options={[
              { value: 'everybody', label: t.everybody },
              ...recipients.map((address) => ({ value: address, label: nameOf(address) })),
            ]}
          />
          <p className="quiet small" role="status">
            {t.count(formatCount(shown.length, language))}
          </p>
          <ul>
            {shown.map((mail) => (
              <MailRow
                key={mail.id}
                mail={mail}
                name={nameOf(mail.to)}
                open={mail === lying}
                unread={!isRead(mail.id)}
              />
            ))}
          </ul>
        </section>
        {id === undefined ? (
          shown[0] !== undefined && (
            <section className="mailbox-open" data-newest="">
              <OpenMail mail={shown[0]} name={nameOf(shown[0].to)} />
            </section>
          )
        ) : (
          <section className="mailbox-open">
            <p className="mailbox-back">
              <Link to="/mails">{t.back}</Link>
            </p>
            {open === undefined ? <p>{t.gone}</p> : <OpenMail mail={open} name={nameOf(open.to)} />}
          </section>
        )}
      </div>
    </Page>
  );
}

function MailRow(props: {
  readonly mail: Mail;
  readonly name: string;
  readonly open: boolean;
  readonly unread: boolean;
}) {
  const t = useText(messages).mails;
  const dates = useDates();
  const { mail, name, open, unread } = props;
  return (
    <li>
      <Link
        to={`/mails/${mail.id}`}
        aria-current={open ? 'true' : undefined}
        data-unread={unread ? '' : undefined}
      >
        <span className="mail-who">
          <span>{name}</span>
          <time dateTime={mail.at}>{dates.instant(mail.at)}</time>
        </span>
        <span className="mail-subject">
          {unread && <span className="mail-unread">{t.unread}</span>}
          {mail.subject}
        </span>
      </Link>
    </li>
  );
}

function OpenMail(props: { readonly mail: Mail; readonly name: string }) {
  const t = useText(messages).mails;
  const dates = useDates();
  const { mail, name } = props;
  return (
    <article className="mail" aria-labelledby="mail-subject">
      <h2 id="mail-subject">{mail.subject}</h2>
      <dl>
        <div>
          <dt>{t.to}</dt>
          <dd>{name}</dd>
        </div>
        <div>
          <dt>{t.from}</dt>
          <dd>{mail.from}</dd>
        </div>
        <div>
          <dt>{t.at}</dt>
          <dd>{dates.instant(mail.at, { weekday: true })}</dd>
        </div>
      </dl>
      <MailText text={mail.text} />
    </article>
  );
}

/** `見本 花子 <hanako@example.jp>` where the address is a persona's. */
function useNames(): (address: string) => string {
  const personas = usePersonas();
  return (address) => {
    const persona = personas.find(({ email }) => email === address);
    return persona === undefined ? address : `${spokenName(persona.name)} <${address}>`;
  };
}
