import { Field, type FormProblem, ProblemSummary, ReadOnlyField } from './form-parts.tsx';
import { Layout, type PageFrame } from './layout.tsx';

interface ForgotPasswordPageProps extends PageFrame {
  email: string;
  problem?: FormProblem | undefined;
}

export function ForgotPasswordPage({ productName, email, problem }: ForgotPasswordPageProps) {
  return (
    <Layout productName={productName} title="Choose a new password">
      <h1>Choose a new password</h1>
      <p className="lead">Tell us your address, and we send you a link.</p>
      <form method="post">
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
        <button type="submit">Send Link</button>
      </form>
      <p className="under">
        <a href="/sign-in">Back to sign in</a>
      </p>
    </Layout>
  );
}

interface ChoosePasswordPageProps extends PageFrame {
  email: string;
  isFirst: boolean;
  passwordMinLength: number;
  problem?: FormProblem | undefined;
}

export function ChoosePasswordPage(page: ChoosePasswordPageProps) {
  const title = page.isFirst ? 'Choose your password' : 'Choose a new password';
  return (
    <Layout productName={page.productName} title={`${page.problem ? 'Please check: ' : ''}${title}`}>
      <h1>{title}</h1>
      {!page.isFirst && <p className="lead">You will be signed out everywhere else.</p>}
      <form method="post">
        <ProblemSummary problem={page.problem} />
        <ReadOnlyField id="address" label="Email Address" value={page.email} />
        <Field
          name="password"
          label="Password"
          type="password"
          hint={`At least ${page.passwordMinLength} characters. Several words that do not belong together are best.`}
          autoComplete="new-password"
          required
          problem={page.problem}
        />
        <button type="submit">Set Password</button>
      </form>
    </Layout>
  );
}
