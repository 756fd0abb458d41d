import { useEffect } from 'preact/hooks';
import { Blocks } from './blocks/blocks.tsx';
import { Surface } from './blocks/surface.tsx';
import { Icon } from './icon.tsx';
import { useSession } from './session.ts';

export function HomeTab() {
  const { snapshot, ask } = useSession();
  useEffect(() => {
    void ask.openHome('home');
  }, [ask]);
  return (
    <section class="screen" aria-label="App Home">
      <header class="screen-head">
        <h1>
          <Icon name="home" />
          {snapshot.app.name}
        </h1>
        <p>App Home of {snapshot.me.fullName}</p>
      </header>
      <div class="home">
        {snapshot.home ? (
          <Surface place={{ kind: 'home' }}>
            <Blocks blocks={snapshot.home.blocks} />
          </Surface>
        ) : (
          <p class="empty">{snapshot.app.name} has not published a home tab for you yet.</p>
        )}
      </div>
    </section>
  );
}
