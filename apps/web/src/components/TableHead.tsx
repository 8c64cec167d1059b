import { common, useText } from '../i18n/index.ts';
import { Icon } from './Icon.tsx';
import type { Column } from './Table.tsx';
import type { TableQueryState } from './table-query.ts';

/** The head of a column; sorts when it can. */
export function TableHead<Row>(props: {
  readonly column: Column<Row>;
  readonly query: TableQueryState | undefined;
}) {
  const t = useText(common);
  const { column, query } = props;
  const direction = query?.sort?.column === column.id ? query.sort.direction : undefined;
  const sorted = direction === undefined ? undefined : direction === 'asc' ? 'ascending' : 'descending';
  return (
    <th scope="col" data-align={column.align} aria-sort={sorted}>
      {column.sortable === true && query !== undefined ? (
        <button
          type="button"
          aria-label={t.table.sort(column.label)}
          onClick={() => query.toggleSort(column.id)}
        >
          {column.label}
          <Icon name={direction === 'asc' ? 'up' : direction === 'desc' ? 'down' : 'sort'} />
        </button>
      ) : (
        column.label
      )}
    </th>
  );
}
