import { Field, type FormProblem, ProblemSummary } from './form-parts.tsx';
import { Layout, type PageFrame } from './layout.tsx';

interface SignInPageProps extends PageFrame {
  email: string;
  note?: string | undefined;
  problem?: FormProblem | undefined;
}

export function SignInPage({ productName, email, note, problem }: SignInPageProps) {
  return (
    <Layout productName={productName} title={`${problem ? 'Please check: ' : ''}Sign in`}>
      <h1>Sign in</h1>
      {note && (
        <div className="note" role="status">
          <p>{note}</p>
        </div>
      )}
      <form method="post" action="/sign-in">
        <ProblemSummary problem={problem} />
        <Field
          name="email"
          label="Email Address"
          type="email"
          value={email}
          autoComplete="username"
          required
          problem={problem}
        />
        <Field
          name="password"
          label="Password"
          type="password"
          autoComplete="current-password"
          required
          problem={problem}
        />
        <button type="submit">Sign In</button>
      </form>
      <p className="under">
        <a href="/forgot-password">Forgot your password?</a>
      </p>
    </Layout>
  );
}
