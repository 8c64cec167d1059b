import { useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';

/** What each verdict says, and what it does not. */
export function HowToRead() {
  const t = useText(messages);
  return (
    <section className="how-to-read">
      <h2>{t.read.title}</h2>
      <dl>
        {READ.map((key) => (
          <div key={key}>
            <dt>{t.read[key].term}</dt>
            <dd>{t.read[key].text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const READ = ['valid', 'invalid', 'indeterminate', 'time'] as const;
