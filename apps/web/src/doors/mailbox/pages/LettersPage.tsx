import { useState } from 'react';
import { addressOf } from '../../../api/call.ts';
import { Icon, Loading, Page, Problem, Select } from '../../../components/index.ts';
import { formatCount, useDates, useLanguage, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import { spokenName, useLetters, usePersonas } from '../post.ts';

/** Paper letters: who got what, and the sheet itself as a PDF. */
export function LettersPage() {
  const t = useText(messages).letters;
  const dates = useDates();
  const language = useLanguage();
  const personas = usePersonas();
  const [personId, setPersonId] = useState('');
  const { data, problem, reload } = useLetters(personId);
  const nameOf = (id: string): string => {
    const persona = personas.find((one) => one.personId === id);
    return persona === undefined ? t.resident : spokenName(persona.name);
  };
  return (
    <Page title={t.title} width="wide">
      <Select
        name="person"
        label={t.person}
        placeholder={null}
        width="md"
        value={personId === '' ? 'everybody' : personId}
        onValue={(value) => setPersonId(value === 'everybody' ? '' : value)}
        options={[
          { value: 'everybody', label: t.everybody },
          ...personas.map((persona) => ({
            value: persona.personId,
            label: `${spokenName(persona.name)} — ${persona.note[language]}`,
          })),
        ]}
      />
      {problem !== undefined && <Problem problem={problem} onRetry={reload} />}
      {data === undefined ? (
        problem === undefined && <Loading />
      ) : data.letters.length === 0 ? (
        <div className="empty-box">
          <h2>{t.empty}</h2>
          <p>{t.emptyText}</p>
        </div>
      ) : (
        <>
          <p className="quiet small" role="status">
            {t.count(formatCount(data.letters.length, language))}
          </p>
          <ul className="letters">
            {data.letters.map((letter) => (
              <li key={letter.id} className="letter">
                <span className="letter-stamp" aria-hidden="true" />
                <span className="letter-to">{nameOf(letter.personId)}</span>
                <span className="letter-kind">{t.kinds[letter.kind]}</span>
                <time className="quiet small" dateTime={letter.createdAt}>
                  {dates.instant(letter.createdAt)}
                </time>
                {letter.link !== undefined && <a href={letter.link}>{t.scan}</a>}
                {letter.printed ? (
                  <a
                    href={addressOf('GET /api/demo/letters/:id/pdf', { params: { id: letter.id } })}
                    target="_blank"
                    rel="noopener"
                  >
                    {t.open}
                    <span className="visually-hidden">
                      {t.opens(t.kinds[letter.kind], nameOf(letter.personId))}
                    </span>
                    <Icon name="external" />
                  </a>
                ) : (
                  <span className="quiet">{t.printing}</span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </Page>
  );
}
