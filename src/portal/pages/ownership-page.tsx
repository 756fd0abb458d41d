import { Choice, Field, type FormProblem, ProblemSummary } from './form-parts.tsx';
import { type FramedPage, Layout } from './layout.tsx';

interface OwnershipPageProps extends FramedPage {
  workspaceName: string;
  /** What the Owner can be afterwards. */
  roles: { id: string; name: string }[];
  /** What stands in the form already. */
  email: string;
  roleId: string | undefined;
  typedName: string;
  problem?: FormProblem | undefined;
}

export function OwnershipPage(props: OwnershipPageProps) {
  const { frame, workspaceName, roles, email, roleId, typedName, problem } = props;
  const { ownership, pleaseCheck } = frame.words;
  const title = ownership.handOver;
  return (
    <Layout frame={frame} title={problem ? pleaseCheck(title) : title}>
      <h1>{title}</h1>
      <p className="lead">{ownership.lead(workspaceName)}</p>
      <form method="post">
        <ProblemSummary problem={problem} />
        <Field
          name="email"
          label={ownership.newOwner}
          hint={ownership.newOwnerHint}
          type="email"
          value={email}
          autoComplete="off"
          required
          problem={problem}
        />
        <Choice
          name="role"
          label={ownership.newRole}
          hint={ownership.newRoleHint}
          options={roles.map(({ id, name }) => ({ value: id, text: name }))}
          value={roleId}
          problem={problem}
        />
        <Field
          name="workspaceName"
          label={ownership.workspaceName}
          hint={ownership.workspaceNameHint(workspaceName)}
          value={typedName}
          autoComplete="off"
          required
          problem={problem}
        />
        <button type="submit">{ownership.offer}</button>
      </form>
      <p className="under">
        <a href="/account">{ownership.back}</a>
      </p>
    </Layout>
  );
}
