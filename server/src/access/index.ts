import type { Slice } from '../kernel/kernel.ts'
import { accessEndpoints } from './access-endpoints.action.ts'
import { ownerLifecycle } from './keep-owner.action.ts'
import { collaboratorsFollow, shareLifecycle } from './share-records.action.ts'

/** Who may do what, and why: records shared with people and teams, and what explains it. */
export const access: Slice = {
  lifecycles: [shareLifecycle, ownerLifecycle],
  mirrors: [collaboratorsFollow],
  endpoints: accessEndpoints,
}
