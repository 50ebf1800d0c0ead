import { Failure, invalid } from '../kernel/failure.ts'
import { isChanging, type Lifecycle } from '../kernel/lifecycle.ts'

/** A converted lead can no longer be changed, and only conversion converts; an import may bring converted ones. */
export const leadLifecycle: Lifecycle = {
  object: 'lead',
  before(_ctx, changes) {
    for (const change of changes) {
      if (change.computed) continue
      if (change.verb === 'update' && change.before?.status === 'converted') throw new Failure(409, 'lead_converted')
      const converts = change.patch.status === 'converted' && isChanging(change, 'status')
      if (converts && change.strict) throw invalid({ status: { code: 'by_conversion' } })
    }
  },
}
