import { Layout, type PageFrame } from './layout.tsx';

export function VerifyPage({ productName, email }: PageFrame & { email: string }) {
  return (
    <Layout productName={productName} title="Verify your email address">
      <h1>Verify your email address</h1>
      <p className="lead">
        Is <strong>{email}</strong> your address, and did you create this account? Then this is the last step.
      </p>
      <form method="post">
        <button type="submit">Verify Email Address</button>
      </form>
      <p className="under">If you did not create an account, close this page.</p>
    </Layout>
  );
}

export function VerificationEndedPage({ productName, sendAgainTo }: PageFrame & { sendAgainTo: string }) {
  return (
    <Layout productName={productName} title="This link has ended">
      <h1>This link has ended</h1>
      <p className="lead">For security it works for 24 hours only. Your account is still waiting for you.</p>
      <form method="post" action={sendAgainTo}>
        <button type="submit">Send a New Link</button>
      </form>
    </Layout>
  );
}
