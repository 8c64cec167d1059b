import { useState } from 'react';
import { Page, Radio } from '../../../components/index.ts';
import type { Density } from '../../../doors.ts';
import { useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import { CardSamples } from './CardSamples.tsx';
import { ControlSamples } from './ControlSamples.tsx';
import { DataSamples } from './DataSamples.tsx';
import { MessageSamples } from './MessageSamples.tsx';
import { PageSamples } from './PageSamples.tsx';

/** Every component in all its states, in the three sizes. */
export function GalleryPage() {
  const t = useText(messages);
  const [density, setDensity] = useState<Density>('normal');
  function change(value: Density): void {
    setDensity(value);
    document.documentElement.dataset.density = value;
  }
  return (
    <Page title={t.title} lead={t.lead} width="wide">
      <Radio
        name="density"
        label={t.density}
        inline
        options={(['normal', 'dense', 'kiosk'] as const).map((value) => ({
          value,
          label: t.densities[value],
        }))}
        value={density}
        onValue={change}
      />
      <ControlSamples />
      <MessageSamples />
      <DataSamples />
      <CardSamples />
      <PageSamples />
    </Page>
  );
}
