import { CardPicture } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import { sampleCard } from '../sample.ts';
import { Section } from './Section.tsx';

const states = ['PRODUCED', 'AT_OFFICE', 'SUSPENDED', 'LAPSED', 'ABOLISHED', 'DESTROYED'] as const;

const SAMPLE = { ja: '見本県', latin: 'MIHON' };

export function CardSamples() {
  const t = useText(messages);
  return (
    <Section id="card" title={t.sections.card}>
      <CardPicture data={sampleCard} country={SAMPLE} state="ACTIVE" size="lg" />
      <div className="gallery-cards">
        {states.map((state) => (
          <CardPicture
            key={state}
            country={SAMPLE}
            data={{ ...sampleCard, photo: null }}
            state={state}
            faces="front"
          />
        ))}
      </div>
    </Section>
  );
}
