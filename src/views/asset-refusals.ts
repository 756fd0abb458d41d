import type { AnyRefusal } from '../errors.ts';
import { assetStatusWords } from './asset-words.ts';
import type { Style } from './refusal-style.ts';

const codes = [
  'ASSET_UNKNOWN',
  'ASSET_TAG_UNKNOWN',
  'ASSET_CHANGED',
  'ASSET_WITHOUT_TAG',
  'ASSET_WITHOUT_NAME',
  'ASSET_TAG_TAKEN',
  'ASSET_ADDED_ALREADY',
  'ASSET_HELD',
  'ASSET_NOT_HELD',
  'ASSET_NOT_IN_SERVICE',
  'HOLDER_INACTIVE',
] as const;

type AssetRefusal = Extract<AnyRefusal, { code: (typeof codes)[number] }>;

export function isAboutAsset(refusal: AnyRefusal): refusal is AssetRefusal {
  return codes.some((code) => code === refusal.code);
}

/** What happened, why, and what to do, of whatever can go wrong with an asset. */
export function assetRefusalText({ code, facts }: AssetRefusal, style: Style): string {
  switch (code) {
    case 'ASSET_UNKNOWN':
      return `This asset is not there any more: somebody has deleted it. See the others with ${style.command('/fluxera assets')}.`;
    case 'ASSET_TAG_UNKNOWN':
      return `No asset has the tag ${style.typed(facts.tag)}. Your role opens an asset by its whole tag: check it, and try again.`;
    case 'ASSET_CHANGED': {
      const by = facts.changedBy ? `${style.typed(facts.changedBy)} changed it` : 'It was changed';
      const when = facts.changedAt ? ` on ${style.date(facts.changedAt)}` : '';
      return `${style.typed(facts.name)} is not any more as you saw it. ${by}${when}, so nothing was done. Look at it again, and do what is still needed.`;
    }
    case 'ASSET_WITHOUT_TAG':
      return 'Write the tag that it is labelled with, such as LT-0042.';
    case 'ASSET_WITHOUT_NAME':
      return 'Write what it is called, such as MacBook Pro 14.';
    case 'ASSET_TAG_TAKEN':
      return facts.name === null
        ? `Another asset had the tag ${style.typed(facts.tag)} at this moment. Try again.`
        : `${style.typed(facts.name)} has the tag ${style.typed(facts.tag)} already. Choose another one.`;
    case 'ASSET_ADDED_ALREADY':
      return `This form has added ${style.typed(facts.name)} (${style.typed(facts.tag)}) already, so what you changed in it since is not kept. Close the form, open the asset in the list, and edit it there.`;
    case 'ASSET_HELD':
      return `${style.typed(facts.holder)} has ${style.typed(facts.name)}, so nothing was done. Unassign it first.`;
    case 'ASSET_NOT_HELD':
      return `Nobody has ${style.typed(facts.name)} any more, so there was nothing to take back.`;
    case 'ASSET_NOT_IN_SERVICE':
      return `${style.typed(facts.name)} is ${assetStatusWords[facts.status].toLowerCase()}, so nobody can be given it. Set its status to “In service” first.`;
    case 'HOLDER_INACTIVE':
      return `${style.typed(facts.name)} is inactive, and is given nothing. Choose somebody else, or reactivate them first.`;
  }
}
