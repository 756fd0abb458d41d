import type { App } from '@slack/bolt';
import { withoutReferences } from '../views/typed-text.ts';
import { openActivity } from './activity.ts';
import { openAssets } from './assets.ts';
import { openBilling } from './billing.ts';
import { type CommandRequest, type Message, onCommand } from './boundary.ts';
import type { SlackEdge } from './edge.ts';
import { openExport } from './exports.ts';
import { help } from './help.ts';
import { invitations } from './invitations.ts';
import { invite } from './invite.ts';
import { openLicenses } from './licenses.ts';
import { openReport } from './reports.ts';
import { openRequests } from './requests.ts';
import { openReview } from './reviews.ts';
import { roles } from './roles.ts';
import { openSetUp } from './set-up.ts';
import { openSettings } from './settings.ts';
import { users } from './users.ts';

export function registerFluxera(app: App, edge: SlackEdge) {
  onCommand(app, edge, 'fluxera', (request) => fluxera(edge, request));
}

/** Everything as subcommands, for teams whose Slack refuses a command's own name. */
async function fluxera(edge: SlackEdge, request: CommandRequest): Promise<Message | undefined> {
  const [subcommand = '', ...rest] = request.text.trim().split(/\s+/);
  const text = rest.join(' ');
  switch (subcommand.toLowerCase()) {
    case 'invite':
      return invite(edge, request, text);
    case 'invitations':
      return invitations(edge, request, withoutReferences(text));
    case 'requests':
      await openRequests(edge, request);
      return undefined;
    case 'users':
      return users(edge, request, text);
    case 'activity':
      await openActivity(edge, request, text);
      return undefined;
    case 'roles':
      return roles(edge, request, withoutReferences(text));
    case 'review':
      await openReview(edge, request);
      return undefined;
    case 'settings':
      await openSettings(edge, request);
      return undefined;
    case 'billing':
      await openBilling(edge, request);
      return undefined;
    case 'assets':
      await openAssets(edge, request, withoutReferences(text));
      return undefined;
    case 'licenses':
      await openLicenses(edge, request, withoutReferences(text));
      return undefined;
    case 'export':
      await openExport(edge, request, withoutReferences(text));
      return undefined;
    case 'report':
      await openReport(edge, request, text);
      return undefined;
    case 'setup':
      await openSetUp(edge, request);
      return undefined;
    default:
      return help(edge, request);
  }
}
