import { Icon } from './icon.tsx';
import { type Route, routeHref } from './route.ts';
import { useSession } from './session.ts';

/** What is left of Slack for somebody who was deactivated. */
export function SignedOut({ route }: { route: Route }) {
  const { snapshot } = useSession();
  const { fullName } = snapshot.me;
  return (
    <section class="screen" aria-label="Signed out">
      <header class="screen-head">
        <h1>{snapshot.team}</h1>
      </header>
      <div class="empty">
        <Icon name="warning" />
        <h2>{fullName} is deactivated in Slack</h2>
        <p>
          Slack has signed them out, and so they can do nothing here. Be somebody else, or activate them again
          under <a href={routeHref({ ...route, screen: { at: 'faults' } })}>Faults</a>.
        </p>
      </div>
    </section>
  );
}
