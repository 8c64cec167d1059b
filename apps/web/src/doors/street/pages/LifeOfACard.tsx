import type { LifeAnswer } from '@mibun/demo/schemas/life';
import { ButtonLink, DoorMark, Icon } from '../../../components/index.ts';
import { messages as guide } from '../../../guide/messages.ts';
import { addressOf, scenes } from '../../../guide/scenes.ts';
import { useLife } from '../../../guide/use-life.ts';
import { common, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';

/**
 * The guided life of a card: eleven scenes, each with its door, who one is in it, and what to do; what is done and where
 * one is, as the system itself knows it.
 */
export function LifeOfACard() {
  const t = useText(messages);
  const g = useText(guide);
  const life = useLife();
  return (
    <section className="life" aria-labelledby="life-title">
      <h2 id="life-title">{t.lifeTitle}</h2>
      <p>{t.lifeLead}</p>
      <p className="life-pins">{t.pins}</p>
      {life !== undefined && life.done.length > 0 && (
        <p className="life-progress">
          {life.here === null ? g.told : g.progress(life.done.length, scenes.length)}
        </p>
      )}
      <ol>
        {scenes.map((scene, index) => (
          <SceneItem key={scene.id} scene={scene} number={index + 1} life={life} />
        ))}
      </ol>
    </section>
  );
}

function SceneItem(props: {
  readonly scene: (typeof scenes)[number];
  readonly number: number;
  readonly life: LifeAnswer | undefined;
}) {
  const { scene, number, life } = props;
  const g = useText(guide);
  const names = useText(common).doors;
  const text = g.steps[scene.id];
  const done = life?.done.includes(scene.id) === true;
  const here = life?.here === scene.id;
  return (
    <li
      data-door={scene.door}
      data-state={done ? 'done' : here ? 'here' : undefined}
      aria-current={here ? 'step' : undefined}
    >
      <span className="life-number" aria-hidden="true">
        {done ? <Icon name="check" /> : number}
      </span>
      <div>
        <h3>
          <a href={addressOf(scene)}>{text.title}</a>
          {done && <span className="life-mark">{g.done}</span>}
          {here && <span className="life-mark">{g.here}</span>}
        </h3>
        <p className="life-who">
          <DoorMark door={scene.door} />
          <span>
            {names[scene.door]} — {g.you} <strong>{text.who}</strong>
          </span>
        </p>
        {!done && <p>{text.what}</p>}
        {here && (
          <p className="life-begin">
            <ButtonLink href={addressOf(scene)}>{g.begin}</ButtonLink>
          </p>
        )}
      </div>
    </li>
  );
}
