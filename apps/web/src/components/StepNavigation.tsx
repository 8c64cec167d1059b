import { common, useText } from '../i18n/index.ts';
import { Icon } from './Icon.tsx';

/** Steps of a procedure with the present one marked; `current` counts from 0. */
export function StepNavigation(props: { readonly steps: readonly string[]; readonly current: number }) {
  const t = useText(common);
  return (
    <div className="steps">
      <p className="steps-short">
        {t.progress.step(props.current + 1, props.steps.length)}
        <strong>{props.steps[props.current]}</strong>
      </p>
      <ol>
        {props.steps.map((step, index) => {
          const state = index < props.current ? 'past' : index === props.current ? 'present' : 'next';
          return (
            <li key={step} data-state={state} aria-current={state === 'present' ? 'step' : undefined}>
              <span className="steps-mark">{state === 'past' ? <Icon name="check" /> : index + 1}</span>
              <span className="steps-name">{step}</span>
              {state === 'past' && <span className="visually-hidden">{t.progress.stepDone}</span>}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
