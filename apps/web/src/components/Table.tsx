import type { KeyboardEvent, ReactNode } from 'react';
import { useId, useRef, useState } from 'react';
import { common, formatCount, useLanguage, useText } from '../i18n/index.ts';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';
import { Loading } from './Loading.tsx';
import { TableHead } from './TableHead.tsx';
import { TableKeys } from './TableKeys.tsx';
import { TableSearch } from './TableSearch.tsx';
import type { TableQueryState } from './table-query.ts';

/** One column. */
export interface Column<Row> {
  readonly id: string;
  readonly label: string;
  readonly cell: (row: Row) => ReactNode;
  readonly sortable?: boolean | undefined;
  /** Numbers and amounts to the right, codes in the middle. */
  readonly align?: 'start' | 'end' | undefined;
  /** The cell that names the row. One column should have it. */
  readonly head?: boolean | undefined;
  /** Never broken: dates, codes. */
  readonly nowrap?: boolean | undefined;
}

export interface TableProps<Row> {
  /** What the rows are; the table's name. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  /** undefined while they are being loaded for the first time. */
  readonly rows: readonly Row[] | undefined;
  readonly rowKey: (row: Row) => string;
  /** All rows that match, not only those on this page. */
  readonly total?: number | undefined;
  readonly pageSize?: number | undefined;
  /** State in the address, see `useTableQuery`; leave out for a short fixed table. */
  readonly query?: TableQueryState | undefined;
  /** Shows the search field. */
  readonly searchable?: boolean | undefined;
  /** Filters beside the search field (usually {@link Select} with hideLabel). */
  readonly filters?: ReactNode;
  /** Acts on the whole list: export, new. */
  readonly actions?: ReactNode;
  /** Opens a row: Enter, or a click on it. */
  readonly onOpen?: ((row: Row) => void) | undefined;
  /** Marks the row that is open beside the table. */
  readonly selectedKey?: string | undefined;
  readonly loading?: boolean | undefined;
  /** What would be here, and how it comes to be here. */
  readonly empty: ReactNode;
  /** Height at which the table scrolls under its head ('60vh'). */
  readonly maxHeight?: string | undefined;
}

