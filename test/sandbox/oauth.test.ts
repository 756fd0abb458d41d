import { describe, expect, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { parse } from 'node-html-parser';
import type { Sandbox } from '../../sandbox/index.ts';
import { type Scene, silent, withSlack } from './helpers/with-slack.ts';

const home = 'https://app.example.com/slack/oauth';
const withInstallation = (test: (scene: Scene) => Promise<void>, now?: () => Date) =>
  withSlack(test, { manifest: { redirectUrls: [home] }, ...(now ? { now } : {}) });

const authorizeUrl = ({ url, clientId }: Sandbox, wish: Record<string, string> = {}) =>
  `${url}/oauth/v2/authorize?${new URLSearchParams({ client_id: clientId, scope: 'chat:write,commands', state: 'xyz', ...wish })}`;

/** What a person's browser is led to who presses a button of the authorize page. */
async function answer(slack: Sandbox, press: 'Allow' | 'Cancel', wish?: Record<string, string>) {
  const url = authorizeUrl(slack, wish);
  const form = parse(await (await fetch(url)).text()).querySelector('form');
  const button = form?.querySelectorAll('button').find((one) => one.textContent === press);
  const name = button?.getAttribute('name');
  const body = new URLSearchParams({ person: slack.as('adam').id, ...(name ? { [name]: 'yes' } : {}) });
  const response = await fetch(url, { method: 'POST', body, redirect: 'manual' });
  return new URL(response.headers.get('location') ?? '');
}

/** What the inspector shows of all that was said until now. */
async function inspected({ url }: Sandbox): Promise<string> {
  const leave = new AbortController();
  const { body } = await fetch(`${url}/sandbox/traffic/live`, { signal: leave.signal });
  const first = await body?.getReader().read();
  leave.abort();
  return Buffer.from(first?.value ?? '').toString();
}

const clientOf = ({ apiUrl }: Sandbox, token?: string) =>
  new WebClient(token, { slackApiUrl: apiUrl, retryConfig: { retries: 0 }, logger: silent });

function access(slack: Sandbox, fields: object) {
  const { clientId: client_id, clientSecret: client_secret } = slack;
  return clientOf(slack).apiCall('oauth.v2.access', { client_id, client_secret, ...fields });
}

describe('Who lets the app into the team', () => {
  test('reads what it asks for, and the app gets a token for the code that they bring along', () =>
    withInstallation(async ({ slack }) => {
      const page = await (await fetch(authorizeUrl(slack))).text();
      expect(page).toContain('Fluxera is requesting permission to access the Acme workspace');
      expect(page).toContain('<code>commands</code>');
      const back = await answer(slack, 'Allow');
      expect([back.origin + back.pathname, back.searchParams.get('state')]).toEqual([home, 'xyz']);
      const code = back.searchParams.get('code') ?? '';
      const granted = await clientOf(slack).oauth.v2.access({
        client_id: slack.clientId,
        client_secret: slack.clientSecret,
        code,
      });
      expect(granted).toMatchObject({
        token_type: 'bot',
        scope: expect.stringContaining('chat:write'),
        team: { id: 'T0ACME0001', name: 'Acme' },
        authed_user: { id: slack.as('adam').id },
        bot_user_id: 'U0FLUXERA1',
        app_id: 'A0FLUXERA1',
        enterprise: null,
        is_enterprise_install: false,
      });
      expect(await clientOf(slack, granted.access_token).auth.test()).toMatchObject({ team: 'Acme' });
      const told = await inspected(slack);
      expect(told).toContain('oauth.v2.access');
      expect(told).not.toMatch(new RegExp(`${slack.botToken}|${slack.clientSecret}|${code}`));
    }));

  test('may say no', () =>
    withInstallation(async ({ slack }) => {
      const back = await answer(slack, 'Cancel');
      expect([back.searchParams.get('error'), back.searchParams.get('state')]).toEqual([
        'access_denied',
        'xyz',
      ]);
      expect(back.searchParams.has('code')).toBe(false);
    }));

  test.each([
    ['of an app that is not known', { client_id: '1.2' }, 'invalid_client_id'],
    ['without scopes', { scope: '' }, 'invalid_scope'],
    ['with scopes that the manifest does not have', { scope: 'commands,admin' }, 'invalid_scope'],
    ['that leads elsewhere', { redirect_uri: 'https://evil.example/' }, 'bad_redirect_uri'],
    ['that leads beside what is configured', { redirect_uri: `${home}-too` }, 'bad_redirect_uri'],
  ])('sees an error instead of a request %s', (_name, wish, error) =>
    withInstallation(async ({ slack }) => {
      const response = await fetch(authorizeUrl(slack, wish));
      expect([response.status, await response.text()]).toEqual([400, expect.stringContaining(error)]);
      const forced = await fetch(authorizeUrl(slack, wish), {
        method: 'POST',
        body: new URLSearchParams({ person: slack.as('adam').id, allow: 'yes' }),
        redirect: 'manual',
      });
      expect(forced.status).toBe(400);
    }),
  );

  test('is neither a guest nor a stranger', () =>
    withInstallation(async ({ slack }) => {
      for (const name of ['gina', 'stella']) {
        const body = new URLSearchParams({ person: slack.as(name).id, allow: 'yes' });
        expect((await fetch(authorizeUrl(slack), { method: 'POST', body })).status).toBe(400);
      }
    }));
});

describe('An app with a code', () => {
  test('may say who it is in the header as well', () =>
    withInstallation(async ({ slack }) => {
      const back = await answer(slack, 'Allow');
      const credentials = Buffer.from(`${slack.clientId}:${slack.clientSecret}`).toString('base64');
      const response = await fetch(`${slack.apiUrl}oauth.v2.access`, {
        method: 'POST',
        headers: { authorization: `Basic ${credentials}` },
        body: new URLSearchParams({ code: back.searchParams.get('code') ?? '' }),
      });
      expect(await response.json()).toMatchObject({ ok: true, access_token: slack.botToken });
    }));

  test('gets nothing by a wrong name, secret, code or address, nor a second time', () =>
    withInstallation(async ({ slack }) => {
      const redirect_uri = `${home}/acme`;
      const back = await answer(slack, 'Allow', { redirect_uri });
      expect(back.pathname).toBe('/slack/oauth/acme');
      const code = back.searchParams.get('code') ?? '';
      const fields = { code, redirect_uri };
      await expect(access(slack, { ...fields, client_id: '1.2' })).rejects.toThrow('invalid_client_id');
      await expect(access(slack, { ...fields, client_secret: 'x' })).rejects.toThrow('bad_client_secret');
      await expect(access(slack, { ...fields, code: 'made up' })).rejects.toThrow('invalid_code');
      await expect(access(slack, { code })).rejects.toThrow('bad_redirect_uri');
      await expect(access(slack, { ...fields, redirect_uri: home })).rejects.toThrow('bad_redirect_uri');
      await expect(access(slack, { ...fields, grant_type: 'refresh_token' })).rejects.toThrow(
        'invalid_grant_type',
      );
      await access(slack, fields);
      await expect(access(slack, fields)).rejects.toThrow('code_already_used');
    }));

  test('has ten minutes to use it', () => {
    let time = Date.now();
    return withInstallation(
      async ({ slack }) => {
        const codes = [await answer(slack, 'Allow'), await answer(slack, 'Allow')].map((back) => ({
          code: back.searchParams.get('code'),
        }));
        time += 10 * 60_000;
        await access(slack, codes[0] ?? {});
        time += 1;
        await expect(access(slack, codes[1] ?? {})).rejects.toThrow('invalid_code');
      },
      () => new Date(time),
    );
  });
});
