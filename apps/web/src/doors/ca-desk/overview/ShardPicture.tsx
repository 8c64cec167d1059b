import type { CrlView } from '@mibun/server/schemas/authority/ca-desk';
import { formatBytes, formatCount, useDates, useLanguage, useText } from '../../../i18n/index.ts';
import { useCaWords } from '../labels.ts';
import { messages } from '../messages.ts';

/** One tile a CRL: the fill is how much of its time is over, the number how many entries it has. */
export function ShardPicture({ crls, at }: { readonly crls: readonly CrlView[]; readonly at: string }) {
  const t = useText(messages).shards;
  const words = useCaWords();
  const dates = useDates();
  const language = useLanguage();
  if (crls.length === 0) return <p className="quiet">{t.none}</p>;
  // A tile has room for three figures; the exact number is in its words and in the table.
  const compact = new Intl.NumberFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    notation: 'compact',
    maximumSignificantDigits: 3,
  });
  const groups = [...new Set(crls.map(({ authority, generation }) => `${authority} ${generation}`))];
  return (
    <div className="stack stack-tight">
      <p className="quiet small">{t.lead}</p>
      {groups.map((group) => {
        const own = crls.filter(({ authority, generation }) => `${authority} ${generation}` === group);
        const [first] = own;
        if (!first) return null;
        return (
          <div key={group}>
            <p className="small strong">{words.generation(first.authority, first.generation)}</p>
            <ul className="ca-shards">
              {own.map((crl) => {
                const used = usedOf(crl, at);
                const tone = used >= 1 ? 'over' : used >= 0.75 ? 'due' : 'fresh';
                const label = t.tile(
                  words.shard(crl.shard),
                  formatCount(crl.entries, language),
                  formatBytes(crl.octets),
                  dates.instant(crl.nextUpdate),
                );
                return (
                  <li key={crl.shard} data-tone={tone} title={label}>
                    <span className="visually-hidden">{label}</span>
                    <span
                      aria-hidden="true"
                      className="ca-shard-fill"
                      style={{ blockSize: `${used * 100}%` }}
                    />
                    <span aria-hidden="true" className="ca-shard-name">
                      {crl.shard === 'all' ? t.all : crl.shard}
                    </span>
                    <span aria-hidden="true" className="ca-shard-count">
                      {compact.format(crl.entries)}
                    </span>
                  </li>
                );
              })}
            </ul>
          </div>
        );
      })}
    </div>
  );
}

export function usedOf({ thisUpdate, nextUpdate }: CrlView, at: string): number {
  const [from, to, now] = [Date.parse(thisUpdate), Date.parse(nextUpdate), Date.parse(at)];
  return Math.max(0, Math.min(1, (now - from) / (to - from)));
}