/** A list for people who work with it: paging by the server, filters in the address, keys. */
export function Table<Row>(props: TableProps<Row>) {
  const { rows, query, onOpen, columns } = props;
  const t = useText(common);
  const id = useId();
  const language = useLanguage();
  const body = useRef<HTMLTableSectionElement>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const [active, setActive] = useState(0);
  const [help, setHelp] = useState(false);
  const pageSize = props.pageSize ?? rows?.length ?? 0;
  const total = props.total ?? rows?.length ?? 0;
  const page = query?.page ?? 1;
  const pages = Math.max(1, Math.ceil(total / Math.max(1, pageSize)));
  const last = (rows?.length ?? 1) - 1;
  const count = (n: number) => formatCount(n, language);
  // An empty list that nobody has narrowed has nothing that could have matched.
  const isNarrowed = query !== undefined && query.search !== '';

  function focusRow(index: number): void {
    const at = Math.max(0, Math.min(last, index));
    setActive(at);
    body.current?.querySelectorAll<HTMLElement>('tr')[at]?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) {
      if (event.key === 'ArrowDown' && event.target === searchField.current) {
        event.preventDefault();
        focusRow(active);
      }
      return;
    }
    const onRow = event.target instanceof HTMLTableRowElement;
    const keys = new Map<string, () => void>([
      ['ArrowDown', () => focusRow(onRow ? active + 1 : active)],
      ['ArrowUp', () => focusRow(onRow ? active - 1 : active)],
      ['Home', () => focusRow(0)],
      ['End', () => focusRow(last)],
      ['?', () => setHelp(true)],
    ]);
    if (query !== undefined && page < pages) keys.set('PageDown', () => query.setPage(page + 1));
    if (query !== undefined && page > 1) keys.set('PageUp', () => query.setPage(page - 1));
    const row = onRow ? rows?.[active] : undefined;
    if (event.key === 'Enter' && row !== undefined) {
      event.preventDefault();
      onOpen?.(row);
      return;
    }
    const act = keys.get(event.key);
    if (act === undefined) return;
    event.preventDefault();
    act();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what its keys do, a pointer does on the rows and buttons inside
    <div className="table" onKeyDown={onKeyDown}>
      <div className="table-tools no-print">
        {props.searchable === true && query !== undefined && (
          <TableSearch value={query.search} onValue={query.setSearch} field={searchField} />
        )}
        {props.filters}
        {query?.filtered === true && (
          <Button variant="text" size="sm" onClick={query.clear}>
            {t.table.clear}
          </Button>
        )}
        <span className="table-tools-end">
          {props.actions}
          {onOpen !== undefined && (
            <button
              type="button"
              className="icon-button"
              aria-label={t.table.keysButton}
              title={t.table.keyHint}
              onClick={() => setHelp(true)}
            >
              <Icon name="keyboard" />
            </button>
          )}
        </span>
      </div>
      <section
        className="table-scroll"
        aria-labelledby={`${id}-caption`}
        aria-busy={props.loading === true}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        style={props.maxHeight !== undefined ? { maxHeight: props.maxHeight } : undefined}
      >
        <table>
          <caption id={`${id}-caption`}>
            {props.caption}{' '}
            {rows !== undefined && <span className="table-count">{t.table.rows(count(total))}</span>}
          </caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <TableHead key={column.id} column={column} query={query} />
              ))}
            </tr>
          </thead>
          <tbody ref={body}>
            {rows?.map((row, index) => (
              <tr
                key={props.rowKey(row)}
                tabIndex={onOpen === undefined ? undefined : index === Math.min(active, last) ? 0 : -1}
                data-opens={onOpen !== undefined ? '' : undefined}
                aria-current={
                  onOpen !== undefined && props.rowKey(row) === props.selectedKey ? true : undefined
                }
                onFocus={(event) => event.target === event.currentTarget && setActive(index)}
                onClick={(event) => {
                  if (
                    event.target instanceof Element &&
                    event.target.closest('a, button, input, label') !== null
                  )
                    return;
                  setActive(index);
                  onOpen?.(row);
                }}
              >
                {columns.map((column) =>
                  column.head === true ? (
                    <th
                      key={column.id}
                      scope="row"
                      data-align={column.align}
                      data-nowrap={mark(column.nowrap)}
                    >
                      {column.cell(row)}
                    </th>
                  ) : (
                    <td key={column.id} data-align={column.align} data-nowrap={mark(column.nowrap)}>
                      {column.cell(row)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
        {rows === undefined && <Loading />}
        {rows?.length === 0 && (
          <div className="table-empty">
            <p className="strong">{isNarrowed ? t.table.empty : t.table.nothing}</p>
            <div>{props.empty}</div>
          </div>
        )}
      </section>
      {query !== undefined && rows !== undefined && pages > 1 && (
        <nav className="table-pages no-print" aria-label={props.caption}>
          <span role="status">
            {t.table.range(
              count((page - 1) * pageSize + 1),
              count(Math.min(total, page * pageSize)),
              count(total),
            )}
          </span>
          <span className="table-tools-end">
            <Button
              variant="outline"
              size="sm"
              icon="back"
              disabled={page <= 1}
              onClick={() => query.setPage(page - 1)}
            >
              {t.table.previous}
            </Button>
            <span>{t.table.page(page, pages)}</span>
            <Button
              variant="outline"
              size="sm"
              icon="forward"
              iconSide="end"
              disabled={page >= pages}
              onClick={() => query.setPage(page + 1)}
            >
              {t.table.next}
            </Button>
          </span>
        </nav>
      )}
      <TableKeys open={help} onClose={() => setHelp(false)} />
    </div>
  );
}

function mark(flag: boolean | undefined): '' | undefined {
  return flag === true ? '' : undefined;
}
