import { Layout, type PageFrame } from './layout.tsx';

interface NewAddressPageProps extends PageFrame {
  oldEmail: string;
  newEmail: string;
}

export function NewAddressPage({ productName, oldEmail, newEmail }: NewAddressPageProps) {
  return (
    <Layout productName={productName} title="Verify your new email address">
      <h1>Verify your new email address</h1>
      <p className="lead">
        Is <strong>{newEmail}</strong> your address, and is {oldEmail} your account? Then you use the new
        address from now on.
      </p>
      <form method="post">
        <button type="submit">Verify New Address</button>
      </form>
      <p className="under">If this is not your account, close this page: nothing changes.</p>
    </Layout>
  );
}
