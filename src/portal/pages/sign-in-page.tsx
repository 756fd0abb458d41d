import { Field, type FormProblem, ProblemSummary } from './form-parts.tsx';
import { type FramedPage, Layout } from './layout.tsx';

interface SignInPageProps extends FramedPage {
  email: string;
  note?: string | undefined;
  problem?: FormProblem | undefined;
}

export function SignInPage({ frame, email, note, problem }: SignInPageProps) {
  const { words } = frame;
  const { title } = words.signIn;
  return (
    <Layout frame={frame} title={problem ? words.pleaseCheck(title) : title}>
      <h1>{title}</h1>
      {note && (
        <div className="note" role="status">
          <p>{note}</p>
        </div>
      )}
      <form method="post" action="/sign-in">
        <ProblemSummary problem={problem} />
        <Field
          name="email"
          label={words.fields.email}
          type="email"
          value={email}
          autoComplete="username"
          required
          problem={problem}
        />
        <Field
          name="password"
          label={words.fields.password}
          type="password"
          autoComplete="current-password"
          required
          problem={problem}
        />
        <button type="submit">{words.buttons.signIn}</button>
      </form>
      <p className="under">
        <a href="/forgot-password">{words.forgotYourPassword}</a>
      </p>
    </Layout>
  );
}
