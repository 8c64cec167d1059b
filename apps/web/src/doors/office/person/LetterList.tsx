import type { PersonAnswer } from '@mibun/server/schemas/office/counter';
import { common, dateInJapan, useDates, useText } from '../../../i18n/index.ts';
import { paths } from '../api.ts';
import { messages } from '../messages.ts';

/** Letters that were sent, each to be opened as a PDF and printed again; but a form, whose ID is its addressee's alone. */
export function LetterList(props: { readonly letters: PersonAnswer['letters'] }) {
  const t = useText(messages);
  const dates = useDates();
  const kinds: { readonly [kind: string]: string } = t.letterKinds;
  return (
    <section className="stack stack-tight">
      <h3>{t.person.letters}</h3>
      {props.letters.length === 0 && <p className="quiet">{t.person.noLetters}</p>}
      <ul className="plain-list">
        {props.letters.map((letter) => (
          <li key={letter.id} className="cluster cluster-between">
            <span>
              {kinds[letter.kind] ?? letter.kind}
              <span className="row-note">{dates.date(dateInJapan(letter.createdAt))}</span>
            </span>
            {letter.kind === 'application-form' ? (
              <span className="quiet">{t.person.byPost}</span>
            ) : letter.printed ? (
              <LetterLink id={letter.id} what={kinds[letter.kind] ?? letter.kind} />
            ) : (
              <span className="quiet">{t.person.makingPdf}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Opens a letter's PDF beside the desk, from where it is printed. */
export function LetterLink(props: { readonly id: string; readonly what: string }) {
  const t = useText(messages);
  const shared = useText(common);
  return (
    <a href={paths.letter(props.id)} target="_blank" rel="noreferrer">
      {t.person.openPdf}
      <span className="visually-hidden">
        {props.what} {shared.layout.newWindow}
      </span>
    </a>
  );
}
