import type { Slice } from '../kernel/kernel.ts'
import { parentLifecycle } from './check-parents.action.ts'
import { endAffiliations } from './end-affiliations.job.ts'
import { judgePoints } from './judge-points.job.ts'
import { affiliationLifecycles } from './keep-affiliations.action.ts'
import { contactPointLifecycles } from './keep-contact-points.action.ts'
import { moveContactEndpoint } from './move-contact.action.ts'
import { namingLifecycles } from './name-people.action.ts'
import { moveQuestionsEndpoint } from './open-work.sql.ts'

export { addContactPoints } from './add-contact-points.action.ts'
export { pointLabel, pointTypes } from './point-labels.ts'

/** Who they are, how they are reached, and to which account they belong. */
export const customers: Slice = {
  lifecycles: [...namingLifecycles, ...contactPointLifecycles, ...affiliationLifecycles, parentLifecycle],
  endpoints: [moveQuestionsEndpoint, moveContactEndpoint],
  schedules: [endAffiliations, judgePoints],
}
