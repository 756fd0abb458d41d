import type { ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { SessionIdle } from '../generated/prisma/client.ts';
import { readSettingsRevision, settingsForm } from './settings-form.ts';
import { plainText } from './text.ts';

export const SIGN_IN_SETTINGS_FORM = 'sign_in_settings';

export const sessionIdleWords: Record<SessionIdle, string> = {
  QUARTER_HOUR: '15 minutes',
  HOUR: '1 hour',
  EIGHT_HOURS: '8 hours',
  DAY: '24 hours',
  WEEK: '7 days',
};

/** What the form holds. */
export interface SignInSettings {
  sessionIdle: SessionIdle;
  requireSecondFactor: boolean;
}

/** How people sign in on the web, and for how long. `notice`: why it was not saved. */
export function signInSettingsModal(
  filled: SignInSettings,
  { revision, notice }: { revision: number; notice?: string },
): ModalView {
  return settingsForm({ form: SIGN_IN_SETTINGS_FORM, title: 'Sign-In', revision, notice }, [
    {
      type: 'input',
      block_id: 'session_idle',
      label: plainText('Sign Out After'),
      hint: plainText(
        'Whoever does nothing on the web pages for so long has to sign in again. It counts at once, also for those who are signed in now. For people in several workspaces, the shortest time counts.',
      ),
      element: {
        type: 'static_select',
        action_id: 'value',
        options: sessionIdles.map(idleOption),
        initial_option: idleOption(filled.sessionIdle),
      },
    },
    {
      type: 'input',
      block_id: 'second_factor',
      optional: true,
      label: plainText('Second Factor'),
      hint: plainText(
        'A code of an app on the phone, after the password. Whoever has none yet sets it up before they see anything of their account on the web pages. What people do in Slack stays as it is.',
      ),
      element: {
        type: 'checkboxes',
        action_id: 'value',
        options: [required],
        ...(filled.requireSecondFactor && { initial_options: [required] }),
      },
    },
  ]);
}

const required = { text: plainText('Require a second factor of everybody'), value: 'required' };

const sessionIdle = z.enum(['QUARTER_HOUR', 'HOUR', 'EIGHT_HOURS', 'DAY', 'WEEK']);
const sessionIdles = sessionIdle.options;

function idleOption(value: SessionIdle): PlainTextOption {
  return { text: plainText(sessionIdleWords[value]), value };
}

const submitted = z.object({
  session_idle: z.object({ value: z.object({ selected_option: z.object({ value: sessionIdle }) }) }),
  second_factor: z.object({ value: z.object({ selected_options: z.array(z.unknown()) }) }),
});

export function readSignInSettings(view: { private_metadata: string; state: { values: unknown } }) {
  const { session_idle: idle, second_factor: factor } = submitted.parse(view.state.values);
  return {
    revision: readSettingsRevision(view.private_metadata),
    sessionIdle: idle.value.selected_option.value,
    requireSecondFactor: factor.value.selected_options.length > 0,
  };
}
