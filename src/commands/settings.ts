import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { Refusal } from '../errors.ts';
import { countSecondFactors } from '../identities/required-second-factor.ts';
import { invitableRoles } from '../roles/invitable-roles.ts';
import type { Actor } from '../roles/permitted.ts';
import {
  INVITATION_SETTINGS_FORM,
  type InvitationSettings,
  invitationSettingsErrors,
  invitationSettingsModal,
  readInvitationSettings,
} from '../views/invitation-settings.modal.ts';
import {
  NOTIFICATION_SETTINGS_FORM,
  type NotificationSettings,
  notificationSettingsModal,
  readNotificationSettings,
  TIME_ZONE_ACTION,
  timeZoneOption,
} from '../views/notification-settings.modal.ts';
import {
  PAGE_SETTINGS_FORM,
  pageSettingsErrors,
  pageSettingsModal,
  readPageSettings,
} from '../views/page-settings.modal.ts';
import { refusalMessage } from '../views/refusal.message.ts';
import {
  INVITATION_SETTINGS_ACTION,
  NOTIFICATION_SETTINGS_ACTION,
  PAGE_SETTINGS_ACTION,
  SETTINGS_SAVED,
  SIGN_IN_SETTINGS_ACTION,
  settingsModal,
} from '../views/settings.modal.ts';
import {
  readSignInSettings,
  SIGN_IN_SETTINGS_FORM,
  signInSettingsModal,
} from '../views/sign-in-settings.modal.ts';
import { changeSettings, type SettingsChange } from '../workspaces/change-settings.ts';
import { readSettings } from '../workspaces/read-settings.ts';
import { describeTimeZone, findTimeZones } from '../workspaces/time-zones.ts';
import { type ActionRequest, onButton, type Request } from './boundary.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { showOnTop } from './invitation-views.ts';
import { closeOver, stackBelow } from './show-done.ts';
import { type FormAnswer, onSubmission, type SubmissionRequest } from './submission.ts';
import { onSuggestion } from './suggestion.ts';
import { updateModal } from './update-modal.ts';

export function registerSettings(app: App, edge: SlackEdge) {
  onButton(app, edge, NOTIFICATION_SETTINGS_ACTION, (request) => openNotifications(edge, request));
  onButton(app, edge, INVITATION_SETTINGS_ACTION, (request) => openInvitations(edge, request));
  onButton(app, edge, PAGE_SETTINGS_ACTION, (request) => openPages(edge, request));
  onButton(app, edge, SIGN_IN_SETTINGS_ACTION, (request) => openSignIn(edge, request));
  onSubmission(app, edge, SIGN_IN_SETTINGS_FORM, (request) => saveSignIn(edge, request));
  onSubmission(app, edge, NOTIFICATION_SETTINGS_FORM, (request) => saveNotifications(edge, request));
  onSubmission(
    app,
    edge,
    INVITATION_SETTINGS_FORM,
    (request) => saveInvitations(edge, request),
    (refusal) => invitationSettingsErrors(refusal, edge.deps.product),
  );
  onSubmission(
    app,
    edge,
    PAGE_SETTINGS_FORM,
    (request) => savePages(edge, request),
    (refusal) => pageSettingsErrors(refusal, edge.deps.product),
  );
  onSuggestion(app, edge, TIME_ZONE_ACTION, async (request) => {
    await requireCaller(edge, request);
    return findTimeZones(request.typed, edge.deps.now()).map(timeZoneOption);
  });
}

/** `/fluxera settings`: what the workspace is set to. */
export async function openSettings(edge: SlackEdge, request: Request): Promise<void> {
  const caller = await requireCaller(edge, request);
  await edge.slack.views.open({ trigger_id: request.triggerId, view: await overview(edge, caller) });
}

/** The same on top of the modal that a button stands in. */
export async function showSettings(edge: SlackEdge, request: ActionRequest): Promise<void> {
  await showOnTop(edge, request, await overview(edge, await requireCaller(edge, request)));
}

async function overview({ deps }: SlackEdge, caller: Actor, isSaved = false): Promise<ModalView> {
  const settings = await readSettings(deps.db, caller);
  const timeZone = describeTimeZone(settings.timeZone, deps.now());
  const ownerId = caller.roleKind === 'OWNER' ? caller.userId : undefined;
  const secondFactors = await countSecondFactors(deps.db, caller.workspaceId);
  return settingsModal(settings, { timeZone, secondFactors, ownerId, isSaved });
}

