import type { HTMLInputAutoCompleteAttribute } from 'react';

/** What is wrong with a form: shown above it with a link to the field, and by the field. */
export interface FormProblem {
  field: string;
  title: string;
  text: string[];
}

export function ProblemSummary({ problem }: { problem: FormProblem | undefined }) {
  if (!problem) return null;
  return (
    <div className="problem" role="alert">
      <p>
        <strong>
          <a href={`#${problem.field}`}>{problem.title}</a>
        </strong>
      </p>
      {problem.text.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}

interface FieldProps {
  name: string;
  label: string;
  type?: 'text' | 'email' | 'password';
  value?: string;
  hint?: string;
  autoComplete: HTMLInputAutoCompleteAttribute;
  required?: boolean;
  maxLength?: number;
  inputMode?: 'numeric';
  problem: FormProblem | undefined;
}

/** A labelled input; where it has a problem, the pointer is put there. */
export function Field({ name, label, type = 'text', value, hint, problem, ...input }: FieldProps) {
  const wrong = problem?.field === name;
  const described = [hint && `${name}-hint`, wrong && `${name}-problem`].filter(Boolean).join(' ');
  return (
    <div className={wrong ? 'field wrong' : 'field'}>
      <label htmlFor={name}>{label}</label>
      {hint && (
        <p id={`${name}-hint`} className="hint">
          {hint}
        </p>
      )}
      {wrong && (
        <p id={`${name}-problem`} className="wrong-text">
          {problem.title}
        </p>
      )}
      <input
        id={name}
        name={name}
        type={type}
        defaultValue={value}
        aria-describedby={described || undefined}
        aria-invalid={wrong || undefined}
        // biome-ignore lint/a11y/noAutofocus: the page was reloaded because of this field
        autoFocus={wrong}
        {...(type === 'text' ? {} : { autoCapitalize: 'none', spellCheck: false })}
        {...input}
      />
    </div>
  );
}

/** For a code of an app, which phones offer to fill in, or for one from paper. */
export function CodeField({
  ofApp,
  ...field
}: Pick<FieldProps, 'label' | 'problem'> & { hint?: string; ofApp: boolean }) {
  const ways = ofApp
    ? ({ autoComplete: 'one-time-code', inputMode: 'numeric' } as const)
    : ({ autoComplete: 'off' } as const);
  return <Field name="code" type="text" required maxLength={20} {...ways} {...field} />;
}

export function ReadOnlyField({ id, label, value }: { id: string; label: string; value: string }) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} type="email" value={value} readOnly autoComplete="username" />
    </div>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  hint: string;
  options: { value: string; text: string }[];
  /** The value that is chosen already. */
  value: string | undefined;
  problem: FormProblem | undefined;
}

/** A labelled menu. */
export function Choice({ name, label, hint, options, value, problem }: ChoiceProps) {
  const wrong = problem?.field === name;
  return (
    <div className={wrong ? 'field wrong' : 'field'}>
      <label htmlFor={name}>{label}</label>
      <p id={`${name}-hint`} className="hint">
        {hint}
      </p>
      {wrong && (
        <p id={`${name}-problem`} className="wrong-text">
          {problem.title}
        </p>
      )}
      <select
        id={name}
        name={name}
        defaultValue={value}
        aria-describedby={wrong ? `${name}-hint ${name}-problem` : `${name}-hint`}
        aria-invalid={wrong || undefined}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}
