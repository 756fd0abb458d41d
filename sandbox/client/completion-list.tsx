import { useEffect, useRef } from 'preact/hooks';
import { Avatar } from './avatar.tsx';
import type { Completion, Offer } from './completion.ts';

interface Props {
  id: string;
  completion: Completion;
  chosen: number;
  onChoose: (offer: Offer) => void;
}

/** The list above the composer; the focus stays in the text. */
export function CompletionList({ id, completion: { label, offers }, chosen, onChoose }: Props) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <div class="completion" ref={list} id={id} role="listbox" aria-label={label}>
      {offers.map((offer, at) => (
        <div
          key={offer.key}
          id={`${id}-${at}`}
          class="offer"
          role="option"
          tabIndex={-1}
          aria-selected={at === chosen}
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(offer);
          }}
        >
          {offer.userId && <Avatar userId={offer.userId} />}
          <strong>{offer.title}</strong>
          {offer.code && <code>{offer.code}</code>}
          {offer.detail && <small>{offer.detail}</small>}
        </div>
      ))}
    </div>
  );
}
