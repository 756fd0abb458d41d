import { CodeField, type FormProblem, ProblemSummary } from './form-parts.tsx';
import { type FramedPage, Layout } from './layout.tsx';

interface SignInCodePageProps extends FramedPage {
  /** Of the app, or one of those on paper. */
  kind: 'APP' | 'BACKUP';
  problem?: FormProblem | undefined;
}

/** The second step of signing in. */
export function SignInCodePage({ frame, kind, problem }: SignInCodePageProps) {
  const { words } = frame;
  const { signIn, code } = words.secondFactor;
  const title = kind === 'APP' ? signIn.title : signIn.backupTitle;
  return (
    <Layout frame={frame} title={problem ? words.pleaseCheck(title) : title}>
      <h1>{title}</h1>
      <p className="lead">{kind === 'APP' ? signIn.text : signIn.backupText}</p>
      <form method="post">
        <ProblemSummary problem={problem} />
        <CodeField
          label={kind === 'APP' ? code : signIn.backupCode}
          ofApp={kind === 'APP'}
          problem={problem}
        />
        <button type="submit">{words.buttons.signIn}</button>
      </form>
      <p className="under">
        {kind === 'APP' ? (
          <a href="/sign-in/backup-code">{signIn.toBackup}</a>
        ) : (
          <a href="/sign-in/code">{signIn.toCode}</a>
        )}
      </p>
      {kind === 'BACKUP' && <p className="under">{signIn.noCodes(frame.productName)}</p>}
    </Layout>
  );
}
