import { Choice, Field, type FormProblem, ProblemSummary } from './form-parts.tsx';
import { Layout, type PageFrame } from './layout.tsx';

interface OwnershipPageProps extends PageFrame {
  workspaceName: string;
  /** What the Owner can be afterwards. */
  roles: { id: string; name: string }[];
  /** What stands in the form already. */
  email: string;
  roleId: string | undefined;
  problem?: FormProblem | undefined;
}

export function OwnershipPage({
  productName,
  workspaceName,
  roles,
  email,
  roleId,
  problem,
}: OwnershipPageProps) {
  return (
    <Layout productName={productName} title={`${problem ? 'Please check: ' : ''}Hand the ownership over`}>
      <h1>Hand the ownership over</h1>
      <p className="lead">
        There is one Owner of <strong>{workspaceName}</strong>. Whoever you choose gets a mail, and has seven
        days to accept or decline. Until then nothing changes, and you can withdraw the offer.
      </p>
      <form method="post">
        <ProblemSummary problem={problem} />
        <Field
          name="email"
          label="New Owner"
          hint="The email address of somebody with an active account in the workspace."
          type="email"
          value={email}
          autoComplete="off"
          required
          problem={problem}
        />
        <Choice
          name="role"
          label="Your New Role"
          hint="What you are after they have accepted."
          options={roles.map(({ id, name }) => ({ value: id, text: name }))}
          value={roleId}
          problem={problem}
        />
        <Field
          name="workspaceName"
          label="Workspace Name"
          hint={`To confirm, type the name of the workspace: ${workspaceName}`}
          autoComplete="off"
          required
          problem={problem}
        />
        <button type="submit">Offer Ownership</button>
      </form>
      <p className="under">
        <a href="/account">Back to your account</a>
      </p>
    </Layout>
  );
}
