import type { Layout } from '../imports/columns.ts';

/** So many things fit in one import. */
const ROWS_MAX = 10_000;

/** Exports have both the name and the address of whoever has a thing. */
const holderNames = [
  'assignedtoemailaddress assignedtoemail holderemail useremail',
  'assignedto holder user users assignee assignees',
];

export type AssetColumn = 'tag' | 'name' | 'category' | 'serial' | 'status' | 'purchasedOn' | 'holders';

/** As in our own template and exports, and in lists that people keep by hand. */
export const assetColumns: Layout<AssetColumn> = {
  names: {
    tag: ['assettag tag', 'inventorynumber assetnumber label'],
    name: ['name assetname', 'model description device'],
    category: ['category assetcategory', 'type assettype'],
    serial: ['serialnumber serial serialno sn'],
    status: ['status state'],
    purchasedOn: ['purchasedate datepurchased purchasedon purchased', 'boughton'],
    holders: holderNames,
  },
  required: { tag: 'Asset Tag', name: 'Name' },
  rowsMax: ROWS_MAX,
};

export type LicenseColumn = 'name' | 'vendor' | 'seats' | 'key' | 'expiresOn' | 'holders';

export const licenseColumns: Layout<LicenseColumn> = {
  names: {
    name: ['name licensename licencename', 'product software application'],
    vendor: ['vendor manufacturer publisher', 'supplier'],
    seats: ['seats numberofseats totalseats', 'quantity licenses'],
    key: ['licensekey licencekey key productkey', 'serial'],
    expiresOn: ['expirydate expirationdate expireson expiry expires', 'validuntil renewaldate'],
    holders: holderNames,
  },
  required: { name: 'Name', seats: 'Seats' },
  rowsMax: ROWS_MAX,
};
