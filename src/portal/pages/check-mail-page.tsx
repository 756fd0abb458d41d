import { Layout, type PageFrame } from './layout.tsx';

interface CheckMailPageProps extends PageFrame {
  /** Shown only to those who know it already. */
  email: string | undefined;
  /** What the mail is for, as the end of a sentence. */
  purpose: string;
  /** Where "Send It Again" goes; undefined: this page cannot offer it. */
  sendAgainTo?: string;
  sentAgain?: boolean;
}

export function CheckMailPage({ productName, email, purpose, sendAgainTo, sentAgain }: CheckMailPageProps) {
  return (
    <Layout productName={productName} title="Check your mail">
      <h1>Check your mail</h1>
      {sentAgain && (
        <div className="note" role="status">
          <p>We sent it again.</p>
        </div>
      )}
      <p className="lead">
        {email ? (
          <>
            We sent a mail to <strong>{email}</strong>
          </>
        ) : (
          'If there is an account with this address, we sent a mail to it'
        )}
        . Open it and use its link {purpose}.
      </p>
      <p className="soft">
        Nothing there after a few minutes? Look in your spam folder. The link works for 24 hours.
      </p>
      {sendAgainTo && (
        <form method="post" action={sendAgainTo}>
          <button type="submit" className="quiet">
            Send It Again
          </button>
        </form>
      )}
    </Layout>
  );
}
