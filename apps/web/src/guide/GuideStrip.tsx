import { useLocation } from 'react-router';
import { doors } from '../doors.ts';
import { common, useText } from '../i18n/index.ts';
import { messages } from './messages.ts';
import { addressOf, scenes } from './scenes.ts';
import { useLife } from './use-life.ts';

/** Above every page of the demo: which scene of the guided life comes next, who one is in it, and the way back. */
export function GuideStrip() {
  const t = useText(messages);
  const names = useText(common).doors;
  const life = useLife();
  const { pathname } = useLocation();
  if (life === undefined) return null;
  const index = scenes.findIndex(({ id }) => id === life.here);
  const scene = scenes[index];
  const back = (
    <a className="guide-back" href="/#life-title">
      {t.back}
    </a>
  );
  if (scene === undefined) {
    return (
      <nav className="guide-strip" aria-label={t.label}>
        <span>{t.told}</span>
        {back}
      </nav>
    );
  }
  const text = t.steps[scene.id];
  const door = document.documentElement.dataset.door;
  const whole = door === undefined ? pathname : `${doors[scene.door].path}${pathname}`;
  const there = scene.door === door && whole.replace(/\/$/, '').startsWith(scene.path);
  return (
    <nav className="guide-strip" aria-label={t.label}>
      <span>
        <strong>{t.scene(index + 1, scenes.length, text.title)}</strong>{' '}
        <span className="guide-who">
          {t.you} {text.who}
        </span>
      </span>
      {!there && <a href={addressOf(scene)}>{t.go(names[scene.door])}</a>}
      {back}
    </nav>
  );
}
