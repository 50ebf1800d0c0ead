import { lazy } from 'react'
import { extend } from './records/extensions.ts'

const nextStep = lazy(() =>
  import('./sales/next-step-panel.tsx').then(({ NextStepPanel }) => ({ default: NextStepPanel })),
)

/** What slices add to the records of objects. Everything is loaded by the pages that show it. */
extend('opportunity', {
  banners: [lazy(() => import('./sales/stage-bar.tsx').then(({ StageBar }) => ({ default: StageBar })))],
  nextStep,
  replaces: ['stage_entry'],
  hides: ['stage', 'status', 'stageEnteredAt', 'pushCount'],
  beforeMove: () => import('./sales/ask-first.ts'),
  dialogs: lazy(() => import('./sales/stage-dialog.tsx').then(({ StageDialog }) => ({ default: StageDialog }))),
  recover(refused) {
    if (refused.problem.code !== 'stage_requires_fields') return false
    void import('./sales/recover.ts').then(({ recover }) => recover(refused))
    return true
  },
})

extend('lead', { nextStep })
