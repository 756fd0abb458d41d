import { Field, type FormProblem, ProblemSummary, ReadOnlyField } from './form-parts.tsx';
import { type FramedPage, Layout } from './layout.tsx';

interface ForgotPasswordPageProps extends FramedPage {
  email: string;
  problem?: FormProblem | undefined;
}

export function ForgotPasswordPage({ frame, email, problem }: ForgotPasswordPageProps) {
  const { password, fields, buttons } = frame.words;
  return (
    <Layout frame={frame} title={password.newTitle}>
      <h1>{password.newTitle}</h1>
      <p className="lead">{password.tellAddress}</p>
      <form method="post">
        <ProblemSummary problem={problem} />
        <Field
          name="email"
          label={fields.email}
          type="email"
          value={email}
          autoComplete="username"
          required
          problem={problem}
        />
        <button type="submit">{buttons.sendLink}</button>
      </form>
      <p className="under">
        <a href="/sign-in">{password.backToSignIn}</a>
      </p>
    </Layout>
  );
}

interface ChoosePasswordPageProps extends FramedPage {
  email: string;
  isFirst: boolean;
  passwordMinLength: number;
  problem?: FormProblem | undefined;
}

export function ChoosePasswordPage({ frame, ...page }: ChoosePasswordPageProps) {
  const { words } = frame;
  const title = page.isFirst ? words.password.firstTitle : words.password.newTitle;
  return (
    <Layout frame={frame} title={page.problem ? words.pleaseCheck(title) : title}>
      <h1>{title}</h1>
      {!page.isFirst && <p className="lead">{words.password.signedOutElsewhere}</p>}
      <form method="post">
        <ProblemSummary problem={page.problem} />
        <ReadOnlyField id="address" label={words.fields.email} value={page.email} />
        <Field
          name="password"
          label={words.fields.password}
          type="password"
          hint={words.newPasswordHint(page.passwordMinLength)}
          autoComplete="new-password"
          required
          problem={page.problem}
        />
        <button type="submit">{words.buttons.setPassword}</button>
      </form>
    </Layout>
  );
}
