import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { ErrorText } from './ErrorText.tsx';
import type { Requirement } from './RequirementBadge.tsx';
import { RequirementBadge } from './RequirementBadge.tsx';
import { SupportText } from './SupportText.tsx';

/** What every field has around its control. `name` is also the id that an error summary links to. */
export interface FieldProps {
  readonly name: string;
  readonly label: ReactNode;
  readonly requirement?: Requirement | undefined;
  readonly support?: ReactNode;
  /** What is wrong and how to put it right; undefined when nothing is. */
  readonly error?: string | undefined;
  /** The label is only for screen readers (search fields, a question that is already the heading). */
  readonly hideLabel?: boolean | undefined;
}

/** Attributes that tie a control to its label, support and error texts. */
export interface ControlAttributes {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-required': true | undefined;
}

/** Label, badge, support text and error around one control. */
export function Field(props: FieldProps & { readonly children: (control: ControlAttributes) => ReactNode }) {
  const { supportId, errorId } = describing(props);
  return (
    <div className="field" data-invalid={props.error !== undefined ? '' : undefined}>
      <div className={classes('field-label', props.hideLabel === true && 'visually-hidden')}>
        <label htmlFor={props.name}>{props.label}</label>
        {props.requirement !== undefined && <RequirementBadge requirement={props.requirement} />}
      </div>
      {props.support !== undefined && <SupportText id={supportId}>{props.support}</SupportText>}
      {props.error !== undefined && <ErrorText id={errorId}>{props.error}</ErrorText>}
      {props.children({
        id: props.name,
        'aria-describedby': describedBy(props),
        'aria-invalid': props.error !== undefined ? true : undefined,
        'aria-required': props.requirement === 'required' ? true : undefined,
      })}
    </div>
  );
}

/** The same around a group of controls that answer one question (radio buttons, parts of a date). */
export function FieldGroup(
  props: FieldProps & { readonly role?: 'radiogroup' | undefined; readonly children: ReactNode },
) {
  const { supportId, errorId } = describing(props);
  return (
    <fieldset
      className="field"
      id={props.name}
      tabIndex={-1}
      data-quiet-focus=""
      role={props.role}
      data-invalid={props.error !== undefined ? '' : undefined}
      aria-describedby={describedBy(props)}
    >
      <legend className={classes('field-label', props.hideLabel === true && 'visually-hidden')}>
        <span>{props.label}</span>
        {props.requirement !== undefined && <RequirementBadge requirement={props.requirement} />}
      </legend>
      {props.support !== undefined && <SupportText id={supportId}>{props.support}</SupportText>}
      {props.error !== undefined && <ErrorText id={errorId}>{props.error}</ErrorText>}
      {props.children}
    </fieldset>
  );
}

function describing(props: FieldProps): { readonly supportId: string; readonly errorId: string } {
  return { supportId: `${props.name}-support`, errorId: `${props.name}-error` };
}

function describedBy(props: FieldProps): string | undefined {
  const { supportId, errorId } = describing(props);
  const ids = [props.support !== undefined && supportId, props.error !== undefined && errorId];
  return classes(...ids) || undefined;
}
