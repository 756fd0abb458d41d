import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import { button, plain } from './helpers/views.ts';
import { type Scene, withSlack } from './helpers/with-slack.ts';

/** A product that mails an invitation, asks for a name and a password, then has the address verified. */
async function product({ folder }: Scene) {
  const outbox = path.join(folder, 'outbox');
  await mkdir(outbox, { recursive: true });
  const received: string[] = [];
  let count = 0;
  const mail = async (email: string, link: string) => {
    count += 1;
    const content = {
      id: String(count),
      createdAt: new Date().toISOString(),
      from: { email: 'no-reply@acme.example' },
      to: { email },
      subject: 'Hello',
      html: '',
      text: `Follow ${origin}${link}\nBye`,
    };
    await writeFile(path.join(outbox, `${count}.json`), JSON.stringify(content));
  };
  const server = createServer(async (request, response) => {
    const [, page = '', email = ''] = decodeURIComponent(request.url ?? '').split('/');
    if (request.method === 'GET') {
      response.setHeader('content-type', 'text/html');
      response.setHeader('set-cookie', 'csrf=abc; Path=/; HttpOnly');
      response.end(
        page === 'done'
          ? '<p>Done</p>'
          : `<form method="post"><input type="hidden" name="kind" value="${page}">
             <input name="first" autocomplete="given-name"><input name="secret" type="password">
             <button>Go</button></form>`,
      );
      return;
    }
    received.push(`${email} ${request.headers.cookie} ${await text(request)}`);
    if (page === 'invitation') await mail(email, `/verify/${encodeURIComponent(email)}`);
    response.writeHead(303, { location: '/done' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { received, mail, stop };
}

function bot({ bot: app }: Scene, mail: (email: string, link: string) => Promise<void>) {
  let ready = false;
  app.command('/fluxera', ({ ack }) =>
    ack(
      ready
        ? { text: 'All is set up.' }
        : { text: 'Set up?', blocks: [{ type: 'actions', elements: [button('Set Up', 'set_up')] }] },
    ),
  );
  app.action('set_up', async ({ ack, client, body }) => {
    await ack();
    if (!('trigger_id' in body)) return;
    const input = (label: string, type: 'plain_text_input' | 'channels_select') => ({
      type: 'input' as const,
      label: plain(label),
      element: { type, action_id: 'value' },
    });
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'set_up',
        title: plain('Set up'),
        submit: plain('Set Up'),
        blocks: [
          input('Workspace Name', 'plain_text_input'),
          input('Notification Channel', 'channels_select'),
        ],
      },
    });
  });
  app.view('set_up', async ({ ack }) => {
    ready = true;
    await ack();
  });
  app.command('/invite', async ({ ack, command }) => {
    await ack(`Invited ${command.text}`);
    const [email = ''] = command.text.split(' ');
    await mail(email, `/invitation/${encodeURIComponent(email)}`);
  });
}

describe('Setting up the whole cast', () => {
  test('gives Adam, Mia and Victor accounts through the front door', () =>
    withSlack(async (scene) => {
      const { received, mail, stop } = await product(scene);
      bot(scene, mail);
      const cast = await scene.slack.setUpCast();
      stop();
      expect(cast).toMatchObject({
        state: 'done',
        accounts: [
          { email: 'adam@acme.example', fullName: 'Adam Admin' },
          { email: 'mia@acme.example' },
          { email: 'victor@acme.example' },
        ],
      });
      expect(received).toHaveLength(6);
      expect(received[0]).toMatch(/^adam@acme.example csrf=abc kind=invitation&first=Adam&secret=Cast-/);
      expect(received[1]).toContain('kind=verify');
      expect(
        scene.slack
          .as('olivia')
          .messages('general')
          .map(({ text }) => text),
      ).toContain('Invited victor@acme.example viewer');
    }));

  test('says what went wrong where the app does not answer', () =>
    withSlack(
      async ({ slack }) => {
        expect(await slack.setUpCast()).toEqual({
          state: 'failed',
          message: '/fluxera failed with the error "dispatch_failed".',
        });
      },
      { botUrl: () => 'http://127.0.0.1:1' },
    ));
});
