import type { LotView } from '@mibun/server/schemas/issuance/production';
import { Button, Code, StatusBadge } from '../../../components/index.ts';
import { groupDigits, useDates, useSay, useText } from '../../../i18n/index.ts';
import { messages } from './messages.ts';

/** What lies in each parcel; printed and put into it. */
export function LotLists({ lots }: { readonly lots: readonly LotView[] }) {
  const t = useText(messages).lots;
  const say = useSay();
  const dates = useDates();
  return (
    <section className="stack" aria-labelledby="lots">
      <div className="cluster cluster-between">
        <h2 id="lots">{t.title}</h2>
        <span className="no-print">
          <Button variant="outline" size="sm" icon="file" onClick={() => window.print()}>
            {t.print}
          </Button>
        </span>
      </div>
      <p>{t.lead}</p>
      <div className="columns">
        {lots.map((lot) => (
          <article className="lot" key={lot.lotId}>
            <h3>{t.lot(say(lot.municipality), lot.chipSerials.length)}</h3>
            <p className="small">
              {t.id} <Code id={lot.lotId} />
            </p>
            <p>
              <StatusBadge tone={lot.receivedAt === null ? 'info' : 'success'}>
                {lot.receivedAt === null ? t.onTheWay : t.received(dates.instant(lot.receivedAt))}
              </StatusBadge>
            </p>
            <ol aria-label={t.serials}>
              {lot.chipSerials.map((serial) => (
                <li key={serial} className="number">
                  {groupDigits(serial, 5).join(' ')}
                </li>
              ))}
            </ol>
          </article>
        ))}
      </div>
    </section>
  );
}
