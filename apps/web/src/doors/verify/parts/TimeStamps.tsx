import type { DocumentTimeStampReport } from '@mibun/server/schemas/services/verification';
import { Dl } from '../../../components/index.ts';
import { useDates, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import { Answer } from './Answer.tsx';

/** Time stamps over the whole file: when it existed, and nothing about who signed. */
export function TimeStamps({ stamps }: { readonly stamps: readonly DocumentTimeStampReport[] }) {
  const t = useText(messages).stamps;
  const dates = useDates();
  const answer = ({ status, time }: DocumentTimeStampReport) => {
    if (status === 'good') return <Answer icon="success">{t.good(dates.instant(time ?? ''))}</Answer>;
    if (status === 'bad') return <Answer icon="error">{t.bad}</Answer>;
    return <Answer icon="warning">{t.foreign}</Answer>;
  };
  return (
    <section className="stack stack-tight">
      <h2>{t.title}</h2>
      <p className="quiet">{t.text}</p>
      <Dl items={stamps.map((stamp) => ({ term: t.one(stamp.number), description: answer(stamp) }))} />
    </section>
  );
}
