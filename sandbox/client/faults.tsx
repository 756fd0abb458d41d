import { useId, useState } from 'preact/hooks';
import { FaultyPeople } from './faulty-people.tsx';
import { Icon } from './icon.tsx';
import { useSession } from './session.ts';

const ofCalls = [
  {
    text: 'Rate Limit',
    fault: { fault: 'rate_limited', retryAfter: 3 },
    does: '429, to try again in 3 seconds',
  },
  { text: 'Server Error', fault: { fault: 'server_error' }, does: '500, and nothing was done' },
  {
    text: 'Refusal',
    fault: { fault: 'refused', error: 'fatal_error' },
    does: 'fatal_error; a script can name any other',
  },
  { text: 'Dropped Connection', fault: { fault: 'dropped' }, does: 'no answer, and nothing was done' },
  {
    text: 'Lost Answer',
    fault: { fault: 'dropped', done: true },
    does: 'no answer, although it was done',
  },
  { text: 'Slow Slack', fault: { fault: 'slow', ms: 4000 }, does: 'an answer after 4 seconds' },
];

const names: Record<string, string> = {
  rate_limited: 'Rate limit',
  server_error: 'Server error',
  refused: 'Refusal',
  dropped: 'Dropped connection',
  slow: 'Slow Slack',
  duplicated: 'Twice at once',
};

/** What goes wrong at Slack's, by hand. */
export function Faults() {
  const { snapshot, ask, notify } = useSession();
  const [method, setMethod] = useState('*');
  const [times, setTimes] = useState(1);
  const methodId = useId();
  const timesId = useId();
  const { faults, app } = snapshot;
  const inject = async (fault: object, words?: string) => {
    const told = await ask.inject(fault);
    if (told.message) notify(told.message);
    else if (words) notify(words);
  };
  return (
    <section class="screen" aria-label="Faults">
      <header class="screen-head">
        <h1>
          <Icon name="warning" />
          Faults
        </h1>
        <p>What goes wrong at Slack’s, and how {app.name} takes it</p>
      </header>
      <div class="faults">
        <Armed />
        <section class="fault-group" aria-labelledby={`${methodId}-title`}>
          <h2 id={`${methodId}-title`}>When {app.name} calls Slack</h2>
          <div class="fault-fields">
            <label for={methodId}>The next</label>
            <input
              id={timesId}
              type="number"
              min={1}
              max={1000}
              aria-label="How many calls"
              value={times}
              onInput={(event) => setTimes(Math.max(1, event.currentTarget.valueAsNumber || 1))}
            />
            <select id={methodId} value={method} onChange={(event) => setMethod(event.currentTarget.value)}>
              <option value="*">{times === 1 ? 'call' : 'calls'} of any method</option>
              {faults.methods.map((one) => (
                <option key={one} value={one}>
                  {times === 1 ? 'call' : 'calls'} of {one}
                </option>
              ))}
            </select>
            <span>{times === 1 ? 'gets' : 'get'}</span>
          </div>
          <ul class="fault-list">
            {ofCalls.map(({ text, fault, does }) => (
              <li key={text}>
                <button type="button" class="button" onClick={() => void inject({ ...fault, method, times })}>
                  {text}
                </button>
                <span>{does}</span>
              </li>
            ))}
          </ul>
        </section>
        <section class="fault-group" aria-labelledby={`${timesId}-title`}>
          <h2 id={`${timesId}-title`}>When Slack calls {app.name}</h2>
          <ul class="fault-list">
            <li>
              <button type="button" class="button" onClick={() => void inject({ fault: 'duplicated' })}>
                Duplicate
              </button>
              <span>the next command, click, form or event comes twice at once</span>
            </li>
            <li>
              <button
                type="button"
                class="button"
                disabled={faults.delivery === 'http'}
                onClick={() => void inject({ fault: 'disconnected' }, 'Slack has ended the connections.')}
              >
                Disconnect
              </button>
              <span>
                {faults.delivery === 'http'
                  ? `only by Socket Mode; ${app.name} is reached by HTTP`
                  : 'Slack ends the Socket Mode connections now'}
              </span>
            </li>
          </ul>
        </section>
        <Installation inject={inject} />
        <FaultyPeople inject={inject} />
      </div>
    </section>
  );
}

/** What has been asked for and has not happened yet. */
function Armed() {
  const { snapshot, ask } = useSession();
  const { armed } = snapshot.faults;
  if (armed.length === 0)
    return <p class="fault-none">Nothing is about to go wrong. Choose something, then act as somebody.</p>;
  return (
    <section class="fault-group armed" aria-label="About to happen">
      <h2>About to happen</h2>
      <ul class="fault-list">
        {armed.map(({ id, fault, of, times }) => (
          <li key={id}>
            <span class="fault-words">
              <strong>{names[fault] ?? fault}</strong> {of === '*' ? 'of anything' : <code>{of}</code>}
              {times > 1 && ` · ${times} times`}
            </span>
            <button type="button" class="button" onClick={() => void ask.forgetFault(id)}>
              Forget
            </button>
          </li>
        ))}
      </ul>
      {armed.length > 1 && (
        <button type="button" class="button" onClick={() => void ask.forgetFaults()}>
          Forget All
        </button>
      )}
    </section>
  );
}

/** Where the app is, and whether it is there at all. */
function Installation({ inject }: { inject(fault: object): Promise<void> }) {
  const { snapshot } = useSession();
  const { channels, installation } = snapshot.faults;
  const { name } = snapshot.app;
  const titleId = useId();
  return (
    <section class="fault-group" aria-labelledby={titleId}>
      <h2 id={titleId}>Where {name} is</h2>
      <ul class="fault-list">
        {channels.map(({ name: channel, hasBot }) => (
          <li key={channel}>
            <button
              type="button"
              class="button"
              aria-label={`${hasBot ? 'Remove from' : 'Add to'} ${channel}`}
              onClick={() => void inject({ fault: hasBot ? 'removed' : 'invited', channel })}
            >
              {hasBot ? 'Remove' : 'Add'}
            </button>
            <span>{hasBot ? `in #${channel}` : `not in #${channel}: messages there get not_in_channel`}</span>
          </li>
        ))}
        {installation === 'installed' ? (
          <>
            <li>
              <button
                type="button"
                class="button danger"
                onClick={() => void inject({ fault: 'uninstalled' })}
              >
                Uninstall
              </button>
              <span>every call gets account_inactive, and the commands are gone</span>
            </li>
            <li>
              <button
                type="button"
                class="button danger"
                onClick={() => void inject({ fault: 'token_revoked' })}
              >
                Revoke Token
              </button>
              <span>every call gets token_revoked</span>
            </li>
          </>
        ) : (
          <li>
            <button type="button" class="button primary" onClick={() => void inject({ fault: 'installed' })}>
              Install Again
            </button>
            <span>{installation === 'uninstalled' ? 'the app was removed' : 'its token was revoked'}</span>
          </li>
        )}
      </ul>
    </section>
  );
}
