import { CodeField, Field, type FormProblem, ProblemSummary } from './form-parts.tsx';
import { type FramedPage, Layout } from './layout.tsx';
import { QrCode } from './qr-code.tsx';

/** What the password is asked for. */
export type PasswordStep = 'SET_UP' | 'CODES' | 'OFF';

const paths: Record<PasswordStep, string> = {
  SET_UP: '/account/second-factor',
  CODES: '/account/second-factor/codes',
  OFF: '/account/second-factor/off',
};

interface PasswordStepProps extends FramedPage {
  step: PasswordStep;
  /** Workspaces in which nothing is open without it. */
  requiredBy?: string[];
  problem?: FormProblem | undefined;
}

export function PasswordStepPage({ frame, step, requiredBy = [], problem }: PasswordStepProps) {
  const { words } = frame;
  const { title, text, button } = words.secondFactor.steps[step];
  return (
    <Layout frame={frame} title={problem ? words.pleaseCheck(title) : title}>
      <h1>{title}</h1>
      {requiredBy.length > 0 && (
        <div className="note">
          <p>{words.secondFactor.requiredFirst(requiredBy)}</p>
        </div>
      )}
      {text.map((line, index) => (
        <p key={line} className={index === 0 ? 'lead' : undefined}>
          {line}
        </p>
      ))}
      <form method="post" action={paths[step]}>
        <ProblemSummary problem={problem} />
        <Field
          name="password"
          label={words.fields.password}
          type="password"
          autoComplete="current-password"
          required
          problem={problem}
        />
        <button type="submit">{button}</button>
      </form>
      {requiredBy.length > 0 ? <SignOut frame={frame} /> : <BackToAccount frame={frame} />}
    </Layout>
  );
}

interface SecondFactorProps extends FramedPage {
  codesLeft: number;
  /** Workspaces because of which it stays on. */
  requiredBy: string[];
}

/** That it is on, and what can be done with it. */
export function SecondFactorPage({ frame, codesLeft, requiredBy }: SecondFactorProps) {
  const { title, isOn, codesLeft: left, required, steps } = frame.words.secondFactor;
  return (
    <Layout frame={frame} title={title}>
      <h1>{title}</h1>
      <p className="lead">{isOn}</p>
      <p>{left(codesLeft)}</p>
      <p className="next">
        <a className="button" href={paths.CODES}>
          {steps.CODES.button}
        </a>
      </p>
      <p className="under">
        {requiredBy.length > 0 ? required(requiredBy) : <a href={paths.OFF}>{steps.OFF.link}</a>}
      </p>
      <BackToAccount frame={frame} />
    </Layout>
  );
}

interface ConfirmCodeProps extends FramedPage {
  /** What the app reads from the picture; undefined: it has that already. */
  uri?: string;
  problem?: FormProblem | undefined;
}

/** The key for the app, and the field that shows whether it arrived there. */
export function ConfirmCodePage({ frame, uri, problem }: ConfirmCodeProps) {
  const { words } = frame;
  const { confirm, code } = words.secondFactor;
  const key = uri && new URL(uri).searchParams.get('secret');
  return (
    <Layout frame={frame} title={problem ? words.pleaseCheck(confirm.title) : confirm.title}>
      <h1>{confirm.title}</h1>
      {uri && (
        <>
          <p className="lead">{confirm.scan}</p>
          <QrCode text={uri} label={confirm.picture} />
          <p>{confirm.orType}</p>
          <p>
            <code className="key">{key?.match(/.{1,4}/g)?.join(' ')}</code>
          </p>
          <p>
            <a href={uri}>{confirm.onThisDevice}</a>
          </p>
        </>
      )}
      <form method="post" action="/account/second-factor/confirm">
        <ProblemSummary problem={problem} />
        <CodeField label={code} hint={confirm.hint} ofApp problem={problem} />
        <button type="submit">{confirm.button}</button>
      </form>
      {!uri && (
        <p className="under">
          <a href={paths.SET_UP}>{confirm.startAgain}</a>
        </p>
      )}
    </Layout>
  );
}

interface BackupCodesProps extends FramedPage {
  codes: string[];
  /** It was turned on with them. */
  isNew?: boolean;
}

/** Shown once; the file comes from a form, because a link cannot carry them and the page runs nothing. */
export function BackupCodesPage({ frame, codes, isNew }: BackupCodesProps) {
  const { words } = frame;
  const { title, isOn, replaced, text, download } = words.secondFactor.codes;
  return (
    <Layout frame={frame} title={title}>
      <h1>{title}</h1>
      <div className="note" role="status">
        <p>{isNew ? isOn : replaced}</p>
      </div>
      <p className="lead">{text}</p>
      <ul className="codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <form method="post" action="/account/second-factor/codes.txt">
        <input type="hidden" name="codes" value={codes.join(' ')} />
        <button type="submit" className="quiet">
          {download}
        </button>
      </form>
      <p className="next">
        <a className="button" href="/account">
          {words.buttons.toAccount}
        </a>
      </p>
    </Layout>
  );
}

/** Instead of the account, which is not open yet. */
function SignOut({ frame }: FramedPage) {
  return (
    <form method="post" action="/sign-out">
      <button type="submit" className="quiet">
        {frame.words.buttons.signOut}
      </button>
    </form>
  );
}

function BackToAccount({ frame }: FramedPage) {
  return (
    <p className="under">
      <a href="/account">{frame.words.secondFactor.backToAccount}</a>
    </p>
  );
}
