/** For fields of the machinery: no form shows them, and no list offers them as column or filter. */
export const internal = {
  hidden: true,
  disableListColumn: true,
  disableListFilter: true,
  disableBulkEdit: true,
  disableGroupBy: true,
} as const
