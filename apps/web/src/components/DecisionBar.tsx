import { type ReactNode, useState } from 'react';
import { common, useText } from '../i18n/index.ts';
import type { ButtonLook } from './Button.tsx';
import { Button } from './Button.tsx';
import { DecisionButton, useLookedAt } from './DecisionButton.tsx';
import { ModalDialog } from './ModalDialog.tsx';
import { useKeys } from './use-keys.ts';

export interface Decision {
  readonly id: string;
  readonly label: string;
  readonly look?: ButtonLook | undefined;
  /** Its single key. A key alone decides nothing: it opens the question, and another key answers it. */
  readonly shortcut?: string | undefined;
  /** Why it is not possible now; it is shown, but takes no press. */
  readonly disabled?: boolean | undefined;
  readonly busy?: boolean | undefined;
  readonly onDecide: () => void;
  /** Opens a form of its own, in which it is decided: no question before it. */
  readonly opens?: boolean | undefined;
  /** What the question names: whom or what it is about. */
  readonly about: string;
}

export interface DecisionBarProps {
  /** What is on the screen, with its version. */
  readonly item: string;
  /** What can be decided about it; empty when nothing can. */
  readonly decisions: readonly Decision[];
  /** Short cuts that decide nothing (the next one, the list), with their words. They stand elsewhere on the page. */
  readonly keys?: readonly { readonly shortcut: string; readonly label: string; readonly run: () => void }[];
  readonly children?: ReactNode;
}

/**
 * The lower edge of a page on which something is decided. Only what decides stands here, and it stands still: going on
 * to the next one is somewhere else on the page, so that no hand finds it where it has just decided, or the other way
 * round. The list of keys follows what is possible.
 */
export function DecisionBar({ item, decisions, keys = [], children }: DecisionBarProps) {
  const t = useText(common).decision;
  const looked = useLookedAt(item);
  const [asked, setAsked] = useState<{ readonly item: string; readonly id: string }>();
  const possible = decisions.filter(({ disabled }) => disabled !== true);
  // A question that was open for another item is not one about this item.
  const question = asked?.item === item ? possible.find(({ id }) => id === asked.id) : undefined;
  const ask = (decision: Decision) => {
    if (decision.opens === true) decision.onDecide();
    else setAsked({ item, id: decision.id });
  };
  useKeys({
    ...Object.fromEntries(
      possible.flatMap((one) =>
        one.shortcut === undefined ? [] : [[one.shortcut, () => looked && one.busy !== true && ask(one)]],
      ),
    ),
    ...Object.fromEntries(keys.map(({ shortcut, run }) => [shortcut, run])),
  });
  const hints = [
    ...possible.flatMap(({ shortcut, label }) => (shortcut === undefined ? [] : [{ shortcut, label }])),
    ...keys,
  ];
  return (
    <div className="decision-bar">
      {decisions.map((one) => (
        <DecisionButton
          key={one.id}
          {...one.look}
          item={item}
          disabled={one.disabled}
          busy={one.busy}
          onClick={one.onDecide}
        >
          {one.label}
        </DecisionButton>
      ))}
      <p className="small quiet decision-keys">
        {hints.map(({ shortcut, label }) => (
          <span key={shortcut}>
            {label} <kbd>{shortcut.toUpperCase()}</kbd>
          </span>
        ))}
      </p>
      {children}
      <ModalDialog
        open={question !== undefined}
        title={question?.about ?? ''}
        onClose={() => setAsked(undefined)}
        actions={
          question !== undefined && (
            <>
              <Button variant="outline" onClick={() => setAsked(undefined)}>
                {t.no}
              </Button>
              <DecisionButton
                {...question.look}
                item={`${item} ${question.id}`}
                busy={question.busy}
                // The question was opened by a key; the answer is one, too.
                data-first-focus=""
                onClick={() => {
                  setAsked(undefined);
                  question.onDecide();
                }}
              >
                {question.label}
              </DecisionButton>
            </>
          )
        }
      >
        <p>{t.byKey}</p>
      </ModalDialog>
    </div>
  );
}
