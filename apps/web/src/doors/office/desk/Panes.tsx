import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { Icon, Page } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import { KeyHelp } from './KeyHelp.tsx';

/** How far the clerk has gone in; on a small screen only the deepest pane is shown. */
export type Depth = 'list' | 'person' | 'act';

export interface PanesProps {
  /** Heading of the page, for the window's title and screen readers; the list shows it as its caption. */
  readonly title: string;
  readonly depth: Depth;
  readonly list: ReactNode;
  readonly person: ReactNode;
  /** Absent: the middle pane takes its room, too. */
  readonly act?: ReactNode;
  /** The last two panes belong together: a small screen shows both, and goes back from both to the list. */
  readonly together?: boolean | undefined;
  readonly onBack: () => void;
}

/** Three panes beside each other, each scrolling for itself; F6 goes from one to the next, ? lists the keys. */
export function Panes(props: PanesProps) {
  const t = useText(messages);
  const [help, setHelp] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const { depth } = props;

  useEffect(() => {
    function onKey(event: globalThis.KeyboardEvent): void {
      if (event.key === 'F6') {
        event.preventDefault();
        moveToPane(root.current, event.shiftKey ? -1 : 1);
      } else if (event.key === '?' && !isTyping(event.target)) {
        event.preventDefault();
        setHelp(true);
      }
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  // The table of a list has a shorter list of keys of its own; on the desk there is one.
  function onKeyDownCapture(event: KeyboardEvent): void {
    if (event.key !== '?' || isTyping(event.target)) return;
    event.preventDefault();
    event.stopPropagation();
    setHelp(true);
  }

  const back = (label: string) => (
    <p className="pane-back">
      <button type="button" className="link-button" onClick={props.onBack}>
        <Icon name="back" />
        {label}
      </button>
    </p>
  );

  return (
    <Page title={props.title} width="full">
      <div
        className="panes"
        ref={root}
        data-depth={depth}
        data-together={props.together === true ? '' : undefined}
        data-panes={props.act === undefined ? 2 : 3}
        onKeyDownCapture={onKeyDownCapture}
      >
        <Pane name="list" label={t.pane.list}>
          {props.list}
        </Pane>
        <Pane name="person" label={t.pane.person}>
          {props.together !== true && back(t.pane.backToList)}
          {props.person}
        </Pane>
        {props.act !== undefined && (
          <Pane name="act" label={t.pane.act}>
            {back(props.together === true ? t.pane.backToList : t.pane.backToPerson)}
            {props.act}
          </Pane>
        )}
      </div>
      <KeyHelp open={help} onClose={() => setHelp(false)} />
    </Page>
  );
}

function Pane(props: { readonly name: Depth; readonly label: string; readonly children: ReactNode }) {
  return (
    // A pane that scrolls must be reachable by keyboard; F6 brings one there.
    <section
      className="pane"
      data-pane={props.name}
      aria-label={props.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a pane scrolls, so it must be reachable by keyboard
      tabIndex={0}
    >
      {props.children}
    </section>
  );
}

function moveToPane(root: HTMLElement | null, by: 1 | -1): void {
  const panes = [...(root?.querySelectorAll<HTMLElement>('.pane') ?? [])].filter(
    (pane) => pane.offsetParent !== null,
  );
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const to = panes[(at + by + panes.length) % panes.length];
  // In a list one wants to be on the row, elsewhere on the heading.
  (to?.querySelector<HTMLElement>('tr[tabindex="0"]') ?? to)?.focus();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, dialog') !== null;
}
