import type { AnyRecord, MetadataObject } from '@tendero/model/api'
import { useObject } from '../kernel/metadata.ts'
import { type ChildRecords, useChildRecords } from '../sales/child-records.ts'

/** A record is shared with fewer than this. */
const most = 200

/** The object of shares, where records of this one can be shared at all and the person's role allows it. */
export function useShareObject({ owned, template, fields }: MetadataObject): MetadataObject | undefined {
  const share = useObject('share')
  const hasOwnSharing = fields.some(({ name }) => name === 'sharedWith')
  return owned && !template && !hasOwnSharing ? share : undefined
}

/** With whom a record is shared; those that have ended too, until they are taken away. */
export function useShares(share: MetadataObject, object: MetadataObject, record: AnyRecord): ChildRecords {
  return useChildRecords(
    share,
    { object: object.name, id: record.id },
    { filter: { field: 'record', op: 'is', value: record.id }, sort: ['createdAt'], limit: most },
  )
}

/** The person or the team of a share. */
export function nameOf(share: AnyRecord): string | undefined {
  return share.titles?.user ?? share.titles?.team
}
