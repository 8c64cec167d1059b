import type { RefObject } from 'react';
import { useEffect, useRef, useState } from 'react';
import { common, useText } from '../i18n/index.ts';
import { Icon } from './Icon.tsx';

/** Types on at once, asks the server when the person pauses. */
export function TableSearch(props: {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly field: RefObject<HTMLInputElement | null>;
}) {
  const t = useText(common);
  const [typed, setTyped] = useState(props.value);
  useSlashKey(props.field);
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => setTyped(props.value), [props.value]);
  useEffect(() => {
    if (typed === latest.current.value) return;
    const timer = setTimeout(() => latest.current.onValue(typed), 250);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <label className="table-search">
      <span className="visually-hidden">{t.table.search}</span>
      <Icon name="search" />
      <input
        ref={props.field}
        className="control input"
        type="search"
        placeholder={t.table.search}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <kbd>/</kbd>
    </label>
  );
}

/** "/" goes to the search field from anywhere on the page, unless somebody is typing. */
function useSlashKey(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    function onKey(event: globalThis.KeyboardEvent): void {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest('input, textarea, select, dialog') !== null)
        return;
      if (field.current === null) return;
      event.preventDefault();
      field.current.focus();
      field.current.select();
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [field]);
}
