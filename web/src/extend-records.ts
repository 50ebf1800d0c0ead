import { lazyRouteComponent } from '@tanstack/react-router'
import type { AnyRecord, MetadataObject } from '@tendero/model/api'
import { type ComponentType, lazy } from 'react'
import { withWords } from './kernel/slice-words.ts'
import { extend, extendEvery, type FormPartProps } from './records/extensions.ts'
import { needsStep } from './sales/needs-step.ts'

const nextStep = lazyRouteComponent(
  withWords(() => import('./sales/next-step-panel.tsx')),
  'NextStepPanel',
)
const firstStep: ComponentType<FormPartProps> = lazy(async () => ({
  default: (await import('./sales/first-step-part.tsx')).FirstStepPart,
}))
const contactPoints = lazyRouteComponent(
  withWords(() => import('./sales/contact-points-panel.tsx')),
  'ContactPointsPanel',
)
const affiliations = lazyRouteComponent(
  withWords(() => import('./sales/affiliations-panel.tsx')),
  'AffiliationsPanel',
)

const health = lazyRouteComponent(
  withWords(() => import('./data-health/record-health-panel.tsx')),
  'RecordHealthPanel',
)

const signed = lazyRouteComponent(
  withWords(() => import('./as-of/signed-item.tsx')),
  'SignedItem',
)

const amountOrigin = lazy(async () => ({ default: (await import('./sales/lines/amount-origin.tsx')).AmountOrigin }))

/** Of what goes on no more, the step that was planned is left over. */
function afterChange(object: MetadataObject, before: AnyRecord, after: AnyRecord): void {
  const { nextStep: step } = after
  if (typeof step !== 'string' || !needsStep(before) || needsStep(after)) return
  void import('./sales/offer-step-end.ts').then(({ offerStepEnd }) => offerStepEnd(object, after, step))
}

/** What slices add to the records of objects. Everything is loaded by the pages that show it. */
extendEvery({
  actions: [
    lazyRouteComponent(
      withWords(() => import('./comments/follow-action.tsx')),
      'FollowAction',
    ),
    lazyRouteComponent(
      withWords(() => import('./access/share-action.tsx')),
      'ShareAction',
    ),
  ],
  menu: [
    lazyRouteComponent(
      withWords(() => import('./access/why-item.tsx')),
      'WhyItem',
    ),
  ],
  banners: [
    lazyRouteComponent(
      withWords(() => import('./files/file-drop.tsx')),
      'FileDrop',
    ),
  ],
  presentPanels: [
    lazyRouteComponent(
      withWords(() => import('./access/collaborators-panel.tsx')),
      'CollaboratorsPanel',
    ),
    lazyRouteComponent(
      withWords(() => import('./files/files-panel.tsx')),
      'FilesPanel',
    ),
  ],
})

extend('opportunity', {
  nextStep,
  banners: [
    lazyRouteComponent(
      withWords(() => import('./sales/stage-bar.tsx')),
      'StageBar',
    ),
  ],
  panels: [
    lazyRouteComponent(
      withWords(() => import('./sales/lines/lines-panel.tsx')),
      'LinesPanel',
    ),
    lazyRouteComponent(
      withWords(() => import('./sales/contact-roles-panel.tsx')),
      'ContactRolesPanel',
    ),
  ],
  presentPanels: [health],
  menu: [signed],
  replaces: ['stage_entry', 'opportunity_line', 'opportunity_contact'],
  hides: ['stage', 'status', 'stageEnteredAt', 'pushCount'],
  derived: ({ amountFromLines }) => (amountFromLines === true ? { amount: amountOrigin } : {}),
  form: () => import('./sales/deal-form.ts'),
  formPart: firstStep,
  beforeMove: () => import('./sales/ask-first.ts'),
  afterChange,
  dialogs: lazy(async () => ({ default: (await import('./sales/stage-dialog.tsx')).StageDialog })),
  recover(refused) {
    if (refused.problem.code !== 'stage_requires_fields') return false
    void import('./sales/recover.ts').then(({ recover }) => recover(refused))
    return true
  },
})

const kindred = lazyRouteComponent(
  withWords(() => import('./duplicates/kindred-banner.tsx')),
  'KindredBanner',
)

extend('lead', {
  nextStep,
  presentPanels: [health],
  formPart: firstStep,
  actions: [
    lazyRouteComponent(
      withWords(() => import('./sales/conversion/convert-action.tsx')),
      'ConvertAction',
    ),
  ],
  banners: [
    lazyRouteComponent(
      withWords(() => import('./sales/conversion/converted-banner.tsx')),
      'ConvertedBanner',
    ),
    kindred,
  ],
  beforeMove: () => import('./sales/conversion/ask-conversion.ts'),
  afterChange,
  dialogs: lazy(async () => ({ default: (await import('./sales/conversion/asked-conversion.tsx')).AskedConversion })),
  hides: ['convertedAt', 'convertedAccount', 'convertedContact', 'convertedOpportunity'],
})

const moveDialog = lazyRouteComponent(
  withWords(() => import('./sales/move/move-dialog.tsx')),
  'MoveDialog',
)

extend('contact', {
  banners: [kindred],
  menu: [
    lazyRouteComponent(
      withWords(() => import('./sales/move/move-item.tsx')),
      'MoveItem',
    ),
  ],
  panels: [affiliations, contactPoints],
  presentPanels: [health],
  replaces: ['affiliation', 'contact_point'],
  dialogs: moveDialog,
})
extend('account', {
  panels: [affiliations, contactPoints],
  presentPanels: [health],
  replaces: ['affiliation', 'contact_point', 'contact'],
  dialogs: moveDialog,
})
