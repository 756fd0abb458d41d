import type { App } from '@slack/bolt';
import { helpMessage } from '../views/help.message.ts';
import { type CommandRequest, type Message, onCommand } from './boundary.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { invite } from './invite.ts';
import { openSetUp } from './set-up.ts';
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
    case 'users':
      return users(edge, request, text);
    case 'setup':
      await openSetUp(edge, request);
      return undefined;
    default: {
      const caller = await requireCaller(edge, request);
      return helpMessage({
        product: edge.deps.product.name,
        canInvite: caller.permissions.includes('INVITE_USERS'),
      });
    }
  }
}
