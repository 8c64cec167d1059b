import { ModalDialog } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';

/** The list of the desk's keys. */
export function KeyHelp(props: { readonly open: boolean; readonly onClose: () => void }) {
  const { keys } = useText(messages);
  const rows = [
    [['↑', '↓'], keys.move],
    [['Enter'], keys.open],
    [['/'], keys.search],
    [['F6', 'Shift + F6'], keys.panes],
    [['?'], keys.help],
  ] as const;
  return (
    <ModalDialog open={props.open} title={keys.title} onClose={props.onClose}>
      <dl className="table-keys">
        {rows.map(([names, text]) => (
          <div key={text}>
            <dt>
              {names.map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </ModalDialog>
  );
}
