import type { ImportRun } from '@tendero/model/api'
import type { Filter } from '@tendero/model/filter'

/** Records that the person of an import made, or changed, since they brought the file. */
export function madeBy({ createdAt, createdBy, rows }: ImportRun): Filter {
  const [at, by] = rows.created > 0 ? ['createdAt', 'createdBy'] : ['updatedAt', 'updatedBy']
  return {
    and: [
      { field: at, op: 'at_least', value: createdAt },
      ...(createdBy ? [{ field: by, op: 'is', value: createdBy.id }] : []),
    ],
  }
}
