import { Icon } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { photoMessages } from '../photo-messages.ts';
import type { FaceKind } from './FaceSample.tsx';
import { FaceSample } from './FaceSample.tsx';

const kinds = [
  'good',
  'turned',
  'background',
  'hat',
  'mask',
  'eyes',
  'dark',
  'cropped',
  'small',
] as const satisfies readonly FaceKind[];

/** What a photo must be like, mostly in pictures. */
export function PhotoRules() {
  const t = useText(photoMessages);
  return (
    <section className="stack stack-tight" aria-labelledby="photo-rules">
      <h2 id="photo-rules">{t.rulesTitle}</h2>
      <ul className="photo-samples">
        {kinds.map((kind) => (
          <li key={kind} data-good={kind === 'good' ? '' : undefined}>
            <span className="photo-sample-picture">
              <FaceSample kind={kind} />
              <span className="photo-sample-mark">
                <Icon name={kind === 'good' ? 'check' : 'close'} />
              </span>
            </span>
            <span>
              <span className={kind === 'good' ? 'strong' : 'visually-hidden'}>
                {kind === 'good' ? t.ok : t.bad}
                {': '}
              </span>
              {t.samples[kind]}
            </span>
          </li>
        ))}
      </ul>
      <p className="quiet">{t.file}</p>
      <p className="quiet">{t.exceptions}</p>
    </section>
  );
}
