import { openHome } from '../acts/open-home.ts';
import { say } from '../acts/say.ts';
import { until } from '../changes.ts';
import { readMessage } from '../message-content.ts';
import { fullName, type Person } from '../people.ts';
import { plainText } from '../shared/plain-text.ts';
import { conversationOf, visibleMessages, type World } from '../world.ts';
import { buttonTexts, controlsOf } from './controls.ts';
import { type Form, topForm } from './form.ts';
import { type Menu, menuNamed } from './menu.ts';
import { placesOf } from './places.ts';
import { type Pressed, type PressOptions, press } from './press.ts';
import { type Reply, useShortcut, withForm } from './reply.ts';
import { type SeenMessage, seenMessage, wordsOf } from './seen-message.ts';

interface ClickOptions extends PressOptions {
  /** Words beside the button that tell it from its twins. */
  near?: string | RegExp;
  timeout?: number;
}

/** Somebody of the cast, doing what a person does in Slack. */
export interface Actor {
  id: string;
  name: string;
  fullName: string;
  email: string | undefined;
  /** Types a command, with its text in the same line or not, and waits for the acknowledgement. */
  run(command: string, options?: { channel?: string; text?: string }): Promise<Reply>;
  /** Writes a message, or an answer in the thread of one. */
  say(channel: string, text: string, threadTs?: string): Promise<void>;
  /** Uses one of the app's shortcuts that work from anywhere, by its name. */
  shortcut(name: string): Promise<Reply>;
  /** Waits for an open modal; with words, for one whose title or text has them. */
  form(words?: string | RegExp): Promise<Form>;
  hasForm(): boolean;
  /** Waits for a button or overflow entry of that text in the open modal, else in the newest message, else on the home tab, and clicks it. */
  click(text: string, options?: ClickOptions): Promise<Pressed>;
  /** A menu in the newest message that has it, else on the home tab, by the text beside it or its placeholder. */
  menu(name: string): Menu;
  /** Visible to this person, oldest first. `dm` is the conversation with the bot. */
  messages(channel: string): SeenMessage[];
  /** The newest message with those words, waited for; `after` is the `ts` that it has to be later than. */
  waitForMessage(
    channel: string,
    words: string | RegExp,
    options?: { after?: string; timeout?: number },
  ): Promise<SeenMessage>;
  /** Opens the home tab and waits until the app has published it anew. */
  openHome(): Promise<{ text: string; buttons: string[] }>;
  home(): { text: string; buttons: string[] } | undefined;
  /** Opens the messages beside the home tab, of which the app hears as well. */
  openMessages(): Promise<void>;
}

export function actorFor(world: World, person: Person): Actor {
  const seen = (channelId: string) => visibleMessages(world, person.id, channelId);
  const read = (channelId: string) => seen(channelId).map((message) => seenMessage(world, person, message));
  const home = () => {
    const view = world.store.state.homes[person.id]?.view;
    return view && { text: plainText(view.blocks), buttons: buttonTexts({ kind: 'home' }, view.blocks) };
  };
  const wait = <T>(probe: () => T | undefined, what: () => string, timeout?: number) =>
    until(world.changes, probe, () => `${fullName(person)} waited in vain for ${what()}`, timeout);

  return {
    id: person.id,
    name: person.name,
    fullName: fullName(person),
    email: person.email,
    run: async (command, { channel = 'general', text = '' } = {}) => {
      const line = `${command} ${text}`.trim();
      return withForm(world, person, () =>
        say(world, person, conversationOf(world, person.id, channel), line),
      );
    },
    say: async (channel, text, threadTs) => {
      await say(world, person, conversationOf(world, person.id, channel), text, threadTs);
    },
    form: (words) =>
      wait(
        () => {
          const form = topForm(world, person);
          return form && (words === undefined || has(`${form.title()}\n${form.text()}`, words))
            ? form
            : undefined;
        },
        () => (words === undefined ? 'a form.' : `a form with ${words}.`),
      ),
    hasForm: () => world.modals.stackOf(person.id).length > 0,
    click: async (text, { near, deny, timeout } = {}) => {
      const offered = () => placesOf(world, person).flatMap(({ place, blocks }) => controlsOf(place, blocks));
      const control = await wait(
        () =>
          offered().find((one) => one.text === text && (near === undefined || has(one.surroundings, near))),
        () =>
          `a button "${text}"; there are: ${
            offered()
              .map((one) => one.text)
              .join(', ') || 'none'
          }.`,
        timeout,
      );
      return press(world, person, control, deny === undefined ? {} : { deny });
    },
    shortcut: (name) => useShortcut(world, person, name),
    menu: (name) => menuNamed(world, person, name),
    messages: (channel) => read(conversationOf(world, person.id, channel)),
    waitForMessage: (channel, words, { after = '', timeout } = {}) => {
      const id = conversationOf(world, person.id, channel);
      return wait(
        () => read(id).findLast((message) => message.ts > after && has(wordsOf(message), words)),
        () => `${words} in ${channel}; there is:\n${seen(id).map(readMessage).join('\n---\n')}`,
        timeout,
      );
    },
    openHome: async () => {
      const before = world.store.state.homes[person.id]?.hash;
      await openHome(world, person);
      return wait(
        () => (world.store.state.homes[person.id]?.hash === before ? undefined : home()),
        () => 'the home tab to be published.',
      );
    },
    home,
    openMessages: () => openHome(world, person, 'messages'),
  };
}

const has = (text: string, words: string | RegExp) =>
  typeof words === 'string' ? text.includes(words) : words.test(text);
