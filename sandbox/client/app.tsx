import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { askAs } from './ask.ts';
import { Conversation } from './conversation.tsx';
import { Faults } from './faults.tsx';
import { HomeTab } from './home-tab.tsx';
import { Icon } from './icon.tsx';
import { Inspector } from './inspector/inspector.tsx';
import { useSnapshot } from './live.ts';
import { ModalDialog } from './modal-dialog.tsx';
import { Outbox } from './outbox.tsx';
import { Rail } from './rail.tsx';
import { useRoute } from './route.ts';
import { SessionContext } from './session.ts';
import { SignedOut } from './signed-out.tsx';
import { useModals } from './use-modals.ts';

const stopped =
  'The local Slack does not answer. If it was stopped, start it again with npm start; this page goes on by itself.';

export function App() {
  const route = useRoute();
  const { snapshot, connected } = useSnapshot(route.person);
  const [notice, notify] = useNotice();
  // Open for as long as the person stays where it was opened.
  const [railOpenedAt, setRailOpenedAt] = useState<typeof route>();
  const railOpen = railOpenedAt === route;
  const ask = useMemo(() => askAs(route.person), [route.person]);
  const { top: modal, leave } = useModals(snapshot?.modals ?? [], ask, notify);

  const title = snapshot ? `${snapshot.me.fullName} · ${snapshot.team}` : 'Local Slack';
  useEffect(() => {
    document.title = title;
  }, [title]);

  if (!snapshot) return <p class="loading">{connected ? 'Opening…' : stopped}</p>;
  const { screen } = route;
  const inSlack = screen.at === 'home' || screen.at === 'dm' || screen.at === 'channel';
  const signedOut = inSlack && snapshot.me.standing === 'deactivated';
  return (
    <SessionContext.Provider value={{ snapshot, ask, notify }}>
      <div class={`app ${railOpen ? 'rail-open' : ''}`}>
        <Rail route={route} />
        <button
          type="button"
          class="scrim"
          aria-label="Close menu"
          onClick={() => setRailOpenedAt(undefined)}
        />
        <main class="stage">
          <button
            type="button"
            class="menu-button"
            aria-label="Menu"
            aria-expanded={railOpen}
            onClick={() => setRailOpenedAt(route)}
          >
            <Icon name="menu" />
          </button>
          {signedOut && <SignedOut route={route} />}
          {screen.at === 'home' && !signedOut && <HomeTab key={route.person} />}
          {screen.at === 'faults' && <Faults />}
          {screen.at === 'inspector' && <Inspector route={route} entryId={screen.entryId} />}
          {screen.at === 'outbox' && <Outbox route={route} mailId={screen.mailId} />}
          {(screen.at === 'dm' || screen.at === 'channel') && !signedOut && (
            <Conversation
              key={`${route.person}/${screen.at === 'dm' ? '' : screen.name}`}
              route={route}
              screen={screen}
            />
          )}
        </main>
        {modal && <ModalDialog key={modal.id} modal={modal} onLeave={leave} />}
        <div class="notices" role="status">
          {notice && <p class="notice">{notice}</p>}
          {!connected && <p class="notice">{stopped}</p>}
        </div>
      </div>
    </SessionContext.Provider>
  );
}

/** A sentence that goes away by itself. */
function useNotice(): [string | undefined, (text: string) => void] {
  const [notice, setNotice] = useState<string>();
  const timer = useRef(0);
  const notify = (text: string) => {
    clearTimeout(timer.current);
    setNotice(text);
    timer.current = setTimeout(() => setNotice(undefined), 6000);
  };
  return [notice, notify];
}
