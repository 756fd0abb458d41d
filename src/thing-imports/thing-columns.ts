import type { ThingKind } from '../generated/prisma/enums.ts';
import type { Layout } from '../imports/columns.ts';

/** So many things fit in one import. */
const ROWS_MAX = 10_000;

/** Exports have both the name and the address of whoever has a thing. */
const holderNames = [
  'assignedtoemailaddress assignedtoemail assignedemail assigneeemail holderemail useremail',
  'assignedto holder holders user users assignee assignees assigneduser assignedusers usedby',
];

export type AssetColumn = 'tag' | 'name' | 'category' | 'serial' | 'status' | 'purchasedOn' | 'holders';

/** As in our own template and exports, and in lists that people keep by hand. */
export const assetColumns: Layout<AssetColumn> = {
  names: {
    tag: ['assettag tag', 'inventorytag inventorynumber inventoryno assetnumber assetno', 'label barcode'],
    name: ['name assetname', 'model modelname devicename', 'description device item'],
    category: ['category assetcategory', 'type assettype'],
    serial: ['serialnumber serial serialno serialnum sn'],
    status: ['status assetstatus state'],
    purchasedOn: [
      'purchasedate datepurchased dateofpurchase purchasedon purchased',
      'boughton orderdate acquisitiondate',
    ],
    holders: holderNames,
  },
  required: { tag: 'Asset Tag', name: 'Name' },
  rowsMax: ROWS_MAX,
};

export type LicenseColumn = 'name' | 'vendor' | 'seats' | 'key' | 'expiresOn' | 'holders';

export const licenseColumns: Layout<LicenseColumn> = {
  names: {
    name: ['name licensename licencename', 'product productname software softwarename application'],
    vendor: ['vendor manufacturer publisher', 'supplier provider developer'],
    seats: [
      'seats numberofseats totalseats seatcount',
      'quantity qty licenses licences numberoflicenses numberoflicences licensecount',
    ],
    key: [
      'licensekey licencekey key productkey activationkey serialkey',
      'licensecode licencecode activationcode productcode',
      'serial serialnumber',
    ],
    expiresOn: [
      'expirydate expirationdate expireson expiry expires expiration',
      'validuntil validthrough validto enddate',
      'renewaldate renewal',
    ],
    holders: holderNames,
  },
  required: { name: 'Name', seats: 'Seats' },
  rowsMax: ROWS_MAX,
};

export const thingColumns = {
  ASSETS: assetColumns,
  LICENSES: licenseColumns,
} satisfies Record<ThingKind, Layout<string>>;
