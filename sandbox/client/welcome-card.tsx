import type { CastAccounts } from '../shared/snapshot.ts';
import { showFirstSteps, useFirstSteps } from './first-steps.ts';
import { routeHref } from './route.ts';
import { useSession } from './session.ts';

/** What a newcomer does first; dismissed, it waits behind "First steps". */
export function WelcomeCard() {
  const { snapshot } = useSession();
  const shown = useFirstSteps();
  if (!shown) return null;
  return (
    <aside class="welcome" aria-label="First steps">
      {snapshot.cast.state === 'done' ? <Accounts {...snapshot.cast} /> : <Steps />}
      <button type="button" class="link-button" onClick={() => showFirstSteps(false)}>
        Hide
      </button>
    </aside>
  );
}

function Steps() {
  const { snapshot } = useSession();
  const { name } = snapshot.app;
  return (
    <>
      <h2>Try {name} here</h2>
      <ol>
        <li>
          You are <strong>{snapshot.me.fullName}</strong>
          {snapshot.me.name !== 'olivia' && (
            <>
              : choose <strong>Olivia Owner</strong> on the left
            </>
          )}
          . Type <code>/invite</code> below and press Enter: {name} wants to be set up first.
        </li>
        <li>
          Type <code>/invite</code> again, and fill in the form.
        </li>
        <li>
          Open the <strong>Outbox</strong>, follow the link in the mail, and create the account. {name} tells
          everybody here.
        </li>
      </ol>
      <Cast />
    </>
  );
}

function Cast() {
  const { snapshot, ask } = useSession();
  const { cast } = snapshot;
  if (cast.state === 'done') return null;
  return (
    <div class="cast" role="status">
      <button
        type="button"
        class="button"
        disabled={cast.state === 'running'}
        onClick={() => void ask.setUpCast()}
      >
        {cast.state === 'running' && <span class="spinner" />}
        {cast.state === 'failed' ? 'Go On' : 'Set Up the Whole Cast'}
      </button>
      <span>
        {cast.state === 'idle' && 'Does all of this for Adam, Mia and Victor.'}
        {cast.state === 'running' && cast.step}
        {cast.state === 'failed' && `It stopped halfway: ${cast.message}`}
      </span>
    </div>
  );
}

function Accounts({ password, signInAt, accounts }: CastAccounts) {
  const outbox = routeHref({ person: 'olivia', screen: { at: 'outbox' } });
  return (
    <div class="accounts" role="status">
      <h2>The cast is here</h2>
      <p>
        Be Adam and invite somebody. Be Victor, Nora or Gina, and see <code>/invite</code> refused.
      </p>
      {accounts.length > 0 && (
        <p>
          {words.format(accounts.map(({ fullName }) => fullName))} can{' '}
          <a href={signInAt} target="_blank" rel="noreferrer">
            sign in
          </a>{' '}
          as {words.format(accounts.map(({ email }) => email))}. Password: <code>{password}</code>
        </p>
      )}
      <p>
        Olivia chooses her own password, with the mail to her in the <a href={outbox}>Outbox</a>.
      </p>
    </div>
  );
}

const words = new Intl.ListFormat('en', { type: 'conjunction' });
