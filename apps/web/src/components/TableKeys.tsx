import { common, useText } from '../i18n/index.ts';
import { ModalDialog } from './ModalDialog.tsx';

/** The list of a table's keys. */
export function TableKeys(props: { readonly open: boolean; readonly onClose: () => void }) {
  const t = useText(common);
  const rows = [
    [['↑', '↓'], t.table.keys.move],
    [['Enter'], t.table.keys.open],
    [['/'], t.table.keys.search],
    [['PageUp', 'PageDown'], t.table.keys.page],
    [['?'], t.table.keys.help],
  ] as const;
  return (
    <ModalDialog open={props.open} title={t.table.keysTitle} onClose={props.onClose}>
      <dl className="table-keys">
        {rows.map(([keys, text]) => (
          <div key={text}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </ModalDialog>
  );
}
