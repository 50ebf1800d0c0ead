import { healthObjects } from '@tendero/model'
import { invalid } from '../kernel/failure.ts'
import { type Lifecycle, valueAfter } from '../kernel/lifecycle.ts'
import { healthRules } from './health-rules.ts'

/** A rule that administrators change is one that is there. @throws Failure 422 `not_found` at `rule` */
export const ruleLifecycle: Lifecycle = {
  object: 'health_rule',
  before(_ctx, changes) {
    for (const change of changes) {
      if (change.verb !== 'create') continue
      const object = healthObjects.find((one) => one === valueAfter(change, 'object'))
      const known = object && healthRules[object].some(({ name }) => name === valueAfter(change, 'rule'))
      if (!known) throw invalid({ rule: { code: 'not_found' } })
    }
  },
}
