import type { App } from '@slack/bolt';
import { registerActivity } from './activity.ts';
import { registerAskToInvite } from './ask-to-invite.ts';
import { registerBilling } from './billing.ts';
import { registerBulkInvite } from './bulk-invite.ts';
import { registerChannelTest } from './channel-test.ts';
import type { SlackEdge } from './edge.ts';
import { registerFluxera } from './fluxera.ts';
import { registerHome } from './home.ts';
import { registerImports } from './imports.ts';
import { registerInvitationActions } from './invitation-actions.ts';
import { registerInvitationForms } from './invitation-forms.ts';
import { registerInvitations } from './invitations.ts';
import { registerInvite } from './invite.ts';
import { registerInviteShortcuts } from './invite-shortcuts.ts';
import { registerRequestDecisions } from './request-decisions.ts';
import { registerRequests } from './requests.ts';
import { registerSetUp } from './set-up.ts';
import { registerSettings } from './settings.ts';
import { registerUserActions } from './user-actions.ts';
import { registerUserForms } from './user-forms.ts';
import { registerUsers } from './users.ts';
import { registerVerification } from './verification.ts';

/** Everything that people can do from Slack. */
export function registerCommands(app: App, edge: SlackEdge) {
  registerInvite(app, edge);
  registerInviteShortcuts(app, edge);
  registerInvitations(app, edge);
  registerInvitationActions(app, edge);
  registerInvitationForms(app, edge);
  registerAskToInvite(app, edge);
  registerRequests(app, edge);
  registerRequestDecisions(app, edge);
  registerUsers(app, edge);
  registerUserActions(app, edge);
  registerUserForms(app, edge);
  registerActivity(app, edge);
  registerSetUp(app, edge);
  registerSettings(app, edge);
  registerChannelTest(app, edge);
  registerBilling(app, edge);
  registerBulkInvite(app, edge);
  registerImports(app, edge);
  registerHome(app, edge);
  registerVerification(app, edge);
  registerFluxera(app, edge);
}
