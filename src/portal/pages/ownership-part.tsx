import type { Account } from '../../users/find-account.ts';
import type { OwnershipWords } from '../words/ownership-words.ts';

interface OwnershipPartProps
  extends Pick<Account['workspaces'][number], 'id' | 'name' | 'isOwner' | 'offer'> {
  words: OwnershipWords;
}

/** The ownership of a workspace, for whoever has it or is offered it, with what they can do about it. */
export function OwnershipPart({ words, id, name, isOwner, offer }: OwnershipPartProps) {
  if (!isOwner && !offer) return null;
  const action = `/account/ownership/${id}`;
  if (!offer) {
    return (
      <p className="ownership soft">
        {words.isYours} <a href={action}>{words.handOver}</a>
      </p>
    );
  }
  return (
    <div className="ownership">
      <p className="soft">{isOwner ? words.youOffered(offer) : words.isOffered(offer, name)}</p>
      <form method="post" action={`${action}/answer`} className={isOwner ? undefined : 'answers'}>
        <input type="hidden" name="offer" value={offer.id} />
        {isOwner ? (
          <AnswerButton answer="withdraw" label={words.withdraw} quiet />
        ) : (
          <>
            <AnswerButton answer="accept" label={words.accept} />
            <AnswerButton answer="decline" label={words.decline} quiet />
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
