import type { KeyboardEvent, ReactNode } from 'react';
import { useId, useState } from 'react';

/** One tab and what it shows. */
export interface TabItem {
  readonly id: string;
  readonly label: ReactNode;
  readonly content: ReactNode;
}

export interface TabProps {
  readonly label: string;
  readonly items: readonly TabItem[];
  /** Controlled: the open tab. Leave out to let the component remember. */
  readonly current?: string | undefined;
  readonly onCurrent?: ((id: string) => void) | undefined;
}

/** Views of one thing side by side; arrow keys move between the tabs. */
export function Tab(props: TabProps) {
  const base = useId();
  const [own, setOwn] = useState(props.items[0]?.id);
  const current = props.current ?? own;
  const open = props.items.find((item) => item.id === current) ?? props.items[0];

  function select(id: string): void {
    setOwn(id);
    props.onCurrent?.(id);
    document.getElementById(`${base}-${id}`)?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const at = props.items.findIndex((item) => item.id === open?.id);
    const last = props.items.length - 1;
    const moves: Record<string, number> = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const to = props.items[moves[event.key] ?? -1];
    if (to === undefined) return;
    event.preventDefault();
    select(to.id);
  }

  return (
    <div className="tab">
      <div role="tablist" aria-label={props.label} onKeyDown={onKeyDown}>
        {props.items.map((item) => (
          <button
            type="button"
            role="tab"
            key={item.id}
            id={`${base}-${item.id}`}
            aria-selected={item.id === open?.id}
            aria-controls={`${base}-panel`}
            tabIndex={item.id === open?.id ? 0 : -1}
            onClick={() => select(item.id)}
          >
            {item.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${base}-panel`} aria-labelledby={`${base}-${open?.id}`}>
        {open?.content}
      </div>
    </div>
  );
}