async function openNotifications(edge: SlackEdge, request: ActionRequest): Promise<void> {
  const { db, product, now } = edge.deps;
  const settings = await readSettings(db, await requireCaller(edge, request));
  const { channels, reviewReminders, timeZone, revision } = settings;
  const filled = { channels, reviewReminders, timeZone: describeTimeZone(timeZone, now()) };
  await showOnTop(edge, request, notificationSettingsModal(filled, { revision, product }));
}

async function openInvitations(edge: SlackEdge, request: ActionRequest): Promise<void> {
  const caller = await requireCaller(edge, request);
  const settings = await readSettings(edge.deps.db, caller);
  const { revision, defaultRole, allowedDomains, blockedDomains, remindInvitees } = settings;
  const filled: InvitationSettings = {
    defaultRoleId: defaultRole?.id ?? null,
    allowedDomains: allowedDomains.join('\n'),
    blockedDomains: blockedDomains.join('\n'),
    remindInvitees,
  };
  const roles = await allRoles(edge, caller);
  await showOnTop(edge, request, invitationSettingsModal(filled, { revision, roles }));
}

async function openPages(edge: SlackEdge, request: ActionRequest): Promise<void> {
  const settings = await readSettings(edge.deps.db, await requireCaller(edge, request));
  const { revision, language, logoUrl } = settings;
  await showOnTop(edge, request, pageSettingsModal({ language, logoUrl: logoUrl ?? '' }, { revision }));
}

async function openSignIn(edge: SlackEdge, request: ActionRequest): Promise<void> {
  const settings = await readSettings(edge.deps.db, await requireCaller(edge, request));
  const { revision, sessionIdle, requireSecondFactor } = settings;
  const filled = { sessionIdle, requireSecondFactor };
  await showOnTop(edge, request, signInSettingsModal(filled, { revision }));
}

async function saveNotifications(edge: SlackEdge, request: SubmissionRequest): Promise<FormAnswer> {
  const { product, now } = edge.deps;
  const { revision, timeZone, ...chosen } = readNotificationSettings(request.view);
  return save(edge, request, revision, { ...chosen, timeZone }, (shown) => {
    const filled: NotificationSettings = { ...chosen, timeZone: describeTimeZone(timeZone, now()) };
    return notificationSettingsModal(filled, { ...shown, product });
  });
}

async function saveInvitations(edge: SlackEdge, request: SubmissionRequest): Promise<FormAnswer> {
  const { revision, ...filled } = readInvitationSettings(request.view);
  const roles = await allRoles(edge, await requireCaller(edge, request));
  return save(edge, request, revision, filled, (shown) =>
    invitationSettingsModal(filled, { ...shown, roles }),
  );
}

async function savePages(edge: SlackEdge, request: SubmissionRequest): Promise<FormAnswer> {
  const { revision, ...filled } = readPageSettings(request.view);
  return save(edge, request, revision, filled, (shown) => pageSettingsModal(filled, shown));
}

async function saveSignIn(edge: SlackEdge, request: SubmissionRequest): Promise<FormAnswer> {
  const { revision, ...filled } = readSignInSettings(request.view);
  return save(edge, request, revision, filled, (shown) => signInSettingsModal(filled, shown));
}

/**
 * Saves a form and shows the result below it. Where somebody else was faster, the form stays with what was chosen, and
 * the next try counts from what they saved.
 */
async function save(
  edge: SlackEdge,
  request: SubmissionRequest,
  revision: number,
  change: SettingsChange,
  formAgain: (shown: { revision: number; notice: string }) => ModalView,
): Promise<FormAnswer> {
  const actor = await requireCaller(edge, request);
  try {
    await changeSettings(edge.deps, { actor, revision, change, origin: { source: 'SLACK' } });
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'SETTINGS_CHANGED')) throw error;
    edge.metrics.refusals.inc({ code: error.code });
    const { revision: newest } = await readSettings(edge.deps.db, actor);
    const notice = refusalMessage(error.asUnion(), edge.deps.product).text;
    return { response_action: 'update', view: formAgain({ revision: newest, notice }) };
  }
  const stack = stackBelow(request);
  if (!stack) return { response_action: 'close', done: SETTINGS_SAVED };
  return closeOver(edge, SETTINGS_SAVED, async () =>
    updateModal(edge, stack.viewId, await overview(edge, actor, true)),
  );
}

/** Every role that an invitation can give, whoever invites. */
async function allRoles({ deps }: SlackEdge, caller: Actor) {
  const roles = await invitableRoles(deps.db, caller.workspaceId);
  return roles.map(({ id, name, description }) => ({ id, name, description, isDefault: false }));
}
