import express, { type Request, Router } from 'express';
import { z } from 'zod';
import { fullName, type Person, team } from '../people.ts';
import type { World } from '../world.ts';

const asked = z.object({
  client_id: z.string().default(''),
  scope: z.string().default(''),
  state: z.string().optional(),
  redirect_uri: z.string().optional(),
});
const answered = z.object({ person: z.string(), allow: z.string().optional() });

/** The page on which a person lets the app into the team; it is sent to its own address, with all that was asked. */
export function authorizePage(world: World): Router {
  const router = Router();
  router.use(express.urlencoded({ extended: false }));
  router.get('/', (request, response) => {
    const wish = wishOf(world, request);
    if ('error' in wish) response.status(400).type('html').send(errorPage(wish));
    else response.type('html').send(consentPage(world.manifest.name, wish.scopes, insidersOf(world)));
  });
  router.post('/', (request, response) => {
    const wish = wishOf(world, request);
    if ('error' in wish) return response.status(400).type('html').send(errorPage(wish));
    const answer = answered.safeParse(request.body);
    const person = insidersOf(world).find(({ id }) => answer.success && id === answer.data.person);
    if (!answer.success || !person) return response.status(400).type('html').send(errorPage(unknownPerson));
    const to = new URL(wish.destination);
    if (answer.data.allow) {
      const { redirectUri } = wish;
      const grant = { personId: person.id, ...(redirectUri ? { redirectUri } : {}) };
      to.searchParams.set('code', world.codes.issue(grant));
    } else to.searchParams.set('error', 'access_denied');
    if (wish.state !== undefined) to.searchParams.set('state', wish.state);
    return response.redirect(to.href);
  });
  return router;
}

const insidersOf = ({ people }: World) =>
  people.filter(({ isGuest, isStranger, isDeleted }) => !isGuest && !isStranger && !isDeleted);
const unknownPerson = {
  error: 'invalid_user_id',
  message: 'There is nobody of that id who may install apps.',
};

interface Wish {
  scopes: string[];
  destination: string;
  redirectUri?: string;
  state?: string;
}

interface Refused {
  error: string;
  message: string;
}

/** What an app may ask for, or why not. */
function wishOf({ secrets, manifest }: World, request: Request): Wish | Refused {
  const parsed = asked.safeParse(request.query);
  if (!parsed.success || parsed.data.client_id !== secrets.clientId)
    return { error: 'invalid_client_id', message: 'No app has this client ID.' };
  const { scope, state, redirect_uri } = parsed.data;
  const scopes = scope.split(/[ ,]+/).filter((one) => one !== '');
  const unknown = scopes.filter((one) => !manifest.scopes.includes(one));
  if (scopes.length === 0 || unknown.length > 0)
    return {
      error: 'invalid_scope',
      message: `The app asks for ${unknown.length > 0 ? `what its manifest does not have: ${unknown.join(', ')}` : 'no scopes'}.`,
    };
  const destination = redirect_uri ?? manifest.redirectUrls[0];
  if (destination === undefined || !manifest.redirectUrls.some((url) => leadsInto(url, destination)))
    return {
      error: 'bad_redirect_uri',
      message: 'redirect_uri did not match any configured URIs. They are the redirect_urls of the manifest.',
    };
  return {
    scopes,
    destination,
    ...(redirect_uri === undefined ? {} : { redirectUri: redirect_uri }),
    ...(state === undefined ? {} : { state }),
  };
}

/** Slack takes the configured address itself and what lies below it. */
function leadsInto(configured: string, wanted: string): boolean {
  if (!URL.canParse(wanted)) return false;
  const [base, url] = [new URL(configured), new URL(wanted)];
  const folder = base.pathname.endsWith('/') ? base.pathname : `${base.pathname}/`;
  return url.origin === base.origin && (url.pathname === base.pathname || url.pathname.startsWith(folder));
}

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const document = (title: string, body: string) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escapeHtml(title)}</title>
    <link rel="stylesheet" href="/styles/tokens.css">
    <link rel="stylesheet" href="/styles/buttons.css">
    <link rel="stylesheet" href="/styles/authorize.css">
  </head>
  <body><main class="authorize">${body}</main></body>
</html>`;

const errorPage = ({ error, message }: Refused) =>
  document(
    'Something went wrong',
    `<h1>Something went wrong</h1><p>${escapeHtml(message)}</p><p><code>${escapeHtml(error)}</code></p>`,
  );

function consentPage(name: string, scopes: string[], insiders: Person[]): string {
  const title = `${name} is requesting permission to access the ${team.name} workspace`;
  const list = scopes.map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`).join('');
  const choices = insiders
    .map((one) => `<option value="${one.id}">${escapeHtml(fullName(one))}</option>`)
    .join('');
  return document(
    title,
    `<h1>${escapeHtml(title)}</h1>
    <form method="post">
      <p>What ${escapeHtml(name)} may do:</p>
      <ul>${list}</ul>
      <label for="person">You are</label>
      <select id="person" name="person">${choices}</select>
      <div class="authorize-buttons">
        <button class="button" type="submit">Cancel</button>
        <button class="button primary" type="submit" name="allow" value="yes">Allow</button>
      </div>
    </form>`,
  );
}
