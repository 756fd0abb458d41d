import type { Account } from '../../users/find-account.ts';
import { utcDateAndTime } from '../../utc-date.ts';

type OwnershipPartProps = Pick<Account['workspaces'][number], 'id' | 'name' | 'isOwner' | 'offer'>;

/** The ownership of a workspace, for whoever has it or is offered it, with what they can do about it. */
export function OwnershipPart({ id, name, isOwner, offer }: OwnershipPartProps) {
  if (!isOwner && !offer) return null;
  const action = `/account/ownership/${id}`;
  if (!offer) {
    return (
      <p className="ownership soft">
        The workspace is yours. <a href={action}>Hand the ownership over</a>
      </p>
    );
  }
  const until = utcDateAndTime(offer.expiresAt);
  return (
    <div className="ownership">
      <p className="soft">
        {isOwner
          ? `You offered the ownership to ${offer.toName}, who can accept until ${until}. You would be ${offer.roleName} then.`
          : `${offer.fromName} offers you the ownership of ${name}, until ${until}. As the Owner you can do everything there, billing included, and are responsible for it. It counts at once.`}
      </p>
      <form method="post" action={`${action}/answer`} className={isOwner ? undefined : 'answers'}>
        <input type="hidden" name="offer" value={offer.id} />
        {isOwner ? (
          <AnswerButton answer="withdraw" label="Withdraw Offer" quiet />
        ) : (
          <>
            <AnswerButton answer="accept" label="Accept Ownership" />
            <AnswerButton answer="decline" label="Decline" quiet />
          </>
        )}
      </form>
    </div>
  );
}

function AnswerButton({ answer, label, quiet }: { answer: string; label: string; quiet?: boolean }) {
  return (
    <button type="submit" name="answer" value={answer} className={quiet ? 'quiet' : undefined}>
      {label}
    </button>
  );
}
