import type { App } from '@slack/bolt';
import { assignLicense } from '../licenses/assign-license.ts';
import { createLicense } from '../licenses/create-license.ts';
import { deleteLicense } from '../licenses/delete-license.ts';
import { editLicense } from '../licenses/edit-license.ts';
import { ASSIGN_LICENSE_FORM, LICENSE_HOLDER_ACTION } from '../views/assign.modal.ts';
import { DELETE_LICENSE_FORM } from '../views/delete.modal.ts';
import {
  EDIT_LICENSE_FORM,
  licenseErrors,
  NEW_LICENSE_FORM,
  readEditLicenseForm,
  readLicenseForm,
} from '../views/license-form.modal.ts';
import type { SlackEdge } from './edge.ts';
import { licensesView, refreshLicenseViews } from './license-views.ts';
import { registerThingForms } from './thing-forms.ts';

/** The forms that change licenses. */
export function registerLicenseForms(app: App, edge: SlackEdge) {
  registerThingForms(app, edge, {
    kinds: {
      create: NEW_LICENSE_FORM,
      edit: EDIT_LICENSE_FORM,
      assign: ASSIGN_LICENSE_FORM,
      remove: DELETE_LICENSE_FORM,
    },
    holders: { action: LICENSE_HOLDER_ACTION, permission: 'EDIT_LICENSES' },
    errors: licenseErrors,
    readNew: readLicenseForm,
    readEdited: readEditLicenseForm,
    create: createLicense,
    edit: (deps, { seen: license, ...wish }) => editLicense(deps, { ...wish, license }),
    assign: (deps, { id: licenseId, ...wish }) => assignLicense(deps, { ...wish, licenseId }),
    remove: (deps, { seen: license, ...wish }) => deleteLicense(deps, { ...wish, license }),
    list: (own, caller) => licensesView(own, caller, { filter: 'ALL', search: '' }),
    refresh: refreshLicenseViews,
  });
}
