import { useState } from 'preact/hooks';
import { useSession } from './session.ts';

const key = 'sandbox-welcomed';

/** What a newcomer does first; gone for good once dismissed. */
export function WelcomeCard() {
  const { snapshot } = useSession();
  const [hidden, setHidden] = useState(() => localStorage.getItem(key) === 'yes');
  if (hidden && snapshot.cast.state === 'idle') return null;
  return (
    <aside class="welcome" aria-label="First steps">
      {!hidden && (
        <>
          <h2>Try {snapshot.app.name} here</h2>
          <ol>
            <li>
              Be <strong>Olivia Owner</strong>, type <code>/invite</code> and press Enter: {snapshot.app.name}{' '}
              is set up first.
            </li>
            <li>
              Type <code>/invite</code> again and fill the form.
            </li>
            <li>
              Open the <strong>Outbox</strong>, follow the link as the invitee, and see the announcement
              arrive.
            </li>
          </ol>
        </>
      )}
      <Cast />
      {!hidden && (
        <button
          type="button"
          class="link-button"
          onClick={() => {
            localStorage.setItem(key, 'yes');
            setHidden(true);
          }}
        >
          Got it
        </button>
      )}
    </aside>
  );
}

function Cast() {
  const { snapshot, ask } = useSession();
  const { cast } = snapshot;
  if (cast.state === 'done')
    return (
      <p role="status">
        {cast.accounts.map(({ fullName }) => fullName).join(', ')} have accounts now. Sign in with{' '}
        {cast.accounts.map(({ email }) => email).join(', ')} and the password <code>{cast.password}</code>
      </p>
    );
  return (
    <div class="cast" role="status">
      <button
        type="button"
        class="button"
        disabled={cast.state === 'running'}
        onClick={() => void ask.setUpCast()}
      >
        Set Up the Whole Cast
      </button>
      <span>
        {cast.state === 'idle' && 'Gives Adam, Mia and Victor accounts, through the front door.'}
        {cast.state === 'running' && cast.step}
        {cast.state === 'failed' && cast.message}
      </span>
    </div>
  );
}
