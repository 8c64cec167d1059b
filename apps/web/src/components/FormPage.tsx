import type { FormEvent, ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { FieldProblem, ProblemBody } from '../api/problem.ts';
import { common, useText } from '../i18n/index.ts';
import { Button } from './Button.tsx';
import { ErrorSummary } from './ErrorSummary.tsx';
import { Icon } from './Icon.tsx';
import { Page } from './Page.tsx';
import { Problem } from './Problem.tsx';

export interface FormPageProps {
  /** The question, or the name of the group that belongs together. */
  readonly title: string;
  readonly caption?: ReactNode;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
  /** What this page found wrong; a problem's own fields are added. */
  readonly errors?: readonly FieldProblem[] | undefined;
  /** What the server refused. */
  readonly problem?: ProblemBody | undefined;
  readonly busy?: boolean | undefined;
  readonly onSubmit: () => void;
  /** A path, or 'history' for the page before; none on a first page. */
  readonly back?: string | undefined;
  readonly submitLabel?: string | undefined;
  /** Beside the button: save and come back later, skip. */
  readonly secondary?: ReactNode;
}

/** One question per page, with back and continue. */
export function FormPage(props: FormPageProps) {
  const t = useText(common);
  const navigate = useNavigate();
  const { back, problem } = props;
  const errors = [...(props.errors ?? []), ...(problem?.fields ?? [])];
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (props.busy !== true) props.onSubmit();
  }
  return (
    <div className="form-page">
      {back !== undefined && (
        <p className="form-page-back">
          <button
            type="button"
            className="link-button"
            onClick={() => (back === 'history' ? navigate(-1) : navigate(back))}
          >
            <Icon name="back" />
            {t.action.back}
          </button>
        </p>
      )}
      <Page title={props.title} caption={props.caption} lead={props.lead}>
        <form noValidate onSubmit={submit} className="stack">
          <ErrorSummary errors={errors} />
          {problem !== undefined && problem.fields === undefined && <Problem problem={problem} />}
          {props.children}
          <div className="form-page-actions">
            <Button type="submit" size="lg" busy={props.busy}>
              {props.submitLabel ?? t.action.continue}
            </Button>
            {props.secondary}
          </div>
        </form>
      </Page>
    </div>
  );
}
