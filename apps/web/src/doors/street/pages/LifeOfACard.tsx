import { DoorMark } from '../../../components/index.ts';
import { common, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import { lifeSteps } from '../steps.ts';
import { useDoorHref } from '../use-door-href.ts';

/** The guided life of a card: eleven scenes, each with its door, who one is in it, and what to do. */
export function LifeOfACard() {
  const t = useText(messages);
  const names = useText(common).doors;
  const hrefOf = useDoorHref();
  return (
    <section className="life" aria-labelledby="life-title">
      <h2 id="life-title">{t.lifeTitle}</h2>
      <p>{t.lifeLead}</p>
      <p className="life-pins">{t.pins}</p>
      <ol>
        {lifeSteps.map((step, index) => {
          const text = t.steps[step.id];
          return (
            <li key={step.id} data-door={step.door}>
              <span className="life-number" aria-hidden="true">
                {index + 1}
              </span>
              <div>
                <h3>
                  <a href={hrefOf(step.door, step.path)}>{text.title}</a>
                </h3>
                <p className="life-who">
                  <DoorMark door={step.door} />
                  <span>
                    {names[step.door]} — {t.you} <strong>{text.who}</strong>
                  </span>
                </p>
                <p>{text.what}</p>
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
