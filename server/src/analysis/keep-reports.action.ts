import { invalid } from '../kernel/failure.ts'
import { type Lifecycle, valueAfter } from '../kernel/lifecycle.ts'
import { dashboardLayout } from './dashboard-layout.ts'
import { reportDefinition } from './report-definition.ts'

/** Keeps only what can be read again; what a report asks of an object is looked at when it is asked. */
export const reportLifecycle: Lifecycle = {
  object: 'report',
  before(_ctx, changes) {
    for (const change of changes) {
      if (change.verb === 'delete') continue
      const read = reportDefinition.safeParse(valueAfter(change, 'definition'))
      if (!read.success) throw invalid({ definition: { code: 'invalid_report' } })
      change.patch.object = read.data.object
    }
  },
}

export const dashboardLifecycle: Lifecycle = {
  object: 'dashboard',
  before(_ctx, changes) {
    for (const change of changes)
      if (change.verb !== 'delete' && !dashboardLayout.safeParse(valueAfter(change, 'layout')).success)
        throw invalid({ layout: { code: 'invalid_layout' } })
  },
}
