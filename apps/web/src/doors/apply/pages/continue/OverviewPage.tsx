import { Link } from 'react-router';
import { ButtonLink, Icon, Page } from '../../../../components/index.ts';
import { useDates, useText } from '../../../../i18n/index.ts';
import { continueMessages } from '../../continue-messages.ts';
import { useDraft } from '../../draft.ts';
import { checkPath, isAnswered, nextPath, questions } from '../../way.ts';
import { useOpenDraft } from './DraftLayout.tsx';

/** Where the personal link leads: what is done, what is to do, until when. */
export function OverviewPage() {
  const t = useText(continueMessages);
  const dates = useDates();
  const draft = useDraft();
  const { server } = useOpenDraft();
  const next = nextPath(draft, server.hasPhoto);
  const tasks = [
    ...questions.map(({ field, path }) => ({
      path,
      name: t.task[field],
      done: isAnswered(field, draft, server.hasPhoto),
    })),
    { path: checkPath, name: t.task.check, done: false },
  ];
  return (
    <Page
      title={t.overview.title(server.contactName)}
      caption={t.overview.idEnd(server.applicationIdEnd)}
      lead={t.overview.until(dates.instant(server.expiresAt, { weekday: true }))}
    >
      <section className="stack stack-tight" aria-labelledby="tasks">
        <h2 id="tasks">{t.overview.tasks}</h2>
        <ol className="task-list">
          {tasks.map(({ path, name, done }) => (
            <li key={path} data-state={done ? 'done' : path === next ? 'next' : 'todo'}>
              <span className="task-mark">{done && <Icon name="check" />}</span>
              {done || path === next ? <Link to={path}>{name}</Link> : <span>{name}</span>}
              <span className="task-state">
                {done ? t.overview.done : path === next ? t.overview.next : t.overview.todo}
              </span>
            </li>
          ))}
        </ol>
      </section>
      <div>
        <ButtonLink to={next} size="lg">
          {t.overview.go}
        </ButtonLink>
      </div>
      <p className="quiet">{t.overview.kept}</p>
    </Page>
  );
}
