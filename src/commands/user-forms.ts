import type { App } from '@slack/bolt';
import { changeRole } from '../users/change-role.ts';
import { changeStatus } from '../users/change-status.ts';
import { editUser } from '../users/edit-user.ts';
import { resetSecondFactor } from '../users/reset-second-factor.ts';
import { setAccessEnd } from '../users/set-access-end.ts';
import { ACCESS_REVIEW } from '../views/access-review.modal.ts';
import { ROLE_FORM, readRoleForm, roleErrors } from '../views/change-role.modal.ts';
import { readStatusForm, STATUS_FORM, statusErrors } from '../views/change-status.modal.ts';
import { PROFILE_FORM, profileErrors, readProfileForm } from '../views/edit-profile.modal.ts';
import { readSecondFactorForm, SECOND_FACTOR_FORM } from '../views/reset-second-factor.modal.ts';
import { END_DATE_FORM, endDateErrors, readEndDateForm } from '../views/set-end-date.modal.ts';
import {
  editedText,
  endDateText,
  roleChangedText,
  secondFactorResetText,
  statusChangedText,
} from '../views/user-outcome.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { onSubmission } from './submission.ts';
import { closeOverUser } from './user-views.ts';

const origin = { source: 'SLACK' } as const;

/** The forms that change somebody's account. */
export function registerUserForms(app: App, edge: SlackEdge) {
  onSubmission(
    app,
    edge,
    PROFILE_FORM,
    async (request) => {
      const actor = await requireCaller(edge, request);
      const { about, below, ...profile } = readProfileForm(request.view);
      const edited = await editUser(edge.deps, { actor, user: about, ...profile, origin });
      return closeOverUser(edge, actor, request, { below, done: editedText(edited) });
    },
    (refusal) => profileErrors(refusal, edge.deps.product),
  );
  onSubmission(
    app,
    edge,
    ROLE_FORM,
    async (request) => {
      const actor = await requireCaller(edge, request);
      const { about, below, ...change } = readRoleForm(request.view);
      const inReview = below?.kind === ACCESS_REVIEW;
      const changed = await changeRole(edge.deps, { actor, user: about, ...change, inReview, origin });
      return closeOverUser(edge, actor, request, { below, done: roleChangedText(changed) });
    },
    (refusal) => roleErrors(refusal, edge.deps.product),
  );
  onSubmission(
    app,
    edge,
    STATUS_FORM,
    async (request) => {
      const actor = await requireCaller(edge, request);
      const { about, below, ...change } = readStatusForm(request.view);
      const inReview = below?.kind === ACCESS_REVIEW;
      const changed = await changeStatus(edge.deps, { actor, user: about, ...change, inReview, origin });
      const done = statusChangedText(changed, change.invitations);
      return closeOverUser(edge, actor, request, { below, done });
    },
    (refusal) => statusErrors(refusal, edge.deps.product),
  );
  onSubmission(
    app,
    edge,
    END_DATE_FORM,
    async (request) => {
      const actor = await requireCaller(edge, request);
      const { about, below, ...change } = readEndDateForm(request.view);
      const set = await setAccessEnd(edge.deps, { actor, user: about, ...change, origin });
      return closeOverUser(edge, actor, request, { below, done: endDateText(set) });
    },
    (refusal) => endDateErrors(refusal, edge.deps.product),
  );
  onSubmission(app, edge, SECOND_FACTOR_FORM, async (request) => {
    const actor = await requireCaller(edge, request);
    const { about, below, reason } = readSecondFactorForm(request.view);
    const reset = await resetSecondFactor(edge.deps, { actor, user: about, reason, origin });
    return closeOverUser(edge, actor, request, { below, done: secondFactorResetText(reset) });
  });
}
