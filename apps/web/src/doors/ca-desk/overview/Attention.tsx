import type { AttentionItem } from '@mibun/server/schemas/authority/ca-desk';
import { Link } from 'react-router';
import { StatusBadge, type Tone } from '../../../components/index.ts';
import { useDates, useText } from '../../../i18n/index.ts';
import { useCaWords } from '../labels.ts';
import { messages } from '../messages.ts';

const TONES: Readonly<Record<AttentionItem['urgency'], Tone>> = {
  now: 'error',
  soon: 'warning',
  later: 'neutral',
};

/** What to look at, the most pressing first, each with its date and the page where it is dealt with. */
export function Attention({ items }: { readonly items: readonly AttentionItem[] }) {
  const t = useText(messages).attention;
  if (items.length === 0) return <p className="quiet">{t.nothing}</p>;
  return (
    <ul className="ca-attention">
      {items.map((item) => (
        <Item key={`${item.kind} ${item.authority} ${item.generation} ${item.detail}`} item={item} />
      ))}
    </ul>
  );
}

function Item({ item }: { readonly item: AttentionItem }) {
  const t = useText(messages).attention;
  const dates = useDates();
  const words = useCaWords();
  const { kind, urgency, at, authority, generation, detail } = item;
  const of = [
    authority !== null && words.generation(authority, generation),
    detail !== null && detailIn(kind, detail, words),
  ].filter((part) => part !== false);
  const href = kind.startsWith('crl') ? '/crls' : authority !== null ? '/generations' : undefined;
  return (
    <li data-urgency={urgency}>
      <StatusBadge tone={TONES[urgency]}>{t.urgency[urgency]}</StatusBadge>
      <div>
        <p className="strong">{href ? <Link to={href}>{t.kinds[kind]}</Link> : t.kinds[kind]}</p>
        <p className="quiet small">{[...of, at !== null && dates.instant(at)].filter(Boolean).join(' · ')}</p>
        <p className="small">{t.todo[kind]}</p>
      </div>
    </li>
  );
}

function detailIn(kind: AttentionItem['kind'], detail: string, words: ReturnType<typeof useCaWords>): string {
  if (kind.startsWith('proposal')) return words.event(detail);
  if (kind.startsWith('crl')) return words.shard(detail);
  if (kind === 'intents-pending') return words.count(Number(detail));
  return detail;
}
