import type { App } from '@slack/bolt';
import { assignAsset } from '../assets/assign-asset.ts';
import { createAsset } from '../assets/create-asset.ts';
import { deleteAsset } from '../assets/delete-asset.ts';
import { editAsset } from '../assets/edit-asset.ts';
import {
  assetErrors,
  EDIT_ASSET_FORM,
  NEW_ASSET_FORM,
  readAssetForm,
  readEditAssetForm,
} from '../views/asset-form.modal.ts';
import { ASSET_HOLDER_ACTION, ASSIGN_ASSET_FORM } from '../views/assign.modal.ts';
import { DELETE_ASSET_FORM } from '../views/delete.modal.ts';
import { assetsView, refreshAssetViews } from './asset-views.ts';
import type { SlackEdge } from './edge.ts';
import { registerThingForms } from './thing-forms.ts';

/** The forms that change assets. */
export function registerAssetForms(app: App, edge: SlackEdge) {
  registerThingForms(app, edge, {
    kinds: {
      create: NEW_ASSET_FORM,
      edit: EDIT_ASSET_FORM,
      assign: ASSIGN_ASSET_FORM,
      remove: DELETE_ASSET_FORM,
    },
    holders: { action: ASSET_HOLDER_ACTION, permission: 'EDIT_ASSETS' },
    errors: assetErrors,
    readNew: readAssetForm,
    readEdited: readEditAssetForm,
    create: createAsset,
    edit: (deps, { seen: asset, ...wish }) => editAsset(deps, { ...wish, asset }),
    assign: (deps, { id: assetId, ...wish }) => assignAsset(deps, { ...wish, assetId }),
    remove: (deps, { seen: asset, ...wish }) => deleteAsset(deps, { ...wish, asset }),
    list: (own, caller) => assetsView(own, caller, { filter: 'ALL', search: '' }),
    refresh: refreshAssetViews,
  });
}
