import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

/** Which part of a long list a table shows. All of it is in the address, so that it can be kept and sent on. */
export interface TableQuery {
  /** From 1. */
  readonly page: number;
  /** Free text. */
  readonly search: string;
  readonly sort: { readonly column: string; readonly direction: 'asc' | 'desc' } | undefined;
  /** Values of the door's own filters by name. */
  readonly filters: { readonly [name: string]: string };
}

/** A query with the acts that change it. */
export interface TableQueryState extends TableQuery {
  readonly setPage: (page: number) => void;
  readonly setSearch: (search: string) => void;
  /** Ascending, then descending, then not at all. */
  readonly toggleSort: (column: string) => void;
  /** '' removes the filter. */
  readonly setFilter: (name: string, value: string) => void;
  readonly clear: () => void;
  readonly filtered: boolean;
}

/** Reads a query from the parameters of an address. */
export function readTableQuery(params: URLSearchParams, filterNames: readonly string[]): TableQuery {
  const page = Number(params.get('page') ?? '1');
  const sort = params.get('sort');
  return {
    page: Number.isInteger(page) && page > 0 ? page : 1,
    search: params.get('q') ?? '',
    sort:
      sort === null || sort === '' || sort === '-'
        ? undefined
        : { column: sort.replace(/^-/, ''), direction: sort.startsWith('-') ? 'desc' : 'asc' },
    filters: Object.fromEntries(filterNames.map((name) => [name, params.get(name) ?? ''])),
  };
}

/** The sort that follows when a column's head is clicked. */
export function nextSort(sort: TableQuery['sort'], column: string): string {
  if (sort?.column !== column) return column;
  return sort.direction === 'asc' ? `-${column}` : '';
}

/** The query of the table on this page. Every change but paging goes back to the first page. */
export function useTableQuery(filterNames: readonly string[] = []): TableQueryState {
  const [params, setParams] = useSearchParams();
  const names = filterNames.join(',');
  const query = useMemo(() => readTableQuery(params, names === '' ? [] : names.split(',')), [params, names]);
  const set = useCallback(
    (changes: { readonly [name: string]: string }, keepPage = false) => {
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          if (!keepPage) after.delete('page');
          for (const [name, value] of Object.entries(changes)) {
            if (value === '') after.delete(name);
            else after.set(name, value);
          }
          return after;
        },
        { replace: true },
      );
    },
    [setParams],
  );
  return {
    ...query,
    setPage: (page) => set({ page: page === 1 ? '' : String(page) }, true),
    setSearch: (search) => set({ q: search }),
    toggleSort: (column) => set({ sort: nextSort(query.sort, column) }),
    setFilter: (name, value) => set({ [name]: value }),
    clear: () => set(Object.fromEntries(['q', ...Object.keys(query.filters)].map((name) => [name, '']))),
    filtered: query.search !== '' || Object.values(query.filters).some((value) => value !== ''),
  };
}
