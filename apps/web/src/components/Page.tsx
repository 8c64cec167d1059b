import type { ReactNode } from 'react';
import { useEffect } from 'react';
import type { Crumb } from './Breadcrumbs.tsx';
import { Breadcrumbs } from './Breadcrumbs.tsx';

export interface PageProps {
  /** The heading, and the window's title. */
  readonly title: string;
  /** Small text above the heading (step, case). */
  readonly caption?: ReactNode;
  /** A sentence or two under the heading. */
  readonly lead?: ReactNode;
  readonly breadcrumbs?: readonly Crumb[] | undefined;
  /** `narrow` for reading and forms, `wide` for tables and pictures, `full` for panes. */
  readonly width?: 'narrow' | 'wide' | 'full' | undefined;
  /** Beside the heading: the main act of the page. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** One page of a door: title, heading, content. The layout moves the focus to the heading on navigation. */
export function Page(props: PageProps) {
  const { title } = props;
  useEffect(() => {
    const door = document.documentElement.dataset.doorName;
    document.title = door === undefined || door === title ? title : `${title} | ${door}`;
  }, [title]);
  return (
    <div className="page" data-width={props.width ?? 'narrow'}>
      {props.breadcrumbs !== undefined && <Breadcrumbs items={props.breadcrumbs} />}
      <div className="page-head">
        <div>
          {props.caption !== undefined && <p className="page-caption">{props.caption}</p>}
          <h1 tabIndex={-1}>{title}</h1>
        </div>
        {props.actions !== undefined && <div className="cluster">{props.actions}</div>}
      </div>
      {props.lead !== undefined && <div className="page-lead">{props.lead}</div>}
      {props.children}
    </div>
  );
}
