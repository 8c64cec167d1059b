import type { ReactNode } from 'react';

/** A term and what belongs to it. */
export interface DlItem {
  readonly term: string;
  readonly description: ReactNode;
}

/** Terms and their descriptions: beside each other where there is room, or in `columns` for dense panes. */
export function Dl(props: {
  readonly items: readonly DlItem[];
  readonly layout?: 'rows' | 'columns' | 'stacked' | undefined;
}) {
  return (
    <dl className="dl" data-layout={props.layout ?? 'rows'}>
      {props.items.map((item, index) => (
        <div key={`${item.term} ${earlierOf(props.items, index)}`}>
          <dt>{item.term}</dt>
          <dd>{item.description}</dd>
        </div>
      ))}
    </dl>
  );
}

/** How many items before this one have the same term: a card may have had two certificates of a kind. */
function earlierOf(items: readonly DlItem[], index: number): number {
  return items.slice(0, index).filter(({ term }) => term === items[index]?.term).length;
}
