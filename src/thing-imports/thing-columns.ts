import type { Layout } from '../imports/columns.ts';

/** So many things fit in one import. */
const ROWS_MAX = 10_000;

/** Each by itself: of these a file may have several, as a likelier one is read and the others are named as not read. */
function lessLikely(names: string): string[] {
  return names.split(' ');
}

/** Exports have both the name and the address of whoever has a thing. */
const holderNames = [
  'assignedtoemailaddress assignedtoemail holderemail useremail',
  ...lessLikely('assignedemail assigneeemail'),
  'assignedto holder user users assignee assignees',
  ...lessLikely('holders assigneduser assignedusers usedby'),
];

export type AssetColumn = 'tag' | 'name' | 'category' | 'serial' | 'status' | 'purchasedOn' | 'holders';

/** As in our own template and exports, and in lists that people keep by hand. */
export const assetColumns: Layout<AssetColumn> = {
  names: {
    tag: [
      'assettag tag',
      'inventorynumber assetnumber',
      ...lessLikely('label inventorytag inventoryno assetno barcode'),
    ],
    name: ['name assetname', 'model', 'description device', ...lessLikely('modelname devicename item')],
    category: ['category assetcategory', 'type assettype'],
    serial: ['serialnumber serial serialno sn', 'serialnum'],
    status: ['status state', 'assetstatus'],
    purchasedOn: [
      'purchasedate datepurchased purchasedon purchased',
      ...lessLikely('boughton dateofpurchase orderdate acquisitiondate'),
    ],
    holders: holderNames,
  },
  required: { tag: 'Asset Tag', name: 'Name' },
  rowsMax: ROWS_MAX,
};

export type LicenseColumn = 'name' | 'vendor' | 'seats' | 'key' | 'expiresOn' | 'holders';

export const licenseColumns: Layout<LicenseColumn> = {
  names: {
    name: [
      'name licensename licencename',
      'product software application',
      ...lessLikely('productname softwarename'),
    ],
    vendor: ['vendor manufacturer publisher', ...lessLikely('supplier provider developer')],
    seats: [
      'seats numberofseats totalseats',
      'quantity licenses',
      ...lessLikely('seatcount qty licences numberoflicenses numberoflicences licensecount'),
    ],
    key: [
      'licensekey licencekey key productkey',
      ...lessLikely('activationkey serialkey licensecode licencecode activationcode productcode'),
      ...lessLikely('serial serialnumber'),
    ],
    expiresOn: [
      'expirydate expirationdate expireson expiry expires',
      ...lessLikely('expiration validuntil validthrough validto enddate renewaldate renewal'),
    ],
    holders: holderNames,
  },
  required: { name: 'Name', seats: 'Seats' },
  rowsMax: ROWS_MAX,
};
